import { unansweredUntilMs } from '@paceline/domain/call/unseen';
import { PoolNotBuiltError } from '@paceline/agent-pool';
import { eachOf } from '../context/each-of';
import type { AgentNews } from '../context/news';
import type { OwnerContext } from '../context/owner-context';
import { Rounds } from '../context/rounds';
import type { ScreenWatch } from '../agents/screen-watch';
import type { CallEnding } from '../calls/call-ending';
import type { CallRegistry } from '../calls/call-registry';
import type { Allocator } from '../calls/allocator';
import { reviveCall } from '../calls/revive-call';
import type { WrapUp } from '../calls/wrap-up';
import { lineOf } from '../lines/line-of';
import type { PoolKeeper } from './pool-keeper';

const POOL_EVERY_MS = 250;
const CALLS_EVERY_MS = 2_000;
const SCREENS_EVERY_MS = 500;

/** What time alone brings about: leases and wrap-ups that run out, calls that nobody can account for. */
export class Sweeper {
  private readonly rounds: Rounds[] = [];

  constructor(
    private readonly owner: Pick<OwnerContext, 'calls' | 'clock' | 'environment' | 'lease' | 'pool' | 'run' | 'switchPort'>,
    private readonly registry: CallRegistry,
    private readonly ending: Pick<CallEnding, 'lost' | 'neverSent'>,
    private readonly wrapUp: Pick<WrapUp, 'expired' | 'settleBySystem'>,
    private readonly screens: Pick<ScreenWatch, 'look'>,
    private readonly allocator: Pick<Allocator, 'allocate'>,
    private readonly agents: AgentNews,
    private readonly pool: Pick<PoolKeeper, 'isGone'>,
  ) {}

  start(): void {
    this.every(POOL_EVERY_MS, 'sweep the pool', () => this.sweepPool());
    this.every(CALLS_EVERY_MS, 'sweep the calls', () => this.sweepCalls());
    this.every(SCREENS_EVERY_MS, 'look after the agents\' screens', () => this.screens.look());
  }

  stop(): void {
    for (const rounds of this.rounds) rounds.stop();
  }

  private every(periodMs: number, what: string, work: () => Promise<void>): void {
    const rounds = new Rounds(this.owner, periodMs, what, work);
    this.rounds.push(rounds);
    rounds.start();
  }

  private async sweepPool(): Promise<void> {
    try {
      for (const expired of await this.owner.pool.expire()) {
        if (expired.kind === 'wrap-up-over') this.owner.run('end a wrap-up', () => this.wrapUp.expired(expired));
        else this.agents.emit('may-serve', expired.agent.agentId, expired.agent);
      }
      // Whoever was passed over, because Redis was away or two things crossed, is not passed over for long.
      this.allocator.allocate();
    } catch (thrown) {
      if (!(thrown instanceof PoolNotBuiltError)) throw thrown;
      this.pool.isGone();
    }
  }

  /** A claim whose commit was never confirmed leaves plans that nobody follows. */
  private async giveBack(callId: string): Promise<void> {
    const row = this.registry.get(callId) === undefined && !this.registry.leftJustNow(callId) ? await this.owner.calls.find(callId) : null;
    if (row?.state === 'planned') await this.ending.neverSent(reviveCall(row, lineOf(row.line, null, this.owner.environment), null), 'TOO_LATE');
  }

  /** Past its ring timeout and grace without a word from the switch: the switch is asked, then the call is LOST. */
  private async sweepCalls(): Promise<void> {
    const { SWITCH_ID } = this.owner.environment;
    await eachOf((await this.owner.calls.overdueWrapUps(SWITCH_ID)).map((callId) => this.wrapUp.settleBySystem(callId)));
    await eachOf((await this.owner.calls.expiredPlans(SWITCH_ID)).map((callId) => this.giveBack(callId)));
    const nowMs = this.owner.clock.nowMs();
    for (const call of [...this.registry.all()]) {
      if (call.state !== 'originating' && call.state !== 'ringing') continue;
      const overdueAtMs = unansweredUntilMs({ begunAtMs: call.begunAtMs, ringTimeoutSec: call.facts.ringTimeoutSec }, nowMs, this.owner.environment.LOST_GRACE_MS);
      if (overdueAtMs === null || nowMs < overdueAtMs) continue;
      const exists = await this.owner.switchPort.exists(call.callId);
      if (exists === false) await this.ending.lost(call);
      else if (exists === true) await this.owner.switchPort.hangup(call.callId, 'ALLOTTED_TIMEOUT');
    }
  }
}
