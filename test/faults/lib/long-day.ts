import { AgentPool } from '@paceline/agent-pool';
import { rows, type Agent, type Campaign } from '@paceline/persistence';
import { messageOf } from '@paceline/platform/errors';
import { producerConnection } from '@paceline/queues';
import type { DeclaredCallee } from '@paceline/simulator';
import type { DatabaseAddress } from '@paceline/testing/test-database';
import { waitFor } from '@paceline/testing/wait-for';
import type { Violation } from '../../../scripts/invariants/check';
import { invitesOf, newsOf, setGateway, setStatus, talker, violations } from '../../e2e/lib/dialer-aids';
import type { DialerRig } from '../../e2e/lib/dialer-rig';
import { openRecordingRig } from './recording-rig';

/** Everything that can become of a call, at the pace of a test. */
const CALLEES: readonly DeclaredCallee[] = [
  talker(/^\+1415600\d[0-3]\d\d$/, 250, 60),
  talker(/^\+1415600\d[4-6]\d\d$/, 900, 200),
  { number: /^\+1415600\d7\d\d$/, behaviour: { kind: 'refuses', progress: 'none', afterMs: 20, sipStatus: 486 } },
  { number: /^\+1415600\d8\d\d$/, behaviour: { kind: 'never-answers', givesUpMs: 60_000 } },
  { number: /^\+1415600\d9\d\d$/, behaviour: { kind: 'answers', progress: 'ringing', ringMs: 100, farewell: { kind: 'after-answer', ms: 30 } } },
];
/** Persons who hang up at once use up what may be abandoned: before long one line goes to each idle agent. */
const AGENTS = 6;
/** More than the slowest day dials. */
const CONTACTS = 3_000;
/** Every kind in turn, so that every stretch of the list holds them all. */
const NUMBERS = Array.from({ length: CONTACTS }, (_, index) => {
  const [kind, one] = [index % 10, Math.floor(index / 10)];
  return `+1415600${Math.floor(one / 100)}${kind}${String(one % 100).padStart(2, '0')}`;
});
const SHORT_CLOCKS = {
  LEASE_TTL_MS: '1000', LOST_GRACE_MS: '1000', SAFE_HARBOUR_AFTER_MS: '700', ORIGINATE_NOT_AFTER_MS: '3000', RESERVATION_LEASE_MS: '1500', BRIDGE_DEADLINE_MS: '700',
};
const WITHIN = { deadlineMs: 60_000, everyMs: 50 };

/** What a day with faults came to. All of it nothing: nobody was dialed twice, no result lost, nobody stuck. */
export interface Verdict {
  readonly doubleDials: readonly string[];
  /** Calls and targets that did not come to their one end within a minute. */
  readonly unfinished: readonly string[];
  readonly stuckAgents: readonly string[];
  readonly violations: readonly Violation[];
}
export const ALL_WELL: Verdict = { doubleDials: [], unfinished: [], stuckAgents: [], violations: [] };

/** A campaign that goes on for minutes while its parts fail; everything in it happens many times a second. */
export class LongDay {
  private constructor(readonly rig: DialerRig, readonly campaign: Campaign, readonly agents: readonly Agent[]) {}

  static async openRig(env: Readonly<Record<string, string>> = {}, address?: DatabaseAddress): Promise<DialerRig> {
    const rig = await openRecordingRig({ callees: CALLEES, env: { FAIL_POINTS: '1', ...SHORT_CLOCKS, ...env }, ...address === undefined ? {} : { address } });
    await setGateway(rig, { callsPerSec: 100, maxLines: 200 });
    return rig;
  }

  /** Needs a worker that owns the switch, or will. */
  static async begin(rig: DialerRig): Promise<LongDay> {
    const campaign = await rig.campaign(NUMBERS, { mode: 'predictive', ringTimeoutSec: 2, wrapUpSec: 1, record: true });
    const day = new LongDay(rig, campaign, await rig.agents(AGENTS, [campaign]));
    await day.dialsOn();
    return day;
  }

