import { DEFAULT_RETRY_RULES } from '@paceline/domain/retry/retry';
import type { Queue } from '@paceline/persistence';
import { NOW_MS, pass, useTestTime } from '../context/owner.spec-helper';
import { lineOfThisQueue } from '../lines/line-of-queue';
import { aQueue } from '../lines/queue.spec-helper';
import { aCall, aLine } from './call.spec-helper';
import { listenerOf } from './caller-now';
import { LiveCall } from './live-call';
import { Hall, NAMED, comes, to } from './queue-plan.spec-helper';

describe('a caller who comes into a queue', () => {
  useTestTime();
  let hall: Hall;
  let call: LiveCall;
  afterEach(() => { call.cancelAll(); });

  it.each<[string, Partial<Queue>, boolean, Partial<LiveCall>, string[]]>([
    ['is answered, greeted over music, and waits', { greeting: { en: 'welcome.wav' } }, false, {}, ['answer caller', 'music caller', 'announce caller clients/1/welcome.wav']],
    ['hears no music when somebody is free', {}, true, {}, ['answer caller']],
    ['rings on, unanswered and unheard', { whileWaiting: 'ringing', greeting: { en: 'welcome.wav' } }, false, {}, []],
    ['hears music where others ring, when the script has answered', { whileWaiting: 'ringing' }, false, { state: 'answered', answeredAtMs: NOW_MS }, ['music caller']],
  ])('%s', async (_what, settings, given, changes, heard) => {
    hall = new Hall(aQueue(settings));
    hall.offer = () => Promise.resolve(given);
    call = comes(changes.state, changes);
    await hall.enters(call, '5');
    expect(hall.did).toEqual(['write queued queue-5 0', 'vouch', 'offer']);
    expect(hall.invited).toBe(heard.some((told) => told.startsWith('music')) ? 1 : 0);
    expect(hall.heard.map((told) => told.replace(/ \S*welcome/, ' clients/1/welcome'))).toEqual(heard);
    expect(call).toMatchObject({ state: 'waiting', waitingSinceMs: NOW_MS, facts: { line: { id: 'queue-5' } }, caller: { inQueue: true } });
  });

  it('goes before others by what is known of them, and waits for whom they know', async () => {
    hall = new Hall(aQueue({ priority: { queuePoints: 5, listedPoints: 60, lists: ['4'], abandonedPoints: 30, abandonedWithinSec: 600 } }));
    hall.known = { isListed: true, lastAgentId: '7', calledBy: '3', abandoned: { agoMs: 60_000, waitedMs: 40_000 } };
    call = comes();
    await hall.enters(call, '5');
    expect(hall.did[0]).toBe('write queued queue-5 135');
    expect(call).toMatchObject({ points: 135, lastAgentFirst: '7', calledBy: '3' });
  });

  it.each<[string, (call: LiveCall) => void, string[]]>([
    ['who hangs up', (one) => { one.move('ended'); }, []], ['to whom an agent is being given', (one) => { one.offering = true; }, []], ['who is being bridged', (one) => { one.move('connecting'); }, []],
    ['who went elsewhere', (one) => { one.enter(lineOfThisQueue(aQueue({ id: '8' }), { SAFE_HARBOUR_AFTER_MS: 0, SAFE_HARBOUR_PROMPT: '' })); }, []],
  ])('does not enter it when it is %s while the queue is read', async (_who, happens, did) => {
    hall = new Hall(aQueue());
    call = hall.inQueue(aQueue({ id: '4' }));
    hall.find = async (id) => { happens(call); return await Promise.resolve(hall.rows.get(id) ?? null); };
    await hall.enters(call, '5');
    expect([hall.did, hall.heard]).toEqual([did, []]);
  });

  it('has the place in which it came, though the rows of who came behind it are read sooner', async () => {
    hall = new Hall(aQueue());
    call = comes();
    let read = (): void => undefined;
    const slow = new Promise<void>((resolve) => { read = resolve; });
    const { find } = hall;
    hall.find = async (id) => { await slow; return await find(id); };
    const first = hall.enters(call, '5');
    hall.find = find;
    const behind = comes();
    await hall.enters(behind, '5');
    read();
    await first;
    expect([call.waitingSinceMs, behind.waitingSinceMs]).toEqual([NOW_MS, NOW_MS + 1]);
    behind.cancelAll();
  });

  it('enters it once a database that is away is there', async () => {
    hall = new Hall(aQueue());
    call = comes();
    let asked = 0;
    hall.find = async (id) => { if (asked++ < 3) throw Object.assign(new Error('away'), { code: 'ECONNREFUSED' }); return await Promise.resolve(hall.rows.get(id) ?? null); };
    const entered = hall.enters(call, '5');
    await pass(500);
    await entered;
    expect([call.state, hall.failed]).toEqual(['waiting', []]);
  });

  it.each<[string, Partial<Queue>, string, string[]]>([
    ['is not there', {}, 'nowhere', ['on from nowhere: message']],
    ['is full', { longestQueue: 1, overflow: { ...aQueue().overflow, full: NAMED } }, '5', ['write queued  0', 'note left-queue overflowed', 'on from 5: late']],
    ['is served by nobody', { id: '6', overflow: { ...aQueue().overflow, nobodySignedIn: NAMED } }, '6', ['write queued  0', 'note left-queue overflowed', 'on from 6: late']],
  ])('that %s is told so, and given to nobody', async (_what, settings, queueId, did) => {
    hall = new Hall(aQueue(settings));
    hall.waiting = [hall.inQueue(aQueue())];
    call = comes('answered', { answeredAtMs: NOW_MS });
    await hall.enters(call, queueId);
    expect([hall.did, hall.heard]).toEqual([did, []]);
    expect([call.caller?.treatment, call.wantsAgent()]).toEqual(['queue-full', false]);
  });

  it('goes on from a full queue to the next', async () => {
    hall = new Hall(aQueue({ longestQueue: 0, overflow: { ...aQueue().overflow, full: to('8') } }), aQueue({ id: '8' }));
    call = comes();
    await hall.enters(call, '5');
    expect(hall.did).toEqual(['write queued  0', 'note left-queue overflowed', 'write queued queue-8 0', 'vouch', 'offer']);
    expect(hall.offered).toEqual(['queue-5', 'queue-8']);
    expect(call.waitingSinceMs).toBe(NOW_MS + 1); // its stays are told apart by their beginnings
  });

  describe('whom a campaign has brought', () => {
    const brought = (): LiveCall => {
      const line = aLine('3', { automatic: { script: null }, retryRules: { ...DEFAULT_RETRY_RULES, maxAttempts: 7 } });
      return Object.assign(new LiveCall({ ...aCall().facts, callId: 'caller', line }, 'answered', listenerOf(line, null)), { answeredAtMs: NOW_MS });
    };

    it('waits as everybody does, still the campaign\'s, and is none of those whom the queue forecasts', async () => {
      hall = new Hall(aQueue());
      call = brought();
      await hall.enters(call, '5');
      expect(call).toMatchObject({ state: 'waiting', facts: { line: { id: 'queue-5', campaignId: '3', policy: { longestWaitMs: 60_000, retryRules: { maxAttempts: 7 } } } } });
      expect([hall.offered, hall.wanted]).toEqual([[], 1]);
    });

    it('is abandoned where nobody comes in time, or it is full', async () => {
      hall = new Hall(aQueue());
      call = brought();
      await hall.enters(call, '5');
      await pass(60_000);
      expect([hall.did.at(-1), hall.abandoned, call.progress()]).toMatchObject(['on from 5: message', 1, { safeHarbour: true, met: null }]);
      hall = new Hall(aQueue({ longestQueue: 0 }));
      call = brought();
      await hall.enters(call, '5');
      expect([hall.wanted, hall.abandoned]).toEqual([1, 1]);
    });
  });

  it('does not go round for ever between queues that lead to each other', async () => {
    const full = (id: string, other: string): Queue => aQueue({ id, longestQueue: 0, overflow: { ...aQueue().overflow, full: to(other) } });
    hall = new Hall(full('5', '8'), full('8', '5'));
    call = comes();
    await hall.enters(call, '5');
    expect([hall.did.at(-1), call.caller?.treatment]).toEqual(['on from 8: message', 'queue-full']);
  });

  it('nor between queues in which it waited too long', async () => {
    const long = (id: string, other: string): Queue => aQueue({ id, overflow: { ...aQueue().overflow, waitedTooLong: to(other) } });
    hall = new Hall(long('5', '8'), long('8', '5'));
    call = comes();
    await hall.enters(call, '5');
    await pass(60_000);
    expect(call.facts.line.id).toBe('queue-8');
    await pass(60_000);
    expect([call.caller?.treatment, ...hall.did.slice(-2)]).toEqual(['overflowed', 'note left-queue overflowed', 'on from 8: message']);
  });

  describe('who has waited too long', () => {
    beforeEach(async () => {
      hall = new Hall(aQueue({ overflow: { ...aQueue().overflow, waitedTooLong: NAMED } }));
      call = comes();
      await hall.enters(call, '5');
      await pass(59_999);
      hall.did.splice(0);
      hall.heard.splice(0);
    });

    it('is sent away, and not a moment earlier', async () => {
      expect(hall.heard).toEqual([]);
      await pass(1);
      expect(hall.did).toEqual(['note left-queue overflowed', 'on from 5: late']);
      expect(call.caller).toMatchObject({ treatment: 'overflowed', inQueue: false });
    });

    it.each<[string, (call: LiveCall) => void, (call: LiveCall) => void]>([
      ['promised', (one) => { one.offering = true; }, (one) => { one.offering = false; }], ['bridged', (one) => { one.move('connecting'); }, (one) => { one.move('waiting'); }],
    ])('while an agent is being %s to them is looked at again when nobody came', async (_what, begins, fails) => {
      begins(call);
      await pass(1);
      expect(hall.did).toEqual([]);
      fails(call);
      await pass(2_000);
      expect(call.caller?.treatment).toBe('overflowed');
    });

    it('is not sent away by a queue that is read while an agent comes', async () => {
      hall.find = async (id) => { call.offering = true; return await Promise.resolve(hall.rows.get(id) ?? null); };
      await pass(1);
      expect([hall.did, call.caller?.treatment]).toEqual([[], null]);
    });

    it('is not when they talk', async () => {
      call.move('connecting');
      call.move('talking');
      call.connectedAtMs = Date.now();
      hall.plan.bridged(call, true);
      await pass(120_000);
      expect([hall.did, call.caller?.treatment]).toEqual([['vouch no more', 'confirm', 'note left-queue answered', 'watch its length'], null]);
    });

    it('of a queue that was deleted hears the last message', async () => {
      hall.rows.clear();
      await pass(1);
      expect([hall.did.at(-1), call.caller?.treatment]).toEqual(['on from 5: message', 'overflowed']);
    });
  });
});
