import { endsUnsaid, scriptOfWay, stateSentOn } from '@paceline/domain/script/sent-on';
import { step } from '@paceline/domain/script/step';
import type { Treatment } from '@paceline/domain/call/inbound-outcome';
import type { ScriptAction, ScriptEvent, SentOn } from '@paceline/domain/script/script-run';
import type { SwitchChannel } from '@paceline/telephony/port/switch-port';
import type { Laws } from '../lines/laws';
import type { OwnerContext } from '../context/owner-context';
import { listenForNextBeep } from './beep-listening';
import type { CallJournal } from './call-journal';
import type { CallPlan, Done } from './call-plan';
import { nodeNow, type CallerNow, type ScriptRun } from './caller-now';
import type { CallerSounds } from './caller-sounds';
import { Dialogue } from './dialogue';
import type { LiveCall } from './live-call';
import type { OfferKeys } from './offer-keys';
import type { OptOuts } from './opt-outs';
import type { OutsideCalls } from './outside-calls';
import type { QueuePlan } from './queue-plan';
import type { Voicemails } from './voicemails';
import type { Vouching } from './vouching';

/** Behind the longest that a message may be, its end has been told. */
const END_TOLD_MS = 2_000;
/** Whoever was called and wants to be called no more is off the line so soon after the key, whatever they are told until then. */
const OPTED_OUT_ENDS_MS = 2_800;

export interface ScriptPlanParts {
  readonly journal: Pick<CallJournal, 'record'>;
  readonly queues: Pick<QueuePlan, 'enter' | 'bridged'>;
  readonly sounds: CallerSounds;
  readonly voicemails: Pick<Voicemails, 'ask' | 'record' | 'recorded'>;
  readonly outside: Pick<OutsideCalls, 'dial' | 'found'>;
  readonly optOuts: Pick<OptOuts, 'put'>;
  readonly offers: Pick<OfferKeys, 'take'>;
  /** Of the calls of campaigns. */
  readonly agents: { readonly wantsAgent: (call: LiveCall, prompts: readonly string[]) => void };
  readonly vouching: Pick<Vouching, 'begin' | 'end' | 'answersFor'>;
  /** The zones and holidays as they are known now. */
  readonly laws: Pick<Laws, 'now' | 'almanac'>;
}

/**
 * A caller goes the way of their number's script: what happens is told to the script, and what it says is ordered from the switch.
 * Where they stand is in their row before they go on, so that whoever owns the switch next goes on there.
 */
export class ScriptPlan implements CallPlan {
  private readonly dialogue: Dialogue;

  constructor(private readonly owner: Pick<OwnerContext, 'clock' | 'log' | 'run' | 'switchPort'>, private readonly parts: ScriptPlanParts) {
    this.dialogue = new Dialogue(owner, parts);
  }

  /** A call has come in. */
  begin(call: LiveCall): void {
    this.parts.vouching.begin(call);
    this.parts.sounds.ringNoLonger(call);
    this.owner.run('begin a caller\'s script', async () => {
      await this.parts.laws.now().catch((thrown: unknown) => { this.owner.log.warn({ err: thrown }, 'hours and holidays were not read: a caller goes by those read last'); });
      this.tell(call, { kind: 'begun', atMs: this.owner.clock.nowMs(), isAnswered: call.answeredAtMs !== null, isEmergency: call.caller?.run?.isEmergency ?? false });
    });
  }

  /** By their queue, or out of it by their own key: what is done now is that way's script. @param treatment null: they chose so */
  sentOn(call: LiveCall, caller: CallerNow, sentOn: SentOn, treatment: Treatment | null): void {
    const { run } = caller;
    this.parts.vouching.begin(call);
    if (run === null) { this.farewell(call); return; }
    if (sentOn.way.kind !== 'number') this.parts.sounds.quiet(call);
    run.script = scriptOfWay(sentOn.way);
    run.state = stateSentOn(run.state, sentOn, treatment);
    this.tell(call, { kind: 'begun', atMs: this.owner.clock.nowMs(), isAnswered: call.answeredAtMs !== null, isEmergency: false });
  }

  /** By us: what is heard was ordered behind it. */
  answered(): void { /* nothing follows */ }
  /** Again and again, between what it does. */
  parked(): void { /* nothing follows */ }
  /** No agent is promised to it here: an earlier owner, who died with it, had not written yet that it was in a queue. */
  bridged(call: LiveCall, first: boolean): void {
    if (call.caller !== null) call.caller.inQueue = true;
    this.parts.queues.bridged(call, first);
  }

