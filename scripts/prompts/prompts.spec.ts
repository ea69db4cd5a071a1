import { readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { spokenFile, spokenFiles } from '@paceline/domain/spoken/file';
import { SPOKEN_LANGUAGES } from '@paceline/domain/spoken/language';
import { PAUSE, piecesOf } from '@paceline/domain/spoken/texts/catalogue';
import { PROMPTS, record, recordedOf } from './folder';
import { measure } from './loudness';
import { ACTIVE_DB } from './synthesize';
import { VOICES } from './voices';

/** From so many signs on, a voice's pace is the same for whatever it says. */
const SENTENCE = 25;
const EDGES_MS = 80;
const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

// What can be known of a recording without ears. `npm run prompts` makes what is missing here.
const files = readdirSync(PROMPTS).filter((name) => name.startsWith('say-'));

describe('recorded prompts', () => {
  it('are those that callers are spoken to with, one each, and no other', () => {
    expect([...files].sort()).toEqual([...spokenFiles()].sort());
  });

  it('are 10 MB at most, with everything else in their folder', () => {
    const bytes = readdirSync(PROMPTS, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
      .reduce((sum, entry) => sum + statSync(path.join(entry.parentPath, entry.name)).size, 0);
    expect(bytes).toBeLessThanOrEqual(10_000_000);
  });

  it.each(SPOKEN_LANGUAGES)('of %s were made from the texts that they have now', (language) => {
    const { voice, pieces } = recordedOf(language);
    const now = [...piecesOf(language)].map(([piece, text]) => [piece, record(text, VOICES[language], readFileSync(path.join(PROMPTS, spokenFile(language, piece))))]);
    expect(pieces).toEqual(Object.fromEntries(now));
    expect(voice).toMatch(new RegExp(`^${VOICES[language].program} \\d[\\d.]*, ${VOICES[language].name}$`));
  });

  it.each(SPOKEN_LANGUAGES)('of %s are played without conversion, are all as loud, not clipped, trimmed, and as long as their texts', (language) => {
    const wrong = [...piecesOf(language)].filter(([piece]) => piece !== PAUSE).map(([piece, { text, say = text }]) => {
      const { lengthMs, activeDb, peakDb, silentMs } = measure(readFileSync(path.join(PROMPTS, spokenFile(language, piece))));
      const faults = [
        Math.abs(activeDb - ACTIVE_DB) > 0.6 ? `loudness ${activeDb.toFixed(1)}` : '', peakDb > -1 ? `peak ${peakDb.toFixed(1)}` : '',
        // The breath before "eight" and the s of "press" are quieter than what counts as sound.
        Math.max(...silentMs) > 300 ? `silent for ${silentMs.join(' and ')}` : '', Math.min(...silentMs) < 40 ? 'cut off' : '',
        lengthMs < 300 || lengthMs < say.length * 40 || lengthMs > 300 + say.length * 160 ? `${lengthMs} ms for ${say.length} signs` : '',
      ];
      return [piece, ...faults.filter((fault) => fault !== '')];
    }).filter((faults) => faults.length > 1);
    expect(wrong).toEqual([]);
  });

  it.each(SPOKEN_LANGUAGES)('of %s are whole sentences, each about as long by the sign as the others', (language) => {
    const paces = [...piecesOf(language)].flatMap(([piece, { text, say = text }]) =>
      say.length < SENTENCE ? [] : [{ piece, msASign: (measure(readFileSync(path.join(PROMPTS, spokenFile(language, piece)))).lengthMs - EDGES_MS) / say.length }]);
    const usual = median(paces.map(({ msASign }) => msASign));
    expect(paces.length).toBeGreaterThan(20);
    expect(paces.filter(({ msASign }) => msASign < usual * 0.75 || msASign > usual * 1.4)).toEqual([]);
  });

  it.each(SPOKEN_LANGUAGES)('of %s have a pause of three tenths of a second, which is silent', (language) => {
    const { lengthMs, peakDb } = measure(readFileSync(path.join(PROMPTS, spokenFile(language, PAUSE))));
    expect([lengthMs, peakDb]).toEqual([300, -Infinity]);
  });
});
