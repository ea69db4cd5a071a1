import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { spokenFile, spokenPieceOf } from '@paceline/domain/spoken/file';
import { SPOKEN_LANGUAGES, type SpokenLanguage } from '@paceline/domain/spoken/language';
import { PAUSE, piecesOf } from '@paceline/domain/spoken/texts/catalogue';
import { PROMPTS, record, recordFile, recordedOf, type Recorded } from './folder';
import { silence, synthesize } from './synthesize';
import { VOICES } from './voices';

/**
 * `npm run prompts`: makes the recorded pieces whose texts have changed; `-- --all` all of them. Needs Debian's espeak-ng, flite
 * and sox, which neither the apps nor the tests do.
 */
const all = process.argv.includes('--all');
const PAUSE_SEC = 0.3;

/** flite tells its version and ends with 1. */
function versionOf(program: string): string {
  const version = /(?:flite-|text-to-speech: )([\d.]+)/.exec(spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout)?.[1];
  if (version === undefined) throw new Error(`${program} is not there, or does not tell its version`);
  return version;
}

function writeLanguage(language: SpokenLanguage): void {
  const voice = VOICES[language];
  const name = `${voice.program} ${versionOf(voice.program)}, ${voice.name}`;
  const before = recordedOf(language);
  const pieces: Record<string, Recorded> = {};
  let made = 0;
  for (const [piece, spoken] of piecesOf(language)) {
    const file = path.join(PROMPTS, spokenFile(language, piece));
    const say = voice.prepare(spoken.say ?? spoken.text);
    if (all || before.voice !== name || before.pieces[piece]?.say !== say || !existsSync(file)) {
      made += 1;
      if (piece === PAUSE) silence(PAUSE_SEC, file);
      else synthesize(voice, say, file);
    }
    pieces[piece] = record(spoken, voice, readFileSync(file));
  }
  writeFileSync(recordFile(language), `${JSON.stringify({ voice: name, pieces }, null, 1)}\n`);
  console.log(`${language}: ${String(made)} made of ${String(piecesOf(language).size)} (${name})`);
}

mkdirSync(path.dirname(recordFile('en')), { recursive: true });
for (const language of SPOKEN_LANGUAGES) writeLanguage(language);
for (const name of readdirSync(PROMPTS).filter((each) => each.startsWith('say-') && spokenPieceOf(each) === null)) rmSync(path.join(PROMPTS, name));
