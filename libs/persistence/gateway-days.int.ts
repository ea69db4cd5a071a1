import { useTestDatabase } from '@paceline/testing/use-test-database';
import { AgentRepository } from './agent-repository';
import { allowDialing, dialingStop, stopDialing } from './dialing-stop';
import { SingleCalls, claimOf, holdLease, makeTargets, openMigrated, planCall } from './fixtures.int-helper';
import { countAnew, countEnds, endedCall } from './call-tallies';
import { gatewaySecondsToday } from './gateway-days';
import { TargetRepository } from './target-repository';
import { OutsideLegs } from './outside-legs';
import { rows, write } from './transaction';

const FENCE = 9n;

describe('what a gateway has carried', () => {
  const database = useTestDatabase(openMigrated);
  const days = async (): Promise<Record<string, number>> => Object.fromEntries((await rows<{ day: string; seconds: string }>(database.source,
    "SELECT DATE_FORMAT(day, '%Y-%m-%d') AS day, seconds FROM gateway_days WHERE gateway = 'trunk' ORDER BY day", [])).map(({ day, seconds }) => [day, Number(seconds)]));
  let callId = '';
  const count = async (ended: string): Promise<void> => {
    const counted = await endedCall(database.source.manager, ended);
    if (counted !== null) await countEnds(database.source.manager, [counted]);
  };
  /** The same call, as if it had gone so. */
  const call = async (answeredAt: string | null, endedAt: string | null): Promise<string> => {
    await write(database.source, "UPDATE calls SET state = 'ended', outcome = 'connected', answered_at = ?, ended_at = ? WHERE id = ?", [answeredAt, endedAt, callId]);
    return callId;
  };
  beforeEach(async () => { ({ call: { callId } } = await planCall(database.source)); });

  it('is each begun second from answer to end, of each day its own', async () => {
    for (const [from, to] of [
      ['2026-03-01 10:00:00.000', '2026-03-01 10:01:00.001'], [null, '2026-03-01 10:01:00'], ['2026-03-01 23:59:50', '2026-03-02 00:00:20.500'], ['2026-03-01 10:00:00', null],
      ['2026-03-01 10:00:01', '2026-03-01 10:00:00'],
    ] as const) await count(await call(from, to));
    expect(await days()).toEqual({ '2026-03-01': 61 + 10, '2026-03-02': 21 });
  });

  it('follows an end that was amended', async () => {
    const { manager } = database.source;
    const amended = async (was: readonly [string | null, string], now: readonly [string | null, string]): Promise<void> => {
      await count(await call(...was));
      const counted = await endedCall(manager, callId);
      if (counted === null) throw new Error('it has ended');
      await countAnew(manager, await call(...now), counted);
    };
    await amended(['2026-03-01 10:00:00', '2026-03-01 10:10:00'], ['2026-03-01 10:00:00', '2026-03-01 10:01:30']);
    expect(await days()).toEqual({ '2026-03-01': 90 });
    await amended([null, '2026-03-01 11:10:00'], ['2026-03-01 11:00:00', '2026-03-01 11:00:05']);
    expect(await days()).toEqual({ '2026-03-01': 95 });
  });

  it('is counted with the end of a call, and while it is up when somebody asks', async () => {
    const calls = new SingleCalls(database.source);
    await write(database.source, "INSERT IGNORE INTO gateways (name, switch_id, calls_per_sec, max_lines, allowed_prefixes) VALUES ('trunk', 'main', 10, 50, '[]')", []);
    const [clock] = await rows<{ now: Date; day: string }>(database.source, "SELECT UTC_TIMESTAMP(3) AS now, DATE_FORMAT(UTC_DATE(), '%Y-%m-%d') AS day", []);
    if (clock === undefined) throw new Error('no clock');
    await calls.update(callId, FENCE, { state: 'talking', answeredAt: new Date(clock.now.getTime() - 1_000) }, []);
    const up = (await gatewaySecondsToday(database.source, 'main')).get('trunk') ?? 0;
    expect(up).toBeGreaterThanOrEqual(1);
    expect(up).toBeLessThan(60);
    await calls.end(callId, FENCE, { outcome: 'connected', endedAt: new Date(clock.now.getTime() + 500) }, [], null);
    expect((await gatewaySecondsToday(database.source, 'main')).get('trunk')).toBe(2);
    expect((await days())[clock.day]).toBe(2);
  });
});

