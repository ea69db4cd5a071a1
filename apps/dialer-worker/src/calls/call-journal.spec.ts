import { setTimeout as lasts } from 'node:timers/promises';
import type { RealtimeEvent } from '@paceline/contracts/realtime';
import { createLogger } from '@paceline/platform/logger';
import type { CallEntry } from '@paceline/persistence';
import { waitFor } from '@paceline/testing/wait-for';
import type { OwnerContext } from '../context/owner-context';
import { CallJournal } from './call-journal';
import { aCall, aCaller } from './call.spec-helper';

/** @param write what the database does with a batch */
function journalThat(write: (entries: readonly CallEntry[], again: boolean) => Promise<readonly boolean[]>) {
  const failed: string[] = [];
  const published: RealtimeEvent[] = [];
  const owner = {
    fence: 1n, clock: { nowMs: () => 0, monotonicMs: () => 0 }, publish: (event: RealtimeEvent) => { published.push(event); }, log: createLogger({ level: 'silent', app: 'test' }),
    lease: { isHeld: () => true, isWanted: true, fence: 1n },
    run: (where: string, work: () => Promise<void>) => { work().catch(() => { failed.push(where); }); },
    calls: { write: (_fence: bigint, entries: readonly CallEntry[], again = false) => write(entries, again) },
  } as unknown as OwnerContext; // what a journal needs of it
  return { journal: new CallJournal(owner), failed, published };
}

const AT = new Date(0);
const END = { outcome: 'busy' as const, endedAt: AT, hangupCause: 'USER_BUSY' };
const SAID = { at: AT, kind: 'disposition', data: {} };
const settlement = (callId: string) => ({ callId, disposition: null, doNotCall: null, decide: () => ({ state: 'done' as const, result: 'busy', attempts: 1 }) });

