import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readWavHeader } from '@paceline/platform/sound/wav-header';
import { keepSilence, recordingsFolder } from './recordings';

it('a simulated recording is a WAV file as long as the call', () => {
  const place = mkdtempSync(path.join(os.tmpdir(), 'paceline-home-'));
  const file = path.join(recordingsFolder(place), '2026/01/31/a.wav');
  keepSilence(file, 2_500);
  const content = readFileSync(file);
  expect(content).toHaveLength(44 + 40_000);
  expect(readWavHeader(content, content.length)).toMatchObject({ playable: true, lengthMs: 2_500, sampleRate: 8_000 });
  expect(content.subarray(44).every((byte) => byte === 0)).toBe(true);
  rmSync(place, { recursive: true });
});
