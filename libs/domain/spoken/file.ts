import { SPOKEN_LANGUAGES, type SpokenLanguage } from './language';
import type { Piece } from './piece';
import { piecesOf } from './texts/catalogue';

/** The prompt, in the folder that the switch plays from, of a language's piece: `say-fa-position.1.wav`. */
export function spokenFile(language: SpokenLanguage, piece: Piece): string {
  return `say-${language}-${piece}.wav`;
}

/** Those of every language. */
export function spokenFiles(): readonly string[] {
  return SPOKEN_LANGUAGES.flatMap((language) => [...piecesOf(language).keys()].map((piece) => spokenFile(language, piece)));
}

/** Which piece a prompt is, by its name; null when it is none that callers are spoken to with. */
export function spokenPieceOf(file: string): { readonly language: SpokenLanguage; readonly piece: Piece; readonly text: string } | null {
  for (const language of SPOKEN_LANGUAGES) {
    const before = spokenFile(language, '').replace('.wav', '');
    const piece = file.startsWith(before) && file.endsWith('.wav') ? file.slice(before.length, -'.wav'.length) : '';
    const spoken = piecesOf(language).get(piece);
    if (spoken !== undefined) return { language, piece, text: spoken.text };
  }
  return null;
}
