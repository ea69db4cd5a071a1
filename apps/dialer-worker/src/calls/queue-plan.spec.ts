import { NO_HISTORY } from '@paceline/domain/queue/known-caller';
import type { Queue } from '@paceline/persistence';
import { aChannel } from '@paceline/testing/fake-switch';
import { News } from '../context/news';
import { NOW_MS, OwnerBench, pass, useTestTime } from '../context/owner.spec-helper';
import { lineOfThisQueue } from '../lines/line-of-queue';
import { aQueue } from '../lines/queue.spec-helper';
import { aCaller } from './call.spec-helper';
import type { SaidOfCalls } from './call-news';
import type { CallerNow } from './caller-now';
import type { KnownCaller } from './known-callers';
import { CallerSounds } from './caller-sounds';
import type { LiveCall } from './live-call';
import { QueuePlan } from './queue-plan';

const AGENT = { agentId: '7', token: 't', legChannelId: 'leg' };
const NAMED = { say: { en: 'late.wav' }, kind: 'message' } as const;
const to = (queueId: string): { readonly kind: 'queue'; readonly queueId: string } => ({ kind: 'queue', queueId });

class Hall extends OwnerBench {
  readonly did: string[] = [];
  readonly rows = new Map<string, Queue>();
  /** What becomes of an offer. */
  offer: (call: LiveCall) => Promise<boolean> = () => Promise.resolve(false);
  find: (id: string) => Promise<Queue | null> = (id) => Promise.resolve(this.rows.get(id) ?? null);
  waiting: LiveCall[] = [];
  known: KnownCaller = { isListed: false, ...NO_HISTORY };
  answersFor = true;
  /** The lines that somebody was offered to. */
  readonly offered: string[] = [];
  private readonly news = new News<SaidOfCalls>().on('queued', (line) => { this.offered.push(line); });
  isTalking = false;
  private readonly note = (what: string) => (): void => { this.did.push(what); };
  readonly plan: QueuePlan;

  constructor(...queues: readonly Queue[]) {
    super({ known: { isServed: (line: string) => line !== 'queue-6' } });
    for (const queue of queues) this.rows.set(queue.id, queue);
    this.plan = new QueuePlan(this.owner, {
      registry: { waiting: () => this.waiting }, queues: { find: (id) => this.find(id) }, known: { of: () => Promise.resolve(this.known) },
      journal: { record: (_call, kind, patch, data) => { this.did.push(`write ${kind} ${patch.line ?? ''} ${String(data?.['points'])}`); }, note: (_call, kind, data) => { this.did.push(`note ${kind} ${String(data?.['how'])}`); } },
      allocator: { offer: async (call) => { this.did.push('offer'); return await this.offer(call); } },
      bridging: { parked: (call) => { this.did.push('parked'); call.parked = true; }, bridged: async () => { this.did.push('confirm'); }, failed: (call) => { this.did.push('free the agent'); call.agent = null; } },
      backInLine: { agentLost: (call) => { this.did.push('back in line'); call.move('waiting'); call.lostItsAgent = true; call.waitingSinceMs = Date.now(); }, takenBack: this.note('take it back') },
      phones: { callOff: (one) => { if (one.rung !== null) this.did.push('stop ringing'); one.rung = null; } }, announcements: { begin: () => undefined },
      talks: { begin: async (_call, _caller, queueId) => { this.did.push(`ask for a number in ${queueId}`); }, isTalking: () => this.isTalking, digit: this.note('an answer'), done: () => undefined, forget: this.note('talk no more') }, vouching: { begin: this.note('vouch'), end: this.note('vouch no more'), answersFor: () => this.answersFor },
      longest: { watch: this.note('watch its length') },
      script: { sentOn: (_call, caller, { queueId, way }, treatment) => { this.did.push(`on from ${queueId}: ${'say' in way && way.say !== null ? 'late' : way.kind}`); caller.treatment = treatment; } }, recordings: { start: async () => { this.did.push('record'); } }, sounds: new CallerSounds(this.owner), news: this.news,
    });
  }

