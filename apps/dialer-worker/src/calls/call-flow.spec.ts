import { channelEvent } from '@paceline/testing/fake-switch';
import { News } from '../context/news';
import { NOW_MS, OwnerBench, pass, useTestTime } from '../context/owner.spec-helper';
import { aCall, aCaller } from './call.spec-helper';
import { CallFlow } from './call-flow';
import type { SaidOfCalls } from './call-news';
import { LegIndex } from './leg-index';
import type { LiveCall, PromisedAgent } from './live-call';

const AGENT: PromisedAgent = { agentId: '7', token: 't', legChannelId: 'leg' };
const PHONES: Readonly<Record<string, string>> = { leg: '7', other: '8' };

/** What a call's channel says, and what follows, in words. */
class Bench extends OwnerBench {
  readonly did: string[] = [];
  readonly legs = new LegIndex();
  private readonly note = (what: string) => (_call: LiveCall, ...more: unknown[]): void => { this.did.push([what, ...more].join(' ')); };
  private readonly news = new News<SaidOfCalls>().on('answered', () => { this.did.push('say that it is answered'); });
  readonly flow = new CallFlow(this.owner, {
    journal: { record: (_call, kind, _patch, data, atMs = NaN) => { this.did.push(`write ${kind} at ${atMs - NOW_MS}${data?.['missed'] === true ? ', missed' : ''}`); } },
    planOf: () => ({
      answered: this.note('plan answered'), parked: this.note('plan parked'), bridged: this.note('plan bridged'), agentLeft: this.note('plan agent left'),
      digit: this.note('plan digit'), beeped: this.note('plan beep'), done: (_call, { type }) => { this.did.push(`plan ${type} is done`); }, dismissed: (_call, atMs) => { this.did.push(`plan dismissed at ${atMs - NOW_MS}`); },
      ends: (_call, atMs) => { this.did.push(atMs === 0 ? 'plan ends' : `plan ends, dismissed at ${atMs - NOW_MS}`); }, takenOver: this.note('plan taken over'),
      nobodyCame: this.note('plan nobody came'), heardAgain: this.note('plan heard again'),
    }),
    ending: { ended: async (_call, cause, { status }, endedAtMs) => { this.did.push(`end ${cause} ${status} at ${endedAtMs - NOW_MS}`); } },
    recordings: { started: async (_call, path) => { this.did.push(`recording ${path}`); }, stopped: async (_call, path, _atMs, lengthMs) => { this.did.push(`recorded ${path} ${lengthMs}`); } },
    keeping: { letGo: this.note('let go of the viewer') }, gateways: { works: (gateway) => { this.did.push(`${gateway ?? 'no trunk'} works`); } },
    legs: this.legs, phones: { agentOn: (channelId) => PHONES[channelId] ?? null }, news: this.news,
  });

  after(call: LiveCall, ...events: Parameters<CallFlow['handle']>[1][]): string[] {
    for (const event of events) this.flow.handle(call, event, 0);
    return this.did;
  }
}

const at = (ms: number): { atMs: number } => ({ atMs: NOW_MS + ms });
const inState = (state: LiveCall['state'], changes: Partial<Omit<LiveCall, 'state'>> = {}): LiveCall => Object.assign(aCall({}, state), changes);

