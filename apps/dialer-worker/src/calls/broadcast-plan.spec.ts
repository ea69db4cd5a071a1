import { scriptOfBroadcast, type Broadcast } from '@paceline/domain/campaign/broadcast';
import { aChannel, channelEvent } from '@paceline/testing/fake-switch';
import { News } from '../context/news';
import { OwnerBench, pass, useTestTime } from '../context/owner.spec-helper';
import { BroadcastPlan, type BroadcastPlanParts } from './broadcast-plan';
import type { SaidOfCalls } from './call-news';
import { aCall, aLine } from './call.spec-helper';
import { listenerOf } from './caller-now';
import { LiveCall } from './live-call';
import { ScriptPlan, type ScriptPlanParts } from './script-plan';

const SAY = (name: string): { readonly en: string } => ({ en: `${name}.wav` });
const OFFER: Broadcast = {
  message: SAY('offer'), lines: 1, callsPerSec: 1, one: { kind: 'agents' }, oneSay: SAY('moment'), agentWithinSec: 20, laterSay: null, optOutSay: SAY('no-more'), machines: { say: SAY('machine') },
  discloses: { identifiesFirst: true, optOutSaidAtSec: 5, number: null, numberOnMachines: false },
};
const script = scriptOfBroadcast({ ...OFFER, offer: { offerId: '12', takenSay: SAY('yours'), goneSay: SAY('gone') } });

class Bench extends OwnerBench {
  readonly did: string[] = [];
  listed = Promise.resolve(true);
  isGiven = false;
  code: string | null = null;
  readonly plan: BroadcastPlan;
  readonly call: LiveCall;
  private readonly note = (what: string) => (): void => { this.did.push(what); };

  constructor(state: ConstructorParameters<typeof LiveCall>[1] = 'answered') {
    super();
    const line = aLine('1', { automatic: { script } });
    this.call = Object.assign(new LiveCall({ ...aCall().facts, line }, state, listenerOf(line, null)), { answeredAtMs: state === 'ringing' ? null : this.owner.clock.nowMs() });
    const sounds: Pick<ScriptPlanParts['sounds'], 'files' | 'music' | 'say' | 'ringNoLonger'> = {
      files: (_call, names) => names.map((name) => ({ kind: 'file', name })), music: this.note('music'), say: (_call, said) => { this.did.push(`say ${said.map((one) => 'name' in one ? one.name : '').join(' ')}`); },
      ringNoLonger: () => undefined,
    };
    const vouching = { begin: this.note('vouch'), end: this.note('vouch no more'), answersFor: () => true };
    const journal = { record: (_call: LiveCall, kind: string) => { if (kind !== 'script') this.did.push(`write ${kind}`); } };
    const scripts = new ScriptPlan(this.owner, {
      journal, sounds, vouching, optOuts: { put: () => this.listed }, offers: { take: async (_call: LiveCall, offerId: string) => { this.did.push(`take ${offerId}`); return await Promise.resolve(this.code); } }, agents: { wantsAgent: (...whom: Parameters<BroadcastPlan['wantsAgent']>) => { this.plan.wantsAgent(...whom); } },
      laws: { now: () => Promise.resolve(), almanac: () => ({ zones: new Map(), holidays: new Map() }) },
    } as unknown as ScriptPlanParts); // as much of them as this script uses
    this.plan = new BroadcastPlan(this.owner, {
      script: scripts, journal, sounds, vouching, news: new News<SaidOfCalls>().on('agent-wanted', this.note('say that an agent is wanted')),
      allocator: { offer: async (call: LiveCall) => { this.did.push('offer'); if (this.isGiven) call.move('connecting'); return await Promise.resolve(this.isGiven); } },
      safeHarbour: { watch: this.note('watch the limit') }, longest: { watch: () => undefined },
      agents: { digit: (_call: LiveCall, key: string) => { this.did.push(`the line's key ${key}`); }, done: () => undefined, takenOver: this.note('take over as one who waits'), parked: this.note('bridge') }, queue: {},
    } as unknown as BroadcastPlanParts); // as above
  }

  /** As the switch tells it. */
  async presses(digit: string): Promise<void> {
    const executionId = `a-${this.call.caller?.run?.state.serial ?? 0}`;
    this.plan.digit(this.call, digit, Date.now());
    this.plan.done(this.call, channelEvent('question-ended', { channelId: 'a', executionId, keys: digit, atMs: Date.now() }));
    await pass();
  }

  async begun(): Promise<void> {
    this.plan.answered(this.call);
    this.plan.parked(this.call);
    await pass(1_000);
    this.did.length = this.switchPort.told.length = 0;
  }

  get all(): string[] {
    return [...this.did, ...this.switchPort.told];
  }
}

