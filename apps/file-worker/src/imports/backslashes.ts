/** Characters from which it is told; the marks are in every row that has any. */
export const TOLD_FROM_CHARS = 256 * 1024;

/**
 * Whether a file has backslashes as MySQL's `SELECT … INTO OUTFILE` and its tools write them: `\\"` within a quoted cell, and `\\N`
 * for nothing. In other files a quotation mark is doubled, and a backslash is one, as at the end of `"C:\\data\\"`.
 */
export function hasMysqlBackslashes(beginning: string, delimiter: string): boolean {
  let marks = 0;
  for (let at = beginning.indexOf('\\'); at !== -1; at = beginning.indexOf('\\', at + 2)) {
    const [before, next, then] = [beginning.charAt(at - 1), beginning.charAt(at + 1), beginning.charAt(at + 2)];
    const endsACell = then === '' || then === delimiter || then === '\n' || then === '\r';
    if (next === 'N' && endsACell && (before === '' || before === delimiter || before === '\n')) return true;
    if (next !== '"') continue;
    if (then === '"' || endsACell) continue; // may be the end of its cell
    marks += 1;
  }
  return marks > 0 && !/[^,;\t|\r\n\\]""/.test(beginning);
}
