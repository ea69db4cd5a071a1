import { NO_HISTORY, type CallerHistory } from '@paceline/domain/queue/known-caller';
import type { Queue } from '@paceline/persistence';
import { OwnerBench, pass, useTestTime } from '../context/owner.spec-helper';
import { aQueue } from '../lines/queue.spec-helper';
import { aCaller } from './call.spec-helper';
import { KnownCallers, type KnownCaller } from './known-callers';

const HISTORY: CallerHistory = { lastAgentId: '7', calledBy: '3', abandoned: { agoMs: 60_000, waitedMs: 40_000 } };
const PHONE = '+12125550142';
const priority = (changes: Partial<Queue['priority']>): Queue['priority'] => ({ queuePoints: 0, listedPoints: 0, lists: [], abandonedPoints: 0, abandonedWithinSec: 0, ...changes });
const nobody = { ...NO_HISTORY, isListed: false };

describe('what is known of whoever comes into a queue', () => {
  useTestTime();
  let asked: unknown[];
  let history: () => Promise<CallerHistory>;
  beforeEach(() => { [asked, history] = [[], () => Promise.resolve(HISTORY)]; });
  const desk = (): KnownCallers => new KnownCallers(new OwnerBench().owner, {
    history: (_on, { clientId }, number) => { asked.push([clientId, number]); return history(); },
    isOnLists: (_on, { clientId }, number, lists) => { asked.push([clientId, number, lists]); return Promise.resolve(true); },
  });
  const known = (queue: Partial<Queue>, phone: string | null = PHONE): Promise<KnownCaller> => desk().of(aCaller('ringing', { phone }), aQueue(queue));

  it.each<[string, Partial<Queue>, Partial<KnownCaller>]>([
    ['who called them in vain', {}, { calledBy: '3' }],
    ['whom they talked with, where that one goes first', { lastAgentFirstSec: 15 }, { calledBy: '3', lastAgentId: '7' }],
    ['which call they gave up, where that counts', { priority: priority({ abandonedWithinSec: 600 }) }, { calledBy: '3', abandoned: HISTORY.abandoned }],
    ['that they are on one of its lists', { priority: priority({ listedPoints: 60, lists: ['4'] }) }, { calledBy: '3', isListed: true }],
    ['of no list that gives nothing', { priority: priority({ lists: ['4'] }) }, { calledBy: '3' }],
  ])('%s', async (_what, queue, expected) => {
    await expect(known(queue)).resolves.toEqual({ ...nobody, ...expected });
    expect(asked[0]).toEqual(['1', PHONE]);
  });

  it('is nothing, and not asked for, of whoever withholds the number', async () => {
    await expect(known({ lastAgentFirstSec: 15 }, null)).resolves.toEqual(nobody);
    expect(asked).toEqual([]);
  });

  it('is told in the order in which they came, whichever is read first', async () => {
    const told: string[] = [];
    let read: () => void = () => undefined;
    history = () => { history = () => Promise.resolve(HISTORY); return new Promise((resolve) => { read = () => { resolve(HISTORY); }; }); };
    const callers = desk();
    for (const one of ['first', 'second']) void callers.of(aCaller('ringing', { phone: PHONE }), aQueue()).then(() => told.push(one));
    await pass();
    expect(told).toEqual([]);
    read();
    await pass();
    expect(told).toEqual(['first', 'second']);
  });

  it('is nothing when the database is away, or slow: they wait no later for it', async () => {
    history = () => Promise.reject(new Error('away'));
    await expect(known({})).resolves.toEqual(nobody);
    history = () => new Promise(() => undefined);
    const slow = known({});
    await pass(250);
    await expect(slow).resolves.toEqual(nobody);
    expect(jest.getTimerCount()).toBe(0);
  });
});
