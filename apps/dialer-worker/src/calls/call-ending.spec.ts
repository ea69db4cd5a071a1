import type { SwitchRecord } from '@paceline/domain/call/switch-record';
import { SwitchRecordRow, type CallEnd, type CallPatch, type Settlement } from '@paceline/persistence';
import { FakeRows } from '@paceline/testing/fake-rows';
import { News } from '../context/news';
import { NOW_MS, OwnerBench, pass, useTestTime } from '../context/owner.spec-helper';
import type { JudgedCall } from '../trunks/trunk-lines';
import { aCall, aCaller, aLine } from './call.spec-helper';
import { CallEnding } from './call-ending';
import type { EndedCall, SaidOfCalls } from './call-news';
import type { LiveCall } from './live-call';

const AGENT = { agentId: '7', token: 't', legChannelId: 'leg' };
const SENT = { originatingAtMs: NOW_MS - 9_000 };
const SIP = { status: 0, reason: '' };

class Bench extends OwnerBench {
  readonly did: string[] = [];
  readonly rows: FakeRows;
  readonly patches: (CallPatch & Partial<CallEnd>)[] = [];
  readonly settlements: (Settlement | null)[] = [];
  readonly told: EndedCall[] = [];
  /** The breaker of its gateway is open after this. */
  isOut = false;
  /** Calls of which it turns out that they say nothing of their numbers. */
  spared: readonly JudgedCall[] = [];
  readonly ending: CallEnding;

  constructor(rows = new FakeRows()) {
    super({ dataSource: rows.dataSource, environment: { SWITCH_ID: 'main' } });
    this.rows = rows;
    const note = (what: string) => ({ callId }: { readonly callId: string }): void => { this.did.push(`${what} ${callId}`); };
    this.ending = new CallEnding(this.owner, { remove: note('forget') }, {
      record: (_call, kind) => { this.did.push(`write ${kind}`); },
      end: async (_call, patch, settlement) => { this.patches.push(patch); this.settlements.push(settlement); return true; },
      behind: (_call, work) => work(),
    }, { failed: (call, why) => { note(`free the agent (${why}) of`)(call); } }, { letGo: note('let go of the viewer of') }, {
      begin: async (_call, { agentId }, { endedAtMs, wrapUpMs }) => { this.did.push(`wrap-up of ${agentId} from ${endedAtMs - NOW_MS} for ${wrapUpMs}`); },
    }, {
      endedUnheard: (gateway, outcome) => { this.did.push(`${gateway ?? 'no trunk'}: ${outcome}`); return this.isOut; },
      knowsNot: () => this.spared,
    }, new News<SaidOfCalls>().on('ended', (ended) => { this.told.push(ended); }));
  }

  /** What becomes of the contact, who had been called once before, after nine calls that the trunk did not carry. */
  get contact(): unknown {
    const [settlement] = this.settlements;
    const outcome = this.patches[0]?.outcome;
    return settlement?.decide({ attemptsBefore: 1, sameOutcomeBefore: 9, phonePosition: 0, phoneCount: 1 }, outcome as Parameters<Settlement['decide']>[1]); // only outbound ones are asked
  }
}

const inState = (state: LiveCall['state'], changes: Partial<Omit<LiveCall, 'state'>> = {}): LiveCall => Object.assign(aCall({ line: aLine('1', { wrapUpMs: 20_000 }) }, state), SENT, changes);
const aRecord = (said: Partial<SwitchRecord> = {}): Partial<SwitchRecordRow> => {
  const at = (ms: number | null | undefined): Date | null => ms === null || ms === undefined ? null : new Date(ms);
  return {
    switchId: 'main', channelId: 'a', direction: 'outbound', number: '', accountCode: 'ours', cause: said.cause ?? 'NORMAL_CLEARING', sipStatus: 0, sipReason: '', createdAt: new Date(NOW_MS - 9_000),
    ringingAt: at(said.ringingAtMs), answeredAt: at(said.answeredAtMs), bridgedAt: at(said.bridgedAtMs), safeHarbourAt: at(said.safeHarbourAtMs), endedAt: new Date(NOW_MS - 1_000),
  };
};

