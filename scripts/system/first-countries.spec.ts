import type { Gateway } from '@paceline/persistence';
import type { DataSource } from 'typeorm';
import { firstCountries } from './first-countries';

const known = (...gateways: Partial<Gateway>[]): DataSource =>
  ({ manager: { find: () => Promise.resolve(gateways.map((gateway) => ({ allowedCountries: [], allowedPrefixes: [], allowedNumbers: [], shortNumbers: [], ...gateway }))) } }) as unknown as DataSource; // all that is asked of it

describe('the countries of a first start', () => {
  const answers = (...said: string[]): { ask: () => Promise<string>; left: string[] } => ({ left: said, ask: () => Promise.resolve(said.shift() ?? '') });

  it('are asked for at a terminal, again when they are none, and kept for the gateway', async () => {
    expect(await firstCountries(known(), answers('us, ca').ask)).toMatchObject({ env: { FREESWITCH_GATEWAY_COUNTRIES: 'US,CA' } });
    expect(await firstCountries(known(), answers('Germany', 'DE').ask)).toMatchObject({ env: { FREESWITCH_GATEWAY_COUNTRIES: 'DE' } });
  });

  it.each([
    ['nobody is there to ask', known(), null],
    ['nobody answers', known(), answers('', '', '').ask],
    ['what is said is no country', known(), answers('XX', 'YY', 'ZZ').ask],
    ['a gateway is known and may dial nothing', known({ name: 'carrier' }), answers('US').ask],
  ])('are none when %s: it says what to do', async (_what, source, ask) => {
    const { env, lines } = await firstCountries(source, ask);
    expect([env, lines.join()]).toEqual([{}, expect.stringContaining('PATCH /api/v1/gateways/')]);
  });

  it('are nobody\'s business once something is named', async () => {
    const { ask, left } = answers('US');
    expect(await firstCountries(known({}, { allowedPrefixes: ['+98'] }), ask)).toEqual({ env: {}, lines: [] });
    expect(left).toEqual(['US']);
  });
});
