import { queueOfLine } from '@paceline/domain/routing/line';
import type { SwitchChannel } from '@paceline/telephony/port/switch-port';
import type { OwnerContext } from '../context/owner-context';
import type { Allocator } from './allocator';
import type { AutomaticSurveys } from './automatic-surveys';
import { listenForBeep } from './beep-listening';
import type { CallJournal } from './call-journal';
import type { CallNews } from './call-news';
import type { CallPlan, Done } from './call-plan';
import type { CallerSounds } from './caller-sounds';
import type { LiveCall } from './live-call';
import type { LongestCall } from './longest-call';
import type { QueuePlan } from './queue-plan';
import type { SafeHarbour } from './safe-harbour';
import type { ScriptPlan } from './script-plan';
import type { Vouching } from './vouching';

/** The park follows the answer within 30 ms; when its event does not come, it begins all the same. */
const PARK_WAIT_MS = 250;

export interface BroadcastPlanParts {
  readonly script: CallPlan & Pick<ScriptPlan, 'begin'>;
  /** Where a questionnaire is put instead. */
  readonly surveys: Pick<AutomaticSurveys, 'begin'>;
  /** Of whoever asked for an agent of the campaign. */
  readonly agents: CallPlan;
  /** Of whoever went to a queue. */
  readonly queue: CallPlan & Pick<QueuePlan, 'leaves'>;
  readonly allocator: Pick<Allocator, 'offer'>;
  readonly safeHarbour: Pick<SafeHarbour, 'watch'>;
  readonly vouching: Pick<Vouching, 'begin' | 'end'>;
  readonly longest: Pick<LongestCall, 'watch'>;
  readonly sounds: Pick<CallerSounds, 'music' | 'say' | 'files'>;
  readonly journal: Pick<CallJournal, 'record'>;
  readonly news: CallNews;
}

/**
 * Whoever answers is played to, and their keys decide: their script goes on until they ask for somebody; from then on they are treated
 * as everybody who waits for an agent of the campaign, or in the queue.
 */
export class BroadcastPlan implements CallPlan {
  constructor(private readonly owner: Pick<OwnerContext, 'clock' | 'run' | 'switchPort'>, private readonly parts: BroadcastPlanParts) {}

  /** Nothing is ordered before the park: the switch's own thread may still hold the channel. */
  answered(call: LiveCall): void {
    this.parts.longest.watch(call);
    if (call.parked) this.begin(call);
    else call.after('begin', PARK_WAIT_MS, () => { this.begin(call); });
  }

  parked(call: LiveCall): void {
    if (isInLine(call)) { this.under(call).parked(call); return; }
    const isFirst = !call.parked;
    call.parked = true;
    if (isFirst) this.begin(call); // it parks again between what it hears
  }

  /** By their key: the clock of those for whom an agent has to be there begins. */
  wantsAgent(call: LiveCall, prompts: readonly string[]): void {
    const { caller } = call;
    if (caller === null) return;
    caller.inQueue = true;
    call.waitingSinceMs = this.owner.clock.nowMs();
    call.move('waiting');
    this.parts.journal.record(call, 'agent-wanted', {});
    this.parts.news.emit('agent-wanted', call);
    this.parts.safeHarbour.watch(call);
    this.owner.run('offer a call that asks for an agent', async () => {
      const given = await this.parts.allocator.offer(call);
      if (given || call.state !== 'waiting' || !caller.inQueue) return;
      this.parts.sounds.music(call);
      if (prompts.length > 0) this.parts.sounds.say(call, this.parts.sounds.files(call, prompts), `${call.callId}-waits`);
    });
  }

  /** Whoever is being connected, or talks, is heard by the agent. */
  digit(call: LiveCall, digit: string, atMs: number): void {
    const { caller } = call;
    if (caller === null || isWithSomebody(call)) return;
    this.parts.script.digit(call, digit, atMs);
    if (!caller.inQueue) return;
    // What counts at any moment goes before the queue's own keys.
    if (caller.run?.state.exit !== null) { this.under(call).digit(call, digit, atMs); return; }
    // Out of the line again, to be told something.
    if (isQueued(call)) this.parts.queue.leaves(call, caller);
    caller.inQueue = false;
    call.cancel('safe-harbour');
    this.parts.vouching.begin(call);
  }

  beeped(call: LiveCall): void { this.under(call).beeped(call); }

  done(call: LiveCall, what: Done): void {
    this.under(call).done(call, what);
  }

  bridged(call: LiveCall, first: boolean): void {
    if (call.caller !== null) call.caller.inQueue = true; // an earlier owner had not written that yet
    this.under(call).bridged(call, first);
  }

  agentLeft(call: LiveCall): void { this.under(call).agentLeft(call); }

  nobodyCame(call: LiveCall): void { if (isInLine(call)) this.under(call).nobodyCame(call); }

  /** The last message was ordered: nobody answers for the call any more. Else the guard looked before our word arrived. */
  dismissed(call: LiveCall, atMs: number): void {
    if (call.safeHarbour) this.parts.vouching.end(call);
    this.under(call).dismissed(call, atMs);
  }

  ends(call: LiveCall, dismissedAtMs: number): void { this.parts.agents.ends(call, dismissedAtMs); }

  takenOver(call: LiveCall, channel: SwitchChannel | undefined, listedAtMs: number): void {
    if (call.answeredAtMs === null) return;
    this.parts.longest.watch(call);
    if (isSurvey(call)) {
      if (channel?.dismissed === false) this.parts.surveys.begin(call);
      return;
    }
    if (isInLine(call) && channel?.dismissed === false) this.parts.vouching.begin(call);
    this.under(call).takenOver(call, channel, listedAtMs);
  }

  heardAgain(call: LiveCall, channel: SwitchChannel): void {
    if (call.answeredAtMs !== null) this.under(call).heardAgain(call, channel);
  }

  private begin(call: LiveCall): void {
    call.cancel('begin');
    const run = call.caller?.run ?? null;
    if (call.answeredAtMs === null || call.state !== 'answered') return;
    if (isSurvey(call)) this.parts.surveys.begin(call);
    if (run?.state.node !== null) return;
    if (run.script.atBeep !== undefined) listenForBeep(this.owner, call);
    this.parts.script.begin(call);
  }

  private under(call: LiveCall): CallPlan {
    if (!isInLine(call)) return this.parts.script;
    return isQueued(call) ? this.parts.queue : this.parts.agents;
  }
}

function isQueued({ facts }: LiveCall): boolean {
  return queueOfLine(facts.line.id) !== null;
}

/** Before its interview is there, whose plan it has then. */
function isSurvey({ facts }: LiveCall): boolean {
  return facts.line.policy.automatic?.script === null;
}

function isInLine({ caller }: LiveCall): boolean {
  return caller?.inQueue === true;
}

function isWithSomebody({ state }: LiveCall): boolean {
  return state === 'connecting' || state === 'talking' || state === 'ended';
}
