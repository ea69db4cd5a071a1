import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import { openTestRedis, type TestRedis } from '@paceline/testing/test-redis';
import { AgentPool } from './agent-pool';
import { PoolArgumentError } from './errors';
import { longestIdleFirst } from './longest-idle-first.spec-helper';
import type { Reservation } from './pool-types';

const LINE = 'campaign:1';
const LONG_MS = 60_000;

describe('AgentPool: people', () => {
  let test: TestRedis;
  let redis: Redis;
  let pool: AgentPool;
  beforeAll(() => {
    test = openTestRedis();
    redis = test.redis;
  });
  afterAll(() => test.close());
  beforeEach(async () => {
    pool = new AgentPool(redis, randomUUID(), test.prefix, 1n);
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

  describe('status', () => {
    it('break in mid-call: no further call, and this one goes on to its end', async () => {
      await signIn('a');
      const { token } = await reserve('c1');
      await pool.confirm('a', token);
      expect(await pool.setStatus('a', 'break', 'lunch')).toMatchObject({ ok: true, agent: { status: 'break', statusReason: 'lunch', state: 'talking', callId: 'c1', token } });
      expect(await pool.finish('a', token, 0)).toMatchObject({ ok: true, agent: { state: 'idle', status: 'break', reservable: false } });
      expect(await pool.reserve(['a'], 'c2', LONG_MS)).toEqual({ ok: false, code: 'nobody-reservable' });
      expect(await idleOrder()).toEqual([]);
      expect(await pool.lineCounts(LINE)).toMatchObject({ idle: 0, onBreak: 1 });
    });

    it('back from a break is the back of the line; available again is no change', async () => {
      await signIn('a');
      await signIn('b');
      const before = await pool.find('a');
      expect(await pool.setStatus('a', 'available')).toEqual({ ok: true, agent: before });
      await pool.setStatus('a', 'break');
      expect(await idleOrder()).toEqual(['b']);
      await pool.setStatus('a', 'available');
      expect(await idleOrder()).toEqual(['b', 'a']);
    });
  });

  describe('the leg', () => {
    it('lost while idle: out of the line until it is back, then last', async () => {
      await signIn('a');
      await signIn('b');
      expect(await pool.setLeg('a', null)).toMatchObject({ ok: true, agent: { state: 'idle', legChannelId: null, reservable: false } });
      expect(await pool.lineCounts(LINE)).toMatchObject({ idle: 1, withoutLeg: 1 });
      await pool.setLeg('a', 'leg-new');
      expect(await idleOrder()).toEqual(['b', 'a']);
    });

    it.each(['reserved', 'talking'] as const)('lost while %s: the state stays and tells the call; afterwards nobody gets the agent', async (state) => {
      await signIn('a');
      const { token } = await reserve('c1');
      if (state === 'talking') await pool.confirm('a', token);
      expect(await pool.setLeg('a', null)).toMatchObject({ ok: true, agent: { state, callId: 'c1', token, legChannelId: null } });
      const ended = state === 'talking' ? await pool.finish('a', token, 0) : await pool.release('a', token);
      expect(ended).toMatchObject({ ok: true, agent: { state: 'idle', reservable: false } });
      expect(await idleOrder()).toEqual([]);
    });

    it('is not needed by an on-demand agent', async () => {
      await pool.signIn({ agentId: 'a', lines: [LINE], status: 'available', legMode: 'on-demand' });
      expect(await reserve('c1')).toMatchObject({ agentId: 'a', legChannelId: null });
    });
  });

  describe('signing in and out', () => {
    it('an idle agent leaves at once', async () => {
      await signIn('a');
      expect(await pool.signOut('a')).toMatchObject({ ok: true, agent: { status: 'offline', state: 'idle' } });
      expect(await pool.find('a')).toBeNull();
      expect(await pool.signOut('a')).toEqual({ ok: false, code: 'unknown-agent' });
    });

    it('an agent on a call leaves when it is over, without wrap-up', async () => {
      await signIn('a');
      const { token } = await reserve('c1');
      await pool.confirm('a', token);
      expect(await pool.signOut('a')).toMatchObject({ ok: true, agent: { status: 'offline', state: 'talking', signedOut: true } });
      expect(await pool.setStatus('a', 'available')).toEqual({ ok: false, code: 'unknown-agent' });
      await pool.finish('a', token, LONG_MS);
      expect(await pool.find('a')).toBeNull();
    });

    it('an agent who comes back in mid-call finds the call and the leg', async () => {
      await signIn('a');
      const { token } = await reserve('c1');
      await pool.confirm('a', token);
      await pool.signOut('a');
      expect(await pool.signIn({ agentId: 'a', lines: ['queue:1'], status: 'available', legMode: 'connected' }))
        .toMatchObject({ state: 'talking', callId: 'c1', token, legChannelId: 'leg-a', lines: ['queue:1'], signedOut: false });
      await pool.finish('a', token, 0);
      expect(await idleOrder('queue:1')).toEqual(['a']);
      expect(await idleOrder(LINE)).toEqual([]);
    });

    it('lines change at once and the place by idle time stays', async () => {
      await signIn('a', ['queue:1']);
      await signIn('b');
      await pool.setLines('a', [LINE]);
      expect(await idleOrder()).toEqual(['a', 'b']);
      expect(await idleOrder('queue:1')).toEqual([]);
      expect(await pool.lineCounts('queue:1')).toMatchObject({ idle: 0 });
    });
  });

  it('keeps switches apart', async () => {
    const other = new AgentPool(redis, randomUUID(), test.prefix, 1n);
    await other.restore([]);
    await signIn('a');
    expect(await other.reserve(['a'], 'c1', LONG_MS)).toEqual({ ok: false, code: 'nobody-reservable' });
    await other.clear();
    expect(await reserve('c1')).toMatchObject({ agentId: 'a' });
  });

  it('refuses hostile ids before Redis, and holds any text as a reason', async () => {
    await expect(signIn('a}b')).rejects.toThrow(PoolArgumentError);
    await expect(signIn('a', ['x,y'])).rejects.toThrow(PoolArgumentError);
    await expect(pool.reserve(['a'], 'c 1', LONG_MS)).rejects.toThrow(PoolArgumentError);
    await expect(pool.reserve(['a', 'a}b'], 'c1', LONG_MS)).rejects.toThrow(PoolArgumentError);
    await expect(pool.reserve(['a'], 'c1', -1)).rejects.toThrow(PoolArgumentError);
    await signIn('a');
    const reason = 'mittag "x" {y}\n\u0000🍕, استراحة';
    expect(await pool.setStatus('a', 'break', reason)).toMatchObject({ ok: true, agent: { statusReason: reason } });
  });

  it('refuses a client that prefixes keys by itself', () => {
    const prefixed = redis.duplicate({ keyPrefix: 'x:', lazyConnect: true });
    expect(() => new AgentPool(prefixed, 's', '', 1n)).toThrow(PoolArgumentError);
    prefixed.disconnect();
  });
});
