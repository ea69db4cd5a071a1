/**
 * One line of a CSV that a spreadsheet will open. A value that would be a formula gets an apostrophe before it
 * (OWASP, CSV injection); quotation marks are doubled.
 */
export function csvLine(cells: readonly (string | number)[]): string {
  return `${cells.map((cell) => typeof cell === 'number' ? String(cell) : quoted(cell)).join(',')}\r\n`;
}

function quoted(text: string): string {
  const safe = /^[\s]*[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}
