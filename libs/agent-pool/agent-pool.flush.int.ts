import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { startPrivateRedis } from '@paceline/testing/private-redis';
import { openTestRedis, type TestRedis } from '@paceline/testing/test-redis';
import { AgentPool } from './agent-pool';
import { PoolNotBuiltError } from './errors';
import { longestIdleFirst } from './longest-idle-first.spec-helper';
import { PoolKeys } from './pool-keys';
import type { Reservation, RestoredAgent } from './pool-types';

const LINE = 'campaign:1';
const LONG_MS = 60_000;

describe('AgentPool', () => {
  let test: TestRedis;
  let redis: Redis;
  let pool: AgentPool;
  let keys: PoolKeys;
  beforeAll(() => {
    test = openTestRedis();
    redis = test.redis;
  });
  afterAll(() => test.close());
  beforeEach(async () => {
    const switchId = randomUUID();
    pool = new AgentPool(redis, switchId, test.prefix, 1n);
    keys = new PoolKeys(switchId, test.prefix);
    await pool.restore([]);
  });
  afterEach(() => pool.clear());

  const signIn = (agentId: string, lines: readonly string[] = [LINE]) =>
    pool.signIn({ agentId, lines, status: 'available', legMode: 'connected', legChannelId: `leg-${agentId}` });

  async function reserve(callId: string, leaseMs = LONG_MS): Promise<Reservation> {
    const result = await pool.reserve(await idleOrder(), callId, leaseMs);
    if (!result.ok) throw new Error(result.code);
    return result.reservation;
  }

  /** Who would be served, in order. */
  const idleOrder = async (line = LINE) => longestIdleFirst(await pool.snapshot(), line);

  describe('a flush', () => {
    const agents: RestoredAgent[] = (['idle', 'reserved', 'talking', 'wrap-up'] as const).map((state, i) => {
      const base = { agentId: `a${i}`, lines: [LINE], status: 'available', legMode: 'connected', legChannelId: `leg-${i}` } as const;
      const call = { callId: `c${i}`, token: `t${i}` };
      switch (state) {
        case 'idle': return { ...base, state };
        case 'reserved': return { ...base, ...call, state, leaseMs: LONG_MS };
        case 'talking': return { ...base, ...call, state };
        case 'wrap-up': return { ...base, ...call, state, wrapUpMs: LONG_MS };
      }
    });

    it('is noticed by every operation, and nothing is done', async () => {
      await signIn('a');
      await redis.del(await redis.keys(`${keys.prefix}*`));
      const attempts = [
        signIn('b'), pool.signOut('a'), pool.setStatus('a', 'break'), pool.setLines('a', []), pool.setLeg('a', null),
        pool.reserve(['a'], 'c', 1), pool.reserve([], 'c', 1), pool.confirm('a', 't'), pool.release('a', 't'),
        pool.finish('a', 't', 1), pool.endWrapUp('a'), pool.expire(), pool.find('a'), pool.snapshot(), pool.lineCounts(LINE),
      ];
      const results = await Promise.allSettled(attempts);
      expect(results.map((result) => result.status === 'rejected' && result.reason instanceof PoolNotBuiltError)).toEqual(attempts.map(() => true));
      expect(await redis.keys(`${keys.prefix}*`)).toEqual([]);
    });

    it('is noticed when Redis itself came back empty, its scripts gone too', async () => {
      const server = await startPrivateRedis();
      const client = new Redis(server.url, { retryStrategy: () => 10, maxRetriesPerRequest: null });
      client.on('error', () => undefined);
      try {
        const crashed = new AgentPool(client, 'switch-1', '', 1n);
        await crashed.restore(agents);
        expect(await crashed.reserve(['a0'], 'c9', LONG_MS)).toMatchObject({ ok: true });
        await server.kill();
        await server.restart();
        await expect(crashed.reserve(['a0'], 'c8', LONG_MS)).rejects.toThrow(PoolNotBuiltError);
        await crashed.restore(agents);
        expect(await crashed.reserve(['a0'], 'c9', LONG_MS)).toMatchObject({ ok: true, reservation: { agentId: 'a0' } });
      } finally {
        client.disconnect();
        await server.stop();
      }
    });

    it('is mended by restoring, and calls go on with their tokens', async () => {
      await signIn('gone');
      await redis.del(keys.built);
      expect(await pool.restore(agents)).toEqual({ ok: true });
      expect(await pool.lineCounts(LINE)).toEqual({ idle: 1, reserved: 1, talking: 1, wrapUp: 1, onBreak: 0, withoutLeg: 0 });
      expect(await pool.confirm('a1', 't1')).toMatchObject({ ok: true });
      expect(await pool.finish('a2', 't2', 0)).toMatchObject({ ok: true });
      expect(await pool.reserve(['a0'], 'c1', LONG_MS)).toEqual({ ok: false, code: 'call-taken' });
      expect(await reserve('c9')).toMatchObject({ agentId: 'a0', legChannelId: 'leg-0' });
    });

    it('keeps the order of the line when MySQL knows it', async () => {
      await pool.clear();
      await pool.restore(['late', 'early'].map((agentId, i) => ({
        agentId, lines: [LINE], status: 'available', legMode: 'on-demand', legChannelId: null, state: 'idle', idleSinceAtMs: 1_700_000_000_000 - i,
      })));
      expect(await idleOrder()).toEqual(['early', 'late']);
    });

    it('of two rebuilds one counts', async () => {
      await pool.clear();
      expect(await Promise.all([pool.restore(agents), pool.restore([])])).toEqual([{ ok: true }, { ok: false, code: 'already-built' }]);
      expect((await pool.snapshot()).agents).toHaveLength(4);
    });

    it('shows in the snapshot as a new build', async () => {
      const before = await pool.snapshot();
      await pool.clear();
      await pool.restore([]);
      expect((await pool.snapshot()).builtAtMs).toBeGreaterThanOrEqual(before.takenAtMs);
    });

    it('leaves no key behind once cleared', async () => {
      await pool.clear();
      await pool.restore(agents);
      await pool.clear();
      expect(await redis.keys(`${keys.prefix}*`)).toEqual([]);
    });
  });

  describe('two owners of the switch', () => {
    const agent: RestoredAgent = { agentId: 'a', lines: [LINE], status: 'available', legMode: 'connected', legChannelId: 'leg-a', state: 'idle' };
    const ofOwner = (fence: bigint | null) => new AgentPool(redis, pool.switchId, test.prefix, fence);

    it('have a pool each: the newer one builds its own in place of what the earlier one left', async () => {
      const [first, second, reader] = [ofOwner(1n), ofOwner(2n), ofOwner(null)];
      await first.clear();
      await first.restore([agent]);
      await expect(second.reserve(['a'], 'c', LONG_MS)).rejects.toThrow(PoolNotBuiltError);
      expect((await reader.snapshot()).agents).toHaveLength(1);
      expect(await second.restore([agent, { ...agent, agentId: 'b' }])).toEqual({ ok: true });
      expect((await reader.snapshot()).agents).toHaveLength(2);
      expect((await second.reserve(['a'], 'c', LONG_MS)).ok).toBe(true);
    });

    it('leave the newer one\'s alone when the earlier one wakes up', async () => {
      const [first, second] = [ofOwner(1n), ofOwner(2n)];
      await first.clear();
      await first.restore([agent]);
      await second.clear();
      await second.restore([agent]);
      const attempts = [first.setLeg('a', null), first.reserve(['a'], 'c', LONG_MS), first.signOut('a'), first.expire(), first.setStatus('a', 'break')];
      for (const attempt of attempts) await expect(attempt).rejects.toThrow(PoolNotBuiltError);
      expect(await first.clear()).toEqual({ ok: false, code: 'not-owner' });
      expect(await first.restore([])).toEqual({ ok: false, code: 'not-owner' });
      expect(await second.find('a')).toMatchObject({ legChannelId: 'leg-a', reservable: true });
    });
  });
});
