import type { Reservation } from '@paceline/agent-pool';
import { areTogether } from '@paceline/domain/call/legs';
import type { Turn } from '@paceline/domain/routing/order-of-service';
import type { SwitchChannel } from '@paceline/telephony/port/switch-port';
import type { AgentNews } from '../context/news';
import type { OwnerContext } from '../context/owner-context';
import type { CallNews } from './call-news';
import type { CallJournal } from './call-journal';
import type { LiveCall, PromisedAgent } from './live-call';
import type { OnDemandPhones } from './on-demand-phones';
import { releaseAgent } from './release-agent';

/** The park follows the answer within 30 ms; when its event does not come, the bridge is ordered all the same. */
const PARK_WAIT_MS = 250;

/** The end of a call whose channel is gone is told by then, if anybody hears it. */
const GONE_UNHEARD_MS = 1_000;

/** From an agent's promise to the bridge, or to the word that it will not come. */
export class Bridging {
  constructor(
    private readonly owner: Pick<OwnerContext, 'clock' | 'environment' | 'lease' | 'log' | 'metrics' | 'pool' | 'run' | 'switchPort'>,
    private readonly journal: Pick<CallJournal, 'note' | 'promised'>,
    private readonly agents: AgentNews,
    private readonly calls: CallNews,
    private readonly phones: Pick<OnDemandPhones, 'ring' | 'has' | 'end'>,
  ) {}

  /** An agent is promised to the call: bridged to them, or their phone is rung first. `turn`: why it was served before others. */
  connect(call: LiveCall, reservation: Reservation, turn: Turn): void {
    const { legChannelId } = reservation;
    const ready = (call.state === 'answered' || call.state === 'waiting') && (call.caller?.inQueue ?? true) && !call.safeHarbour && this.owner.lease.isHeld();
    if (ready && legChannelId === null && reservation.agent.legMode === 'on-demand') {
      this.phones.ring(call, reservation, turn);
      this.calls.emit('promised', call);
      return;
    }
    // The caller left while the reservation was on its way, or there is no leg to bridge to.
    if (!ready || legChannelId === null || !call.move('connecting')) {
      this.owner.run('release an unused reservation', () => releaseAgent(this.owner, this.agents, reservation));
      return;
    }
    call.agent = { agentId: reservation.agentId, token: reservation.token, legChannelId };
    if (call.parked) this.order(call);
    else call.after('park', PARK_WAIT_MS, () => { this.order(call); });
    this.watch(call);
    this.journal.promised(call, reservation, turn);
    this.calls.emit('promised', call);
    this.agents.emit('changed', reservation.agentId, reservation.agent);
  }

  /** CHANNEL_PARK of the call: an agent who is promised already can be bridged to it. */
  parked(call: LiveCall): void {
    call.parked = true;
    if (call.waitsForPark) this.order(call);
  }

  /** CHANNEL_BRIDGE of the call: the only sign that it worked. */
  async bridged(call: LiveCall): Promise<void> {
    call.cancel('bridge');
    call.parked = false;
    const { agent } = call;
    if (agent === null) return;
    const confirmed = await this.owner.pool.confirm(agent.agentId, agent.token);
    if (!confirmed.ok) await this.promiseAgain(call, agent);
    this.agents.emit('changed', agent.agentId, confirmed.ok ? confirmed.agent : null);
  }

  /** The bridge came when its promise had run out, or an earlier owner had given it: the pool must not think the agent idle. */
  private async promiseAgain(call: LiveCall, agent: PromisedAgent): Promise<void> {
    const again = await this.owner.pool.reserve([agent.agentId], call.callId, this.owner.environment.RESERVATION_LEASE_MS);
    if (!again.ok) { this.owner.log.error({ callId: call.callId, agentId: agent.agentId, refusal: again.code }, 'bridged, but the agent could not be promised'); return; }
    const { token } = again.reservation;
    // Over meanwhile.
    if (call.agent !== agent) { await releaseAgent(this.owner, this.agents, { agentId: agent.agentId, token }); return; }
    call.agent = { ...agent, token };
    await this.owner.pool.confirm(agent.agentId, token);
  }

