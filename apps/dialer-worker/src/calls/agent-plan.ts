import type { SwitchChannel } from '@paceline/telephony/port/switch-port';
import type { OwnerContext } from '../context/owner-context';
import type { Allocator } from './allocator';
import { listenForBeep } from './beep-listening';
import type { BackInLine } from './back-in-line';
import type { Bridging } from './bridging';
import type { CallPlan } from './call-plan';
import type { LiveCall } from './live-call';
import type { LongestCall } from './longest-call';
import type { Recordings } from './recordings';
import type { SafeHarbour } from './safe-harbour';
import type { Vouching } from './vouching';

export interface AgentPlanParts {
  readonly backInLine: Pick<BackInLine, 'agentLost' | 'takenBack'>;
  readonly allocator: Pick<Allocator, 'offer'>;
  readonly bridging: Pick<Bridging, 'parked' | 'bridged' | 'failed'>;
  readonly safeHarbour: Pick<SafeHarbour, 'watch' | 'reconsider' | 'begunBySwitch' | 'ended' | 'endLater' | 'found' | 'parked'>;
  readonly vouching: Pick<Vouching, 'begin' | 'end' | 'answersFor'>;
  readonly longest: Pick<LongestCall, 'watch'>;
  readonly recordings: Pick<Recordings, 'start'>;
}

/** Whoever answers is given to an agent, within the limit; who loses the agent waits first in line; whom nobody comes for hears the message. */
export class AgentPlan implements CallPlan {
  constructor(private readonly owner: Pick<OwnerContext, 'run' | 'switchPort'>, private readonly parts: AgentPlanParts) {}

  answered(call: LiveCall): void {
    this.owner.run('offer an answered call', async () => { await this.parts.allocator.offer(call); });
    this.parts.safeHarbour.watch(call);
    this.parts.longest.watch(call);
  }

  /** Before the bridge: a machine may beep as soon as its agent has heard that it is one. */
  parked(call: LiveCall): void {
    if (!call.parked && call.connectedAtMs === null && call.facts.line.policy.machineMessage !== null) listenForBeep(this.owner, call);
    this.parts.bridging.parked(call);
    this.parts.safeHarbour.parked(call);
  }

  bridged(call: LiveCall, first: boolean): void {
    call.cancel('safe-harbour');
    call.cancel('safe-harbour-end');
    call.safeHarbour = false; // a late bridge takes it out of the message
    this.parts.vouching.end(call);
    this.owner.run('confirm a bridge', () => this.parts.bridging.bridged(call));
    if (first && call.facts.line.policy.isRecorded) this.owner.run('start a recording', () => this.parts.recordings.start(call));
  }

  agentLeft(call: LiveCall): void {
    if (call.state === 'connecting') this.leftBeforeTheBridge(call);
    else this.parts.backInLine.agentLost(call);
  }

  /** The agent hears the keys. */
  digit(): void { /* nothing follows */ }

  /** It is remembered with the call: whoever leaves a machine its message asks. */
  beeped(): void { /* nothing follows */ }

  /** The message ends with the call, music does not end. */
  done(): void { /* nothing follows */ }

  dismissed(call: LiveCall, atMs: number): void {
    if (this.parts.vouching.answersFor(call)) this.parts.backInLine.takenBack(call);
    else this.parts.safeHarbour.begunBySwitch(call, atMs);
  }

  ends(call: LiveCall, dismissedAtMs: number): void {
    if (dismissedAtMs > 0) this.parts.safeHarbour.ended(call, dismissedAtMs);
  }

  takenOver(call: LiveCall, channel: SwitchChannel | undefined, listedAtMs: number): void {
    this.parts.longest.watch(call);
    // Perhaps never sent: its viewer is not kept for it, and an answer goes to whoever is idle.
    if (channel === undefined) call.viewer = null;
    if (call.safeHarbour) this.parts.safeHarbour.endLater(call);
    // Now: the limit, which has passed by then, would begin the message again.
    else if (channel?.dismissed === true) this.parts.safeHarbour.found(call, listedAtMs);
    // Before they are offered: the earlier owner's word may run out meanwhile.
    if (call.state === 'waiting' && call.lostItsAgent && channel?.dismissed === false) this.parts.vouching.begin(call);
    if (call.answeredAtMs !== null && call.connectedAtMs === null) this.parts.safeHarbour.watch(call);
  }

  nobodyCame(call: LiveCall): void {
    this.parts.safeHarbour.reconsider(call);
    this.owner.run('offer a call for which nobody came', async () => { await this.parts.allocator.offer(call); });
  }

  /** An answer and a bridge that were missed are seen by the reconcile itself. */
  heardAgain(): void { /* nothing follows */ }

  /** The customer's leg parks within 25 ms. A bridge that is ordered before it does would be lost (measured: 8 of 20). */
  private leftBeforeTheBridge(call: LiveCall): void {
    call.lostItsLeg = true;
    call.parked = false;
    this.parts.bridging.failed(call, 'the agent\'s leg is gone');
    if (call.move('waiting')) this.nobodyCame(call);
  }
}
