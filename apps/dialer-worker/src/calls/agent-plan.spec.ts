import type { LinePolicy } from '@paceline/domain/routing/line-policy';
import type { SwitchChannel } from '@paceline/telephony/port/switch-port';
import { FakeSwitch } from '@paceline/testing/fake-switch';
import { AgentPlan } from './agent-plan';
import { aCall, aLine } from './call.spec-helper';
import type { LiveCall } from './live-call';

const AGENT = { agentId: '7', token: 't', legChannelId: 'leg' };

/** What the plan orders, in words. */
class Office {
  readonly ordered: string[] = [];
  readonly switchPort = new FakeSwitch();
  answersFor = false;
  private readonly note = (what: string) => (): void => { this.ordered.push(what); };
  readonly plan = new AgentPlan({ run: (_where: string, work: () => Promise<void>) => { void work(); }, switchPort: this.switchPort }, {
    backInLine: { agentLost: this.note('back in line'), takenBack: this.note('take it back') },
    allocator: { offer: async () => { this.ordered.push('offer'); return false; } },
    bridging: { parked: this.note('order the bridge'), bridged: async () => { this.ordered.push('confirm'); }, failed: this.note('free the agent') },
    safeHarbour: {
      watch: this.note('watch the limit'), reconsider: this.note('judge the limit again'), begunBySwitch: this.note('the message begins'),
      ended: this.note('it heard the message'), endLater: this.note('end it after the message'), found: this.note('it is in the message'), parked: this.note('does it hear the message?'),
    },
    vouching: { begin: this.note('vouch'), end: this.note('vouch no more'), answersFor: () => this.answersFor },
    longest: { watch: this.note('watch its length') }, recordings: { start: async () => { this.ordered.push('record'); } },
  });

  async after(what: (plan: AgentPlan) => void): Promise<string[]> {
    what(this.plan);
    await new Promise(setImmediate);
    return this.ordered;
  }
}

const channel = (dismissed: boolean): SwitchChannel => ({ dismissed }) as SwitchChannel; // all that the plan asks of it
const inState = (state: LiveCall['state'], changes: Partial<LiveCall> = {}, policy: Partial<LinePolicy> = {}): LiveCall => {
  const { state: _, ...rest } = changes;
  return Object.assign(aCall({ line: aLine('1', { isRecorded: true, ...policy }) }, state), rest);
};

describe('a call for agents', () => {
  let office: Office;
  beforeEach(() => { office = new Office(); });

  it('that is answered is offered, and its limits are watched', async () => {
    expect(await office.after((plan) => { plan.answered(inState('answered', { answeredAtMs: 8_000 })); })).toEqual(['offer', 'watch the limit', 'watch its length']);
  });

  it.each([['its first agent', true, ['vouch no more', 'confirm', 'record']], ['another agent', false, ['vouch no more', 'confirm']]])('that talks with %s', async (_who, first, orders) => {
    const call = inState('talking', { safeHarbour: true });
    expect(await office.after((plan) => { plan.bridged(call, first); })).toEqual(orders);
    expect(call.safeHarbour).toBe(false);
  });

  it.each([
    ['before its first talk, where machines are left a message', { machineMessage: { en: 'call-us-back.wav' } }, {}, ['listenForBeep a']],
    ['not where they are left none', {}, {}, []],
    ['not when it parks again', { machineMessage: { en: 'call-us-back.wav' } }, { parked: true }, []],
    ['not behind a talk', { machineMessage: { en: 'call-us-back.wav' } }, { connectedAtMs: 9_000 }, []],
  ])('is listened to for a beep %s', async (_when, policy, changes, told) => {
    await office.after((plan) => { plan.parked(inState('connecting', { ...changes }, policy)); });
    expect(office.switchPort.told).toEqual(told);
  });

  it('that loses its agent goes back in line', async () => {
    expect(await office.after((plan) => { plan.agentLeft(inState('talking', { agent: AGENT })); })).toEqual(['back in line']);
  });

  it('whose agent leaves before the bridge waits again, and its limit is judged', async () => {
    const call = inState('connecting', { agent: AGENT, parked: true });
    expect(await office.after((plan) => { plan.agentLeft(call); })).toEqual(['free the agent', 'judge the limit again', 'offer']);
    expect(call).toMatchObject({ state: 'waiting', lostItsLeg: true, parked: false });
  });

  it.each([['hears the message', false, ['the message begins']], ['is taken back: our word for it was on its way', true, ['take it back']]])('that the switch dismisses %s', async (_what, answersFor, orders) => {
    office.answersFor = answersFor;
    expect(await office.after((plan) => { plan.dismissed(inState('waiting'), 1); })).toEqual(orders);
  });

  it.each<[string, LiveCall, SwitchChannel | undefined, string[]]>([
    ['waits, and nobody had come', inState('answered', { answeredAtMs: 8_000 }), channel(false), ['watch its length', 'watch the limit']],
    ['lost its agent', inState('waiting', { answeredAtMs: 1_000, connectedAtMs: 1_500, lostItsAgent: true }), channel(false), ['watch its length', 'vouch']],
    ['is in the message', inState('answered', { answeredAtMs: 1_000 }), channel(true), ['watch its length', 'it is in the message', 'watch the limit']],
    ['is known to be in the message', inState('waiting', { answeredAtMs: 1_000, safeHarbour: true }), channel(true), ['watch its length', 'end it after the message', 'watch the limit']],
  ])('that is taken over and %s', async (_what, call, shown, orders) => {
    expect(await office.after((plan) => { plan.takenOver(call, shown, 9_000); })).toEqual(orders);
  });

  it('that was perhaps never sent keeps nobody', async () => {
    const call = inState('originating', { viewer: { agentId: '7', token: 't' } });
    await office.after((plan) => { plan.takenOver(call, undefined, 9_000); });
    expect(call.viewer).toBeNull();
  });
});
