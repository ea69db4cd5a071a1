import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { freePort } from '@paceline/testing/free-port';
import { testFolder } from '@paceline/testing/test-services';
import { createApp } from '../../../apps/api/src/create-app';
import { DialerRig } from '../../e2e/lib/dialer-rig';

const SWITCH_RECORDS_PASSWORD = 'records-of-the-switch';

/** A rig whose switch posts its records of calls, to an API that takes them: what ended while nobody listened gets its true end. */
export async function openRecordingRig({ env, ...options }: Omit<NonNullable<Parameters<typeof DialerRig.open>[0]>, 'simulator'>): Promise<DialerRig> {
  const apiPort = await freePort();
  const spoolDir = mkdtempSync(path.join(testFolder(), 'spool-'));
  const rig = await DialerRig.open({
    ...options, env: { ...env, API_PORT: String(apiPort), SWITCH_RECORDS_PASSWORD, CALL_RECORD_SPOOL_DIR: spoolDir },
    simulator: { callRecords: { url: `http://127.0.0.1:${apiPort}/api/v1/switches/main/call-records`, credentials: `switch:${SWITCH_RECORDS_PASSWORD}`, spoolDir } },
  });
  const api = await createApp(rig.environment);
  rig.atClose(() => api.close());
  rig.atClose(async () => { rmSync(spoolDir, { recursive: true, force: true }); });
  await api.listen(apiPort, '127.0.0.1');
  return rig;
}
