import { randomUUID } from 'node:crypto';
import { DEFAULT_CALLING_HOURS } from '@paceline/domain/compliance/calling-hours';
import { DEFAULT_RETRY_RULES } from '@paceline/domain/retry/retry';
import type { OutboundOutcome } from '@paceline/domain/call/outcome';
import type { CallbackRules } from '@paceline/domain/queue/queue-settings';
import { useTestDatabase } from '@paceline/testing/use-test-database';
import { OWN_CLIENT } from '@paceline/domain/client/client';
import { Call } from './entities/calls';
import { QueueCallback } from './entities/queues';
import { SingleCalls, holdLease, openMigrated } from './fixtures.int-helper';
import { ClientQueueCallbacks } from './of-client/queue-callbacks';
import { QueueCallbacks, type CallbackBegun, type CallingOwner, type NewCallbackCall, type NewQueueCallback, type OpenCallback } from './queue-callbacks';
import { settlementOf } from './settlement';
import { write } from './transaction';

const PHONE = '+14155550100';
const RULES: CallbackRules = { tries: 2, retrySec: 600, expiresSec: 3_600, ringTimeoutSec: 30, callerNumber: null, hours: DEFAULT_CALLING_HOURS };
const inSec = (sec: number): Date => new Date(Date.now() + sec * 1000);

