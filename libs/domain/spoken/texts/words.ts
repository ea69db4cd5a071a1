import type { Piece, SpokenTexts } from '../piece';

/** A list of words as pieces: "text", or "text|say"; their names by their places in the list. */
export function spokenWords(words: readonly string[], nameOf: (index: number) => Piece): SpokenTexts {
  return Object.fromEntries(words.map((word, index) => {
    const [text = '', say] = word.split('|');
    return [nameOf(index), say === undefined ? { text } : { text, say }];
  }));
}