describe('the end of a call', () => {
  useTestTime();
  let bench: Bench;
  beforeEach(() => { bench = new Bench(); });

  it.each<[string, LiveCall, string, string, string[]]>([
    ['that was busy tells its trunk, once it is known that it did not ring', inState('originating'), 'USER_BUSY', 'busy', ['carrier: busy', 'forget a', 'let go of the viewer of a']],
    ['that rang and was not answered tells its trunk nothing', inState('ringing', { ringingAtMs: 1, carried: true }), 'NO_ANSWER', 'no-answer', ['forget a', 'let go of the viewer of a']],
    ['that was given up in time is, for the person, one that nobody answered', inState('ringing', { ringingAtMs: 1, carried: true, givenUp: true }), 'ORIGINATOR_CANCEL', 'no-answer', ['forget a', 'let go of the viewer of a']],
    ['that was called off', inState('ringing', { ringingAtMs: 1, carried: true }), 'ORIGINATOR_CANCEL', 'cancelled', ['forget a', 'let go of the viewer of a']],
    ['whose agent was on the way frees them', inState('connecting', { answeredAtMs: 1, carried: true, agent: AGENT }), 'NORMAL_CLEARING', 'hung-up-waiting',
      ['forget a', 'free the agent (NORMAL_CLEARING) of a', 'let go of the viewer of a']],
    ['that our own agent\'s leg took along', inState('connecting', { answeredAtMs: 1, carried: true, agent: AGENT }), 'ORIGINATOR_CANCEL', 'handoff-failed',
      ['forget a', 'free the agent (ORIGINATOR_CANCEL) of a', 'let go of the viewer of a']],
    ['that heard the message', inState('waiting', { answeredAtMs: 1, carried: true, safeHarbour: true }), 'NORMAL_CLEARING', 'abandoned', ['forget a', 'let go of the viewer of a']],
    ['that talked begins its agent\'s wrap-up', inState('talking', { answeredAtMs: 1, connectedAtMs: 2, carried: true, agent: AGENT, lastAgentId: '7' }), 'NORMAL_CLEARING', 'connected',
      ['forget a', 'let go of the viewer of a', 'wrap-up of 7 from -500 for 20000']],
  ])('%s', async (_what, call, cause, outcome, did) => {
    await bench.ending.ended(call, cause, SIP, NOW_MS - 500);
    expect([call.state, bench.patches[0]?.outcome, bench.did, bench.counted]).toEqual(['ended', outcome, did, [`callsEnded ${outcome}`]]);
    expect(bench.patches[0]).toMatchObject({ endedAt: new Date(NOW_MS - 500), hangupCause: cause });
    expect(bench.told).toEqual([{ call, outcome, endedAtMs: NOW_MS - 500, wasTalking: outcome === 'connected' }]);
    // Only of a talk somebody still has to say what came of it.
    expect(bench.settlements[0] === null).toBe(outcome === 'connected');
  });

  it('comes once, whoever tells of it', async () => {
    const call = inState('ringing');
    await bench.ending.ended(call, 'NO_ANSWER', SIP, NOW_MS);
    await bench.ending.ended(call, 'NO_ANSWER', SIP, NOW_MS);
    await bench.ending.lost(call);
    expect([bench.patches.length, bench.told.length]).toEqual([1, 1]);
  });

  it.each<[string, boolean, string, string]>([
    ['the customer hung up', false, 'NORMAL_CLEARING', 'customer-hung-up'], ['the agent did', true, 'NORMAL_CLEARING', 'agent-hung-up'],
    ['its connection broke', false, 'MEDIA_TIMEOUT', 'connection-lost'], ['it had lasted long enough', false, 'ALLOTTED_TIMEOUT', 'longest-call'],
  ])('of a talk says that %s', async (_who, endedHere, cause, talkEnd) => {
    await bench.ending.ended(inState('talking', { connectedAtMs: 1, agent: AGENT, lastAgentId: '7', endedHere }), cause, SIP, NOW_MS);
    expect(bench.patches[0]).toMatchObject({ talkEnd, agentId: '7', wrapUpUntil: new Date(NOW_MS + 20_000) });
  });

  it('of one whose next agent did not come leaves it with the one who talked', async () => {
    await bench.ending.ended(inState('connecting', { connectedAtMs: 1, agent: { ...AGENT, agentId: '8' }, lastAgentId: '7' }), 'NORMAL_CLEARING', SIP, NOW_MS);
    expect(bench.patches[0]).toMatchObject({ agentId: '7', outcome: 'connected' });
    expect(bench.patches[0]).not.toHaveProperty('wrapUpUntil');
  });

  it('of one that was found in the message says since when it was seen there', async () => {
    await bench.ending.ended(inState('waiting', { answeredAtMs: 1, carried: true, safeHarbour: true, safeHarbourSeenAtMs: NOW_MS - 700 }), 'NORMAL_CLEARING', SIP, NOW_MS);
    expect(bench.patches[0]).toMatchObject({ safeHarbourAt: new Date(NOW_MS - 700) });
  });

  it.each<[string, boolean, boolean, unknown]>([
    ['as the campaign says: it was the last of its kind', false, false, { state: 'done', result: 'congestion', attempts: 1 }],
    ['as if nobody had been called, when all of its trunk ends so', true, true, { state: 'ready', nextAtMs: NOW_MS + 10 * 60_000, attempts: 1, phonePosition: 0 }],
  ])('in a congestion leaves the contact %s', async (_how, isOut, trunkFault, contact) => {
    bench.isOut = isOut;
    await bench.ending.ended(inState('originating'), 'NORMAL_CIRCUIT_CONGESTION', SIP, NOW_MS);
    expect([bench.patches[0]?.outcome, bench.patches[0]?.trunkFault ?? false, bench.contact]).toEqual(['congestion', trunkFault, contact]);
  });

  it('that tells of its trunk\'s number format alone spares this contact and gives back those before', async () => {
    const givenBack: string[] = [];
    const judged = (callId: string): JudgedCall => ({ callId, phone: '+14155550100', placedAtMs: 0, giveBack: () => { givenBack.push(callId); } });
    bench.spared = ['x', 'y', 'a'].map(judged);
    await bench.ending.ended(inState('originating'), 'UNALLOCATED_NUMBER', SIP, NOW_MS);
    expect([givenBack, bench.patches[0]?.outcome, bench.patches[0]?.trunkFault]).toEqual([['x', 'y'], 'congestion', true]);
    expect(bench.contact).toMatchObject({ state: 'ready', attempts: 1 });
  });

  it('to a wrong number leaves the contact done with', async () => {
    await bench.ending.ended(inState('originating'), 'UNALLOCATED_NUMBER', SIP, NOW_MS);
    expect([bench.patches[0]?.outcome, bench.contact]).toEqual(['invalid-number', { state: 'done', result: 'invalid-number', attempts: 2 }]);
  });

  it('of one that came in says nothing of its trunk', async () => {
    await bench.ending.ended(aCaller('waiting'), 'NORMAL_CLEARING', SIP, NOW_MS);
    expect(bench.did).toEqual(['forget caller', 'let go of the viewer of caller']);
  });
});