  /** Somebody who waits in this queue already. */
  inQueue(queue: Queue, changes: Partial<LiveCall> = {}, caller: Partial<CallerNow> = {}): LiveCall {
    const { state = 'waiting', ...rest } = changes;
    return Object.assign(aCaller(state, { line: lineOfThisQueue(queue, this.owner.environment) }, caller), { waitingSinceMs: NOW_MS, answeredAtMs: NOW_MS, parked: true, ...rest });
  }

  /** Who has come from the script. */
  async enters(call: LiveCall, queueId: string): Promise<void> {
    if (call.caller !== null) await this.plan.enter(call, call.caller, queueId);
    await pass();
  }

  get heard(): string[] {
    return this.switchPort.told;
  }
}

const comes = (state: LiveCall['state'] = 'ringing', changes: Partial<LiveCall> = {}): LiveCall => {
  const { state: _, ...rest } = changes;
  return Object.assign(aCaller(state, {}, { inQueue: false }), rest);
};

describe('a caller in a queue', () => {
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

  it('that talks with its first agent has left the queue, and is recorded', async () => {
    hall = new Hall(aQueue({ record: true }));
    call = hall.inQueue(aQueue({ record: true }), { safeHarbour: true });
    hall.plan.bridged(call, true);
    await pass();
    expect(hall.did).toEqual(['vouch no more', 'confirm', 'note left-queue answered', 'watch its length', 'record']);
    hall.did.splice(0);
    hall.plan.bridged(call, false);
    await pass();
    expect(hall.did).toEqual(['vouch no more', 'confirm']);
  });

  it('whose agent\'s leg is gone before the bridge is offered again, with music from their park on', async () => {
    hall = new Hall(aQueue());
    call = hall.inQueue(aQueue(), { state: 'connecting', agent: AGENT });
    hall.plan.agentLeft(call);
    await pass();
    expect([hall.did, hall.heard, call.state]).toEqual([['free the agent', 'offer'], [], 'waiting']);
    hall.plan.parked(call);
    await pass();
    expect(hall.heard).toEqual(['music caller']);
  });

  it.each([[false, ['music caller']], [true, []]])('for whom nobody came is offered again, and is never told so by the law of dialed calls: given %j', async (given, heard) => {
    hall = new Hall(aQueue());
    hall.offer = () => Promise.resolve(given);
    call = hall.inQueue(aQueue(), { answeredAtMs: NOW_MS - 30_000 });
    hall.plan.nobodyCame(call);
    await pass();
    expect([hall.did, hall.heard]).toEqual([['offer'], heard]);
  });

  it('who loses the agent in mid-call waits first in line, but not for ever', async () => {
    hall = new Hall(aQueue());
    call = hall.inQueue(aQueue(), { state: 'talking', agent: AGENT, connectedAtMs: NOW_MS });
    hall.plan.agentLeft(call);
    await pass(59_999);
    expect(hall.did).toEqual(['back in line']);
    await pass(1);
    expect([hall.did.at(-1), call.wantsAgent()]).toEqual(['on from 5: message', false]);
  });

  it.each<[string, Partial<LiveCall>, boolean]>([['to another queue', {}, true], ['no more when an agent is being given', { offering: true }, false], ['no more when it has lost its agent', { lostItsAgent: true }, false]])(
    'goes by key %s', async (_what, changes, goes) => {
      const queue = aQueue({ keys: { 2: to('8') } });
      hall = new Hall(queue, aQueue({ id: '8', priority: { ...queue.priority, queuePoints: 5 } }));
      call = hall.inQueue(queue, changes);
      hall.plan.digit(call, '9');
      hall.plan.digit(call, '2');
      hall.plan.digit(call, '2'); // once more, before anything came of it
      await pass();
      expect(hall.did.filter((did) => did.startsWith('write'))).toEqual(goes ? ['write queued queue-8 5'] : []);
      if (goes) expect(call.waitingSinceMs).toBeGreaterThan(NOW_MS); // its stays are told apart by their beginnings
    });

  it.each<[string, string, Partial<Queue>]>([
    ['is full', '8', { longestQueue: 0 }], ['has nobody signed in', '6', { overflow: { waitedTooLong: NAMED, full: NAMED, nobodySignedIn: NAMED } }], ['was deleted', '9', {}], ['is their own', '5', {}],
  ])('keeps its place when the key leads to a queue that %s', async (_why, otherId, settings) => {
    const queue = aQueue({ keys: { 2: to(otherId) } });
    hall = new Hall(queue);
    if (otherId !== '9' && otherId !== queue.id) hall.rows.set(otherId, aQueue({ id: otherId, ...settings }));
    call = hall.inQueue(queue);
    hall.plan.digit(call, '2');
    await pass();
    expect([hall.did, call.waitingSinceMs, call.facts.line.id, call.caller?.inQueue]).toEqual([[], NOW_MS, 'queue-5', true]);
  });

  it.each<[string, (hall: Hall, call: LiveCall) => Promise<void> | void]>([
    ['by key', (at, one) => { at.plan.digit(one, '2'); }], ['by somebody\'s hand', async (at, one) => { await at.enters(one, '8'); }],
    ['when they have waited for as long as they may', async (at, one) => { one.waitingSinceMs = NOW_MS - 60_000; at.plan.takenOver(one, aChannel('caller', { application: 'playback' })); await pass(2_000); }],
  ])('for whom an agent\'s phone rings leaves %s all the same, and the phone stops first', async (_how, leaves) => {
    const queue = aQueue({ keys: { 2: to('8') } });
    hall = new Hall(queue, aQueue({ id: '8' }));
    call = hall.inQueue(queue, { rung: AGENT });
    await leaves(hall, call);
    await pass();
    expect(hall.did.filter((did) => did === 'stop ringing' || did.startsWith('note') || did.startsWith('on from'))[0]).toBe('stop ringing');
    expect(call.caller?.inQueue === false || call.facts.line.id === 'queue-8').toBe(true);
  });

  it.each([[true, 'take it back', false], [false, undefined, true]])('that the switch dismisses is taken back if that was not our word: %j', (answersFor, did, safeHarbour) => {
    hall = new Hall(aQueue());
    hall.answersFor = answersFor;
    call = hall.inQueue(aQueue());
    hall.plan.dismissed(call);
    expect([hall.did[0], call.safeHarbour]).toEqual([did, safeHarbour]);
  });

  it.each<[string, Partial<LiveCall>, Parameters<typeof aChannel>[1], string[], string[]]>([
    ['goes on with the music that is on', {}, { application: 'playback' }, ['watch its length', 'vouch', 'offer'], []],
    ['hears music again that a bridge had ended', {}, { application: 'park' }, ['watch its length', 'vouch', 'offer'], ['music caller']],
    ['rings on', { answeredAtMs: null }, { application: 'park', callState: 'RINGING' }, ['watch its length', 'vouch', 'offer'], []],
    ['is left to the message that it hears', {}, { dismissed: true }, [], []],
  ])('that is taken over %s', async (_what, changes, shown, did, heard) => {
    hall = new Hall(aQueue());
    call = hall.inQueue(aQueue(), changes);
    hall.plan.takenOver(call, aChannel('caller', shown));
    await pass();
    expect([hall.did, hall.heard]).toEqual([did, heard]);
  });

  it('that is taken over has waited since it began to', async () => {
    hall = new Hall(aQueue());
    call = hall.inQueue(aQueue(), { waitingSinceMs: NOW_MS - 59_000 });
    hall.plan.takenOver(call, aChannel('caller', { application: 'playback' }));
    await pass(1_000);
    expect(call.caller?.treatment).toBe('overflowed');
  });

  it('that is taken over in a queue that was deleted is told so', async () => {
    hall = new Hall();
    call = hall.inQueue(aQueue());
    hall.plan.takenOver(call, aChannel('caller'));
    await pass();
    expect([hall.did.at(-1), call.caller?.treatment]).toEqual(['on from 5: message', 'queue-full']);
  });

  it.each<[string, Partial<LiveCall>, Parameters<typeof aChannel>[1], string[]]>([
    ['in silence', {}, {}, ['music caller']], ['with music', {}, { application: 'playback' }, []], ['in the last message', {}, { dismissed: true }, []], ['while somebody is being given', { offering: true }, {}, []],
  ])('that is heard again %s', (_what, changes, shown, heard) => {
    hall = new Hall(aQueue());
    call = hall.inQueue(aQueue(), changes);
    hall.plan.heardAgain(call, aChannel('caller', shown));
    expect(hall.heard).toEqual(heard);
  });
});
