/** A line that only one side has, behind the common line `after` ('' at the beginning). */
export interface Change { readonly side: '-' | '+'; readonly line: string; readonly after: string }

/** What turns `a` into `b`, by their longest common subsequence. */
export function diff(a: readonly string[], b: readonly string[]): Change[] {
  // common[i][j]: length of the longest common subsequence of a from i and b from j
  const common = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  const at = (i: number, j: number): number => common[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    const row = common[i];
    for (let j = b.length - 1; j >= 0 && row; j -= 1) row[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  }
  const changes: Change[] = [];
  let [i, j, after] = [0, 0, ''];
  while (i < a.length || j < b.length) {
    const [left = '', right = ''] = [a[i], b[j]];
    if (i < a.length && j < b.length && left === right) {
      [i, j, after] = [i + 1, j + 1, left];
    } else if (j >= b.length || (i < a.length && at(i + 1, j) >= at(i, j + 1))) {
      changes.push({ side: '-', line: left, after });
      i += 1;
    } else {
      changes.push({ side: '+', line: right, after });
      j += 1;
    }
  }
  return changes;
}
