import type { PoolAgent } from '@paceline/agent-pool';
import type { AgentLegs } from '../agents/agent-legs';
import type { Allocator } from '../calls/allocator';
import type { CommandDesk } from '../commands/command-desk';
import type { AgentNews } from '../context/news';
import type { OwnerContext } from '../context/owner-context';
import type { Ownership } from '../context/ownership';
import type { PoolBuilder } from './pool-builder';

export interface PoolKeeperParts {
  readonly builder: Pick<PoolBuilder, 'rebuild'>;
  readonly legs: Pick<AgentLegs, 'ensure'>;
  readonly allocator: Pick<Allocator, 'whileStill' | 'allocate'>;
  readonly commands: Pick<CommandDesk, 'catchUp'>;
  readonly agents: AgentNews;
}

/** Sees to it that the agent pool in Redis is what MySQL and the switch say, whatever becomes of Redis. */
export class PoolKeeper {
  private rebuilding = false;

  constructor(
    private readonly owner: Pick<OwnerContext, 'log' | 'pool' | 'run'>, private readonly ownership: Ownership, private readonly parts: PoolKeeperParts,
  ) {}

  async rebuild(): Promise<void> {
    await this.parts.allocator.whileStill(() => this.parts.builder.rebuild());
    const { agents } = await this.owner.pool.snapshot();
    this.callPhones(agents);
    for (const { agentId } of agents) this.parts.agents.emit('changed', agentId, null);
  }

  /** Of those who are signed in and have no leg. */
  async callMissingPhones(): Promise<void> {
    this.callPhones((await this.owner.pool.snapshot()).agents);
  }

  /** Redis was away and came back, perhaps with an older state than it had. */
  redisCameBack(): void {
    this.restore('Redis came back: building the agent pool anew');
  }

  /** Redis refused to write what has happened. Until it takes the whole pool again, nothing is dialed. */
  missedAChange(): void {
    if (!this.rebuilding) this.restore('a change of the agent pool was refused: building it anew');
  }

  isGone(): void {
    if (!this.rebuilding) this.restore('the agent pool is empty: Redis was flushed; building it anew');
  }

  /** Also the wake-ups of commands may have gone with the pool. */
  private restore(why: string): void {
    if (!this.ownership.reconciled) return; // the reconcile that is to come builds it
    this.owner.log.warn(why);
    this.rebuilding = true;
    this.owner.run('rebuild the agent pool', async () => {
      try {
        await this.rebuild();
        this.parts.allocator.allocate();
        await this.parts.commands.catchUp();
      } catch (thrown) {
        this.ownership.doubt('the agent pool could not be built');
        throw thrown;
      } finally {
        this.rebuilding = false;
      }
    });
  }

  private callPhones(agents: readonly PoolAgent[]): void {
    for (const { agentId, legMode, legChannelId } of agents) {
      if (legMode === 'connected' && legChannelId === null) this.owner.run('call an agent\'s phone', () => this.parts.legs.ensure(agentId));
    }
  }
}
