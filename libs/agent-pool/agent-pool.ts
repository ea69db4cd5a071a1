import { randomUUID } from 'node:crypto';
import type { Cluster, Redis } from 'ioredis';
import type { AgentStatus } from '@paceline/domain/agent/agent-state';
import { PoolArgumentError, PoolNotBuiltError } from './errors';
import { PoolKeys, checkedId } from './pool-keys';
import {
  NOT_BUILT_CODE, REFUSAL_CODES, durationMs, legArgument, lineList, toAgent, toExpired, toLineCounts, toRestoreArguments, toSnapshot,
} from './pool-records';
import { runScript, type CommandName } from './pool-scripts';
import type {
  AgentResult, Expired, LineCounts, PoolAgent, PoolRefusal, PoolSnapshot, Refused, ReserveResult, RestoredAgent, SignIn,
} from './pool-types';

/**
 * The live state of one switch's agents, in Redis. Every method is one script and one round trip, so
 * that two workers can never both win; all instants and leases are by Redis's clock.
 *
 * Every method but `restore` and `clear` throws `PoolNotBuiltError` when the pool is missing (never
 * built, or flushed). What the rules refuse is a value, and changes nothing.
 *
 * The pool is a view (MySQL is the truth): it knows who may be given which call, not what became of it.
 * A Redis that keeps its data on disk can come back from a crash with an old pool that looks built; so
 * the switch's owner rebuilds after every reconnect: `clear`, read MySQL and the switch, `restore`.
 */
export class AgentPool {
  private readonly keys: PoolKeys;

  /**
   * @param redis a client without its own `keyPrefix`: the scripts make keys that ioredis could not prefix.
   * @param keyPrefix put before every key, for tests that share a Redis.
   * @param fence of the switch's owner: the pool obeys the owner who built it, and no earlier one that wakes up
   *   late. Null for who only reads: any owner's pool will do.
   * @param seen hears of every agent whom an answer names, in the order of the answers, which is that in which things happened.
   * @param snapped hears of every snapshot, after those whom it names.
   */
  constructor(
    private readonly redis: Redis | Cluster, readonly switchId: string, keyPrefix: string, private readonly fence: bigint | null,
    private readonly seen?: AgentSeen, private readonly snapped?: (snapshot: PoolSnapshot) => void,
  ) {
    if (redis.options.keyPrefix) throw new PoolArgumentError('The pool needs a Redis client without keyPrefix; give it its own.');
    this.keys = new PoolKeys(switchId, keyPrefix);
  }

  /**
   * Enters the agent, or updates one who is in already: a browser that comes back in mid-call finds
   * the call still there.
   */
  async signIn(agent: SignIn): Promise<PoolAgent> {
    return this.known(toAgent(await this.run('sign-in', [
      checkedId(agent.agentId, 'agent'), lineList(agent.lines), agent.status, agent.statusReason ?? '', agent.legMode,
      agent.legChannelId === undefined ? 'keep' : 'set', legArgument(agent.legChannelId ?? null),
    ])));
  }

  /** Offline at once. A reservation or a call goes on, and the agent leaves the pool when it is over; wrap-up is cut short. */
  async signOut(agentId: string): Promise<AgentResult<'unknown-agent'>> {
    return this.step('sign-out', agentId, [], ['unknown-agent']);
  }

  /**
   * What the person chose. It counts for reservations at once, while a reservation, call or wrap-up
   * goes on to its end. Becoming available starts at the back of the line.
   */
  async setStatus(agentId: string, status: AgentStatus, reason: string | null = null): Promise<AgentResult<'unknown-agent'>> {
    return this.step('set-status', agentId, [status, reason ?? ''], ['unknown-agent']);
  }

  /** The lines served from now on; the place by idle time stays. */
  async setLines(agentId: string, lines: readonly string[]): Promise<AgentResult<'unknown-agent'>> {
    return this.step('set-lines', agentId, [lineList(lines)], ['unknown-agent']);
  }

  /**
   * The agent's leg came up, or was lost (null). A lost leg takes a connected agent out of the idle
   * line; a reservation or call stays, for the worker to end (`agent.callId`, `agent.token`). A leg
   * that returns starts at the back of the line, so that a flapping phone is not offered every call.
   */
  async setLeg(agentId: string, legChannelId: string | null): Promise<AgentResult<'unknown-agent'>> {
    return this.step('set-leg', agentId, [legArgument(legChannelId)], ['unknown-agent']);
  }

  /**
   * Promises one of these agents to the call: the first of them who can be reserved. A call has one agent at most: `call-taken`
   * when the other door (an agent became idle) was faster.
   * @param candidates the best first; who they are is decided by whoever asks
   * @param leaseMs within which `confirm` or `release` must come; see `expire`.
   */
  async reserve(candidates: readonly string[], callId: string, leaseMs: number): Promise<ReserveResult<'nobody-reservable' | 'call-taken'>> {
    // Made here, not by the script: the same command sent twice then is the same reservation.
    const token = randomUUID();
    const reply = await this.run('reserve', [checkedId(callId, 'call'), token, durationMs(leaseMs), ...candidates.map((agentId) => checkedId(agentId, 'agent'))]);
    const refused = refusal(reply, ['nobody-reservable', 'call-taken']);
    if (refused) return refused;
    const agent = this.known(toAgent(reply));
    return { ok: true, reservation: { agentId: agent.agentId, callId, token, legChannelId: agent.legChannelId, agent } };
  }