describe('the journal of calls', () => {
  it('says of a contact that is shown only who looks at it: the call may be sent before that is written', async () => {
    const written: CallEntry[] = [];
    const { journal } = journalThat((entries) => { written.push(...entries); return Promise.resolve(entries.map(() => true)); });
    journal.shown(aCall({ callId: 'c', targetId: '1', contactId: '1' }), '7');
    await journal.flush();
    expect(written.map(({ patch }) => patch)).toEqual([{ agentId: '7' }]);
  });

  it('writes together what happens at about the same time, to whatever calls', async () => {
    const written: string[][] = [];
    const { journal } = journalThat((entries) => {
      written.push(entries.map(({ callId, events }) => [callId, ...events.map(({ kind }) => kind)].join(' ')));
      return Promise.resolve(entries.map(() => true));
    });
    const [a, b] = [aCall({ callId: 'a' }, 'ringing'), aCall({ callId: 'b' }, 'ringing')];
    journal.record(a, 'ringing', { ringingAt: AT });
    journal.record(b, 'ringing', { ringingAt: AT });
    journal.note(a, 'given-up');
    await expect(journal.end(b, END, null)).resolves.toBe(true);
    expect(written).toEqual([['a ringing given-up', 'b ringing ended']]);
  });

  it('writes what happens to a call after what happened before, however long that takes', async () => {
    const order: string[] = [];
    const { journal } = journalThat(async (entries) => {
      const kinds = entries.flatMap(({ events }) => events.map(({ kind }) => kind));
      order.push(`${kinds.join()} begins`);
      await lasts(kinds.includes('ringing') ? 200 : 1);
      order.push(`${kinds.join()} ends`);
      return entries.map(() => true);
    });
    const call = aCall({}, 'ringing');
    journal.record(call, 'ringing', {});
    await waitFor('the first is being written', () => order.length === 1);
    journal.record(call, 'answered', {});
    await journal.behind(call, () => { order.push('behind'); return Promise.resolve(); });
    expect(order).toEqual(['ringing begins', 'ringing ends', 'answered begins', 'answered ends', 'behind']);
  });

  it('writes the others when one of a batch cannot be written, and tells who waits for that one', async () => {
    const written: string[] = [];
    const { journal, failed } = journalThat((entries, again) => {
      if (entries.some(({ callId }) => callId === 'broken')) return Promise.reject(Object.assign(new Error('too long'), { errno: 1406 }));
      expect(again).toBe(true); // it may have been written with the others
      written.push(...entries.map(({ callId }) => callId));
      return Promise.resolve(entries.map(() => true));
    });
    journal.record(aCall({ callId: 'a' }), 'ringing', {});
    const end = journal.end(aCall({ callId: 'broken' }), END, null);
    journal.record(aCall({ callId: 'b' }), 'ringing', {});
    await expect(end).rejects.toThrow('too long');
    await journal.flush();
    expect(written.sort()).toEqual(['a', 'b']);
    expect(failed).toEqual([]);
  });

  it('keeps the first word on a call when two are said at once', async () => {
    const settled = new Set<string>();
    const { journal } = journalThat((entries) => Promise.resolve(entries.map(({ callId, settlement: said }) => {
      if (said === null || settled.has(callId)) return false;
      settled.add(callId);
      return true;
    })));
    const call = aCall({ callId: 'a' }, 'ended');
    await expect(Promise.all([journal.settle(call, settlement('a'), SAID), journal.settle(call, settlement('a'), SAID)])).resolves.toEqual([true, false]);
  });

  it('goes on writing what the end of an ownership could not wait for', async () => {
    let away = true;
    const written: string[] = [];
    const { journal } = journalThat((entries) => {
      if (away) return Promise.reject(Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }));
      written.push(...entries.flatMap(({ callId, events }) => events.map(({ kind }) => `${callId} ${kind}`)));
      return Promise.resolve(entries.map(() => true));
    });
    jest.useFakeTimers();
    try {
      const call = aCall({ callId: 'a' }, 'ringing');
      journal.record(call, 'ringing', {});
      await jest.advanceTimersByTimeAsync(100);
      const end = journal.end(call, END, null);
      const flushed = journal.flush();
      await jest.advanceTimersByTimeAsync(11_000);
      await flushed;
      away = false;
      await jest.advanceTimersByTimeAsync(5_000);
      await expect(end).resolves.toBe(true);
      expect(written).toEqual(['a ringing', 'a ended']);
    } finally {
      jest.useRealTimers();
    }
  });

  it('tells of an end when its row says so, not before', async () => {
    let write: (() => void) | undefined;
    const { journal, published } = journalThat((entries) => new Promise((done) => { write = () => { done(entries.map(() => true)); }; }));
    const end = journal.end(aCall({ callId: 'a' }, 'ended'), END, null);
    await waitFor('it is being written', () => write !== undefined);
    expect(published).toEqual([]);
    write?.();
    await end;
    expect(published).toMatchObject([{ callId: 'a', state: 'ended', dialedNumber: null }]);
  });

  it('tells which number of ours a caller has dialed', async () => {
    const { journal, published } = journalThat(async (entries) => entries.map(() => true));
    await journal.end(aCaller('ended'), END, null);
    expect(published).toMatchObject([{ direction: 'inbound', phone: null, dialedNumber: '+14155550199' }]);
  });

  it('takes the second word on a call when the first could not be written', async () => {
    let first = true;
    const { journal } = journalThat((entries) => {
      if (!first) return Promise.resolve(entries.map(() => true));
      first = false;
      return Promise.reject(Object.assign(new Error('too long'), { errno: 1406 }));
    });
    const call = aCall({ callId: 'a' }, 'ended');
    const said = await Promise.allSettled([journal.settle(call, settlement('a'), SAID), journal.settle(call, settlement('a'), SAID)]);
    expect(said.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
  });

  it('has caught up when all that was heard is written', async () => {
    const written: string[] = [];
    const { journal } = journalThat(async (entries) => { await lasts(60); written.push(...entries.map(({ callId }) => callId)); return entries.map(() => true); });
    journal.record(aCall({ callId: 'a' }, 'ringing'), 'ringing', {});
    await journal.caughtUp();
    expect(written).toEqual(['a']);
  });
});
