import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Recording } from '@paceline/persistence';
import { hashPassword } from '@paceline/platform/passwords';
import { waitFor } from '@paceline/testing/wait-for';
import { createApp } from '../../apps/api/src/create-app';
import { ApiClient } from '../../scripts/demo/api-client';
import { keepSilence } from '../../scripts/system/recordings';
import { DialerRig } from './lib/dialer-rig';

const TALKS_1_S = '+14155501101';
const PASSWORD = 'correct horse battery staple';

it('a call that is recorded by the switch is heard through the API', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'paceline-recordings-'));
  const rig = await DialerRig.open({ env: { FREESWITCH_RECORDINGS_DIR: folder }, simulator: { recordingFolders: [folder], recordingMade: keepSilence } });
  await rig.workerReady(await rig.startWorker());
  const campaign = await rig.campaign([TALKS_1_S], { record: true });
  await rig.agents(1, [campaign]);
  await rig.completed(campaign);
  const recording = await waitFor('its length is known', async () => {
    const [found] = await rig.dataSource.manager.find(Recording);
    return found?.lengthMs === null ? null : found;
  });

  await rig.dataSource.query("INSERT INTO users (username, password_hash, role) VALUES ('listener', ?, 'quality')", [await hashPassword(PASSWORD)]);
  const api = await createApp(rig.environment);
  rig.atClose(() => api.close());
  await api.listen(0, '127.0.0.1');
  const url = await api.getUrl();
  const { token } = await ApiClient.login(url, 'listener', PASSWORD);
  const answer = await fetch(`${url}/api/v1/recordings/${recording.id}/audio`, { headers: { authorization: `Bearer ${token}` } });
  expect(answer.headers.get('content-type')).toBe('audio/wav');
  expect((await answer.arrayBuffer()).byteLength).toBe(44 + 16 * (recording.lengthMs ?? 0));
  expect(recording.lengthMs).toBeGreaterThan(500);
  await rig.close();
  rmSync(folder, { recursive: true });
});
