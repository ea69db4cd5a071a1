import type { OwnerContext } from '../context/owner-context';
import type { Allocator } from './allocator';
import type { CallJournal } from './call-journal';
import type { LiveCall } from './live-call';
import type { Vouching } from './vouching';

export interface BackInLineParts {
  readonly journal: Pick<CallJournal, 'record'>;
  readonly allocator: Pick<Allocator, 'offer'>;
  readonly vouching: Pick<Vouching, 'begin'>;
}

/** Whoever loses their agent in mid-call waits with music, first in line, whoever called whom. */
export class BackInLine {
  constructor(private readonly owner: Pick<OwnerContext, 'clock' | 'lease' | 'pool' | 'run' | 'switchPort'>, private readonly parts: BackInLineParts) {}

  agentLost(call: LiveCall): void {
    const { agent } = call;
    if (agent === null || !call.move('waiting')) return;
    call.agent = null;
    call.lostItsAgent = true;
    call.waitingSinceMs = this.owner.clock.nowMs();
    this.parts.vouching.begin(call);
    this.parts.journal.record(call, 'agent-lost', {}, { agentId: agent.agentId });
    this.owner.run('an agent was lost in mid-call', async () => { await this.owner.pool.finish(agent.agentId, agent.token, 1); });
    this.owner.run('offer the customer of a lost agent', async () => {
      const given = await this.parts.allocator.offer(call);
      if (!given) await this.owner.switchPort.music(call.callId);
    });
  }

  /** The switch's guard looked in the moment before our word for this call arrived: it goes on waiting. */
  takenBack(call: LiveCall): void {
    if (call.state !== 'waiting' || !this.owner.lease.isHeld()) return; // a bridge that is ordered takes it out by itself
    this.parts.vouching.begin(call);
    this.owner.run('take a call back from the guard', async () => {
      await this.owner.switchPort.park(call.callId);
      if (call.state === 'waiting') await this.owner.switchPort.music(call.callId);
    });
  }
}