  nobodyCame(): void { /* nobody was to come */ }
  agentLeft(): void { /* nothing follows */ }

  digit(call: LiveCall, digit: string, atMs: number): void {
    const run = call.caller?.run;
    if (run === undefined || run === null) return;
    run.firstKeyAtMs ??= atMs;
    this.tell(call, { kind: 'pressed', key: digit, atMs });
  }

  beeped(call: LiveCall): void {
    const run = call.caller?.run ?? null;
    const before = run?.state;
    this.tell(call, { kind: 'beep', atMs: this.owner.clock.nowMs() });
    if (run !== null && run.state !== before && run.state.exit === null) listenForNextBeep(this.owner, call);
  }

  done(call: LiveCall, what: Done): void {
    const serial = this.dialogue.serialOf(call, what.executionId);
    const atMs = this.owner.clock.nowMs();
    if (what.type === 'message-recorded' && call.caller !== null) this.parts.voicemails.recorded(call, call.caller, what);
    if (what.type === 'channel-executed') this.wasAskedForMessage(call, what.executionId);
    if (serial === null) return;
    switch (what.type) {
      case 'channel-executed': this.tell(call, { kind: 'played', serial, atMs }); return;
      case 'message-recorded': this.tell(call, { kind: 'recorded', serial, atMs, lengthMs: what.lengthMs }); return;
      case 'question-ended':
        if (what.outcome === 'hangup') return;
        this.tell(call, { kind: 'heard', serial, atMs: what.atMs, keys: what.outcome === 'none' || what.outcome === 'cut' ? null : what.keys, pressedAtMs: call.caller?.run?.firstKeyAtMs ?? null });
    }
  }

  /** The switch's guard looked in the moment before our word for this call arrived: what it heard is begun again. */
  dismissed(call: LiveCall): void {
    if (!this.parts.vouching.answersFor(call)) { call.safeHarbour = true; return; }
    this.owner.run('take a caller back from the guard', async () => {
      await this.owner.switchPort.park(call.callId);
      this.goOn(call);
    });
  }

  ends(): void { /* its row says how far it came */ }

  takenOver(call: LiveCall, channel: SwitchChannel | undefined): void {
    const { caller } = call;
    if (channel === undefined || channel.dismissed || caller === null) return;
    const exit = caller.run?.state.exit ?? null;
    // It was over, or its script is not there any more.
    if (caller.run === null || (exit !== null && exit.kind !== 'queue' && exit.kind !== 'connected')) { this.farewell(call); return; }
    const { run } = caller;
    this.parts.vouching.begin(call);
    this.parts.sounds.ringNoLonger(call);
    if (this.isRecorded(call, channel)) return;
    this.owner.run('go on with a caller', async () => {
      if (exit?.kind === 'queue') { await this.parts.queues.enter(call, caller, exit.queueId); return; }
      if (nodeNow(run)?.kind === 'number' && await this.parts.outside.found(call, run.state.serial)) { this.outsideTold(call, run.state.serial, 'talks'); return; }
      if (exit !== null) { this.hangUp(call); return; }
      if (channel.application !== 'park') await this.owner.switchPort.park(call.callId);
      this.goOn(call);
    });
  }

  /**
   * What was asked for may have ended unheard, or never reached the switch, which shows what it did last in either case: it is asked
   * again. A message goes on being recorded, and what becomes of a number outside is heard of its own channel.
   */
  heardAgain(call: LiveCall, channel: SwitchChannel): void {
    const { application, dismissed } = channel;
    const run = call.caller?.run ?? null;
    if (run === null || dismissed) return;
    if (nodeNow(run)?.kind === 'number' || this.isRecorded(call, channel)) return;
    this.owner.run('go on with a caller who was not heard', async () => {
      if (run.state.exit === null && application !== 'park') await this.owner.switchPort.park(call.callId);
      this.goOn(call);
    });
  }

  /**
   * What they say goes on being recorded, and its end is told; or it had ended before we listened, which looks the same. Then nobody
   * is left in the silence behind it: the switch's record of the call keeps the message.
   */
  private isRecorded(call: LiveCall, { application }: SwitchChannel): boolean {
    const run = call.caller?.run ?? null;
    const node = run === null ? null : nodeNow(run);
    if (run === null || application !== 'record' || node?.kind !== 'voicemail') return false;
    const { serial } = run.state;
    call.after('message', node.longestSec * 1_000 + END_TOLD_MS, () => { if (run.state.serial === serial && run.state.exit === null && nodeNow(run) === node) this.hangUp(call); });
    return true;
  }