  /** Somebody is dialed from now on; the milliseconds until then. */
  async dialsOn(): Promise<number> {
    const before = invitesOf(this.rig).length;
    const beganAtMs = performance.now();
    await waitFor('somebody is dialed', () => invitesOf(this.rig).length > before, { deadlineMs: 60_000 }).catch(async (thrown: unknown) => {
      throw new Error(`${messageOf(thrown)}\n${await this.whyNot()}`);
    });
    return performance.now() - beganAtMs;
  }

  /** Stops the campaign, gives what is on its way a minute to end, and looks. */
  async close(): Promise<Verdict> {
    const { rig, campaign } = this;
    await setStatus(rig, campaign, 'stopped');
    const unfinished = await nothingIsLeft(() => this.unfinished());
    const stuckAgents = await nothingIsLeft(() => this.busyAgents());
    const doubleDials = Object.entries(rig.dialed()).filter(([number, times]) => NUMBERS.includes(number) && times > 1).map(([number, times]) => `${number}: ${times} times`);
    return { doubleDials, unfinished, stuckAgents, violations: await Promise.all((await violations(rig, campaign)).map((violation) => this.withStory(violation))) };
  }

  /** What was written of the call that it speaks of, to be read when the test has failed. */
  private async withStory(violation: Violation): Promise<Violation> {
    const callId = /[0-9a-f-]{36}/.exec(violation.subject)?.[0];
    if (callId === undefined) return violation;
    const events = await rows<{ at: Date; kind: string; data: unknown }>(this.rig.dataSource, 'SELECT at, kind, data FROM call_events WHERE call_id = ? ORDER BY id', [callId]);
    return { ...violation, evidence: [violation.evidence, ...events.map(({ at, kind, data }) => `${at.toISOString()} ${kind} ${JSON.stringify(data)}`)].join('\n') };
  }

  /** What the campaign said last, and what its calls and agents are. */
  private async whyNot(): Promise<string> {
    const news = (await newsOf(this.rig, this.campaign)).at(-1);
    const leases = await rows(this.rig.dataSource, 'SELECT name, owner, fence, TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(3), expires_at) AS leftSec FROM leases', []);
    const calls = await rows(this.rig.dataSource, "SELECT id, state, agent_id, planned_at, originating_at, ended_at, fence FROM calls WHERE settled_at IS NULL", []);
    return JSON.stringify({ news, leases, calls, busyAgents: await this.busyAgents().catch(messageOf), channels: this.rig.simulated.channels.length }, null, 1);
  }

  private async unfinished(): Promise<string[]> {
    const found = await rows<{ what: string }>(this.rig.dataSource,
      `SELECT CONCAT('call ', id, ' is ', state) AS what FROM calls WHERE settled_at IS NULL
       UNION ALL SELECT CONCAT('target ', id, ' is calling') FROM targets WHERE state = 'calling'
       UNION ALL SELECT CONCAT('command ', id, ' is pending') FROM commands WHERE state = 'pending'`, []);
    return found.map(({ what }) => what);
  }

  private async busyAgents(): Promise<string[]> {
    const { environment: { REDIS_URL, REDIS_PREFIX, SWITCH_ID } } = this.rig;
    const redis = producerConnection(REDIS_URL);
    await redis.connect();
    try {
      const { agents } = await new AgentPool(redis, SWITCH_ID, REDIS_PREFIX, null).snapshot();
      const idle = new Set(agents.filter((agent) => agent.reservable).map((agent) => agent.agentId));
      return this.agents.filter((agent) => !idle.has(agent.id)).map((agent) => `agent ${agent.id}: ${agents.find(({ agentId }) => agentId === agent.id)?.state ?? 'not in the pool'}`);
    } finally {
      redis.disconnect();
    }
  }
}

/** What is still there when the minute is over. */
async function nothingIsLeft(look: () => Promise<string[]>): Promise<string[]> {
  let left: string[] = ['never seen'];
  await waitFor('nothing is left', async () => { left = await look(); return left.length === 0; }, WITHIN).catch(() => undefined); // what is left is the answer
  return left;
}
