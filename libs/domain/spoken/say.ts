import { spokenKey, spokenPhoneNumber } from './digits';
import type { SpokenLanguage } from './language';
import { spokenMinutes, spokenPosition } from './numbers/spoken-number';
import type { Piece } from './piece';
import type { Sentence } from './sentences';
import { spokenWait } from './spoken-wait';
import { piecesOf } from './texts/catalogue';
import { partPiece } from './texts/parts';

/**
 * The recorded pieces of a sentence, in the order in which they are played. Each exists in the language's set. Throws
 * RangeError for a gap that is filled with what cannot be said (see the functions for numbers, minutes and phone numbers).
 */
export function say(language: SpokenLanguage, sentence: Sentence): readonly Piece[] {
  const filled = gapOf(language, sentence);
  if (filled === null) return [sentence.id];
  const around = (part: 'before' | 'after'): readonly Piece[] => [partPiece(sentence.id, part)].filter((piece) => piecesOf(language).has(piece));
  return [...around('before'), ...filled, ...around('after')];
}

/** Where a caller stands, 1 and up. */
export function positionSentence(position: number): Sentence {
  return position === 1 ? { id: 'position-next' } : { id: 'position', position };
}

/** How long a caller will wait, in seconds of the estimate. */
export function waitSentence(seconds: number): Sentence {
  const wait = spokenWait(seconds);
  switch (wait.kind) {
    case 'under-minute': return { id: 'wait-under-minute' };
    case 'minutes': return { id: 'wait-minutes', minutes: wait.minutes };
    case 'over-hour': return { id: 'wait-over-hour' };
  }
}

/** What pieces say, as people read it; for previews and logs. Throws RangeError for a piece that the language lacks. */
export function wordsOf(language: SpokenLanguage, pieces: readonly Piece[]): string {
  const between = language.startsWith('zh') ? '' : ' ';
  return pieces.map((piece) => {
    const said = piecesOf(language).get(piece);
    if (said === undefined) throw new RangeError(`${language} has no piece ${piece}`);
    return said.joined === true ? said.text : `${said.text}${between}`;
  }).join('').trim();
}

function gapOf(language: SpokenLanguage, sentence: Sentence): readonly Piece[] | null {
  if ('position' in sentence) return spokenPosition(language, sentence.position);
  if ('minutes' in sentence) return spokenMinutes(language, sentence.minutes);
  if ('number' in sentence) return ['pause', ...spokenPhoneNumber(language, sentence.number)];
  if ('key' in sentence) return [spokenKey(language, sentence.key)];
  return null;
}
