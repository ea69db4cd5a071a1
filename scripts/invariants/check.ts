import type { DataSource } from 'typeorm';
import { rows } from '@paceline/persistence';

/** One INVITE that the switch really sent: the ground truth. */
export interface Invite {
  readonly channelId: string;
  readonly number: string;
  readonly atMs: number;
  readonly answeredAtMs: number | null;
  readonly endedAtMs: number | null;
}

export interface Violation { readonly invariant: string; readonly evidence: string }

export interface CheckOptions {
  readonly dataSource: DataSource;
  readonly campaignId: string;
  /** Null when the switch keeps no such log. */
  readonly invites: readonly Invite[] | null;
  /** Channels that are up now and are not agents' legs. */
  readonly liveChannels: readonly string[];
}

interface CallRow {
  id: string; targetId: string; phone: string; state: string; outcome: string | null; attempt: number; endedAt: Date | null;
  answeredAt: Date | null; settledAt: Date | null; originatingAt: Date | null; plannedAt: Date;
}

/** Compares the rows of a finished campaign with what the switch really did. Empty: every invariant held. */
export async function checkInvariants(options: CheckOptions): Promise<readonly Violation[]> {
  const calls = await rows<CallRow>(options.dataSource,
    `SELECT id, target_id AS targetId, phone, state, outcome, attempt, ended_at AS endedAt, answered_at AS answeredAt, settled_at AS settledAt,
       originating_at AS originatingAt, planned_at AS plannedAt FROM calls WHERE campaign_id = ?`, [options.campaignId]);
  return [
    ...await targetsHaveResults(options), ...callsAreTerminal(calls), ...callsOfOneTargetNeverOverlap(calls),
    ...(options.invites === null ? [] : invitesMatchRows(options.invites, calls)),
    ...options.liveChannels.map((channel) => ({ invariant: 'no channel outlives its call', evidence: `channel ${channel} is still up` })),
  ];
}

async function targetsHaveResults({ dataSource, campaignId }: CheckOptions): Promise<Violation[]> {
  const open = await rows<{ id: string; state: string; attempts: number }>(dataSource,
    "SELECT id, state, attempts FROM targets WHERE campaign_id = ? AND (state <> 'done' OR result IS NULL)", [campaignId]);
  const miscounted = await rows<{ id: string; attempts: number; made: string }>(dataSource,
    `SELECT t.id, t.attempts, COUNT(c.id) AS made FROM targets t LEFT JOIN calls c ON c.target_id = t.id AND c.outcome <> 'not-dialed'
      WHERE t.campaign_id = ? GROUP BY t.id, t.attempts HAVING t.attempts <> COUNT(c.id)`, [campaignId]);
  return [
    ...open.map((target) => ({ invariant: 'every target has a result', evidence: `target ${target.id} is ${target.state}` })),
    ...miscounted.map((target) => ({ invariant: 'attempts are counted once', evidence: `target ${target.id} counts ${target.attempts}, its calls say ${target.made}` })),
  ];
}

function callsAreTerminal(calls: readonly CallRow[]): Violation[] {
  return calls.filter((call) => call.state !== 'ended' || call.outcome === null || call.settledAt === null)
    .map((call) => ({ invariant: 'every call ends in one terminal state and is settled', evidence: `call ${call.id} is ${call.state}, outcome ${call.outcome}` }));
}

function callsOfOneTargetNeverOverlap(calls: readonly CallRow[]): Violation[] {
  const violations: Violation[] = [];
  const last = new Map<string, CallRow>();
  for (const call of [...calls].sort((a, b) => a.plannedAt.getTime() - b.plannedAt.getTime())) {
    const before = last.get(call.targetId);
    if (before !== undefined && (before.endedAt === null || before.endedAt.getTime() > call.plannedAt.getTime() + 1_000)) {
      violations.push({ invariant: 'nobody is called twice at once', evidence: `calls ${before.id} and ${call.id} of target ${call.targetId} overlap` });
    }
    last.set(call.targetId, call);
  }
  return violations;
}

function invitesMatchRows(invites: readonly Invite[], calls: readonly CallRow[]): Violation[] {
  const violations: Violation[] = [];
  const rowsById = new Map(calls.map((call) => [call.id, call]));
  const seen = new Set<string>();
  for (const invite of invites) {
    const call = rowsById.get(invite.channelId);
    if (seen.has(invite.channelId)) violations.push({ invariant: 'an attempt is dialed at most once', evidence: `two INVITEs of call ${invite.channelId} to ${invite.number}` });
    seen.add(invite.channelId);
    if (call === undefined) violations.push({ invariant: 'every dial has its row', evidence: `an INVITE to ${invite.number} as ${invite.channelId} has no call` });
    else {
      if (call.outcome === 'not-dialed') violations.push({ invariant: 'not-dialed means nobody was dialed', evidence: `call ${call.id} was sent to ${invite.number}` });
      if (invite.answeredAtMs !== null && call.answeredAt === null) violations.push({ invariant: 'no result is lost', evidence: `call ${call.id} was answered, its row does not say so` });
      if (call.originatingAt === null) violations.push({ invariant: 'the row is committed before the command', evidence: `call ${call.id} has no originating_at` });
    }
  }
  for (const call of calls) {
    if (call.outcome !== 'not-dialed' && call.outcome !== 'lost' && !seen.has(call.id)) {
      violations.push({ invariant: 'a row that says dialed was dialed', evidence: `call ${call.id} (${call.outcome}) has no INVITE` });
    }
  }
  return violations;
}
