import type { SwitchChannel } from '@paceline/telephony/port/switch-port';
import type { OwnerContext } from '../context/owner-context';
import type { Allocator } from './allocator';
import type { Bridging } from './bridging';
import type { CallJournal } from './call-journal';
import type { CallPlan } from './call-plan';
import type { LiveCall } from './live-call';
import type { LongestCall } from './longest-call';
import type { Recordings } from './recordings';
import type { SafeHarbour } from './safe-harbour';
import type { Vouching } from './vouching';

export interface AgentPlanParts {
  readonly journal: Pick<CallJournal, 'record'>;
  readonly allocator: Pick<Allocator, 'offer'>;
  readonly bridging: Pick<Bridging, 'parked' | 'bridged' | 'failed'>;
  readonly safeHarbour: Pick<SafeHarbour, 'watch' | 'reconsider' | 'begunBySwitch' | 'ended' | 'endLater' | 'found'>;
  readonly vouching: Pick<Vouching, 'begin' | 'end' | 'answersFor'>;
  readonly longest: Pick<LongestCall, 'watch'>;
  readonly recordings: Pick<Recordings, 'start'>;
}

/** Whoever answers is given to an agent, within the limit; who loses the agent waits first in line; whom nobody comes for hears the message. */
export class AgentPlan implements CallPlan {
  constructor(private readonly owner: Pick<OwnerContext, 'clock' | 'lease' | 'pool' | 'run' | 'switchPort'>, private readonly parts: AgentPlanParts) {}

  answered(call: LiveCall): void {
    this.owner.run('offer an answered call', async () => { await this.parts.allocator.offer(call); });
    this.parts.safeHarbour.watch(call);
    this.parts.longest.watch(call);
  }

  parked(call: LiveCall): void {
    this.parts.bridging.parked(call);
  }

  bridged(call: LiveCall, first: boolean): void {
    call.cancel('safe-harbour');
    call.cancel('safe-harbour-end');
    call.safeHarbour = false; // a late bridge takes it out of the message
    this.parts.vouching.end(call);
    this.owner.run('confirm a bridge', () => this.parts.bridging.bridged(call));
    if (first && call.facts.line.policy.isRecorded) this.owner.run('start a recording', () => this.parts.recordings.start(call));
  }

  /** The customer waits with music, first in line. */
  agentLeft(call: LiveCall): void {
    const { agent } = call;
    if (agent === null) return;
    if (call.state === 'connecting') { this.leftBeforeTheBridge(call); return; }
    if (!call.move('waiting')) return;
    call.agent = null;
    call.lostItsAgent = true;
    call.waitingSinceMs = this.owner.clock.nowMs();
    this.parts.vouching.begin(call);
    this.parts.journal.record(call, 'agent-lost', {}, { agentId: agent.agentId });
    this.owner.run('an agent was lost in mid-call', async () => { await this.owner.pool.finish(agent.agentId, agent.token, 1); });
    this.owner.run('offer the customer of a lost agent', async () => {
      const given = await this.parts.allocator.offer(call).catch(() => false); // it stays in line
      if (!given) await this.owner.switchPort.music(call.callId);
    });
  }

  /** The agent hears the keys. */
  digit(): void { /* nothing follows */ }

  /** The message ends with the call, music does not end. */
  soundEnded(): void { /* nothing follows */ }

  dismissed(call: LiveCall, atMs: number): void {
    if (this.parts.vouching.answersFor(call)) this.takeBack(call);
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

  /** Usually the customer's leg dies with it (ORIGINATOR_CANCEL); if it does not, it waits again. */
  private leftBeforeTheBridge(call: LiveCall): void {
    call.lostItsLeg = true;
    this.parts.bridging.failed(call, 'the agent\'s leg is gone');
    if (!call.move('waiting')) return;
    this.parts.safeHarbour.reconsider(call);
    this.owner.run('bridge failed: leg gone', async () => { await this.parts.allocator.offer(call); });
  }

  /** The switch's guard looked in the moment before our word for this call arrived: it goes on waiting. */
  private takeBack(call: LiveCall): void {
    if (call.state !== 'waiting' || !this.owner.lease.isHeld()) return; // a bridge that is ordered takes it out by itself
    this.parts.vouching.begin(call);
    this.owner.run('take a call back from the guard', async () => {
      await this.owner.switchPort.park(call.callId);
      if (call.state === 'waiting') await this.owner.switchPort.music(call.callId);
    });
  }
}
