/** Spelling to espeak-ng's signs for the Indonesian voice, which has every sound of Filipino but none of its stress. */
const LETTERS: Readonly<Record<string, string>> = { ng: 'N', y: 'j', r: 'R2', e: 'E' };
const WORDS: Readonly<Record<string, string>> = { ng: 'naN', mga: 'maN\'a' };
const VOWELS = 'aeiou';
/** Combining grave, acute and circumflex: a last glottal stop, stress, both. */
const MARKS: Readonly<Record<string, { readonly stress: boolean; readonly stop: boolean }>> = {
  '\u0300': { stress: false, stop: true }, '\u0301': { stress: true, stop: false }, '\u0302': { stress: true, stop: true },
};

/**
 * A text in Filipino with the marks of dictionaries, as sounds in espeak-ng's signs between [[ and ]]. A word without a mark is
 * stressed on its last vowel but one; two vowels in a row, and a vowel behind a hyphen, have a glottal stop between them
 * (Schachter and Otanes, Tagalog Reference Grammar, 1.2–1.8). Throws for letters that the texts of Filipino do not have.
 */
export function filipinoSounds(text: string): string {
  if (text === '') return '';
  return text.toLowerCase().split(/(?<=[.,:;?!])\s+/).map((phrase) => {
    const end = /[.,:;?!]$/.exec(phrase)?.[0] ?? '';
    const words = phrase.replace(/[.,:;?!]+$/, '').split(/\s+/).filter((word) => word !== '');
    return `[[${words.map(wordSounds).join(' ')}]]${end}`;
  }).join(' ');
}

function wordSounds(word: string): string {
  const known = WORDS[word];
  if (known !== undefined) return known;
  const letters = [...word.normalize('NFD').matchAll(/(ng|[abdefghiklmnoprstuwyc])(\p{M}?)|([-'])/gu)];
  if (letters.map(([letter]) => letter).join('') !== word.normalize('NFD')) throw new Error(`no sounds for "${word}"`);
  const vowels = letters.flatMap(([, letter = ''], index) => letter !== '' && VOWELS.includes(letter) ? [index] : []);
  const marked = letters.some(([, , mark = '']) => MARKS[mark]?.stress === true);
  const stressed = marked || vowels.length < 2 ? undefined : vowels.at(-2);
  return letters.map(([, letter = '', mark = ''], index) => {
    if (!VOWELS.includes(letter) || letter === '') return letter === '' ? '' : LETTERS[letter] ?? letter;
    const [behind = '', split = ''] = [letters[index - 1]?.[1], letters[index - 1]?.[3]];
    const begins = split === '-' || (behind !== '' && VOWELS.includes(behind)) ? '?' : '';
    const stress = index === stressed || MARKS[mark]?.stress === true ? '\'' : '';
    return `${begins}${stress}${LETTERS[letter] ?? letter}${MARKS[mark]?.stop === true ? '?' : ''}`;
  }).join('');
}
