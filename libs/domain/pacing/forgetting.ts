/** The counts after so many new things were heard, each of which makes the older ones count a little less. */
export function decayed(counts: readonly number[], heard: number, memory: number): number[] {
  const keep = Math.exp(-heard / memory);
  return counts.map((count) => count * keep);
}
