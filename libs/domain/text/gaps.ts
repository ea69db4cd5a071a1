const GAP = /\{([^{}]+)\}/g;

/** The names of a text's gaps, `{name}`, in the order in which they stand. */
export function gapsIn(text: string): readonly string[] {
  return [...text.matchAll(GAP)].map(([, name = '']) => name);
}

/** With something in the place of each gap. */
export function filledGaps(text: string, fill: (gap: string) => string): string {
  return text.replace(GAP, (_, name: string) => fill(name));
}