describe('a call that is not made', () => {
  useTestTime();
  let bench: Bench;
  beforeEach(() => { bench = new Bench(); });

  it.each<[string, (ending: CallEnding, call: LiveCall) => Promise<void>, boolean]>([
    ['and the switch refused it: its trunk is told', (ending, call) => ending.refused(call, 'INVALID_GATEWAY'), true],
    ['and its trunk had no part in it', (ending, call) => ending.neverSent(call, 'INVALID_GATEWAY'), false],
  ])('%s', async (_what, not, isTold) => {
    await not(bench.ending, inState('originating'));
    expect(bench.did.includes('carrier: not-dialed')).toBe(isTold);
    expect([bench.patches[0]?.outcome, bench.contact]).toEqual(['not-dialed', expect.objectContaining({ state: 'ready', attempts: 1 })]);
  });

  it('has a cause as long as its column', async () => {
    await bench.ending.neverSent(inState('planned'), 'X'.repeat(200));
    expect(bench.patches[0]).toMatchObject({ hangupCause: 'X'.repeat(64) });
  });

  it('in time is given back, unless it was sent by then', async () => {
    const [late, sent] = [aCall({ callId: 'late' }), aCall({ callId: 'sent' })];
    for (const call of [late, sent]) bench.ending.neverSentAfter(call, 10_000, 'TOO_LATE');
    await pass(9_999);
    expect(bench.patches).toEqual([]);
    sent.move('originating');
    await pass(1);
    expect([late.state, sent.state, bench.patches.map((patch) => patch.hangupCause)]).toEqual(['ended', 'originating', ['TOO_LATE']]);
  });

  it('because its viewer passed it over is somebody\'s turn later, and counts nowhere', async () => {
    await bench.ending.passedOver(inState('planned'));
    expect([bench.patches[0]?.hangupCause, bench.contact]).toEqual(['PASSED_OVER', expect.objectContaining({ state: 'ready', attempts: 1 })]);
  });
});

