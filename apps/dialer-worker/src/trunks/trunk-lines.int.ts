import { createDataSource, migrate, write } from '@paceline/persistence';
import { Clock } from '@paceline/platform/clock';
import { useTestDatabase } from '@paceline/testing/use-test-database';
import { TrunkLines } from './trunk-lines';

const NOTHING = { onGateway: () => 0, callersOn: () => 0, outsideOn: () => 0, plannedOn: () => 0, unheardOn: () => 0 };

describe('trunks of two switches that are called the same', () => {
  const database = useTestDatabase(async ({ url }) => {
    const source = await createDataSource({ url, poolSize: 5 }).initialize();
    await migrate(source);
    return source;
  });

  function trunksOf(switchId: string): TrunkLines {
    const silent = (): void => undefined;
    const owner = {
      clock: new Clock(), dataSource: database.source, environment: { SWITCH_ID: switchId }, lease: { isHeld: () => true },
      log: { warn: silent, info: silent }, metrics: { gatewayOut: { set: silent } }, run: (_where: string, work: () => Promise<void>) => { void work(); },
    };
    return new TrunkLines(owner as unknown as ConstructorParameters<typeof TrunkLines>[0], NOTHING, NOTHING); // what it reads of them
  }

  it('have their own destinations, minutes of the day, and breakers', async () => {
    await write(database.source, `INSERT INTO gateways (switch_id, name, calls_per_sec, max_lines, allowed_prefixes, max_minutes_per_day) VALUES
      ('main', 'carrier-a', 10, 50, '["+1"]', NULL), ('second', 'carrier-a', 10, 5, '["+44"]', 10), ('third', 'carrier-a', 10, 7, '["+49"]', 10)`, []);
    await write(database.source, "INSERT INTO gateway_days (switch_id, gateway, day, seconds) VALUES ('main', 'carrier-a', UTC_DATE(), 6000), ('second', 'carrier-a', UTC_DATE(), 600)", []);
    const [main, second, third] = [trunksOf('main'), trunksOf('second'), trunksOf('third')];
    const names = ['carrier-a'];

    const prefixes = await Promise.all([main, second, third].map(async (trunks) => (await trunks.known(names)).map(({ destinations }) => destinations.prefixes)));
    expect(prefixes).toEqual([[['+1']], [['+44']], [['+49']]]);
    // The second one's day is used up; the others' are not.
    expect([await main.free(names), await second.free(names), await third.free(names)]).toEqual([[{ name: 'carrier-a', trunkLines: 10 }], [], [{ name: 'carrier-a', trunkLines: 7 }]]);
    expect([main, second, third].map((trunks) => trunks.outages(names).map(({ limit }) => limit))).toEqual([[], ['gateway-spent'], []]);

    for (let failure = 0; failure < 10; failure++) main.endedUnheard('carrier-a', 'congestion', Date.now());
    expect([main, third].map((trunks) => trunks.outages(names).map(({ limit }) => limit))).toEqual([['gateway-out'], []]);
    await expect(third.turn('carrier-a', Date.now() + 5_000)).resolves.toMatchObject({ withdrawn: expect.any(Function) as unknown });
    await expect(main.turn('carrier-a', Date.now() + 5_000)).resolves.toBe('GATEWAY_OUT');
  });
});
