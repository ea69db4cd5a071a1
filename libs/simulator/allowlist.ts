import type { SwitchInterface } from '@paceline/telephony/interfaces';

/** As 1.11's allowlist does at the start of the switch: what is not on it is not registered, as if no module had it. */
export function registered<T>(all: ReadonlyMap<string, T>, kind: SwitchInterface['kind'], allowed: readonly SwitchInterface[]): Map<string, T> {
  const names = new Set(allowed.filter((each) => each.kind === kind).map(({ name }) => name));
  return new Map([...all].filter(([name]) => names.has(name)));
}
