import { ON_CALL_WAIT_MS } from '@paceline/domain/compliance/frequency';
import type { Reservation } from '@paceline/agent-pool';
import type { Turn } from '@paceline/domain/routing/order-of-service';
import type { QueueCallbacks } from '@paceline/persistence';
import type { AgentNews } from '../context/news';
import type { OwnerContext } from '../context/owner-context';
import { persistently } from '../context/persistently';
import { anyGatewayTo } from '../trunks/any-gateway';
import type { TrunkLines } from '../trunks/trunk-lines';
import type { CallEnding } from './call-ending';
import type { CallJournal } from './call-journal';
import type { CallRegistry } from './call-registry';
import type { CallbacksInLine } from './callbacks-in-line';
import type { Keeping } from './keeping';
import type { LiveCall, OutboundCall, Viewer } from './live-call';
import type { OnDemandPhones } from './on-demand-phones';
import type { Originator } from './originator';

/** No gateway may reach them at the moment. */
const NO_GATEWAY_WAIT_MS = 10_000;

export interface CallbackDialerParts {
  readonly registry: Pick<CallRegistry, 'goesBy'>;
  readonly callbacks: Pick<QueueCallbacks, 'begin' | 'putOff'>;
  readonly inLine: Pick<CallbacksInLine, 'notMade'>;
  readonly gateways: Pick<TrunkLines, 'free' | 'inTurn'>;
  readonly keeping: Pick<Keeping, 'keep' | 'letGo'>;
  readonly phones: Pick<OnDemandPhones, 'ring' | 'end'>;
  readonly journal: Pick<CallJournal, 'shown' | 'note'>;
  readonly ending: Pick<CallEnding, 'neverSentAfter'>;
  readonly originator: Pick<Originator, 'handle'>;
  readonly agents: AgentNews;
}

/**
 * The place of somebody who hung up has come up, and an agent is kept for them: they are called, as everybody is called. Their row
 * first, with the wish that it carries out: whoever dies behind it calls nobody twice.
 */
export class CallbackDialer {
  constructor(private readonly owner: Pick<OwnerContext, 'clock' | 'dataSource' | 'environment' | 'fence' | 'lease' | 'log' | 'run'>, private readonly parts: CallbackDialerParts) {}

  /** A phone that is rung for each call rings first: nobody is called before their agent is there. */
  cameUp(call: LiveCall, reservation: Reservation, turn: Turn): void {
    const { legChannelId, agent } = reservation;
    if (legChannelId === null && agent.legMode === 'on-demand' && call.keepsPlace) { this.parts.phones.ring(call, reservation, turn); return; }
    this.parts.keeping.keep(call, reservation);
    this.owner.run('call a caller back', async () => {
      const { callbackId, viewer } = call;
      if (callbackId === null || viewer === null || call.state !== 'planned' || !call.isOutbound()) { this.giveUp(call); return; }
      let isBegun = false;
      try {
        isBegun = await this.begin(call, callbackId, viewer);
      } finally {
        if (!isBegun) this.giveUp(call);
      }
      if (isBegun) await this.dial(call, viewer);
    });
  }

  private async begin(call: OutboundCall, callbackId: string, { agentId }: Viewer): Promise<boolean> {
    const { callId, facts: { phone, line, callerNumber, contactId, ringTimeoutSec } } = call;
    const gateway = await persistently(this.owner, () => anyGatewayTo(this.owner, this.parts.gateways, phone, 'callback'));
    if (gateway === null) { await this.putOff(callbackId, NO_GATEWAY_WAIT_MS); return false; }
    // Claims count it from here on.
    await this.parts.gateways.inTurn(() => { this.parts.registry.goesBy(call, gateway); return Promise.resolve(); });
    const { SWITCH_ID: switchId, ORIGINATE_NOT_AFTER_MS: sendWithinMs } = this.owner.environment;
    const row = { callId, switchId, line: line.id, gateway, callerNumber, contactId, agentId, ringTimeoutSec, sendWithinMs };
    const begun = await persistently(this.owner, () => this.parts.callbacks.begin(callbackId, row, { name: this.owner.lease.name, fence: this.owner.fence }));
    if (begun === 'on-call') await this.putOff(callbackId, ON_CALL_WAIT_MS);
    return begun === 'begun';
  }

  private async dial(call: OutboundCall, { agentId }: Viewer): Promise<void> {
    const { ORIGINATE_NOT_AFTER_MS } = this.owner.environment;
    // Given back if nothing comes of it.
    this.parts.ending.neverSentAfter(call, ORIGINATE_NOT_AFTER_MS + 1_000, 'TOO_LATE');
    this.parts.journal.note(call, 'callback', { callbackId: call.callbackId, agentId });
    this.parts.journal.shown(call, agentId);
    this.parts.agents.emit('changed', agentId, null);
    await this.parts.originator.handle({ callIds: [call.callId], notAfterMs: this.owner.clock.nowMs() + ORIGINATE_NOT_AFTER_MS });
  }

  private async putOff(callbackId: string, waitMs: number): Promise<void> {
    await this.parts.callbacks.putOff(callbackId, new Date(this.owner.clock.nowMs() + waitMs));
  }

  private giveUp(call: LiveCall): void {
    if (call.viewer?.legChannelId !== undefined) this.parts.phones.end(call.viewer.legChannelId);
    this.parts.keeping.letGo(call);
    this.parts.inLine.notMade(call);
  }
}
