import { randomUUID } from 'node:crypto';
import type { RealtimeEvent } from '@paceline/contracts/realtime';
import { dayBeganAtMs } from '@paceline/domain/compliance/zone';
import { LATELY_MS, liveFigures } from '@paceline/domain/metrics/live-figures';
import { targetOf } from '@paceline/domain/queue/queue-settings';
import { Call, Wait, staysIn, type Queue } from '@paceline/persistence';
import { zoneNamed } from '@paceline/platform/zones';
import { waitFor } from '@paceline/testing/wait-for';
import { DID, addNumber, addQueue, caller, serve, toQueue } from './lib/caller-rig';
import { liveEvents } from './lib/dialer-aids';
import { DialerRig } from './lib/dialer-rig';

type QueueNews = Extract<RealtimeEvent, { type: 'queue' }>;
/** Of a clock on which this day is older than the last quarter of an hour, whatever time it is. */
const zoneNow = (): string => ['UTC', 'UTC-06:00', 'UTC+06:00'].find((name) => Date.now() - dayBeganAtMs(zoneNamed(name), Date.now()) > 2 * LATELY_MS) ?? 'UTC';

describe('how a queue stands, as the screens are told', () => {
  let rig: DialerRig;
  let queue: Queue;
  beforeEach(async () => {
    rig = await DialerRig.open();
    queue = await addQueue(rig, { zone: zoneNow(), serviceLevelSec: 20, shortAbandonSec: 1 });
    await addNumber(rig, toQueue(queue.id));
  });
  afterEach(() => rig.close());

  /** A stay of a call that is long over. */
  async function stayed(fromMs: number, waitedMs: number, endedBy: 'answered' | 'abandoned'): Promise<void> {
    const id = randomUUID();
    const over = new Date(fromMs + waitedMs + 1_000);
    await rig.dataSource.manager.insert(Call, {
      id, clientId: '1', direction: 'inbound', state: 'ended', outcome: endedBy === 'answered' ? 'answered' : 'abandoned-in-queue', switchId: 'main', line: `queue-${queue.id}`,
      phone: '+12125550150', dialedNumber: DID, attempt: 1, plannedAt: new Date(fromMs), endedAt: over, settledAt: over,
    });
    await rig.dataSource.manager.insert(Wait, { callId: id, fromAt: new Date(fromMs), queueId: queue.id, toAt: new Date(fromMs + waitedMs), endedBy });
  }
  const comesIn = (from: string, talkMs: number): string => {
    const callId = rig.simulated.inboundCall({ from, to: DID, talkMs });
    if (callId === null) throw new Error('the switch took no call');
    return callId;
  };
  const told = async (what: string, holds: (news: QueueNews) => boolean, afterMs = 0): Promise<QueueNews> => await waitFor(`the screens are told ${what}`, async () =>
    (await liveEvents(rig)).findLast((event): event is QueueNews => event.type === 'queue' && event.queueId === queue.id && Date.parse(event.at) > afterMs && holds(event)) ?? null);

  it('is who waits and since when, today and lately by its service level, who gave up, and what its agents do; the next owner tells the same from the rows', async () => {
    const beganAtMs = dayBeganAtMs(zoneNamed(queue.zone), Date.now());
    await stayed(beganAtMs - 60_000, 5_000, 'answered'); // yesterday, by its clock
    await stayed(beganAtMs + 1_000, 5_000, 'answered');
    await stayed(beganAtMs + 61_000, 30_000, 'answered');
    await stayed(beganAtMs + 121_000, 500, 'abandoned'); // too soon to count
    const worker = await rig.startWorker();
    await rig.workerReady(worker);
    await serve(rig, await rig.agents(1, []), [queue]);
    const today = { offered: 2, answeredInTime: 1, ratio: 0.5, answered: 2, abandoned: 1, meanAnswerMs: 17_500 };
    expect(await told('of this day before the worker came', ({ agents }) => agents.idle === 1)).toMatchObject({ waiting: 0, longestWaitMs: null, today, lately: { offered: 0, ratio: null } });

    const talking = comesIn('+12125550101', 60_000);
    await caller(rig, talking, 'talks', ({ state }) => state === 'talking');
    const waiting = comesIn('+12125550102', 60_000);
    await caller(rig, waiting, 'waits', ({ state }) => state === 'waiting');
    const gaveUp = comesIn('+12125550103', 60_000);
    await caller(rig, gaveUp, 'waits', ({ state }) => state === 'waiting');
    await waitFor('they have waited for longer than what counts for nothing', async () => {
      const stay = await rig.dataSource.manager.findOneByOrFail(Wait, { callId: gaveUp });
      return Date.now() - stay.fromAt.getTime() > 1_500; // the switch's clock and ours differ by some milliseconds
    });
    rig.simulated.hangupFarEnd(gaveUp);
    await caller(rig, gaveUp, 'gave up', ({ outcome }) => outcome === 'abandoned-in-queue');

    const stands = { waiting: 1, agents: { idle: 0, reserved: 0, talking: 1, wrapUp: 0, onBreak: 0 } };
    const lately = { offered: 2, answeredInTime: 1, ratio: 0.5, answered: 1, abandoned: 1 };
    const isSo = ({ agents, today: { abandoned }, waiting: now }: QueueNews): boolean => now === 1 && abandoned === 2 && agents.talking === 1;
    const before = await told('of all that', isSo);
    expect(before).toMatchObject({ ...stands, lately, today: { offered: 4, answeredInTime: 2, ratio: 0.5, answered: 3, abandoned: 2 } });
    expect(before.longestWaitMs).toBeGreaterThanOrEqual(1_000);

    await worker.stop();
    await rig.workerReady(await rig.startWorker());
    const after = await told('the same by the next owner', isSo, Date.now());
    expect(after).toMatchObject({ ...stands, lately: before.lately, today: before.today });
    expect(after.longestWaitMs).toBeGreaterThan(before.longestWaitMs ?? 0);
    // What was told live is what the rows say.
    const rows = await staysIn(rig.dataSource, queue.id, new Date(0));
    expect(liveFigures(rows, targetOf(queue), Date.parse(after.at), zoneNamed(queue.zone))).toMatchObject({ today: after.today, lately: after.lately, longestWaitMs: after.longestWaitMs });
  });
});
