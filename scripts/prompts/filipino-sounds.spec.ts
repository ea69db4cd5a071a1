import { piecesOf } from '@paceline/domain/spoken/texts/catalogue';
import { filipinoSounds } from './filipino-sounds';

describe('sounds of Filipino', () => {
  it.each([
    ['minúto', '[[min\'uto]]'], ['tinatáyang', '[[tinat\'ajaN]]'], ['número', '[[n\'umER2o]]'], ['sampû', '[[samp\'u?]]'], ['támà', '[[t\'ama?]]'],
    ['sa mga óras ng', '[[sa maN\'a \'oR2as naN]]'], ['labíng-isá', '[[lab\'iN?is\'a]]'], ['daán', '[[da?\'an]]'], ['dalawampú\'t limá', '[[dalawamp\'ut lim\'a]]'],
    ['pára sa', '[[p\'aR2a sa]]'], ['mensahe', '[[mEns\'ahE]]'],
    ['Salámat pô. Paálam pô.', '[[sal\'amat p\'o?]]. [[pa?\'alam p\'o?]].'],
  ])('%s', (text, sounds) => {
    expect(filipinoSounds(text)).toBe(sounds);
  });

  it('are known for all that is said', () => {
    for (const { text, say = text } of piecesOf('fil').values()) expect(filipinoSounds(say)).toMatch(/^(\[\[[a-zNER2?' ]+\]\][.,:]?( |$))*$/);
  });

  it('are not guessed for foreign letters', () => {
    expect(() => filipinoSounds('jazz')).toThrow('no sounds');
  });
});
