import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { measure } from './loudness';
import type { Voice } from './voices';

/** Of the loudest sample: what is quieter is silence. An f or a th on the line is not much louder: at 1 % “fifth” loses both ends. */
const SILENCE = '0.1%';
/** As loud as each other, and nearly as the music: what is heard of a piece, in dB below full scale. */
export const ACTIVE_DB = -20;
/** The limiter takes away some of what was given. */
const GAIN_ATTEMPTS = 4;
/** Left at both ends, so that pieces that follow each other are not one word. */
const EDGE_SEC = '0.04';

/**
 * Reads a text, as it was prepared for the voice, into a file as the switch plays it without work: WAV, mu-law, 8 kHz, mono; trimmed, as loud as all others, and in
 * the same bytes each time with the same programs. Throws when a program is missing or fails.
 */
export function synthesize(voice: Voice, text: string, file: string): void {
  const folder = mkdtempSync(path.join(tmpdir(), 'prompt-'));
  try {
    const [spoken, trimmed] = [path.join(folder, 'spoken.wav'), path.join(folder, 'trimmed.wav')];
    if (voice.program === 'flite') run('flite', [...voice.options, '-t', text, '-o', spoken]);
    else run('espeak-ng', [...voice.options, '-w', spoken, '--', text]);
    // What a phone line does not carry goes first, so that what is left is measured. -D and -R: no dither, no randomness.
    run('sox', ['-D', '-R', spoken, '-b', '16', '-r', '8000', '-c', '1', trimmed, 'highpass', '120', 'norm', '-3', ...trim(), ...trim()]);
    let gainDb = 0;
    for (let attempt = 0; attempt < GAIN_ATTEMPTS; attempt += 1) {
      run('sox', ['-D', '-R', trimmed, '-e', 'mu-law', file, 'gain', '-l', gainDb.toFixed(2), 'pad', EDGE_SEC, EDGE_SEC]);
      gainDb += ACTIVE_DB - measure(readFileSync(file)).activeDb;
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A pause of so many seconds. */
export function silence(seconds: number, file: string): void {
  run('sox', ['-D', '-R', '-n', '-r', '8000', '-c', '1', '-e', 'mu-law', file, 'trim', '0', seconds.toFixed(2)]);
}

function trim(): readonly string[] {
  return ['silence', '1', '0.01', SILENCE, 'reverse'];
}

function run(program: string, parameters: readonly string[]): void {
  execFileSync(program, parameters, { stdio: ['ignore', 'ignore', 'pipe'] });
}
