import { zonesOf } from '../zones';
import { zoneData } from './current-zones';
import { parseZone } from './zone-names';

it.each([
  ['asia/tehran', 'Asia/Tehran'], ['America/New York', 'America/New_York'], [' Europe/Berlin ', 'Europe/Berlin'], ['US/Eastern', 'US/Eastern'],
  ['Tehran', 'Asia/Tehran'], ['new_york', 'America/New_York'], ['Ho Chi Minh', 'Asia/Ho_Chi_Minh'], ['Iran', 'Iran'],
  ['+03:30', 'UTC+03:30'], ['UTC+3', 'UTC+03:00'], ['GMT -0530', 'UTC-05:30'], ['UTC−5', 'UTC-05:00'], ['utc', 'UTC'], ['Z', 'UTC+00:00'], ['+14:00', 'UTC+14:00'],
  ['Eastern Time', 'America/New_York'], ['PDT', 'America/Los_Angeles'], ['Iran Standard Time', 'Asia/Tehran'], ['W. Europe Standard Time', 'Europe/Berlin'], ['China Standard Time', 'Asia/Shanghai'],
  ['(GMT+03:30) Iran Standard Time (Asia/Tehran)', 'Asia/Tehran'], ['(UTC-05:00) Eastern Time (US & Canada)', 'America/New_York'], ['(UTC+03:30) Tehran', 'Asia/Tehran'],
  ['(UTC+08:00)', 'UTC+08:00'], ['Asia/Manila (PHT)', 'Asia/Manila'],
  ['IST', null], ['CST', null], ['PST', null], ['EST', null], ['MST', null], ['BST', null], ['+15:00', null], ['UTC-13', null], ['+03:75', null], ['3', null], ['Mars/Phobos', null], ['', null], ['../../etc', null],
  ['Asia/Tehran; DROP', null], ['constructor', null], ['Etc/GMT+3', null], ['(UTC+03:30) Atlantis', null], ['x'.repeat(10_000), null],
])('%j is the zone %j', (written, zone) => {
  expect(parseZone(written)).toBe(zone);
});

it('what is read is known', () => {
  for (const name of zoneData().zones.keys()) {
    const zone = parseZone(name);
    if (zone !== null) expect([name, zonesOf(zone).length]).toEqual([name, 1]);
  }
});
