import { callerCardOf } from '@paceline/persistence';
import type { OwnerContext } from '../context/owner-context';
import type { CallNews } from './call-news';
import type { LiveCall } from './live-call';

/** Tells the screen of whoever is given a caller who that is. Nothing waits for it: the bridge is on its way. */
export class CallerCards {
  constructor(private readonly owner: Pick<OwnerContext, 'clock' | 'dataSource' | 'publish' | 'run'>, calls: CallNews, private readonly read = callerCardOf) {
    calls.on('promised', (call) => { if (call.caller !== null && !call.isOutbound()) owner.run('tell an agent who calls', () => this.tell(call)); });
  }

  private async tell(call: LiveCall): Promise<void> {
    const [{ callId, facts: { clientId, phone } }, agentId] = [call, agentOf(call)];
    if (agentId === null) return;
    const card = await this.read(this.owner.dataSource, { clientId }, phone, callId);
    if (agentOf(call) !== agentId) return; // nobody's, or somebody else's, by now
    this.owner.publish({ type: 'caller', clientId, callId, agentId, ...card, at: new Date(this.owner.clock.nowMs()).toISOString() });
  }
}

/** Whose leg is to be bridged, or whose phone rings. */
function agentOf({ agent, rung }: LiveCall): string | null {
  return (agent ?? rung)?.agentId ?? null;
}
