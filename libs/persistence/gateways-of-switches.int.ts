import { useTestDatabase } from '@paceline/testing/use-test-database';
import { Gateway } from './entities/telephony';
import { SingleCalls, makeCampaign, openMigrated, planCall } from './fixtures.int-helper';
import { gatewaySecondsToday } from './gateway-days';
import { GatewayRepository } from './gateway-repository';
import { migrate } from './migrate';
import { rows, write } from './transaction';

const SWITCHES = ['main', 'second'];

describe('gateways of two switches that are called the same', () => {
  const database = useTestDatabase(openMigrated);
  const add = async (switchId: string): Promise<void> => {
    await write(database.source, "INSERT INTO gateways (switch_id, name, calls_per_sec, max_lines, allowed_prefixes) VALUES (?, 'trunk', 10, 50, '[]')", [switchId]);
  };
  const of = async (switchId: string): Promise<Gateway> => await database.source.manager.findOneByOrFail(Gateway, { switchId, name: 'trunk' });

  it('are two rows, and a switch has one of a name', async () => {
    for (const switchId of SWITCHES) await add(switchId);
    await expect(add('second')).rejects.toMatchObject({ errno: 1062 });
  });

  it('carry calls, and are doubted, each by itself', async () => {
    for (const switchId of SWITCHES) await add(switchId);
    await new GatewayRepository(database.source, 'main').carried('trunk');
    await new GatewayRepository(database.source, 'second').doubted('trunk');
    expect((await of('main'))).toMatchObject({ carriedAt: expect.any(Date) as unknown, formatDoubtedAt: null });
    expect((await of('second'))).toMatchObject({ carriedAt: null, formatDoubtedAt: expect.any(Date) as unknown });
  });

  it('have their own minutes of a day: of calls that are over, calls that are up, and agents\' phones', async () => {
    const { call: { callId } } = await planCall(database.source);
    const [clock] = await rows<{ now: Date }>(database.source, 'SELECT UTC_TIMESTAMP(3) AS now', []);
    const now = clock?.now ?? new Date();
    const seconds = async (): Promise<(number | undefined)[]> => await Promise.all(SWITCHES.map(async (switchId) => (await gatewaySecondsToday(database.source, switchId)).get('trunk')));
    await write(database.source, "UPDATE calls SET switch_id = 'second', state = 'talking', answered_at = ? WHERE id = ?", [now, callId]);
    expect(await seconds()).toEqual([undefined, expect.any(Number)]);
    await new SingleCalls(database.source).end(callId, 9n, { outcome: 'connected', endedAt: new Date(now.getTime() + 1), hangupCause: 'NORMAL_CLEARING' }, [], null);
    expect(await seconds()).toEqual([undefined, 1]);
    await expect(rows(database.source, 'SELECT switch_id AS switchId, gateway FROM gateway_days', [])).resolves.toEqual([{ switchId: 'second', gateway: 'trunk' }]);
  });

  it('are found by the migration as what they were: what a gateway has carried is its switch\'s, and of one that is forgotten the only switch\'s there was', async () => {
    await makeCampaign(database.source);
    await write(database.source, 'ALTER TABLE gateways DROP PRIMARY KEY, ADD PRIMARY KEY (name)', []);
    await write(database.source, 'ALTER TABLE gateway_days DROP PRIMARY KEY, DROP COLUMN switch_id, ADD PRIMARY KEY (gateway, day)', []);
    await add('second');
    await write(database.source, "INSERT INTO gateway_days (gateway, day, seconds) VALUES ('trunk', '2026-03-01', 61), ('forgotten', '2026-03-01', 5)", []);
    await write(database.source, "DELETE FROM migrations WHERE name LIKE 'GatewaysOfSwitches%'", []);
    await migrate(database.source);
    await expect(rows(database.source, 'SELECT switch_id AS switchId, gateway, CAST(seconds AS CHAR) AS seconds FROM gateway_days ORDER BY gateway', []))
      .resolves.toEqual([{ switchId: 'main', gateway: 'forgotten', seconds: '5' }, { switchId: 'second', gateway: 'trunk', seconds: '61' }]);
    await add('main');
  });
});
