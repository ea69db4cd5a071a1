import { randomUUID } from 'node:crypto';
import { SwitchAgents, type Agent, type ChosenStatus } from '@paceline/persistence';
import type { OwnerContext } from '../context/owner-context';

/** Changes agents' statuses for them, as the API does it: the row with the command, then the pool. */
export class SystemStatus {
  /** @param perform carries out a command whose row is written */
  constructor(
    private readonly owner: Pick<OwnerContext, 'clock' | 'commands' | 'dataSource' | 'lease'>, private readonly perform: (commandId: string) => Promise<void>,
  ) {}

  /** Null when the agent has chosen something meanwhile. */
  async change(agentId: string, from: ChosenStatus, to: ChosenStatus): Promise<Agent | null> {
    if (!this.owner.lease.isHeld()) return null;
    const commandId = randomUUID();
    const at = new Date(this.owner.clock.nowMs());
    const changed = await new SwitchAgents(this.owner.dataSource).chooseInstead(agentId, from, to, at, async ({ clientId, switchId }, manager) => {
      const payload = { agentId, status: to.status, reason: to.statusReason, byUserId: null };
      await this.owner.commands.add({ clientId, id: commandId, switchId, kind: 'agent-status', payload }, manager);
    });
    if (changed !== null) await this.perform(commandId);
    return changed;
  }
}
