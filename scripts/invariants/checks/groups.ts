/** The values by a key of theirs, several to a key, in their order. */
export function groupBy<T>(values: readonly T[], keyOf: (value: T) => string | null): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const key = keyOf(value);
    if (key === null) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [value]);
    else group.push(value);
  }
  return groups;
}

/** Every value with the one before it. */
export function pairs<T>(values: readonly T[]): readonly (readonly [before: T, after: T])[] {
  return values.flatMap((after, index) => {
    const before = values[index - 1];
    return before === undefined ? [] : [[before, after] as const];
  });
}