describe('the minutes of who is called for a caller, or tries a flow', () => {
  const database = useTestDatabase(openMigrated);
  const seconds = async (): Promise<number | undefined> => (await gatewaySecondsToday(database.source, 'main')).get('trunk');

  it('are its gateway\'s as well, those of a leg whose end nobody heard up to the end of its call', async () => {
    const { call: { callId } } = await planCall(database.source);
    const [clock] = await rows<{ now: Date }>(database.source, 'SELECT UTC_TIMESTAMP(3) AS now', []);
    if (clock === undefined) throw new Error('no clock');
    const at = (ms: number): Date => new Date(clock.now.getTime() + ms);
    const legs = new OutsideLegs(database.source, 'main');
    await legs.placed('a', callId, 'trunk', at(-500));
    await expect(seconds()).resolves.toBeUndefined();
    await legs.answered('a', at(0));
    await legs.ended('a', at(2_400));
    await legs.ended('a', at(9_000));
    await expect(seconds()).resolves.toBe(3);
    await legs.placed('b', callId, 'trunk', at(-500));
    await legs.answered('b', at(0));
    await write(database.source, 'UPDATE calls SET ended_at = ? WHERE id = ?', [at(4_000), callId]);
    await expect(seconds()).resolves.toBe(3 + 4);
    await expect(legs.gatewayOf('b')).resolves.toBe('trunk');
    await write(database.source, `INSERT INTO flow_trials (id, client_id, flow_id, switch_id, script, leg_kind, leg_address, leg_gateway, asked_by_user_id, asked_at, placed_at, answered_at, ended_at)
      VALUES ('t', 1, 1, 'main', '{}', 'gateway', '+12125550177', 'trunk', 1, ?, ?, ?, ?)`, [at(0), at(0), at(0), at(5_000)]);
    await expect(seconds()).resolves.toBe(3 + 4 + 5);
    expect((await gatewaySecondsToday(database.source, 'second')).size).toBe(0);
  });
});

describe('the stop of all dialing', () => {
  const database = useTestDatabase(openMigrated);

  it('is in the statements that commit a call or an agent\'s phone as sent, and in the claim', async () => {
    const { call: { callId }, campaignId } = await planCall(database.source);
    const agentId = '1';
    await write(database.source, "INSERT INTO users (id, username, password_hash, role) VALUES (1, 'sara', 'none', 'agent')", []);
    await write(database.source, "INSERT INTO agents (id, user_id, name, switch_id, leg_mode, leg_kind, leg_address, status, status_at) VALUES (1, 1, 'Sara', 'main', 'connected', 'extension', '1001', 'available', UTC_TIMESTAMP())", []);
    const [calls, agents] = [new SingleCalls(database.source), new AgentRepository(database.source)];
    expect(await stopDialing(database.source.manager, '1', 'wrong lines')).toBe(true);
    expect(await stopDialing(database.source.manager, '1', 'again')).toBe(false);
    expect(await dialingStop(database.source)).toMatchObject({ reason: 'wrong lines', byUsername: 'sara' });
    expect(await calls.commitOriginating(callId, FENCE)).toBe(false);
    expect(await agents.legCalled(agentId, 'c0ffee00-0000-4000-8000-000000000000', FENCE)).toBe(false);

    expect(await allowDialing(database.source.manager, '1')).toBe(true);
    expect(await allowDialing(database.source.manager, '1')).toBe(false);
    expect(await dialingStop(database.source)).toBeNull();
    expect(await calls.commitOriginating(callId, FENCE)).toBe(true);
    expect(await agents.legCalled(agentId, 'c0ffee00-0000-4000-8000-000000000000', FENCE)).toBe(true);
    expect(await stopDialing(database.source.manager, '1', 'once more')).toBe(true);
    await makeTargets(database.source, { campaignId, count: 1 });
    const lease = await holdLease(database.source, 'campaign:2');
    const claim = async (): Promise<number> => (await new TargetRepository(database.source).claim(claimOf({ campaignId, lease }))).calls.length;
    expect(await claim()).toBe(0);
    await allowDialing(database.source.manager, '1');
    expect(await claim()).toBe(1);
  });
});
