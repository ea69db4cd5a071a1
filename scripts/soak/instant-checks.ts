import { rows } from '@paceline/persistence';
import type { DataSource } from 'typeorm';
import type { Finding } from './finding';

/** What may be seen for a moment while a fault is being got over, and must be gone by a second look so much later. */
const SECOND_LOOK_MS = 5_000;
/** A fault's time: an outage, the lease, a reconcile. */
const GRACE_SEC = 60;

const CHECKS: readonly { readonly invariant: string; readonly sql: string }[] = [
  {
    invariant: 'no agent is on two calls',
    sql: "SELECT CONCAT('agent ', agent_id, ' talks on ', GROUP_CONCAT(id ORDER BY id)) AS evidence FROM calls WHERE state = 'talking' GROUP BY agent_id HAVING COUNT(*) > 1",
  },
  {
    invariant: 'nobody is called twice at once',
    sql: "SELECT CONCAT('target ', target_id, ': ', GROUP_CONCAT(id ORDER BY id)) AS evidence FROM calls WHERE ended_at IS NULL AND target_id IS NOT NULL GROUP BY target_id HAVING COUNT(*) > 1",
  },
  {
    invariant: 'a call that is planned is sent or given back',
    sql: `SELECT CONCAT('call ', id, ' is planned since ', planned_at) AS evidence FROM calls WHERE state = 'planned' AND not_after < UTC_TIMESTAMP(3) - INTERVAL ${GRACE_SEC} SECOND`,
  },
  {
    invariant: 'a call that is sent rings, is answered or ends',
    sql: `SELECT CONCAT('call ', id, ' is ', state, ' since ', originating_at) AS evidence FROM calls WHERE state IN ('originating', 'ringing')
      AND originating_at < UTC_TIMESTAMP(3) - INTERVAL ring_timeout_sec + 30 + ${GRACE_SEC} SECOND`,
  },
  {
    invariant: 'who answered meets an agent or the message',
    sql: `SELECT CONCAT('call ', id, ' is ', state, ', answered ', answered_at) AS evidence FROM calls WHERE direction = 'outbound' AND state IN ('answered', 'waiting', 'connecting')
      AND connected_at IS NULL AND answered_at < UTC_TIMESTAMP(3) - INTERVAL 20 + ${GRACE_SEC} SECOND`,
  },
  {
    invariant: 'nobody waits in a queue for longer than it lets them',
    sql: `SELECT CONCAT('call ', w.call_id, ' waits in ', q.name, ' since ', w.from_at) AS evidence FROM waits w JOIN queues q ON q.id = w.queue_id
      WHERE w.to_at IS NULL AND w.from_at < UTC_TIMESTAMP(3) - INTERVAL q.longest_wait_sec + ${GRACE_SEC} SECOND`,
  },
  {
    // Waiting, what is said to them, a message, a talk.
    invariant: 'a caller\'s call has an end',
    sql: `SELECT CONCAT('call ', id, ' is ', state, ' since ', planned_at) AS evidence FROM calls WHERE direction = 'inbound' AND ended_at IS NULL
      AND planned_at < UTC_TIMESTAMP(3) - INTERVAL 150 + ${GRACE_SEC} SECOND`,
  },
  {
    invariant: 'a caller who is being called back has a call',
    sql: `SELECT CONCAT('callback ', b.id, ' is calling; its call ', COALESCE(b.last_call_id, 'none'), ' was settled ', COALESCE(c.settled_at, 'never')) AS evidence
      FROM queue_callbacks b LEFT JOIN calls c ON c.id = b.last_call_id WHERE b.state = 'calling' AND (c.id IS NULL OR c.settled_at IS NOT NULL)`,
  },
  {
    invariant: 'a call that left a message has it listed',
    sql: `SELECT CONCAT('call ', c.id, ' left one, ', c.ended_at) AS evidence FROM calls c LEFT JOIN voicemails v ON v.call_id = c.id
      WHERE c.outcome = 'voicemail' AND v.id IS NULL AND c.ended_at < UTC_TIMESTAMP(3) - INTERVAL ${GRACE_SEC} SECOND`,
  },
  {
    // Nobody's ring or talk here is longer.
    invariant: 'a phone that is rung for a call stops',
    sql: `SELECT CONCAT('phone ', channel_id, ' of agent ', agent_id, ' since ', rung_at) AS evidence FROM agent_rings WHERE ended_at IS NULL
      AND rung_at < UTC_TIMESTAMP(3) - INTERVAL 130 + ${GRACE_SEC} SECOND`,
  },
  {
    invariant: 'no call outlives its campaign\'s limit',
    sql: `SELECT CONCAT('call ', c.id, ' is ', c.state, ', answered ', c.answered_at) AS evidence FROM calls c JOIN campaigns g ON g.id = c.campaign_id
      WHERE c.ended_at IS NULL AND c.answered_at < UTC_TIMESTAMP(3) - INTERVAL g.max_call_sec + ${GRACE_SEC} SECOND`,
  },
  {
    invariant: 'wrap-up is bounded',
    sql: `SELECT CONCAT('call ', id, ' is wrapped up until ', wrap_up_until) AS evidence FROM calls WHERE settled_at IS NULL AND wrap_up_until < UTC_TIMESTAMP(3) - INTERVAL ${GRACE_SEC} SECOND`,
  },
  {
    invariant: 'every ended call is settled',
    sql: `SELECT CONCAT('call ', id, ' ended ', ended_at) AS evidence FROM calls WHERE settled_at IS NULL AND wrap_up_until IS NULL AND ended_at < UTC_TIMESTAMP(3) - INTERVAL ${GRACE_SEC} SECOND`,
  },
  {
    invariant: 'a target that is being called has a call',
    sql: `SELECT CONCAT('target ', t.id, ' is calling; its call ', COALESCE(c.id, 'none'), ' was settled ', COALESCE(c.settled_at, 'never')) AS evidence
      FROM targets t LEFT JOIN calls c ON c.id = t.last_call_id WHERE t.state = 'calling' AND (c.id IS NULL OR c.settled_at IS NOT NULL)`,
  },
  {
    invariant: 'every command is answered',
    sql: `SELECT CONCAT('command ', id, ' (', kind, ') of ', created_at) AS evidence FROM commands WHERE state = 'pending' AND created_at < UTC_TIMESTAMP(3) - INTERVAL ${GRACE_SEC} SECOND`,
  },
];

/** What must be true at every instant, while calls are up: seen twice, seconds apart, it is a violation. */
export async function checkNow(dataSource: DataSource): Promise<readonly Finding[]> {
  const first = await look(dataSource);
  if (first.length === 0) return [];
  await new Promise((resolve) => setTimeout(resolve, SECOND_LOOK_MS));
  const again = await look(dataSource);
  return first.filter((one) => again.some((other) => other.invariant === one.invariant && other.evidence === one.evidence));
}

async function look(dataSource: DataSource): Promise<Finding[]> {
  const found = await Promise.all(CHECKS.map(async ({ invariant, sql }) =>
    (await rows<{ evidence: string }>(dataSource, `${sql} LIMIT 20`, [])).map(({ evidence }) => ({ invariant, evidence }))));
  return found.flat();
}
