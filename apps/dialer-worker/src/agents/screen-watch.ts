import type { PoolAgent } from '@paceline/agent-pool';
import { SCREEN_GONE } from '@paceline/domain/agent/agent-state';
import type { ChosenStatus } from '@paceline/persistence';
import type { OwnerContext } from '../context/owner-context';
import type { AgentLegs } from './agent-legs';
import { BeatWatch } from './beat-watch';
import type { SystemStatus } from './system-status';

const AVAILABLE: ChosenStatus = { status: 'available', statusReason: null };
const WITHOUT_SCREEN: ChosenStatus = { status: 'break', statusReason: SCREEN_GONE };

/**
 * Who lost their screen is offered no call, until it is back. Judged here and not by the API, of which every instance
 * may be gone. Only those are judged who had a screen: a program that works for an agent needs none. Whatever the
 * agent is doing goes on: a call, a promised one too, ends in wrap-up as ever.
 */
export class ScreenWatch {
  private readonly watch: BeatWatch;

  constructor(
    private readonly owner: Pick<OwnerContext, 'clock' | 'environment' | 'known' | 'lease' | 'log' | 'metrics' | 'pool' | 'screens'>, private readonly legs: Pick<AgentLegs, 'hangup'>,
    private readonly statuses: Pick<SystemStatus, 'change'>,
  ) {
    this.watch = new BeatWatch(owner.environment.SCREEN_GONE_AFTER_MS);
  }

  async look(): Promise<void> {
    const { living, silent } = this.watch.look(await this.beats(), this.owner.clock.monotonicMs());
    const { agents, takenAtMs } = this.owner.known.view();
    const signedIn = new Map(agents.map((agent) => [agent.agentId, agent]));
    for (const agentId of living) await this.lives(signedIn.get(agentId));
    for (const agentId of silent) await this.isGone(agentId, signedIn.get(agentId), takenAtMs);
  }

  private async beats(): Promise<ReadonlyMap<string, string>> {
    try {
      return await this.owner.screens.beats();
    } catch (thrown) {
      this.watch.startAnew();
      throw thrown;
    }
  }

  private async lives(agent: PoolAgent | undefined): Promise<void> {
    if (agent?.status === 'break' && agent.statusReason === SCREEN_GONE) await this.statuses.change(agent.agentId, WITHOUT_SCREEN, AVAILABLE);
  }

  private async isGone(agentId: string, agent: PoolAgent | undefined, nowMs: number): Promise<void> {
    if (agent === undefined) { await this.owner.screens.forget(agentId); return; }
    // Whoever has only just become available may be about to open the screen.
    if (agent.status !== 'available' || nowMs - agent.statusSinceAtMs < this.owner.environment.SCREEN_GONE_AFTER_MS) return;
    const row = await this.statuses.change(agentId, { status: 'available', statusReason: agent.statusReason }, WITHOUT_SCREEN);
    if (row === null) return;
    this.owner.metrics.screensGone.inc();
    this.owner.log.info({ agentId }, 'the agent\'s screen is gone: no calls until it is back');
    if (row.legWebrtc) await this.letGoOfThePage(agentId);
  }

  /**
   * The page was the phone, too. The switch keeps the leg of a closed tab until no sound has come for a minute: an
   * agent who is back before would be given calls that nobody hears. One who only lost us answers the new call.
   */
  private async letGoOfThePage(agentId: string): Promise<void> {
    const agent = await this.owner.pool.find(agentId); // read after the change: what is idle now stays idle
    if (agent?.state === 'idle' && agent.status === 'break') await this.legs.hangup(agentId);
  }
}