  /**
   * The bridge that was ordered will not come: the caller left, the agent's leg died, or time ran out. The
   * agent's leg may be stuck between states without a CHANNEL_PARK, so it is parked by command and never
   * waited for (measured: 20 of 24 hang-ups within 40 ms of the command). Nothing is waited for: the call
   * goes on although Redis may be away, and a pool that comes back is built anew.
   */
  failed(call: LiveCall, why: string): void {
    call.cancel('bridge');
    call.cancel('park');
    const { agent } = call;
    if (agent === null) return;
    call.agent = null;
    call.gaveUp = agent;
    this.journal.note(call, 'bridge-failed', { agentId: agent.agentId, why });
    if (this.phones.has(agent.legChannelId)) this.phones.end(agent.legChannelId);
    else this.owner.run('park agent after a failed bridge', async () => { await this.owner.switchPort.park(agent.legChannelId); });
    this.owner.run('release an agent after a failed bridge', () => releaseAgent(this.owner, this.agents, agent));
  }

  /** Gives the bridge that was ordered its time, from now. */
  watch(call: LiveCall): void {
    call.after('bridge', this.owner.environment.BRIDGE_DEADLINE_MS, () => { this.owner.run('look for a late bridge', () => this.overdue(call)); });
  }

  /** They may talk to each other all the same, and CHANNEL_BRIDGE was lost: only the switch knows. */
  private async overdue(call: LiveCall): Promise<void> {
    const { agent } = call;
    if (agent === null) return;
    const channels = await this.owner.switchPort.listChannels().catch(() => null);
    if (call.agent !== agent || call.state !== 'connecting') return;
    if (channels === null) { this.watch(call); return; } // a link that is down: nothing could be done about it either
    const of = (channelId: string): SwitchChannel | undefined => channels.find((channel) => channel.channelId === channelId);
    if (areTogether(of(call.callId), of(agent.legChannelId))) this.calls.emit('bridge-unheard', call, agent.legChannelId);
    else this.gaveUp(call, 'no bridge in time');
  }

  /**
   * Tells the switch to bridge. Not before CHANNEL_PARK: `bgapi originate` still holds the channel at
   * CHANNEL_ANSWER, and its own thread may overwrite the bridge (measured on 1.10.12: 17 of 1,440 were lost at
   * ANSWER and took the agent's leg along, none of 680 at PARK, which follows within 20 ms).
   */
  private order(call: LiveCall): void {
    const { agent } = call;
    if (agent === null || call.state !== 'connecting' || !this.owner.lease.isHeld()) return;
    call.cancel('park');
    // A bridge ends whoever rings, and the agent's leg with them.
    const ordered = call.answeredAtMs === null
      ? this.owner.switchPort.answerAndBridge(call.callId, agent.legChannelId)
      : this.owner.switchPort.bridge(call.callId, agent.legChannelId);
    if (call.answerReadAtMs !== null) this.owner.metrics.handoffMs.observe(this.owner.clock.monotonicMs() - call.answerReadAtMs);
    call.answerReadAtMs = null;
    // Whose phone rang for it knows.
    if (!this.phones.has(agent.legChannelId)) this.owner.run('announce a call to its agent', async () => { await this.owner.switchPort.alert(agent.legChannelId); });
    this.owner.run('bridge', async () => {
      const result = await ordered;
      // The customer was gone before the command: the agent's leg was not touched.
      if (!result.ok && result.kind === 'refused' && call.agent === agent) await this.refused(call, result.text);
    });
  }

  /** Whoever is gone, and of whose end nobody heard while no worker was there, is not given to one agent after the other. */
  private async refused(call: LiveCall, why: string): Promise<void> {
    const { agent } = call;
    const isThere = await this.owner.switchPort.exists(call.callId);
    if (call.agent !== agent) return;
    this.gaveUp(call, why, isThere === false);
  }

  private gaveUp(call: LiveCall, why: string, isGone = false): void {
    if (call.state !== 'connecting' || !this.owner.lease.isHeld()) return;
    this.owner.metrics.commandsRefused.inc({ command: 'bridge' });
    this.failed(call, why);
    if (isGone) call.after('gone', GONE_UNHEARD_MS, () => { this.calls.emit('gone-unheard', call); });
    else if (call.move('waiting')) this.calls.emit('nobody-came', call);
  }
}
