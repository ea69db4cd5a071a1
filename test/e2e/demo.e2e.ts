import { spawn } from 'node:child_process';
import path from 'node:path';
import { dropDatabase, scratchDatabase, type DatabaseAddress } from '@paceline/testing/test-database';
import { serviceAddresses } from '@paceline/testing/test-services';

const ROOT = path.resolve(__dirname, '../..');

/** What `npm run demo -- --json` prints last, and how it ended. */
async function demo(address: DatabaseAddress, contacts: number, callers: number): Promise<{ code: number | null; summary: Record<string, unknown>; progress: string }> {
  const child = spawn(process.execPath, ['scripts/demo.mjs', '--json', '--contacts', String(contacts), '--callers', String(callers)], {
    cwd: ROOT, env: { ...process.env, DATABASE_URL: address.url, REDIS_URL: serviceAddresses().REDIS_URL, REDIS_PREFIX: `demo-${process.pid}` },
  });
  let stdout = '';
  let progress = '';
  child.stdout.on('data', (chunk: Buffer) => { stdout += chunk.toString(); });
  child.stderr.on('data', (chunk: Buffer) => { progress += chunk.toString(); });
  const code = await new Promise<number | null>((resolve) => { child.once('close', resolve); });
  const last = stdout.trimEnd().split('\n').at(-1) ?? '';
  return { code, progress, summary: last.startsWith('{') ? JSON.parse(last) as Record<string, unknown> : {} };
}

/** Of both queues together. */
const queued = (lines: readonly Record<string, number>[], what: string): number => lines.slice(1).reduce((sum, line) => sum + (line[what] ?? 0), 0);

describe('npm run demo', () => {
  it('runs a campaign and two queues on the same agents through the API, on processes of their own, to a result for every contact and every caller', async () => {
    const address = await scratchDatabase();
    try {
      const { code, summary, progress } = await demo(address, 24, 9);
      expect({ code, said: code === 0 ? '' : progress }).toEqual({ code: 0, said: '' });
      expect(summary).toMatchObject({ contacts: 24, contactsWithResult: 24, agentsMax: 8, callers: 9, invariants: 'held' });
      expect(Number(summary['dialed'])).toBeGreaterThanOrEqual(24);
      expect(Number(summary['answered'])).toBeGreaterThanOrEqual(Number(summary['connected']));
      const lines = summary['lines'] as readonly Record<string, number>[]; // as scripts/demo/line-figures tells them
      expect(lines).toMatchObject([{ line: 'campaign-1', answered: summary['connected'] }, { line: 'queue-1', name: 'Support', targetSec: 4 }, { line: 'queue-2', name: 'Sales', targetPercent: 90 }]);
      expect(queued(lines, 'answered') + queued(lines, 'abandoned') + queued(lines, 'shortAbandoned')).toBe(9);
      expect(queued(lines, 'offered')).toBe(queued(lines, 'answered') + queued(lines, 'abandoned'));
      expect(queued(lines, 'answered')).toBeGreaterThan(0);
      const { talks, occupancyPercent } = summary['agents'] as Record<string, number>; // as scripts/demo/agent-figures tells them
      expect([talks, (occupancyPercent ?? 0) > 0 && (occupancyPercent ?? 0) <= 100]).toEqual([Number(summary['connected']) + queued(lines, 'answered'), true]);
      expect(progress).toMatch(/line +offered +answered +service level/);
      expect(progress).toContain('SIMULATED');
      expect(progress).toMatch(/contacts left +0/);
    } finally {
      await dropDatabase(address);
    }
  });
});
