import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import { openTestRedis, type TestRedis } from '@paceline/testing/test-redis';
import { AgentPool } from './agent-pool';
import type { PoolAgent, Reservation } from './pool-types';

const LINE = 'campaign:1';
const LONG_MS = 60_000;

describe('AgentPool: who listens', () => {
  let test: TestRedis;
  let redis: Redis;
  let pool: AgentPool;
  let seen: [string, PoolAgent | null][];
  beforeAll(() => {
    test = openTestRedis();
    redis = test.redis;
  });
  afterAll(() => test.close());
  beforeEach(async () => {
    seen = [];
    pool = new AgentPool(redis, randomUUID(), test.prefix, 1n, (agentId, agent) => seen.push([agentId, agent]));
    await pool.restore([]);
  });
  afterEach(() => pool.clear());

  const signIn = (agentId: string) => pool.signIn({ agentId, lines: [LINE], status: 'available', legMode: 'connected', legChannelId: `leg-${agentId}` });

  async function reserve(agentId: string, callId: string, leaseMs = LONG_MS): Promise<Reservation> {
    const result = await pool.reserve([agentId], callId, leaseMs);
    if (!result.ok) throw new Error(result.code);
    return result.reservation;
  }

  /** What was heard since it was last asked. */
  const heard = () => seen.splice(0);

  it('hears the agent of each answer, as the answer has them', async () => {
    const signedIn = await signIn('a');
    expect(heard()).toEqual([['a', signedIn]]);
    const { token, agent } = await reserve('a', 'c1');
    expect(heard()).toEqual([['a', agent]]);
    const steps = [
      () => pool.confirm('a', token), () => pool.finish('a', token, LONG_MS), () => pool.endWrapUp('a'), () => pool.setStatus('a', 'break'),
      () => pool.setLines('a', ['queue:1']), () => pool.setLeg('a', null),
    ];
    for (const step of steps) {
      const result = await step();
      if (!result.ok) throw new Error(result.code);
      expect(heard()).toEqual([['a', result.agent]]);
    }
    expect([await pool.find('a')]).toEqual(heard().map(([, found]) => found));
    await signIn('b');
    const released = await pool.release('b', (await reserve('b', 'c2')).token);
    expect(heard().at(-1)).toEqual(['b', released.ok ? released.agent : null]);
  });

  it('hears of everybody in a snapshot, and of those whose time ran out in the order in which it did', async () => {
    for (const agentId of ['c', 'a', 'b']) {
      await signIn(agentId);
      await reserve(agentId, `call-${agentId}`, 0);
    }
    heard();
    const expired = await pool.expire();
    expect(expired.map((one) => one.agent.agentId)).toEqual(['c', 'a', 'b']);
    expect(heard()).toEqual(expired.map(({ agent }) => [agent.agentId, agent]));
    const { agents } = await pool.snapshot();
    expect(agents).toHaveLength(3);
    expect(heard()).toEqual(agents.map((agent) => [agent.agentId, agent]));
  });

  it('hears that an agent is out of the pool: when idle at once, when on a call at its end, when the lease lapsed, when unknown', async () => {
    await signIn('idle');
    await signIn('talking');
    await signIn('reserved');
    const { token } = await reserve('talking', 'c1');
    await pool.confirm('talking', token);
    await reserve('reserved', 'c2', 0);
    heard();
    for (const agentId of ['idle', 'talking', 'reserved']) await pool.signOut(agentId);
    expect(heard()).toMatchObject([['idle', null], ['talking', { signedOut: true, state: 'talking' }], ['reserved', { signedOut: true, state: 'reserved' }]]);
    await pool.finish('talking', token, LONG_MS);
    await pool.expire();
    expect(heard()).toEqual([['talking', null], ['reserved', null]]);
    expect(await pool.find('idle')).toBeNull();
    expect(await pool.endWrapUp('never-there')).toEqual({ ok: false, code: 'unknown-agent' });
    expect(heard()).toEqual([['idle', null], ['never-there', null]]);
  });

  it('is not told that an agent is out who has signed out, can choose no status any more, and still talks', async () => {
    await signIn('a');
    const { token } = await reserve('a', 'c1');
    await pool.confirm('a', token);
    await pool.signOut('a');
    heard();
    expect(await pool.setStatus('a', 'available')).toEqual({ ok: false, code: 'unknown-agent' });
    expect(heard().filter(([, agent]) => agent === null)).toEqual([]);
  });

  it('hears nothing of an answer that names nobody', async () => {
    await signIn('a');
    await reserve('a', 'c1');
    heard();
    expect(await pool.reserve(['a', 'never-there'], 'c2', LONG_MS)).toEqual({ ok: false, code: 'nobody-reservable' });
    expect(await pool.reserve(['a'], 'c1', LONG_MS)).toEqual({ ok: false, code: 'call-taken' });
    expect(await pool.confirm('a', 'stale')).toEqual({ ok: false, code: 'stale-token' });
    await pool.lineCounts(LINE);
    expect(heard()).toEqual([]);
  });

  it('hears in the order in which things happened, when many are asked for at once', async () => {
    await signIn('a');
    heard();
    const reasons = Array.from({ length: 50 }, (_, i) => `reason ${i}`);
    await Promise.all(reasons.map((reason) => pool.setStatus('a', 'break', reason)));
    expect(heard().map(([, agent]) => agent?.statusReason)).toEqual(reasons);
  });

  it('hears in that order, too, when Redis had to be sent the script anew', async () => {
    await signIn('a');
    heard();
    let second: Promise<unknown> | undefined;
    const evalsha = jest.spyOn(redis, 'evalsha').mockRejectedValueOnce(new Error('NOSCRIPT No matching script.'))
      .mockImplementationOnce((...args: unknown[]) => inOnePacket(redis.call('EVALSHA', ...args.map(String))));
    const text = jest.spyOn(redis, 'eval').mockImplementationOnce((...args: unknown[]) => {
      const first = inOnePacket(redis.call('EVAL', ...args.map(String)));
      second = pool.setStatus('a', 'break', 'second');
      return first;
    });
    const answers: (() => void)[] = [];
    /** Both answers, in their order, at one moment. */
    const inOnePacket = (answer: Promise<unknown>) => new Promise<unknown>((resolve, reject) => {
      answer.then((value) => {
        answers.push(() => resolve(value));
        if (answers.length === 2) for (const come of answers) come();
      }, reject);
    });
    await pool.setStatus('a', 'break', 'first');
    await second;
    evalsha.mockRestore();
    text.mockRestore();
    expect(heard().map(([, agent]) => agent?.statusReason)).toEqual(['first', 'second']);
  });
});
