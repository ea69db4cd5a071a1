import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { SimulatorOptions } from '@paceline/simulator';

export interface SecondRecord {
  readonly callRecords: NonNullable<SimulatorOptions['callRecords']>;
  /** For the API, which takes them in. */
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Where a simulated switch of this machine puts its own records of calls: to the API, and while that is away into a
 * folder below `home`.
 */
export function secondRecord(home: string, apiPort: number, switchId = 'main'): SecondRecord {
  const spoolDir = path.resolve(home, 'call-records');
  mkdirSync(spoolDir, { recursive: true });
  const password = randomBytes(18).toString('base64url');
  return {
    callRecords: { url: `http://127.0.0.1:${apiPort}/api/v1/switches/${switchId}/call-records`, credentials: `switch:${password}`, spoolDir },
    env: { SWITCH_RECORDS_PASSWORD: password, CALL_RECORD_SPOOL_DIR: spoolDir },
  };
}
