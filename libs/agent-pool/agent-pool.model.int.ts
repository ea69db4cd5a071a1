import { randomUUID } from 'node:crypto';
import * as fc from 'fast-check';
import type { Redis } from 'ioredis';
import { openTestRedis, type TestRedis } from '@paceline/testing/test-redis';
import { AgentPool } from './agent-pool';
import { PoolNotBuiltError } from './errors';
import { longestIdleFirst } from './longest-idle-first.spec-helper';
import { AGENT_IDS, LINES, shift, type Operation } from './model/operation';
import { PoolModel, type Outcome, type TimelessAgent } from './model/pool-model';
import { PoolKeys } from './pool-keys';
import type { PoolAgent, PoolRefusal, Reservation } from './pool-types';

/** Of each reservation: longer than any run of the test, so that only `timePasses` ends it. */
const LONG_MS = 3_600_000;

describe('agent pool, any sequence of operations', () => {
  let test: TestRedis;
  beforeAll(() => { test = openTestRedis(); });
  afterAll(() => test.close());

  it('does and refuses what the model does and refuses, keeps the same people idle in the same order, and tells its listener of all of them', async () => {
    await fc.assert(fc.asyncProperty(shift, async (operations) => {
      const switchId = randomUUID();
      const { redis } = test;
      const keys = new PoolKeys(switchId, test.prefix);
      const heard = new Map<string, TimelessAgent>();
      const pool = new AgentPool(redis, switchId, test.prefix, 1n, (agentId, agent) => (agent ? heard.set(agentId, timeless(agent)) : heard.delete(agentId)));
      const model = new PoolModel();
      try {
        await pool.restore([]);
        for (const operation of operations) {
          const step = model.aim(operation);
          const actual = await perform(step, pool, model, redis, keys);
          expect(actual.outcome).toEqual(model.apply(step, actual.token));
          expect([...heard.values()].sort(byId)).toEqual(model.timeless().sort(byId));
          await expectSameAs(model, pool, redis, keys);
        }
      } finally {
        await pool.clear();
        expect(await redis.keys(`${keys.prefix}*`)).toEqual([]);
      }
    }), { numRuns: 100 });
  });
});

/** The operation on the real pool, and the token that a reservation got. */
async function perform(step: Operation, pool: AgentPool, model: PoolModel, redis: Redis, keys: PoolKeys): Promise<{ outcome: Outcome; token: string }> {
  const said = (result: { ok: true; agent: PoolAgent } | { ok: false; code: PoolRefusal }) =>
    ({ outcome: result.ok ? { agent: timeless(result.agent) } : { refused: result.code }, token: '' });
  const reserved = (result: { ok: true; reservation: Reservation } | { ok: false; code: PoolRefusal }) =>
    ({ outcome: result.ok ? { agent: timeless(result.reservation.agent) } : { refused: result.code }, token: result.ok ? result.reservation.token : '' });
  const done = { outcome: 'done' as const, token: '' };
  switch (step.op) {
    case 'signIn': {
      const { agentId, lines, status, legMode, leg } = step;
      const agent = await pool.signIn({ agentId, lines, status, legMode, ...(leg === undefined ? {} : { legChannelId: leg }) });
      return said({ ok: true, agent });
    }
    case 'signOut': return said(await pool.signOut(step.agentId));
    case 'setStatus': return said(await pool.setStatus(step.agentId, step.status, step.reason));
    case 'setLines': return said(await pool.setLines(step.agentId, step.lines));
    case 'setLeg': return said(await pool.setLeg(step.agentId, step.leg));
    case 'reserveOfLine': return reserved(await pool.reserve(longestIdleFirst(await pool.snapshot(), step.line), step.callId, LONG_MS));
    case 'reserve': return reserved(await pool.reserve(step.candidates, step.callId, LONG_MS));
    case 'confirm': return said(await pool.confirm(step.agentId, model.tokenFor(step.agentId, step.token)));
    case 'release': return said(await pool.release(step.agentId, model.tokenFor(step.agentId, step.token)));
    case 'finish': return said(await pool.finish(step.agentId, model.tokenFor(step.agentId, step.token), step.wrapUp ? LONG_MS : 0));
    case 'endWrapUp': return said(await pool.endWrapUp(step.agentId));
    case 'timePasses': await runOut(step.agentId, redis, keys); return done;
    case 'expire': {
      const ended = await pool.expire(step.limit);
      return { outcome: { ended: ended.map((one) => ({ ...one, agent: timeless(one.agent) })) }, token: '' };
    }
    case 'flush':
      await redis.del(step.whole ? await redis.keys(`${keys.prefix}*`) : [keys.built]);
      await expect(pool.reserve(AGENT_IDS, 'c9', LONG_MS)).rejects.toThrow(PoolNotBuiltError);
      await expect(pool.snapshot()).rejects.toThrow(PoolNotBuiltError);
      expect(await pool.restore(model.restored())).toEqual({ ok: true });
      return done;
    case 'rebuild':
      expect(await pool.restore([])).toEqual({ ok: false, code: 'already-built' });
      await pool.clear();
      expect(await pool.restore(model.restored())).toEqual({ ok: true });
      return done;
  }
}

/** What is in Redis, key by key, against what the model says must be there. */
async function expectSameAs(model: PoolModel, pool: AgentPool, redis: Redis, keys: PoolKeys): Promise<void> {
  const [snapshot, calls, due, ...counts] = await Promise.all([
    pool.snapshot(),
    redis.hgetall(`${keys.prefix}calls`),
    redis.zrange(keys.due, 0, -1),
    ...LINES.map((line) => pool.lineCounts(line)),
  ]);
  expect(snapshot.agents.map(timeless).sort(byId)).toEqual(model.timeless().sort(byId));
  expect(calls).toEqual(model.calls());
  expect(due.sort()).toEqual([...model.agents.values()].filter((agent) => agent.due !== null).map((agent) => agent.agentId).sort());
  expect(LINES.map((line) => longestIdleFirst(snapshot, line))).toEqual(LINES.map((line) => model.idleLine(line)));
  expect(counts).toEqual(LINES.map((line) => model.lineCounts(line)));
}

/** Ends the agent's lease or wrap-up now, in place of waiting for it. */
async function runOut(agentId: string, redis: Redis, keys: PoolKeys): Promise<void> {
  await redis.eval(`
    if redis.call('ZSCORE', KEYS[1], ARGV[1]) then
      local time = redis.call('TIME')
      local now = string.format('%.0f', time[1] * 1000000 + time[2])
      local agent = cjson.decode(redis.call('HGET', KEYS[2], ARGV[1]))
      agent.due = now
      redis.call('HSET', KEYS[2], ARGV[1], cjson.encode(agent))
      redis.call('ZADD', KEYS[1], now, ARGV[1])
    end`, 2, keys.due, keys.agents, agentId);
}

function timeless(agent: PoolAgent): TimelessAgent {
  const { statusSinceAtMs: _1, stateSinceAtMs: _2, idleSinceAtMs: _3, dueAtMs: _4, ...rest } = agent;
  return rest;
}

function byId(a: TimelessAgent, b: TimelessAgent): number {
  return a.agentId < b.agentId ? -1 : 1;
}
