import { randomUUID } from 'node:crypto';
import { openTestRedis, type TestRedis } from '@paceline/testing/test-redis';
import { AgentPool } from './agent-pool';
import { longestIdleFirst } from './longest-idle-first.spec-helper';

const LINE = 'campaign:1';
const LEASE_MS = 60_000;

/** Several connections, as several workers have: commands of one connection alone come in order. */
describe('agent pool, many at once', () => {
  let test: TestRedis;
  let pools: AgentPool[];
  let pool: AgentPool;
  let newPools: () => AgentPool[];
  const anyPool = (i: number): AgentPool => pools[i % pools.length] ?? pool;

  beforeAll(() => {
    test = openTestRedis();
    const connections = Array.from({ length: 8 }, () => test.connect());
    newPools = () => {
      const switchId = randomUUID();
      return connections.map((redis) => new AgentPool(redis, switchId, test.prefix, 1n));
    };
  });
  afterAll(() => test.close());
  beforeEach(async () => {
    pools = newPools();
    pool = anyPool(0);
    await pool.restore([]);
  });
  afterEach(() => pool.clear());

  async function signIn(agents: number, lines: readonly string[]): Promise<void> {
    for (let i = 0; i < agents; i += 1) {
      await pool.signIn({ agentId: `a${i}`, lines, status: 'available', legMode: 'connected', legChannelId: `leg-${i}` });
    }
  }

  /** All of them, each client beginning with another one, every second one going backwards. */
  function inAnyOrder(agents: number, client: number): string[] {
    const all = Array.from({ length: agents }, (_, i) => `a${(i + client * 7) % agents}`);
    return client % 2 === 0 ? all : all.reverse();
  }

  it('gives 100 agents to 400 calls: nobody twice, none lost, in whichever order they are named', async () => {
    await signIn(100, [LINE]);
    const results = await Promise.all(Array.from({ length: 400 }, (_, i) => anyPool(i).reserve(inAnyOrder(100, i), `c${i}`, LEASE_MS)));

    const won = results.flatMap((result) => (result.ok ? [result.reservation] : []));
    expect(new Set(won.map((reservation) => reservation.agentId)).size).toBe(100);
    expect(won).toHaveLength(100);
    expect(results.filter((result) => !result.ok).every((result) => !result.ok && result.code === 'nobody-reservable')).toBe(true);
    expect(await pool.lineCounts(LINE)).toMatchObject({ idle: 0, reserved: 100 });
    const { agents } = await pool.snapshot();
    expect(new Map(agents.map((agent) => [agent.agentId, agent.callId]))).toEqual(new Map(won.map((reservation) => [reservation.agentId, reservation.callId])));
  });

  it('gives 60 calls the 60 of 100 agents who are idle longest, when all calls name them in that order', async () => {
    await signIn(100, [LINE]);
    const order = longestIdleFirst(await pool.snapshot(), LINE);
    const results = await Promise.all(Array.from({ length: 60 }, (_, i) => anyPool(i).reserve(order, `c${i}`, LEASE_MS)));

    const agentIds = results.map((result) => (result.ok ? result.reservation.agentId : result.code));
    expect(agentIds.sort()).toEqual(Array.from({ length: 60 }, (_, i) => `a${i}`).sort());
    expect(longestIdleFirst(await pool.snapshot(), LINE)).toEqual(Array.from({ length: 40 }, (_, i) => `a${i + 60}`));
  });

  it('gives one call to one agent, whichever of the two doors is faster', async () => {
    await signIn(20, [LINE]);
    const results = await Promise.all(Array.from({ length: 200 }, (_, i) =>
      anyPool(i).reserve(i % 2 === 0 ? inAnyOrder(20, i) : [`a${i % 20}`], 'the-call', LEASE_MS)));

    expect(results.filter((result) => result.ok)).toHaveLength(1);
    expect(results.filter((result) => !result.ok && result.code === 'call-taken')).toHaveLength(199);
    expect(await pool.lineCounts(LINE)).toMatchObject({ idle: 19, reserved: 1 });
  });

  it('lets one of confirm, release and expiry win each reservation', async () => {
    await signIn(50, [LINE]);
    const tokens: string[] = [];
    const rounds = await Promise.all(Array.from({ length: 50 }, async (_, i) => {
      const result = await anyPool(i).reserve(inAnyOrder(50, i), `c${i}`, 0);
      if (!result.ok) throw new Error(result.code);
      const { agentId, token } = result.reservation;
      tokens.push(token);
      const [confirmed, released, lapsed] = await Promise.all([
        anyPool(i + 1).confirm(agentId, token), anyPool(i + 2).release(agentId, token), anyPool(i + 3).expire(1),
      ]);
      return { confirmed: confirmed.ok ? [token] : [], released: released.ok ? [token] : [], lapsed: lapsed.map((one) => one.token) };
    }));
    const late = (await pool.expire()).map((one) => one.token);

    const confirmed = rounds.flatMap((round) => round.confirmed);
    expect([...confirmed, ...rounds.flatMap((round) => [...round.released, ...round.lapsed]), ...late].sort()).toEqual(tokens.sort());
    expect(await pool.lineCounts(LINE)).toMatchObject({ talking: confirmed.length, idle: 50 - confirmed.length, reserved: 0 });
  });

  it('keeps whole calls apart: 30 agents work through 300 calls from 8 connections', async () => {
    await signIn(30, [LINE]);
    const onCall = new Map<string, string>();
    const served: string[] = [];
    const serve = async (worker: number): Promise<void> => {
      for (let i = worker; i < 300; i += pools.length * 5) {
        const mine = anyPool(worker);
        let result = await mine.reserve(inAnyOrder(30, worker), `c${i}`, LEASE_MS);
        while (!result.ok) result = await mine.reserve(inAnyOrder(30, worker), `c${i}`, LEASE_MS);
        const { agentId, token, callId } = result.reservation;
        expect(onCall.get(agentId)).toBeUndefined();
        onCall.set(agentId, callId);
        expect((await mine.confirm(agentId, token)).ok).toBe(true);
        onCall.delete(agentId);
        expect((await mine.finish(agentId, token, i % 2 === 0 ? 0 : LEASE_MS)).ok).toBe(true);
        if (i % 2 !== 0) expect((await mine.endWrapUp(agentId)).ok).toBe(true);
        served.push(callId);
      }
    };
    await Promise.all(Array.from({ length: pools.length * 5 }, (_, worker) => serve(worker)));

    expect(new Set(served).size).toBe(300);
    expect(await pool.lineCounts(LINE)).toEqual({ idle: 30, reserved: 0, talking: 0, wrapUp: 0, onBreak: 0, withoutLeg: 0 });
  });
});
