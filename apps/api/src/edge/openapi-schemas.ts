import { nameSchemas } from '@paceline/contracts/schema-names';
import { z } from 'zod';

const NAMED = nameSchemas();

type Io = 'input' | 'output';

interface JsonSchema {
  readonly definitions?: Readonly<Record<string, unknown>>;
}

/**
 * A schema as OpenAPI 3.0 has it; what has a name stands once, among the components. An answer has what a request may leave
 * out (defaults): where the two differ, a schema within a body is called `…Input`.
 */
export function describeSchema(schema: unknown, { schemaType }: { readonly schemaType: Io }): { schema: object; components: Record<string, unknown> } | undefined {
  if (!(schema instanceof z.ZodType)) return undefined;
  const own = z.globalRegistry.get(schema)?.id;
  const nameOf = (name: string): string => (schemaType === 'input' && name !== own && isTwo(name) ? `${name}Input` : name);
  const { definitions = {}, ...root } = withNames(inOpenApi(schema, schemaType), nameOf);
  return { schema: root, components: Object.fromEntries(Object.entries(definitions).map(([name, definition]) => [nameOf(name), definition])) };
}

function isTwo(name: string): boolean {
  const schema = NAMED.get(name);
  return schema !== undefined && JSON.stringify(inOpenApi(schema, 'input')) !== JSON.stringify(inOpenApi(schema, 'output'));
}

function inOpenApi(schema: z.ZodType, io: Io): JsonSchema {
  return z.toJSONSchema(schema, { target: 'openapi-3.0', io }) as JsonSchema; // zod's own type has every draft's keywords
}

function withNames(schema: JsonSchema, nameOf: (name: string) => string): JsonSchema {
  const text = JSON.stringify(schema).replaceAll(/"#\/definitions\/(\w+)"/g, (_ref, name: string) => `"#/components/schemas/${nameOf(name)}"`);
  return JSON.parse(text) as JsonSchema; // the same, but for its references
}
