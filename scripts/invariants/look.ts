import { PoolNotBuiltError, type AgentPool, type PoolSnapshot } from '@paceline/agent-pool';
import type { Environment } from '@paceline/platform/environment';
import { readHolidayChanges } from '@paceline/persistence';
import type { DataSource } from 'typeorm';
import type { DialLog } from './sources/call-log';
import { readInterviews, readQuotas } from './sources/interviews';
import {
  readAgents, readCallGateways, readCalls, readCampaigns, readCommands, readGateways, readNowMs, readOwnerFence, readRecordings, readRings, readStays, readStops, readTalks, readTargets, readTotals, readTrials,
  type Scope,
} from './sources/rows';
import { readSwitchRecords } from './sources/switch-records';
import { truthOf } from './sources/truth';
import type { ChannelFact, Limits, World } from './world';

/** Where to look. Null: there is no such source, and what only it could tell is not judged. */
export interface Sources {
  readonly dataSource: DataSource;
  readonly pool: AgentPool | null;
  readonly dials: (() => Promise<DialLog> | DialLog) | null;
  readonly channels: (() => Promise<readonly ChannelFact[]> | readonly ChannelFact[]) | null;
}

export interface Question {
  readonly looking: World['looking'];
  readonly environment: Environment;
  /** Null: all campaigns of the switch, and all who called in. */
  readonly campaignIds: readonly string[] | null;
  /** Of some campaigns: from when on callers are judged too; null: no caller is. */
  readonly callersFrom: Date | null;
  readonly callingOffsetMs: number;
}

/** A takeover, and the next owner's first reconcile. */
const TAKEOVER_MS = 20_000;
const SLACK_MS = 1_000;

/**
 * One look at everything. The switch's record first: a row is committed before its INVITE, so every INVITE that is
 * seen here has its row in the rows that are read next, in one snapshot. The channels last.
 */
export async function look(sources: Sources, question: Question): Promise<World> {
  const { SWITCH_ID: switchId, SWITCH_ACCOUNT_CODE: accountCode } = question.environment;
  const log = await sources.dials?.() ?? null;
  const scope: Scope = { switchId, campaignIds: question.campaignIds, callersFrom: question.callersFrom };
  const seen = await sources.dataSource.transaction('REPEATABLE READ', async (manager) => ({
    nowMs: await readNowMs(manager), calls: await readCalls(manager, scope), gatewayOf: await readCallGateways(manager, scope), trials: await readTrials(manager, scope), talks: await readTalks(manager, scope), stays: await readStays(manager, scope), rings: await readRings(manager, scope), targets: await readTargets(manager, scope),
    campaigns: await readCampaigns(manager, scope), holidayChanges: await readHolidayChanges(manager), totals: await readTotals(manager, scope), recordings: await readRecordings(manager, scope),
    interviews: await readInterviews(manager, scope), quotas: await readQuotas(manager),
    gateways: await readGateways(manager, scope), stops: await readStops(manager), agents: await readAgents(manager, scope), commands: await readCommands(manager, scope),
    ownerFence: await readOwnerFence(manager, scope), recordLog: await readSwitchRecords(manager, switchId, accountCode),
  }));
  const { gatewayOf, trials, recordLog, ...facts } = seen;
  const judged = new Set(facts.calls.map(({ id }) => id));
  const dialLog = log ?? recordLog;
  return {
    ...facts, looking: question.looking, limits: limitsOf(question),
    otherCallIds: new Set([...[...gatewayOf.keys()].filter((id) => !judged.has(id)), ...[...trials].flatMap(([id, isOver]) => isOver ? [] : [id])]),
    truth: dialLog === null ? null : truthOf(dialLog, { gatewayOf, agents: facts.agents, trials }),
    records: recordLog === null ? null : new Map(recordLog.dials.map((dial) => [dial.channelId, dial])),
    pool: await snapshotOf(sources.pool), channels: await sources.channels?.() ?? null,
  };
}

function limitsOf({ environment, callingOffsetMs }: Question): Limits {
  return {
    safeHarbourAfterMs: environment.SAFE_HARBOUR_AFTER_MS,
    bridgeDeadlineMs: environment.BRIDGE_DEADLINE_MS, lostGraceMs: environment.LOST_GRACE_MS, graceMs: environment.LEASE_TTL_MS + TAKEOVER_MS, slackMs: SLACK_MS, callingOffsetMs,
  };
}

/** A pool that is not built is no pool: whoever takes the switch builds it. */
async function snapshotOf(pool: AgentPool | null): Promise<PoolSnapshot | null> {
  try {
    return await pool?.snapshot() ?? null;
  } catch (thrown) {
    if (thrown instanceof PoolNotBuiltError) return null;
    throw thrown;
  }
}