  /**
   * Reserved -> talking: the bridge stands. Saying it twice is the same as once. Past the lease it
   * still counts until `expire` has run: the bridge is the reality.
   */
  async confirm(agentId: string, token: string): Promise<AgentResult<TokenRefusal>> {
    return this.step('confirm', agentId, [token], TOKEN_REFUSALS);
  }

  /** Reserved -> idle at the old place in the line: that the call did not come was not the agent's doing. */
  async release(agentId: string, token: string): Promise<AgentResult<TokenRefusal>> {
    return this.step('release', agentId, [token], TOKEN_REFUSALS);
  }

  /**
   * Talking -> wrap-up for so long, or straight to idle with 0. Saying it twice is the same as once.
   * The call may be given to another agent from now on.
   */
  async finish(agentId: string, token: string, wrapUpMs: number): Promise<AgentResult<TokenRefusal>> {
    return this.step('finish', agentId, [token, durationMs(wrapUpMs)], TOKEN_REFUSALS);
  }

  /** Wrap-up -> idle, at the back of the line. */
  async endWrapUp(agentId: string): Promise<AgentResult<'unknown-agent' | 'wrong-state'>> {
    return this.step('end-wrap-up', agentId, [], ['unknown-agent', 'wrong-state']);
  }

  /**
   * Ends reservations past their lease (the agent keeps the place in the line) and wrap-ups past their
   * time (idle since that time, however late this runs). At most `limit` a call, the longest overdue first.
   */
  async expire(limit = 100): Promise<readonly Expired[]> {
    const expired = toExpired(await this.run('expire', [limit], this.keys.due));
    for (const { agent } of expired) this.known(agent);
    return expired;
  }

  /** One agent, or null when not in the pool. */
  async find(agentId: string): Promise<PoolAgent | null> {
    const found = await this.step('find', agentId, [], ['unknown-agent']);
    return found.ok ? found.agent : null;
  }

  /** Every agent at one instant. */
  async snapshot(): Promise<PoolSnapshot> {
    const snapshot = toSnapshot(await this.run('snapshot', []));
    for (const agent of snapshot.agents) this.known(agent);
    this.snapped?.(snapshot);
    return snapshot;
  }

  async lineCounts(line: string): Promise<LineCounts> {
    return toLineCounts(await this.run('line-counts', [], this.keys.members(line)));
  }

  /** Empties the pool, an earlier owner's too, and marks it not built: from here to `restore` nothing is reserved. */
  async clear(): Promise<{ readonly ok: true } | Refused<'not-owner'>> {
    return refusal(await this.run('clear', []), ['not-owner']) ?? { ok: true };
  }

  /**
   * Builds the pool from the truth, all of it or nothing. Refused while it stands, so that of two
   * rebuilds one counts and nothing reserved in between is lost: after a flush just restore; to
   * rebuild a standing pool `clear`, then read MySQL and the switch, then `restore`.
   */
  async restore(agents: readonly RestoredAgent[]): Promise<{ readonly ok: true } | Refused<'already-built' | 'not-owner'>> {
    const reply = await this.run('restore', toRestoreArguments(agents));
    return refusal(reply, ['already-built', 'not-owner']) ?? { ok: true };
  }

  private async step<Code extends PoolRefusal>(
    name: CommandName, agentId: string, args: readonly string[], codes: readonly Code[],
  ): Promise<AgentResult<Code>> {
    const reply = await this.run(name, [checkedId(agentId, 'agent'), ...args]);
    const refused = refusal(reply, codes);
    // To set-status one is unknown, too, who has signed out and is still on a call.
    if (refused?.code === 'unknown-agent' && name !== 'set-status') this.seen?.(agentId, null);
    return refused ?? { ok: true, agent: this.known(toAgent(reply)) };
  }

  private known(agent: PoolAgent): PoolAgent {
    this.seen?.(agent.agentId, agent.signedOut && agent.state === 'idle' ? null : agent);
    return agent;
  }

  /** @param key the third key, of the scripts that have one. */
  private async run(name: CommandName, args: readonly (string | number)[], key?: string): Promise<unknown> {
    const { built, agents, prefix } = this.keys;
    const reply = await runScript(this.redis, name, key === undefined ? [built, agents] : [built, agents, key], [prefix, ...args, this.fence?.toString() ?? '']);
    if (reply === NOT_BUILT_CODE) throw new PoolNotBuiltError(this.switchId);
    return reply;
  }
}

/** `agent`: as they are now; null: not in the pool any more. */
export type AgentSeen = (agentId: string, agent: PoolAgent | null) => void;

type TokenRefusal = 'unknown-agent' | 'stale-token' | 'wrong-state';
const TOKEN_REFUSALS: readonly TokenRefusal[] = ['unknown-agent', 'stale-token', 'wrong-state'];

/** The refusal that the reply stands for, if it is one; the codes are those that the script documents. */
function refusal<Code extends PoolRefusal>(reply: unknown, codes: readonly Code[]): Refused<Code> | undefined {
  const code = codes.find((one) => REFUSAL_CODES[one] === reply);
  return code === undefined ? undefined : { ok: false, code };
}
