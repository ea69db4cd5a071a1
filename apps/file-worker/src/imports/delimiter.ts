/** What may stand between the columns; at a tie the earlier wins. */
const DELIMITERS = ['\t', ';', ',', '|'] as const;
const LINES_LOOKED_AT = 20;

/**
 * The delimiter of a text, judged by its first lines: one that stands in the header, as often in most of the
 * other lines. A single column has none, and reads as comma-separated.
 */
export function delimiterOf(beginning: string): string {
  const lines = beginning.split(/\r\n|\n|\r/).filter((line) => line.trim() !== '').slice(0, LINES_LOOKED_AT);
  let best = { delimiter: ',', agreeing: 0, columns: 0 };
  for (const delimiter of DELIMITERS) {
    const [columns = 0, ...others] = lines.map((line) => countUnquoted(line, delimiter));
    if (columns === 0) continue;
    const agreeing = 1 + others.filter((count) => count === columns).length;
    if (agreeing > best.agreeing || (agreeing === best.agreeing && columns > best.columns)) best = { delimiter, agreeing, columns };
  }
  return best.delimiter;
}

/** Excel writes `sep=;` as a first line of its own: the delimiter, and how many characters to skip; null without it. */
export function declaredDelimiter(beginning: string): { readonly delimiter: string; readonly length: number } | null {
  const [line, delimiter] = /^"?sep=([\t;,|])"?(?:\r\n|\n|\r)/i.exec(beginning) ?? [];
  return line === undefined || delimiter === undefined ? null : { delimiter, length: line.length };
}

function countUnquoted(line: string, delimiter: string): number {
  let count = 0;
  let quoted = false;
  for (const char of line) {
    if (char === '"') quoted = !quoted;
    else if (char === delimiter && !quoted) count += 1;
  }
  return count;
}
