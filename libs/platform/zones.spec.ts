import { localTime } from '@paceline/domain/compliance/zone';
import { getCountries } from 'libphonenumber-js/max';
import { countryOfZone, zoneOfCountry, zonesOf } from './zones';

const names = (zone: string | null): string[] => zonesOf(zone).map(({ name }) => name);

describe('the zones of a contact', () => {
  it('are the one of its IANA name, that of its offset, all of its country, or none', () => {
    expect(names('Asia/Tehran')).toEqual(['Asia/Tehran']);
    expect(names('Europe/Oslo')).toEqual(['Europe/Oslo']);
    expect(zonesOf('UTC-03:30')).toEqual([{ name: 'UTC-03:30', changesAtMs: [], offsetsMin: [-210] }]);
    expect(names('*US')).toEqual(expect.arrayContaining(['America/New_York', 'America/Los_Angeles', 'Pacific/Honolulu']));
    for (const nothing of [null, '', '*', '*XX', 'Mars/Olympus', 'UTC+3', 'constructor', 'asia/tehran']) expect(zonesOf(nothing)).toEqual([]);
  });

  it('are asked for once where they show the same time', () => {
    expect(names('*US').length).toBeLessThan(20);
    expect(names('*DE')).toHaveLength(1);
    expect(names('*MY')).toHaveLength(1);
    expect(names('*CN')).toEqual(['Asia/Shanghai', 'Asia/Urumqi']);
    const atMs = Date.parse('2026-11-29T16:00Z');
    expect([...new Set(zonesOf('*US').map((zone) => localTime(zone, atMs).minute / 60))].sort((a, b) => a - b)).toEqual([6, 7, 8, 9, 10, 11]);
  });

  it('of every country that has phones are known, and lead back to it', () => {
    for (const country of getCountries()) {
      const zone = zoneOfCountry(country);
      expect([country, zonesOf(zone).length > 0]).toEqual([country, true]);
      expect([country, countryOfZone(zone)]).toEqual([country, country]);
    }
  });

  it.each([['IR', 'Asia/Tehran'], ['JP', '*JP'], ['NO', '*NO'], ['US', '*US'], ['NZ', '*NZ'], ['XX', null]])('of %s are written %s', (country, zone) => {
    expect(zoneOfCountry(country)).toBe(zone);
  });

  it.each([['Asia/Tehran', 'IR'], ['America/Chicago', 'US'], ['*GB', 'GB'], ['*XX', null], ['Europe/Berlin', null], ['UTC+03:30', null], [null, null], ['', null]])('%s is the clock of %s alone', (zone, country) => {
    expect(countryOfZone(zone)).toBe(country);
  });
});
