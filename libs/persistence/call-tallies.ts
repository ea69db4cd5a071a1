import { added, countsAnew, countsOf, secondsOn, type Count, type EndedCall, type Tally } from '@paceline/domain/call/tallies';
import type { EntityManager } from 'typeorm';
import type { Call } from './entities/calls';
import { snake } from './snake-naming';
import { rows, write } from './transaction';

const TABLES: Readonly<Record<Tally, string>> = {
  'outcome': 'campaign_outcomes', 'answer': 'campaign_answers', 'gateway': 'gateway_days', 'caller-number': 'caller_number_days',
};

/** The call as the totals count it now; null while it has not ended. */
export async function endedCall(manager: EntityManager, callId: string): Promise<EndedCall | null> {
  const [call] = await rows<Pick<Call, 'clientId' | 'direction' | 'outcome' | 'campaignId' | 'gateway' | 'callerNumber' | 'answeredAt' | 'endedAt'>>(manager,
    `SELECT client_id AS clientId, direction, outcome, campaign_id AS campaignId, gateway, caller_number AS callerNumber, answered_at AS answeredAt, ended_at AS endedAt
       FROM calls WHERE id = ?`, [callId]);
  if (call === undefined || call.outcome === null || call.endedAt === null) return null;
  const { answeredAt, endedAt, ...facts } = call;
  return { ...facts, outcome: call.outcome, answeredAtMs: answeredAt?.getTime() ?? null, endedAtMs: endedAt.getTime() };
}

/**
 * Counts a call with its end, in that transaction and as late in it as may be: all ends of a campaign meet at these rows, and
 * they stay locked until the commit.
 */
export async function countEnd(manager: EntityManager, callId: string): Promise<void> {
  const call = await endedCall(manager, callId);
  if (call !== null) await add(manager, countsOf(call));
}

/** What came of a call, or when, was mended: `was` is how it was counted until now. In that transaction, as late in it. */
export async function countAnew(manager: EntityManager, callId: string, was: EndedCall): Promise<void> {
  const now = await endedCall(manager, callId);
  if (now !== null) await add(manager, countsAnew(was, now));
}

/** The agent's phone, while its row still says that it is up: its time on the gateway. The row is locked by it. */
export async function countLeg(manager: EntityManager, agentId: string, channelId: string): Promise<void> {
  const [leg] = await rows<{ gateway: string; upAt: Date; now: Date }>(manager,
    `SELECT leg_gateway AS gateway, leg_up_at AS upAt, UTC_TIMESTAMP(3) AS now FROM agents
      WHERE id = ? AND leg_channel_id = ? AND leg_gateway IS NOT NULL AND leg_up_at IS NOT NULL FOR UPDATE`, [agentId, channelId]);
  if (leg !== undefined) await add(manager, secondsOn(leg.gateway, leg.upAt.getTime(), leg.now.getTime()));
}

async function add(manager: EntityManager, counts: readonly Count[]): Promise<void> {
  for (const count of added(counts)) {
    if (Object.values(count.amounts).some((amount) => amount > 0)) await grow(manager, count);
    else await shrink(manager, count);
  }
}

async function grow(manager: EntityManager, { of, key, amounts }: Count): Promise<void> {
  const names = [...Object.keys(key), ...Object.keys(amounts)].map(snake);
  await write(manager,
    `INSERT INTO ${TABLES[of]} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')}) ON DUPLICATE KEY UPDATE ${changed(amounts)}`,
    [...Object.values(key), ...Object.values(amounts).map((amount) => Math.max(0, amount)), ...Object.values(amounts)]);
}

/** Never below nothing: what was counted before there was such a total is not in it. */
async function shrink(manager: EntityManager, { of, key, amounts }: Count): Promise<void> {
  await write(manager, `UPDATE ${TABLES[of]} SET ${changed(amounts)} WHERE ${Object.keys(key).map((name) => `${snake(name)} = ?`).join(' AND ')}`,
    [...Object.values(amounts), ...Object.values(key)]);
}

function changed(amounts: Count['amounts']): string {
  return Object.keys(amounts).map((name) => `${name} = GREATEST(0, CAST(${name} AS SIGNED) + ?)`).join(', ');
}
