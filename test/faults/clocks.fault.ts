import { rows } from '@paceline/persistence';
import { waitFor } from '@paceline/testing/wait-for';
import type { Violation } from '../../scripts/invariants/check';
import type { DialerRig } from '../e2e/lib/dialer-rig';
import { WorkerProcess } from '../e2e/lib/worker-process';
import { ALL_WELL, LongDay } from './lib/long-day';

/** How wrong the clocks of the hosts are, one owner of the switch after the other; the first one's is right. */
const OFFSETS_MS = [0, -150_000, 150_000, 0];
/** Calls that were answered and ended under one owner, before it is killed. */
const ANSWERED_EACH = 12;
/** Shares of a dozen calls differ by chance; a wrong clock abandons all or none. */
const MARGIN = 0.3;

/** What one owner did with the calls that it had from beginning to end. */
interface Ownership { readonly offsetMs: number; readonly fromMs: number; untilMs: number }
interface Share { readonly offsetMs: number; readonly answered: number; readonly connectedRatio: number; readonly lost: number }

async function shareOf(rig: DialerRig, { offsetMs, fromMs, untilMs }: Ownership): Promise<Share> {
  const [found] = await rows<{ answered: string; connected: string; lost: string }>(rig.dataSource,
    `SELECT COUNT(answered_at) AS answered, COALESCE(SUM(outcome = 'connected'), 0) AS connected, COALESCE(SUM(outcome = 'lost'), 0) AS lost
       FROM calls WHERE planned_at >= ? AND ended_at < ?`, [new Date(fromMs), new Date(untilMs)]);
  const answered = Number(found?.answered ?? 0);
  return { offsetMs, answered, connectedRatio: Number(found?.connected ?? 0) / Math.max(1, answered), lost: Number(found?.lost ?? 0) };
}

/**
 * What came of calls between a worker's death and the next one's coming is told by the switch alone: by its own call
 * records, which are not merged yet, and by its own message.
 */
const NOBODY_WAS_THERE: readonly Violation['code'][] = ['answer-lost', 'met-by-silence', 'recording-not-stopped'];

async function whileSomebodyWasThere(rig: DialerRig, violations: readonly Violation[], ownerships: readonly Ownership[]): Promise<readonly Violation[]> {
  const calls = await rows<{ id: string; plannedAt: Date; endedAt: Date | null }>(rig.dataSource, 'SELECT id, planned_at AS plannedAt, ended_at AS endedAt FROM calls', []);
  const whole = new Set(calls.filter(({ plannedAt, endedAt }) => ownerships.some(({ fromMs, untilMs }) =>
    plannedAt.getTime() >= fromMs && endedAt !== null && endedAt.getTime() < untilMs)).map(({ id }) => id));
  return violations.filter(({ code, subject }) => !NOBODY_WAS_THERE.includes(code) || whole.has(/[0-9a-f-]{36}/.exec(subject)?.[0] ?? ''));
}

describe('workers whose hosts\' clocks are minutes apart', () => {
  it('take over from each other as if the clocks agreed', async () => {
    const rig = await LongDay.openRig();
    const workers: WorkerProcess[] = [];
    const start = async (offsetMs: number): Promise<WorkerProcess> => {
      const worker = await WorkerProcess.start({ ...rig.environment, HOST_CLOCK_OFFSET_MS: offsetMs });
      workers.push(worker);
      return worker;
    };
    try {
      let owner = await start(OFFSETS_MS[0] ?? 0);
      const day = await LongDay.begin(rig);
      const ownerships: Ownership[] = [];
      const resumedAfterMs: number[] = [];
      for (const [index, offsetMs] of OFFSETS_MS.entries()) {
        const ownership: Ownership = { offsetMs, fromMs: Date.now(), untilMs: Number.POSITIVE_INFINITY };
        ownerships.push(ownership);
        const next = OFFSETS_MS[index + 1];
        const heir = next === undefined ? owner : await start(next);
        await waitFor('an owner has had enough calls', async () => (await shareOf(rig, { ...ownership, untilMs: Date.now() })).answered >= ANSWERED_EACH, { deadlineMs: 60_000, everyMs: 100 });
        if (heir === owner) break;
        ownership.untilMs = Date.now();
        await owner.kill();
        resumedAfterMs.push(await day.dialsOn());
        owner = heir;
      }
      const verdict = await day.close();
      const last = ownerships.at(-1);
      if (last !== undefined) last.untilMs = Date.now();
      const shares = await Promise.all(ownerships.map((ownership) => shareOf(rig, ownership)));
      expect({ ...verdict, violations: await whileSomebodyWasThere(rig, verdict.violations, ownerships) }).toEqual(ALL_WELL);
      const right = shares.filter(({ offsetMs }) => offsetMs === 0).map(({ connectedRatio }) => connectedRatio);
      for (const { offsetMs, connectedRatio, lost } of shares) {
        expect({ offsetMs, isLikeTheOthers: connectedRatio > Math.min(...right) - MARGIN, lost }).toEqual({ offsetMs, isLikeTheOthers: true, lost: 0 });
      }
      expect(Math.max(...resumedAfterMs)).toBeLessThan(10_000);
    } finally {
      for (const worker of workers) await worker.kill();
      await rig.close();
    }
  }, 300_000);
});
