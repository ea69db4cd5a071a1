import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { checkRecordings } from './recording-checks';

it('says whether recordings can be given out', async () => {
  const place = mkdtempSync(path.join(os.tmpdir(), 'paceline-doctor-'));
  const folder = path.join(place, 'recordings');
  expect(await checkRecordings(folder, null)).toMatchObject({ result: 'warning', detail: expect.stringContaining('ENOENT') as unknown });
  mkdirSync(path.join(folder, '2026'), { recursive: true });
  expect(await checkRecordings(folder, null)).toMatchObject({ result: 'ok' });
  expect(await checkRecordings(folder, '2026/a.wav')).toMatchObject({ result: 'warning', detail: expect.stringContaining('RECORDINGS_DIR') as unknown });
  writeFileSync(path.join(folder, '2026/a.wav'), 'sound');
  expect(await checkRecordings(folder, '2026/a.wav')).toEqual({ name: 'recordings for the API', result: 'ok', detail: '2026/a.wav can be read' });
  rmSync(place, { recursive: true });
});