describe('callers who keep their place', () => {
  const database = useTestDatabase(openMigrated);
  const all = (): QueueCallbacks => new QueueCallbacks(database.source);
  const wish = (more: Partial<NewQueueCallback> = {}): NewQueueCallback =>
    ({ queueId: '7', askedCallId: randomUUID(), phone: PHONE, language: 'fa', waitingSince: inSec(-60), points: 0, expiresAt: inSec(3_600), ...more });
  const open = (): Promise<OpenCallback[]> => all().open('main');
  const only = async (): Promise<string> => (await open())[0]?.id ?? '';
  const row = async (id: string): Promise<QueueCallback> => await database.source.manager.findOneByOrFail(QueueCallback, { id });
  const call = (more: Partial<NewCallbackCall> = {}): NewCallbackCall =>
    ({ callId: randomUUID(), switchId: 'main', line: 'queue-7', gateway: 'trunk', callerNumber: '+12125550199', contactId: null, agentId: '3', ringTimeoutSec: 31, sendWithinMs: 5_000, ...more });
  const queue = async (id: string, switchId = 'main'): Promise<void> => {
    await write(database.source,
      `INSERT INTO queues (id, client_id, name, switch_id, strategy, required, last_agent_first_sec, priority, service_level_ratio, service_level_sec, short_abandon_sec, longest_wait_sec, longest_queue,
         while_waiting, \`keys\`, wrap_up_sec, record, overflow, callback) VALUES (?, 1, ?, ?, 'random', '[]', 0, '{}', 0.8, 20, 0, 60, 10, 'music', '{}', 0, FALSE, '{}', ?)`,
      [id, `queue ${id}`, switchId, JSON.stringify(RULES)]);
  };
  let owner: CallingOwner;
  beforeEach(async () => {
    owner = await holdLease(database.source, 'switch:main');
    for (const id of ['7', '8', '9']) await queue(id, id === '9' ? 'other' : 'main');
  });
  const begin = async (id: string, more: Partial<NewCallbackCall> = {}): Promise<CallbackBegun> => await all().begin(id, call(more), owner);
  const ends = async (callId: string, outcome: OutboundOutcome): Promise<boolean> => await new SingleCalls(database.source).end(
    callId, owner.fence, { outcome, endedAt: new Date(), hangupCause: 'X' }, [], settlementOf({ callId, retryRules: DEFAULT_RETRY_RULES, endedAtMs: Date.now() }, null));

  it('are one a person at a time, whichever queue, and each client\'s own', async () => {
    expect(await Promise.all(Array.from({ length: 5 }, (_none, at) => all().ask(OWN_CLIENT, wish({ queueId: String(7 + at % 2) }))))).toEqual(expect.arrayContaining([true, false, false, false, false]));
    expect(await all().ask({ clientId: '2' }, wish({ queueId: '9' }))).toBe(true);
    const [mine] = await open();
    expect(await all().end(mine?.id ?? '', 'cancelled')).toBe(true);
    expect(await all().ask(OWN_CLIENT, wish())).toBe(true);
    expect(await open()).toHaveLength(1);
  });

  it('are called once at a time, however many ask, by a call whose row is written with it', async () => {
    const asked = wish({ points: 30 });
    await all().ask(OWN_CLIENT, asked);
    const id = await only();
    const [before] = await open();
    expect(before).toMatchObject({ clientId: '1', queueId: '7', phone: PHONE, points: 30, state: 'waiting', dialedNumber: null, isDue: true, isOver: false });
    const calls = [randomUUID(), randomUUID(), randomUUID()];
    const begun = await Promise.all(calls.map((callId) => begin(id, { callId })));
    expect(begun.sort()).toEqual(['begun', 'not-now', 'not-now']);
    const { lastCallId } = await row(id);
    expect(await begin(id, { callId: lastCallId ?? '' })).toBe('begun'); // whose answer was lost
    await expect(database.source.manager.find(Call)).resolves.toMatchObject([{
      id: lastCallId, direction: 'outbound', state: 'planned', line: 'queue-7', phone: PHONE, callerNumber: '+12125550199', callbackId: id, agentId: '3', attempt: 1, ringTimeoutSec: 31, fence: owner.fence.toString(),
    }]);
    expect(calls).toContain(lastCallId);
    await expect(open()).resolves.toMatchObject([{ state: 'calling', waitingSince: before?.waitingSince }]);
  });

  it('are called by nobody who does not own the switch any more, nor while somebody else calls the number', async () => {
    await all().ask(OWN_CLIENT, wish());
    const id = await only();
    expect(await all().begin(id, call(), { ...owner, fence: owner.fence - 1n })).toBe('not-now');
    await write(database.source, `INSERT INTO calls (id, direction, state, switch_id, line, phone, attempt, ring_timeout_sec, fence, planned_at, not_after)
      VALUES (UUID(), 'outbound', 'ringing', 'main', 'campaign-1', ?, 1, 30, 1, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))`, [PHONE]);
    expect(await begin(id)).toBe('on-call');
    await expect(row(id)).resolves.toMatchObject({ state: 'waiting', tries: 0, lastCallId: null });
  });

  it('wait again with their place when they were not reached, and end when they were, with the end of the call', async () => {
    await all().ask(OWN_CLIENT, wish());
    const id = await only();
    const { waitingSince } = await row(id);
    const [first, second, third] = [randomUUID(), randomUUID(), randomUUID()];
    await begin(id, { callId: first });
    expect(await ends(first, 'not-dialed')).toBe(true);
    await expect(row(id)).resolves.toMatchObject({ state: 'waiting', tries: 0, waitingSince });
    expect(await begin(id, { callId: second })).toBe('not-now'); // not due
    await all().putOff(id, inSec(-1));
    await begin(id, { callId: second });
    await ends(second, 'busy');
    const after = await row(id);
    expect(after).toMatchObject({ state: 'waiting', tries: 1, waitingSince, lastCallId: second });
    expect(after.nextAt.getTime() - Date.now()).toBeGreaterThan(590_000);
    await all().putOff(id, inSec(-1));
    await begin(id, { callId: third });
    await ends(third, 'connected');
    await expect(row(id)).resolves.toMatchObject({ state: 'ended', endedBy: 'talked', tries: 2, lastCallId: third });
  });

  it('are given up after as many calls as their queue makes, and are called by a queue no more that calls nobody back', async () => {
    await all().ask(OWN_CLIENT, wish());
    const id = await only();
    for (const callId of [randomUUID(), randomUUID()]) {
      await all().putOff(id, inSec(-1));
      await begin(id, { callId });
      await ends(callId, 'no-answer');
    }
    await expect(row(id)).resolves.toMatchObject({ state: 'ended', endedBy: 'given-up', tries: 2 });
    await all().ask(OWN_CLIENT, wish());
    const [next, callId] = [await only(), randomUUID()];
    await begin(next, { callId });
    await write(database.source, 'UPDATE queues SET callback = NULL WHERE id = 7', []);
    await ends(callId, 'busy');
    await expect(row(next)).resolves.toMatchObject({ state: 'ended', endedBy: 'given-up' });
  });

  it('are called no more once it has expired, and end once', async () => {
    await all().ask(OWN_CLIENT, wish({ expiresAt: inSec(-1) }));
    const id = await only();
    await expect(open()).resolves.toMatchObject([{ isOver: true }]);
    expect(await begin(id)).toBe('not-now');
    expect([await all().end(id, 'expired'), await all().end(id, 'talked')]).toEqual([true, false]);
    await expect(new ClientQueueCallbacks(database.source, OWN_CLIENT).of('7', false, 10)).resolves.toMatchObject([{ endedBy: 'expired' }]);
  });

  it('are not called any more when they have talked in a call of their own', async () => {
    const asked = wish({ phone: '+14155550101' });
    await all().ask(OWN_CLIENT, asked);
    await all().ask(OWN_CLIENT, wish());
    await all().ask({ clientId: '2' }, wish());
    await all().answeredMeanwhile(OWN_CLIENT, asked.askedCallId, PHONE);
    expect((await open()).map(({ clientId }) => clientId)).toEqual(['2']);
  });

  it('stand by their place, and are taken out and moved only by their own client, and not while they are called', async () => {
    await all().ask(OWN_CLIENT, wish({ waitingSince: inSec(-10) }));
    await all().ask(OWN_CLIENT, wish({ phone: '+14155550101', waitingSince: inSec(-90) }));
    const mine = new ClientQueueCallbacks(database.source, OWN_CLIENT);
    const theirs = new ClientQueueCallbacks(database.source, { clientId: '2' });
    const [first, second] = await mine.of('7', true, 10);
    expect([first?.phone, second?.phone]).toEqual(['+14155550101', PHONE]);
    expect([await theirs.cancel(first?.id ?? ''), await theirs.move(first?.id ?? '', '8')]).toEqual([false, false]);
    await begin(first?.id ?? '');
    expect([await mine.move(first?.id ?? '', '8'), await mine.move(second?.id ?? '', '8')]).toEqual([false, true]);
    await expect(mine.of('8', true, 10)).resolves.toMatchObject([{ id: second?.id, waitingSince: second?.waitingSince }]);
    expect([await mine.cancel(first?.id ?? ''), await mine.cancel(second?.id ?? ''), await mine.cancel(second?.id ?? '')]).toEqual([false, true, false]);
  });
});
