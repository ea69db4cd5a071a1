import { isKnownZone } from '@paceline/domain/compliance/calling-hours';
import { getCountries } from 'libphonenumber-js';
import { parseZone, zoneOfCountry, zonesOf } from './zones';

describe('the zones of a contact', () => {
  it('are the one of its IANA name, all of its country, or none', () => {
    expect(zonesOf('Asia/Tehran')).toEqual(['Asia/Tehran']);
    expect(zonesOf('*US')).toEqual(expect.arrayContaining(['America/New_York', 'America/Los_Angeles', 'Pacific/Honolulu']));
    for (const nothing of [null, '', '*', '*XX', 'Mars/Olympus']) expect(zonesOf(nothing)).toEqual([]);
  });

  it('of every country that has phones are known to this runtime, and lead back to the same', () => {
    for (const country of getCountries()) {
      const zone = zoneOfCountry(country);
      if (zone === null) continue;
      expect(zonesOf(zone).length).toBeGreaterThan(0);
      expect(zonesOf(zone).every(isKnownZone)).toBe(true);
      expect(zone.startsWith('*') ? zonesOf(zone).length > 1 : true).toBe(true);
    }
  });

  it.each([
    ['asia/tehran', 'Asia/Tehran'], ['America/New York', 'America/New_York'], [' Europe/Berlin ', 'Europe/Berlin'],
    ['EST', null], ['UTC', null], ['+03:30', null], ['Tehran', null], ['', null], ['../../etc', null], ['Asia/Tehran; DROP', null],
  ])('are read as people write them: %j is %j', (written, zone) => {
    expect(parseZone(written)).toBe(zone);
  });
});
