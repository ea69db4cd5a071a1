import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { KeptRendition, Renditions, TakenRendition } from '@paceline/persistence';
import { readEnvironment } from '@paceline/platform/environment';
import { createLogger } from '@paceline/platform/logger';
import { wavOf } from '@paceline/platform/sound/telephone-wav';
import { readWavHeader } from '@paceline/platform/sound/wav-header';
import { waitFor } from '@paceline/testing/wait-for';
import { MessageDesk } from './message-desk';
import { RenditionFolder } from './rendition-folder';

const wanted = (file: string, language = 'en'): TakenRendition => ({ clientId: '1', file, text: 'Hello Ann', language });

describe('messages of contacts\' own', () => {
  let place: string;
  let voices: string;
  beforeEach(() => {
    [place, voices] = [mkdtempSync(path.join(os.tmpdir(), 'paceline-messages-')), mkdtempSync(path.join(os.tmpdir(), 'paceline-voices-'))];
    writeFileSync(path.join(voices, 'en.wav'), wavOf(new Float32Array(4_000)));
  });
  afterEach(() => { for (const folder of [place, voices]) rmSync(folder, { recursive: true }); });

  class Rows {
    readonly did: string[] = [];
    used = 0;
    old: readonly KeptRendition[] = [];
    constructor(private readonly wants: TakenRendition[]) {}
    async take(count: number): Promise<TakenRendition[]> { return this.wants.splice(0, count); }
    async spoken({ file }: TakenRendition, bytes: number): Promise<void> { this.did.push(`${file} spoken: ${String(bytes)}`); }
    async failed({ file }: TakenRendition): Promise<void> { this.did.push(`${file} failed`); }
    async bytes(): Promise<number> { return this.used; }
    async unused(minutes: number): Promise<readonly KeptRendition[]> { return minutes === 15 ? this.old : []; }
    async drop({ file, bytes }: KeptRendition): Promise<boolean> { this.did.push(`${file} dropped`); this.used -= bytes; this.old = this.old.filter((one) => one.file !== file); return true; }
  }

  function desk(rows: Rows): MessageDesk {
    const environment = readEnvironment({
      NODE_ENV: 'test', DATABASE_URL: 'mysql://x', REDIS_URL: 'redis://x', JWT_SECRET: 'x'.repeat(32), FREESWITCH_PASSWORD: 'x', SPEECH_COMMAND: `cat ${voices}/{language}.wav`, SPEECH_CACHE_MAX_BYTES: '10000',
    });
    return new MessageDesk(rows as unknown as Renditions, new RenditionFolder(place), environment, createLogger({ level: 'silent', app: 'test' })); // as much of them as it uses
  }

  it('are spoken into files that the switch may read; one that cannot be spoken is said so', async () => {
    const rows = new Rows([wanted('spoken-a.wav'), wanted('spoken-b.wav', 'xx')]);
    const working = desk(rows);
    working.start();
    await waitFor('both are done', () => rows.did.length === 2);
    await working.stop();
    expect([...rows.did].sort()).toEqual(['spoken-a.wav spoken: 8044', 'spoken-b.wav failed']);
    expect(readdirSync(place)).toEqual(['spoken-a.wav']);
    const wav = readFileSync(path.join(place, 'spoken-a.wav'));
    expect(readWavHeader(wav, wav.length)).toMatchObject({ playable: true, sampleRate: 8_000, lengthMs: 500 });
    expect(statSync(path.join(place, 'spoken-a.wav')).mode & 0o777).toBe(0o644);
  });

  it('are no more than may be kept: the unused go first, and while all are needed nothing more is spoken', async () => {
    const rows = new Rows([wanted('spoken-new.wav')]);
    [rows.used, rows.old] = [12_000, [{ clientId: '1', file: 'spoken-old.wav', bytes: 1_500 }]];
    const working = desk(rows);
    working.start();
    await waitFor('the unused one is gone', () => rows.did.includes('spoken-old.wav dropped'));
    expect(rows.did).toEqual(['spoken-old.wav dropped']);
    rows.old = [{ clientId: '1', file: 'spoken-older.wav', bytes: 1_000 }];
    await waitFor('there is room again', () => rows.did.length === 3);
    await working.stop();
    expect(rows.did).toEqual(['spoken-old.wav dropped', 'spoken-older.wav dropped', 'spoken-new.wav spoken: 8044']);
  });
});
