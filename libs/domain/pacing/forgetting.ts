/** The counts after so many new things were heard, each of which makes the older ones count a little less. */
export function decayed(counts: readonly number[], heard: number, memory: number): number[] {
  const keep = Math.exp(-heard / memory);
  const next = new Array<number>(counts.length);
  for (let i = 0; i < counts.length; i++) next[i] = (counts[i] ?? 0) * keep;
  return next;
}
