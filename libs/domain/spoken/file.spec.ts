import { promptNameOf } from '../client/prompt-file';
import { tokenName } from '../text/token-name';
import { spokenFile, spokenPieceOf } from './file';
import { SPOKEN_LANGUAGES } from './language';
import { piecesOf } from './texts/catalogue';

describe('the prompt of a piece', () => {
  it('has a name that a prompt may have, is the installation\'s own, and leads back to the piece', () => {
    for (const language of SPOKEN_LANGUAGES) {
      for (const [piece, { text }] of piecesOf(language)) {
        const file = spokenFile(language, piece);
        expect(file).toMatch(tokenName(128));
        expect(promptNameOf({ clientId: '1' }, file)).toBe(file);
        expect(spokenPieceOf(file)).toEqual({ language, piece, text });
      }
    }
  });

  it.each(['say-fa-.wav', 'say-fa-nothing.wav', 'say-de-1.wav', 'say-en-1.mp3', 'say-en-1', 'welcome.wav', 'client-2--say-en-1.wav'])('is not %s', (file) => {
    expect(spokenPieceOf(file)).toBeNull();
  });
});