  /** Nothing is under way for it on the switch. */
  private goOn(call: LiveCall): void {
    const { caller } = call;
    const state = caller?.run?.state ?? null;
    if (caller === null || state === null) return;
    const { exit, node } = state;
    if (exit?.kind === 'agents') return; // whoever waits for one is offered already
    if (exit?.kind === 'queue') this.owner.run('a caller enters a queue', () => this.parts.queues.enter(call, caller, exit.queueId));
    else if (exit !== null) this.hangUp(call);
    else if (node === null) this.begin(call);
    else this.tell(call, { kind: 'resumed', atMs: this.owner.clock.nowMs() });
  }

  /** What became of the number outside that the script has called. Who talked there, and is left, has nothing more to wait for. */
  outsideTold(call: LiveCall, serial: number, what: 'talks' | 'failed' | 'over'): void {
    const atMs = this.owner.clock.nowMs();
    switch (what) {
      case 'talks':
        this.parts.vouching.end(call);
        this.tell(call, { kind: 'dialed', serial, atMs, hasTalked: true });
        return;
      case 'failed':
        this.parts.sounds.quiet(call);
        this.tell(call, { kind: 'dialed', serial, atMs, hasTalked: false });
        return;
      case 'over': this.hangUp(call);
    }
  }

  private tell(call: LiveCall, event: ScriptEvent): void {
    const { caller } = call;
    if (caller === null || caller.run === null || call.state === 'ended') return;
    const { run } = caller;
    const { state, actions } = step(run.script, run.state, event, this.parts.laws.almanac());
    if (state === run.state) return;
    run.state = state;
    caller.language = state.language;
    caller.treatment = state.treatment ?? null;
    this.parts.journal.record(call, 'script', { scriptState: state }, { node: state.node, after: event.kind });
    for (const action of actions) this.perform(call, caller, run, action);
  }

  private perform(call: LiveCall, caller: CallerNow, run: ScriptRun, action: ScriptAction): void {
    switch (action.kind) {
      case 'answer': this.parts.sounds.answer(call); return;
      case 'play': this.dialogue.play(call, action.serial, action.prompts, action.afterMs); return;
      case 'ask':
        run.firstKeyAtMs = null;
        this.dialogue.ask(call, action.serial, { ...action, mostKeys: Math.max(1, ...action.answers.map(({ length }) => length)) });
        return;
      case 'record': this.dialogue.askForMessage(call, action.serial, action.prompts); return;
      case 'dial':
        this.parts.sounds.music(call);
        this.parts.outside.dial(call, action.serial, action);
        return;
      case 'agents': this.parts.agents.wantsAgent(call, action.prompts); return;
      case 'opt-out':
        if (call.isOutbound()) call.after('opted-out', OPTED_OUT_ENDS_MS, () => { this.hangUp(call); });
        this.owner.run('put a caller on the do-not-call list', async () => {
          const hasNumber = await this.parts.optOuts.put(call, action.reason);
          this.tell(call, { kind: 'opted-out', serial: action.serial, atMs: this.owner.clock.nowMs(), hasNumber });
        });
        return;
      case 'take-offer':
        this.owner.run('give somebody an offer', async () => {
          const code = await this.parts.offers.take(call, action.offerId);
          this.tell(call, { kind: 'offer-told', serial: action.serial, atMs: this.owner.clock.nowMs(), code });
        });
        return;
      case 'queue': this.owner.run('a caller enters a queue', () => this.parts.queues.enter(call, caller, action.queueId)); return;
      case 'hang-up':
        if (endsUnsaid(run.state)) this.farewell(call);
        else this.hangUp(call);
    }
  }

  /** What was said before a message has been heard. */
  private wasAskedForMessage(call: LiveCall, executionId: string): void {
    const run = call.caller?.run ?? null;
    if (run === null || call.state === 'ended') return;
    const [{ serial, exit }, node] = [run.state, nodeNow(run)];
    if (this.dialogue.isReadyForMessage(call, serial, executionId) && node?.kind === 'voicemail' && exit === null) this.dialogue.record(call, serial, node.longestSec);
  }

  private hangUp(call: LiveCall): void {
    this.owner.run('end a caller\'s call', async () => { await this.owner.switchPort.hangup(call.callId, 'NORMAL_CLEARING'); });
  }

  private farewell(call: LiveCall): void {
    this.parts.vouching.end(call);
    this.parts.sounds.farewell(call);
  }
}
