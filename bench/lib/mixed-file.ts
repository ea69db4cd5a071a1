/**
 * A file of contacts, of which a part is as people write them and the rest what has held up a dialer. Of twenty rows five
 * are contacts that nobody has yet, five are too short and rejected, eight are empty lines, and two hold delimiters alone;
 * each hundredth such row holds sixty numbers that are none instead.
 * @param first number of its first contact: no two files share one
 * @param pieceBytes about the size of the pieces
 */
export function* mixedFile(rows: number, first: number, pieceBytes: number): Generator<Buffer> {
  let text = 'name,phone,city,note\n';
  let contacts = first;
  let odd = 0;
  for (let row = 0; row < rows; row++) {
    const kind = row % 20;
    if (kind < 5) text += contactRow(contacts++);
    else if (kind < 10) text += 'x\n';
    else if (kind < 18) text += '\n';
    else text += ++odd % 100 === 0 ? SIXTY_NUMBERS : ',,,,,,,,,,,,,,,,\n';
    if (text.length < pieceBytes) continue;
    yield Buffer.from(text);
    text = '';
  }
  if (text !== '') yield Buffer.from(text);
}

/** Of so many rows: those that become contacts. */
export const contactsIn = (rows: number): number => Math.floor(rows / 20) * 5 + Math.min(rows % 20, 5);

const SIXTY_NUMBERS = `x,${'1234567;'.repeat(60)},,\n`;
/** Manhattan's: `212`, then exchanges from 200 on, four digits each. */
const contactRow = (nth: number): string => `Anna Maria ${nth},+1 212 ${200 + Math.floor(nth / 10_000)} ${String(nth % 10_000).padStart(4, '0')},New York,wants an offer in spring\n`;
