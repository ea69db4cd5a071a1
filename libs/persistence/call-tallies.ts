import { TALLIES, added, countsAnew, countsOf, secondsOn, type Count, type EndedCall, type Tally } from '@paceline/domain/call/tallies';
import type { EntityManager } from 'typeorm';
import type { Call } from './entities/calls';
import { snake } from './snake-naming';
import { rows, write } from './transaction';

const TABLES: Readonly<Record<Tally, string>> = {
  'outcome': 'campaign_outcomes', 'answer': 'campaign_answers', 'gateway': 'gateway_days', 'caller-number': 'caller_number_days',
};

/** The call as the totals count it now; null while it has not ended. */
export async function endedCall(manager: EntityManager, callId: string): Promise<EndedCall | null> {
  const [call] = await rows<Pick<Call, 'clientId' | 'direction' | 'switchId' | 'outcome' | 'campaignId' | 'gateway' | 'callerNumber' | 'answeredAt' | 'endedAt'>>(manager,
    `SELECT client_id AS clientId, direction, switch_id AS switchId, outcome, campaign_id AS campaignId, gateway, caller_number AS callerNumber, answered_at AS answeredAt, ended_at AS endedAt
       FROM calls WHERE id = ?`, [callId]);
  if (call === undefined || call.outcome === null || call.endedAt === null) return null;
  const { answeredAt, endedAt, ...facts } = call;
  return { ...facts, outcome: call.outcome, answeredAtMs: answeredAt?.getTime() ?? null, endedAtMs: endedAt.getTime() };
}

/**
 * Counts calls with their ends, in that transaction and as late in it as may be: all ends of a campaign meet at these rows, and
 * they stay locked until the commit.
 */
export async function countEnds(manager: EntityManager, calls: readonly EndedCall[]): Promise<void> {
  await add(manager, calls.flatMap(countsOf));
}

/** What came of a call, or when, was mended: `was` is how it was counted until now. In that transaction, as late in it. */
export async function countAnew(manager: EntityManager, callId: string, was: EndedCall): Promise<void> {
  const now = await endedCall(manager, callId);
  if (now !== null) await add(manager, countsAnew(was, now));
}

/** The agent's phone, while its row still says that it is up: its time on the gateway. The row is locked by it. */
export async function countLeg(manager: EntityManager, agentId: string, channelId: string): Promise<void> {
  const [leg] = await rows<{ switchId: string; gateway: string; upAt: Date; now: Date }>(manager,
    `SELECT switch_id AS switchId, leg_gateway AS gateway, leg_up_at AS upAt, UTC_TIMESTAMP(3) AS now FROM agents
      WHERE id = ? AND leg_channel_id = ? AND leg_gateway IS NOT NULL AND leg_up_at IS NOT NULL FOR UPDATE`, [agentId, channelId]);
  if (leg !== undefined) await add(manager, secondsOn(leg, leg.upAt.getTime(), leg.now.getTime()));
}

/** As `countLeg`, of a phone that was rung for one call, while its row says that it is up. */
export async function countRing(manager: EntityManager, channelId: string): Promise<void> {
  const [ring] = await rows<{ switchId: string; gateway: string; answeredAt: Date; now: Date }>(manager,
    `SELECT a.switch_id AS switchId, r.gateway, r.answered_at AS answeredAt, UTC_TIMESTAMP(3) AS now FROM agent_rings r JOIN agents a ON a.id = r.agent_id
      WHERE r.channel_id = ? AND r.gateway IS NOT NULL AND r.answered_at IS NOT NULL AND r.ended_at IS NULL FOR UPDATE`, [channelId]);
  if (ring !== undefined) await add(manager, secondsOn(ring, ring.answeredAt.getTime(), ring.now.getTime()));
}

async function add(manager: EntityManager, counts: readonly Count[]): Promise<void> {
  const totals = added(counts);
  const shrinks = ({ amounts }: Count): boolean => Object.values(amounts).some((amount) => amount < 0);
  for (const tally of TALLIES) {
    const growing = totals.filter((count) => count.of === tally && !shrinks(count));
    if (growing.length > 0) await grow(manager, tally, growing);
  }
  for (const count of totals) if (shrinks(count)) await shrink(manager, count);
}

/** One statement for all totals of a kind. */
async function grow(manager: EntityManager, tally: Tally, counts: readonly Count[]): Promise<void> {
  const [{ key, amounts } = { key: {}, amounts: {} }] = counts;
  const names = [...Object.keys(key), ...Object.keys(amounts)].map(snake);
  await write(manager,
    `INSERT INTO ${TABLES[tally]} (${names.join(', ')}) VALUES ${counts.map(() => `(${names.map(() => '?').join(', ')})`).join(', ')}
     ON DUPLICATE KEY UPDATE ${Object.keys(amounts).map((name) => `${name} = ${TABLES[tally]}.${name} + VALUES(${name})`).join(', ')}`,
    counts.flatMap((count) => [...Object.values(count.key), ...Object.values(count.amounts)]));
}

/** Never below nothing: what was counted before there was such a total is not in it. */
async function shrink(manager: EntityManager, { of, key, amounts }: Count): Promise<void> {
  const changes = Object.keys(amounts).map((name) => `${name} = GREATEST(0, CAST(${name} AS SIGNED) + ?)`).join(', ');
  await write(manager, `UPDATE ${TABLES[of]} SET ${changes} WHERE ${Object.keys(key).map((name) => `${snake(name)} = ?`).join(' AND ')}`,
    [...Object.values(amounts), ...Object.values(key)]);
}
