import { Gateway } from '@paceline/persistence';
import { FakeRows } from '@paceline/testing/fake-rows';
import { OwnerBench } from '../context/owner.spec-helper';
import { aGateway } from '../context/rows.spec-helper';
import { anyGatewayTo } from './any-gateway';

const PHONE = '+12125550142';

describe('the gateway by which a number is reached', () => {
  it.each<[string, Partial<Gateway>[], Record<string, number>, string | null]>([
    ['is the one with most lines left', [{ name: 'a' }, { name: 'b' }, { name: 'c' }], { a: 2, b: 9, c: 5 }, 'b'],
    ['is one that may reach it, however few lines it has', [{ name: 'a', allowedCountries: ['GB'] }, { name: 'b' }], { a: 9, b: 1 }, 'b'],
    ['is none that is disabled', [{ name: 'a', enabled: false }, { name: 'b' }], { a: 9, b: 1 }, 'b'],
    ['is none of another switch', [{ name: 'a', switchId: 'other' }, { name: 'b' }], { a: 9, b: 1 }, 'b'],
    ['is one that may, when no line is free: the call waits for its turn there', [{ name: 'a', allowedCountries: [] }, { name: 'b' }], {}, 'b'],
    ['is none when none may', [{ name: 'a', allowedCountries: ['GB'] }], { a: 9 }, null],
  ])('%s', async (_what, gateways, lines, expected) => {
    const rows = new FakeRows().has(Gateway, ...gateways.map((columns) => aGateway(columns)));
    const { owner } = new OwnerBench({ dataSource: rows.dataSource, environment: { SWITCH_ID: 'main' } });
    const free = (may: readonly string[]) => Promise.resolve(may.flatMap((name) => name in lines ? [{ name, trunkLines: lines[name] ?? 0 }] : []));
    await expect(anyGatewayTo(owner, { free }, PHONE, 'transfer')).resolves.toBe(expected);
  });
});