describe('a call, as the switch tells of it', () => {
  useTestTime();
  let bench: Bench;
  beforeEach(() => { bench = new Bench(); });

  it('rings, is answered, and is parked: each once, however often it is said', () => {
    const call = inState('originating');
    const [rings, answered, parked] = [channelEvent('channel-ringing', at(1_000)), channelEvent('channel-answered', at(4_000)), channelEvent('channel-parked', at(4_020))];
    expect(bench.after(call, rings, rings, answered, answered, parked)).toEqual([
      'carrier works', 'write ringing at 1000', 'say that it is answered', 'plan answered', 'write answered at 4000', 'plan parked',
    ]);
    expect(call).toMatchObject({ state: 'answered', ringingAtMs: NOW_MS + 1_000, answeredAtMs: NOW_MS + 4_000, waitingSinceMs: NOW_MS + 4_000, carried: true });
  });

  it('whose answer nobody heard is answered when it is parked', () => {
    expect(bench.after(inState('ringing', { carried: true }), channelEvent('channel-parked', at(500))))
      .toEqual(['say that it is answered', 'plan answered', 'write answered at 500', 'plan parked']);
  });

  it.each([['is hung up as soon as it exists, when it was called off', true, ['hangup a ORIGINATOR_CANCEL']], ['goes on', false, []]])('that begins %s', (_what, unwanted, told) => {
    const call = inState('originating', { unwanted });
    bench.after(call, channelEvent('channel-created'));
    expect([call.created, bench.switchPort.told]).toEqual([true, told]);
  });

  it('that came in says nothing of whether its trunk takes calls', () => {
    expect(bench.after(aCaller('ringing'), channelEvent('channel-answered', at(0)))).toEqual(['say that it is answered', 'plan answered', 'write answered at 0']);
  });

  it.each([['rings on', false, 'ringing', []], ['is answered, though nobody heard of it', true, 'answered', ['say that it is answered', 'plan answered', 'write answered at 500']]] as const)(
    'that came in and is parked %s', (_what, answered, state, did) => {
      const call = aCaller('ringing');
      const arrival = { did: '+14155550199', callerNumber: '', withheld: true, gateway: '', address: '127.0.0.1', answered };
      expect(bench.after(call, channelEvent('channel-parked', { arrival, ...at(500) }))).toEqual([...did, 'plan parked']);
      expect(call.state).toBe(state);
    });

  it.each(['waiting', 'connecting'] as const)('that came in and is %s when we answer it keeps its place', (state) => {
    const call = Object.assign(aCaller(state), { waitingSinceMs: NOW_MS - 9_000 });
    const answered = channelEvent('channel-answered', at(0));
    expect(bench.after(call, answered, answered)).toEqual(['say that it is answered', 'plan answered', 'write answered at 0']);
    expect(call).toMatchObject({ state, answeredAtMs: NOW_MS, waitingSinceMs: NOW_MS - 9_000 });
  });

  it('talks with the agent whom it was promised to, from the first bridge on', () => {
    const call = inState('connecting', { answeredAtMs: NOW_MS, agent: AGENT });
    expect(bench.after(call, channelEvent('channel-bridged', { otherId: 'leg', ...at(150) }))).toEqual(['write bridged at 150', 'plan bridged true']);
    expect(call).toMatchObject({ state: 'talking', lastAgentId: '7', connectedAtMs: NOW_MS + 150, talkingSinceMs: NOW_MS + 150 });
    expect(bench.counted).toEqual(['connectMs 150']);
  });

  it('that talks with its second agent was connected when it talked with the first', () => {
    const call = inState('connecting', { answeredAtMs: NOW_MS, connectedAtMs: NOW_MS + 150, agent: AGENT });
    expect(bench.after(call, channelEvent('channel-bridged', { otherId: 'leg', ...at(9_000) }))).toEqual(['write bridged at 9000', 'plan bridged false']);
    expect([call.connectedAtMs, call.talkingSinceMs, bench.counted]).toEqual([NOW_MS + 150, NOW_MS + 9_000, []]);
  });

  it('is not with an agent whose bridge was given up, while another is on the way', () => {
    const call = inState('connecting', { agent: AGENT });
    expect(bench.after(call, channelEvent('channel-bridged', { otherId: 'other' }))).toEqual([]);
    expect(call.state).toBe('connecting');
  });

  it.each<[string, Partial<Omit<LiveCall, 'state'>>, (legs: LegIndex) => void, string, string | null]>([
    ['is with an agent whom an earlier owner had ordered', {}, (legs) => { legs.phoneAdded('other'); }, 'talking', '8'],
    ['is not with one who was given up: that leg is being parked', { gaveUp: { ...AGENT, legChannelId: 'other' } }, (legs) => { legs.phoneAdded('other'); }, 'waiting', null],
    ['is not with one who is in another call', {}, (legs) => { legs.join('b', 'other', 'agent'); }, 'waiting', null],
    ['is not with somebody whom nobody knows', {}, () => undefined, 'waiting', null],
  ])('that waits, and is bridged, %s', (_what, changes, known, state, agentId) => {
    known(bench.legs);
    const call = inState('waiting', { answeredAtMs: NOW_MS, ...changes });
    bench.after(call, channelEvent('channel-bridged', { otherId: 'other' }));
    expect([call.state, call.agent?.agentId ?? null]).toEqual([state, agentId]);
    expect(bench.did.includes('let go of the viewer')).toBe(agentId !== null);
  });

  it.each<[string, LiveCall, Partial<ReturnType<typeof channelEvent<'channel-ended'>>>, string[]]>([
    ['as it was heard', inState('ringing', { ringingAtMs: 1, carried: true }), { cause: 'USER_BUSY', sip: { status: 486, reason: '' }, ringingAtMs: 1 }, ['plan ends', 'end USER_BUSY 486 at 9000']],
    ['when its ring was missed', inState('originating'), { ringingAtMs: NOW_MS + 1_000 }, ['carrier works', 'write ringing at 1000, missed', 'plan ends', 'end NORMAL_CLEARING 0 at 9000']],
    ['when its answer was missed', inState('ringing', { carried: true, ringingAtMs: 1 }), { answeredAtMs: NOW_MS + 2_000 },
      ['say that it is answered', 'write answered at 2000, missed', 'plan ends', 'end NORMAL_CLEARING 0 at 9000']],
    ['when its bridge was missed', inState('connecting', { agent: AGENT, answeredAtMs: NOW_MS }), { answeredAtMs: NOW_MS, bridgedAtMs: NOW_MS + 100 },
      ['write bridged at 100', 'plan bridged true', 'plan ends', 'end NORMAL_CLEARING 0 at 9000']],
    ['when its bridge came after it was given up', inState('waiting', { gaveUp: AGENT, answeredAtMs: NOW_MS }), { bridgedAtMs: NOW_MS + 100 },
      ['write bridged at 100, missed', 'plan ends', 'end NORMAL_CLEARING 0 at 9000']],
    ['when an earlier owner had bridged it, and no more than its ring was heard', inState('ringing', { carried: true, ringingAtMs: 1 }), { answeredAtMs: NOW_MS + 2_000, bridgedAtMs: NOW_MS + 2_100 },
      ['say that it is answered', 'write answered at 2000, missed', 'write bridged at 2100, missed', 'plan ends', 'end NORMAL_CLEARING 0 at 9000']],
    ['after it heard the message', inState('waiting', { answeredAtMs: NOW_MS }), { dismissedAtMs: NOW_MS + 2_000 }, ['plan ends, dismissed at 2000', 'end NORMAL_CLEARING 0 at 9000']],
    ['whose end has no instant of its own', inState('ringing', { carried: true }), { endedAtMs: 0, ...at(9_100) }, ['plan ends', 'end NORMAL_CLEARING 0 at 9100']],
  ])('ends %s', async (_what, call, said, did) => {
    bench.after(call, channelEvent('channel-ended', { endedAtMs: NOW_MS + 9_000, ...said }));
    await pass();
    expect(bench.did).toEqual(did);
  });

  it('that was bridged unheard, and ended after that, talked with whom it was given up with', () => {
    const call = inState('waiting', { gaveUp: AGENT, answeredAtMs: NOW_MS });
    bench.after(call, channelEvent('channel-ended', { bridgedAtMs: NOW_MS + 100 }));
    expect(call).toMatchObject({ connectedAtMs: NOW_MS + 100, lastAgentId: '7' });
  });

  it.each<[string, Parameters<CallFlow['handle']>[1], string[]]>([
    ['a key', channelEvent('channel-digit', { digit: '5', ...at(3_000) }), [`plan digit 5 ${String(NOW_MS + 3_000)}`]],
    ['an announcement that was played', channelEvent('channel-executed', { executionId: 'e' }), ['plan channel-executed is done']],
    ['a question that was answered', channelEvent('question-ended', { executionId: 'e' }), ['plan question-ended is done']],
    ['a message that was left', channelEvent('message-recorded', { executionId: 'e' }), ['plan message-recorded is done']],
    ['the message', channelEvent('channel-dismissed', at(2_000)), ['plan dismissed at 2000']],
    ['a recording that began', channelEvent('recording-started', { path: 'a.wav' }), ['recording a.wav']],
    ['a recording that ended', channelEvent('recording-stopped', { path: 'a.wav', lengthMs: 7_000 }), ['recorded a.wav 7000']],
    ['a channel that never was: the refusal of its command tells more', channelEvent('channel-destroyed'), []],
  ])('hears of %s', async (_what, event, did) => {
    const call = inState('waiting');
    bench.after(call, event);
    await pass();
    expect([bench.did, call.state, bench.failed]).toEqual([did, 'waiting', []]);
  });

  it.each([
    ['is told', [channelEvent('beep-heard', at(6_200))], ['plan beep'], 6_200],
    ['is told once more by the call\'s end, when it was heard', [channelEvent('beep-heard', at(6_200)), channelEvent('channel-ended', { beeped: true, ...at(9_000) })], ['plan beep', 'plan ends', 'end NORMAL_CLEARING 0 at 9000'], 6_200],
    ['is known by the call\'s end, when nobody heard it', [channelEvent('channel-ended', { beeped: true, ...at(9_000) })], ['plan beep', 'plan ends', 'end NORMAL_CLEARING 0 at 9000'], 9_000],
  ])('has a beep that %s', (_what, events, did, beepedAtMs) => {
    const call = inState('answered', { answeredAtMs: NOW_MS });
    expect(bench.after(call, ...events)).toEqual(did);
    expect(call.beepedAtMs).toBe(NOW_MS + beepedAtMs);
  });

  it('that the switch shows bridged talks, whether that was heard or not', () => {
    const call = inState('connecting', { agent: AGENT, answeredAtMs: NOW_MS });
    bench.flow.bridgeSeen(call, 'leg');
    expect([call.state, bench.did]).toEqual(['talking', ['write bridged at 0', 'plan bridged true']]);
  });
});
