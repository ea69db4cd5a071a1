import type { Environment } from '@paceline/platform/environment';

/** The environment as a process of its own is given it. */
export function asVariables(environment: Environment): Record<string, string> {
  const variables: Record<string, string> = {};
  for (const [name, value] of Object.entries<string | number | boolean | undefined>({ ...environment })) {
    if (value !== undefined) variables[name] = typeof value === 'boolean' ? String(Number(value)) : String(value);
  }
  return variables;
}