describe('a call whose end nobody heard', () => {
  useTestTime();

  it.each<[string, LiveCall, string]>([
    ['is lost while nobody had answered', inState('ringing'), 'lost'],
    ['was hung up by who waited', inState('waiting', { answeredAtMs: 1 }), 'hung-up-waiting'],
    ['was connected if it talked', inState('talking', { answeredAtMs: 1, connectedAtMs: 2, agent: AGENT }), 'connected'],
    ['was left by who called us', aCaller('waiting'), 'abandoned-in-queue'],
  ])('%s', async (_what, call, outcome) => {
    const bench = new Bench();
    await bench.ending.lost(call);
    expect(bench.patches[0]).toMatchObject({ outcome, hangupCause: 'LOST' });
  });

  it('ends as the switch has recorded it, with the times that were missed', async () => {
    const bench = new Bench(new FakeRows().has(SwitchRecordRow, aRecord({ cause: 'NO_ANSWER', ringingAtMs: NOW_MS - 8_000 })));
    await bench.ending.lost(inState('originating'));
    expect(bench.patches[0]).toMatchObject({ outcome: 'no-answer', hangupCause: 'NO_ANSWER', ringingAt: new Date(NOW_MS - 8_000), endedAt: new Date(NOW_MS - 1_000) });
    expect(bench.did).not.toContain('carrier: no-answer'); // it rang
  });

  it('keeps the times that were heard, and has talked if the switch says so', async () => {
    const bench = new Bench(new FakeRows().has(SwitchRecordRow, aRecord({ ringingAtMs: 1, answeredAtMs: 2, bridgedAtMs: 3 })));
    const call = inState('connecting', { ringingAtMs: NOW_MS, answeredAtMs: NOW_MS, agent: AGENT });
    await bench.ending.lost(call);
    expect([call.connectedAtMs, call.lastAgentId, bench.did[0]]).toEqual([3, '7', 'write bridged']);
    expect(bench.patches[0]).toMatchObject({ outcome: 'connected', agentId: '7' });
    expect(bench.patches[0]).not.toHaveProperty('answeredAt');
  });

  it('goes on while the switch has recorded nothing', async () => {
    const bench = new Bench(new FakeRows().has(SwitchRecordRow, { ...aRecord(), channelId: 'another' }));
    const call = inState('ringing');
    await expect(bench.ending.endedByRecord(call)).resolves.toBe(false);
    expect([call.state, bench.patches]).toEqual(['ringing', []]);
  });
});