describe('a call that is played to', () => {
  useTestTime();
  let bench: Bench;
  beforeEach(() => { bench = new Bench(); });

  it('hears nothing before it is parked, once, and a machine\'s beep is listened for', async () => {
    bench.plan.answered(bench.call);
    await pass(100);
    expect(bench.switchPort.told).toEqual([]);
    bench.plan.parked(bench.call);
    bench.plan.parked(bench.call);
    await pass();
    expect(bench.switchPort.told).toEqual(['listenForBeep a', 'ask a 1 offer.wav']);
  });

  it('is a machine: behind its beep it is left the message, and the next one is listened for', async () => {
    await bench.begun();
    bench.plan.beeped(bench.call);
    bench.plan.beeped(bench.call); // told twice
    await pass();
    expect(bench.switchPort.told).toEqual(['announce a 1000 ms machine.wav', 'listenForNextBeep a']);
    await pass(3_000);
    bench.plan.beeped(bench.call);
    await pass();
    expect(bench.switchPort.told.slice(2)).toEqual(['announce a 1000 ms machine.wav', 'listenForNextBeep a']);
    bench.plan.done(bench.call, channelEvent('channel-executed', { channelId: 'a', executionId: 'a-3' }));
    bench.plan.beeped(bench.call);
    await pass();
    expect(bench.switchPort.told.slice(4)).toEqual(['hangup a NORMAL_CLEARING']);
  });

  it('hears it all the same when its park is not heard of', async () => {
    bench.plan.answered(bench.call);
    await pass(250);
    expect(bench.switchPort.told).toContain('ask a 1 offer.wav');
  });

  it('is told that it will be called no more once that is written, and then is over', async () => {
    await bench.begun();
    await bench.presses('9');
    expect(bench.switchPort.told).toEqual(['announce a no-more.wav']);
    bench.plan.done(bench.call, channelEvent('channel-executed', { channelId: 'a', executionId: 'a-3' }));
    await pass();
    expect(bench.switchPort.told).toEqual(['announce a no-more.wav', 'hangup a NORMAL_CLEARING']);
  });

  it('is given what it is offered before it is told so, and told the code', async () => {
    bench.code = '2345678923';
    await bench.begun();
    await bench.presses('4');
    expect(bench.all).toEqual(['take 12', expect.stringMatching(/^announce a yours\.wav say-en-pause\.wav say-en-2\.wav say-en-3\.wav .*say-en-3\.wav$/)]);
    bench.plan.done(bench.call, channelEvent('channel-executed', { channelId: 'a', executionId: 'a-3' }));
    await pass();
    expect(bench.switchPort.told.at(-1)).toBe('hangup a NORMAL_CLEARING');
  });

  it('is told so when there is none left', async () => {
    await bench.begun();
    await bench.presses('4');
    expect(bench.all).toEqual(['take 12', 'announce a gone.wav']);
  });

  it('is over within three seconds behind the key, though it cannot be written yet: then it is told nothing', async () => {
    bench.listed = new Promise(() => undefined);
    await bench.begun();
    await bench.presses('9');
    await pass(2_700);
    expect(bench.switchPort.told).toEqual([]);
    await pass(200);
    expect(bench.switchPort.told).toEqual(['hangup a NORMAL_CLEARING']);
    expect(bench.call.progress()).toMatchObject({ met: 'opted-out' });
  });

  it('waits with music for an agent, within the limit from the key on', async () => {
    await bench.begun();
    await bench.presses('1');
    expect(bench.did).toEqual(['write agent-wanted', 'say that an agent is wanted', 'watch the limit', 'offer', 'music', 'say moment.wav']);
    expect(bench.call.wantsAgent()).toBe(true);
    expect(bench.call.owedSinceMs).toBe(bench.call.waitingSinceMs);
    bench.plan.parked(bench.call);
    expect(bench.did.at(-1)).toBe('bridge');
  });

  it('hears no music where an agent is free', async () => {
    bench.isGiven = true;
    await bench.begun();
    await bench.presses('1');
    expect(bench.did).not.toContain('music');
  });

  it('leaves the line by 9: no agent is given to it any more', async () => {
    await bench.begun();
    await bench.presses('1');
    await bench.presses('9');
    expect(bench.call.wantsAgent()).toBe(false);
    expect(bench.call.owedSinceMs).toBeNull();
    expect(bench.switchPort.told).toEqual(['announce a no-more.wav']);
  });

  it('has the keys of the line in which it waits, but for those that count at any moment', async () => {
    await bench.begun();
    await bench.presses('1');
    bench.did.length = 0;
    await bench.presses('4');
    await bench.presses('9');
    expect(bench.did.filter((did) => did.startsWith('the line'))).toEqual(['the line\'s key 4']);
  });

  it('is left to its agent once one is on the way', async () => {
    bench.isGiven = true;
    await bench.begun();
    await bench.presses('1');
    await bench.presses('9');
    expect(bench.switchPort.told).toEqual([]);
  });

  it('that only rings when its owner changes is played to when it is answered', async () => {
    const ringing = new Bench('ringing');
    ringing.plan.takenOver(ringing.call, aChannel('a'), 0);
    ringing.plan.heardAgain(ringing.call, aChannel('a'));
    await pass(1_000);
    expect(ringing.all).toEqual([]);
  });

  it('that waits when its owner changes is answered for, and waits on', async () => {
    await bench.begun();
    await bench.presses('1');
    bench.did.length = 0;
    bench.plan.takenOver(bench.call, aChannel('a'), 0);
    expect(bench.did).toEqual(['vouch', 'take over as one who waits']);
  });

  it('goes on with its message where its owner changes in the middle of it', async () => {
    await bench.begun();
    bench.plan.takenOver(bench.call, aChannel('a', { application: 'play_and_get_digits' }), 0);
    await pass();
    expect(bench.switchPort.told).toEqual(['park a', 'ask a 1 offer.wav']);
  });
});
