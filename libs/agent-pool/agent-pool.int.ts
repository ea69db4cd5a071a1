import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import { openTestRedis, type TestRedis } from '@paceline/testing/test-redis';
import { waitFor } from '@paceline/testing/wait-for';
import { AgentPool } from './agent-pool';
import { longestIdleFirst } from './longest-idle-first.spec-helper';
import type { Reservation } from './pool-types';

const LINE = 'campaign:1';
const LONG_MS = 60_000;

describe('AgentPool: a call', () => {
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

  describe('reserving', () => {
    it('takes the longest idle of those who serve the line', async () => {
      await signIn('elsewhere', ['queue:1']);
      await signIn('first');
      await signIn('second', [LINE, 'queue:1']);
      expect(await reserve('c1')).toMatchObject({ agentId: 'first', callId: 'c1', legChannelId: 'leg-first' });
      expect(await reserve('c2')).toMatchObject({ agentId: 'second' });
      expect(await idleOrder()).toEqual([]);
      expect(await idleOrder('queue:1')).toEqual(['elsewhere']);
    });

    it('takes the first of those named, whoever is idle longer and whichever line they serve', async () => {
      await signIn('longest');
      await signIn('a');
      await signIn('b', ['queue:1']);
      expect(await pool.reserve(['b', 'a', 'longest'], 'c1', LONG_MS)).toMatchObject({ ok: true, reservation: { agentId: 'b' } });
      expect(await pool.reserve(['b', 'a', 'longest'], 'c2', LONG_MS)).toMatchObject({ ok: true, reservation: { agentId: 'a' } });
      expect(await pool.reserve(['b', 'a'], 'c3', LONG_MS)).toEqual({ ok: false, code: 'nobody-reservable' });
      expect(await idleOrder()).toEqual(['longest']);
    });

    it('passes over who cannot be reserved: reserved, talking, in wrap-up, on a break, without a leg, signed out, unknown', async () => {
      const busy = ['reserved', 'talking', 'wrapping'];
      const others = ['on-break', 'no-leg', 'gone', 'never-there'];
      for (const agentId of [...busy, 'on-break', 'no-leg', 'gone', 'free']) await signIn(agentId);
      for (const agentId of busy) {
        const result = await pool.reserve([agentId], `call-of-${agentId}`, LONG_MS);
        if (!result.ok) throw new Error(result.code);
        if (agentId !== 'reserved') await pool.confirm(agentId, result.reservation.token);
        if (agentId === 'wrapping') await pool.finish(agentId, result.reservation.token, LONG_MS);
      }
      await pool.setStatus('on-break', 'break');
      await pool.setLeg('no-leg', null);
      await pool.signOut('gone');
      const before = await pool.snapshot();
      expect(await pool.reserve([...busy, ...others], 'c1', LONG_MS)).toEqual({ ok: false, code: 'nobody-reservable' });
      expect((await pool.snapshot()).agents).toEqual(before.agents);
      expect(await pool.reserve([...busy, ...others, 'free'], 'c1', LONG_MS)).toMatchObject({ ok: true, reservation: { agentId: 'free', legChannelId: 'leg-free' } });
    });

    it('of nobody named takes nobody, and says so of a call that has its agent already', async () => {
      await signIn('a');
      expect(await pool.reserve([], 'c1', LONG_MS)).toEqual({ ok: false, code: 'nobody-reservable' });
      expect(await idleOrder()).toEqual(['a']);
      await reserve('c1');
      expect(await pool.reserve([], 'c1', LONG_MS)).toEqual({ ok: false, code: 'call-taken' });
    });

    it('gives a call one agent, until that agent has finished with it', async () => {
      await signIn('a');
      await signIn('b');
      const { agentId, token } = await reserve('c1');
      expect(await pool.reserve(['b'], 'c1', LONG_MS)).toEqual({ ok: false, code: 'call-taken' });
      await pool.confirm(agentId, token);
      expect(await pool.reserve(['b'], 'c1', LONG_MS)).toEqual({ ok: false, code: 'call-taken' });
      await pool.finish(agentId, token, LONG_MS);
      expect(await reserve('c1')).toMatchObject({ agentId: 'b' });
      // The first one's wrap-up of the same call must not free it again.
      await pool.endWrapUp('a');
      expect(await pool.reserve(['a'], 'c1', LONG_MS)).toEqual({ ok: false, code: 'call-taken' });
    });

    it('reserves nobody else when the client, reconnected, sends the same command again', async () => {
      await signIn('a');
      await signIn('b');
      let sent: unknown[] = [];
      const evalsha = jest.spyOn(redis, 'evalsha').mockImplementationOnce((...args: unknown[]) => {
        sent = args;
        return redis.call('EVALSHA', ...args.map(String));
      });
      const first = await pool.reserve(['a', 'b'], 'c1', LONG_MS);
      evalsha.mockRestore();
      if (!first.ok) throw new Error(first.code);
      expect(await redis.call('EVALSHA', ...sent.map(String))).toContain(first.reservation.token);
      expect(await pool.lineCounts(LINE)).toMatchObject({ idle: 1, reserved: 1 });
    });

    it('is one EVALSHA', async () => {
      await signIn('a');
      await reserve('c1');
      const commands = jest.spyOn(redis, 'sendCommand');
      await pool.reserve(['a', 'b'], 'c2', LONG_MS);
      expect(commands.mock.calls.map(([command]) => command.name)).toEqual(['evalsha']);
      commands.mockRestore();
    });
  });

  describe('a call', () => {
    it('goes reserved, talking, wrap-up, idle, and the agent to the back of the line', async () => {
      await signIn('a');
      await signIn('b');
      const { token } = await reserve('c1');
      expect(await pool.confirm('a', token)).toMatchObject({ ok: true, agent: { state: 'talking', callId: 'c1', dueAtMs: null } });
      expect(await pool.finish('a', token, LONG_MS)).toMatchObject({ ok: true, agent: { state: 'wrap-up', callId: 'c1' } });
      const ended = await pool.endWrapUp('a');
      expect(ended).toMatchObject({ ok: true, agent: { state: 'idle', callId: null, token: null, reservable: true } });
      expect(await idleOrder()).toEqual(['b', 'a']);
    });

    it('that did not come leaves the agent at the old place', async () => {
      await signIn('a');
      await signIn('b');
      const { token } = await reserve('c1');
      expect(await idleOrder()).toEqual(['b']);
      expect(await pool.release('a', token)).toMatchObject({ ok: true, agent: { state: 'idle', callId: null, dueAtMs: null } });
      expect(await idleOrder()).toEqual(['a', 'b']);
    });

    it('may end without wrap-up', async () => {
      await signIn('a');
      const { token } = await reserve('c1');
      await pool.confirm('a', token);
      expect(await pool.finish('a', token, 0)).toMatchObject({ ok: true, agent: { state: 'idle', reservable: true } });
    });

    it('confirmed or finished twice is so once', async () => {
      await signIn('a');
      const { token } = await reserve('c1');
      const once = await pool.confirm('a', token);
      expect(await pool.confirm('a', token)).toEqual(once);
      const finished = await pool.finish('a', token, LONG_MS);
      expect(await pool.finish('a', token, LONG_MS * 2)).toEqual(finished);
    });

    it.each(['confirm', 'release', 'finish'] as const)('%s with a wrong or old token changes nothing and says so', async (step) => {
      await signIn('a');
      const old = await reserve('c1');
      await pool.release('a', old.token);
      await reserve('c2');
      const before = await pool.snapshot();
      for (const token of [old.token, randomUUID(), '']) {
        const result = step === 'finish' ? await pool.finish('a', token, 0) : await pool[step]('a', token);
        expect(result).toEqual({ ok: false, code: 'stale-token' });
      }
      expect((await pool.snapshot()).agents).toEqual(before.agents);
    });

    it('refuses steps out of order', async () => {
      await signIn('a');
      const { token } = await reserve('c1');
      expect(await pool.finish('a', token, 0)).toEqual({ ok: false, code: 'wrong-state' });
      expect(await pool.endWrapUp('a')).toEqual({ ok: false, code: 'wrong-state' });
      await pool.confirm('a', token);
      expect(await pool.release('a', token)).toEqual({ ok: false, code: 'wrong-state' });
      await pool.finish('a', token, LONG_MS);
      expect(await pool.confirm('a', token)).toEqual({ ok: false, code: 'wrong-state' });
      expect(await pool.confirm('nobody', token)).toEqual({ ok: false, code: 'unknown-agent' });
    });
  });

  describe('expiry', () => {
    it('ends a lapsed reservation, and its token with it', async () => {
      await signIn('a');
      await signIn('b');
      const { token } = await reserve('c1', 0);
      expect(await pool.expire()).toMatchObject([{ kind: 'reservation-lapsed', callId: 'c1', token, agent: { agentId: 'a', state: 'idle', reservable: true } }]);
      expect(await pool.expire()).toEqual([]);
      expect(await pool.confirm('a', token)).toEqual({ ok: false, code: 'stale-token' });
      expect(await reserve('c1')).toMatchObject({ agentId: 'a' });
    });

    it('leaves alone what has time left', async () => {
      await signIn('a');
      const { agent } = await reserve('c1', LONG_MS);
      expect(Math.round(((agent.dueAtMs ?? 0) - agent.stateSinceAtMs) * 1000)).toBe(LONG_MS * 1000);
      expect(await pool.expire()).toEqual([]);
      expect(await pool.find('a')).toEqual(agent);
    });

    it('does not take back a bridge that came late but before the sweep', async () => {
      await signIn('a');
      const { token } = await reserve('c1', 0);
      expect(await pool.confirm('a', token)).toMatchObject({ ok: true });
      expect(await pool.expire()).toEqual([]);
    });

    it('ends wrap-ups in the order in which they ran out, so many a time', async () => {
      for (const agentId of ['c', 'a', 'b']) {
        await signIn(agentId);
        const { token } = await reserve(`call-${agentId}`);
        await pool.confirm(agentId, token);
        await pool.finish(agentId, token, 1);
      }
      await waitFor('all wrap-ups have run out', async () => {
        const { takenAtMs, agents } = await pool.snapshot();
        return agents.every((agent) => agent.dueAtMs !== null && agent.dueAtMs < takenAtMs);
      });
      expect((await pool.expire(2)).map((one) => [one.kind, one.agent.agentId, one.callId])).toEqual([
        ['wrap-up-over', 'c', 'call-c'], ['wrap-up-over', 'a', 'call-a'],
      ]);
      expect((await pool.expire(2)).map((one) => one.agent.agentId)).toEqual(['b']);
      expect(await idleOrder()).toEqual(['c', 'a', 'b']);
    });
  });
});
