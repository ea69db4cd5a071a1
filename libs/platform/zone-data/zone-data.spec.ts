import { mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { localTime } from '@paceline/domain/compliance/zone';
import moment from 'moment-timezone';
import { dependencies } from '../../../package.json';
import { zonesOf } from '../zones';
import { keepZonesFresh, takeZoneFile, zoneComplaint, zoneData, zoneStatus } from './current-zones';
import type { PackedFile } from './packed-zones';
import { BUILT_IN, ageDays, builtInZones, readZoneFile } from './zone-data';

const DAY_MS = 86_400_000;
const packed = JSON.parse(readFileSync(require.resolve('moment-timezone/data/packed/latest.json'), 'utf8')) as PackedFile; // as the tests below prove
const folder = mkdtempSync(path.join(tmpdir(), 'zones-'));
const file = path.join(folder, 'latest.json');
const written = (change: Partial<PackedFile> | string): string => {
  writeFileSync(file, typeof change === 'string' ? change : JSON.stringify({ ...packed, ...change }));
  return file;
};
afterAll(() => { rmSync(folder, { recursive: true }); });

describe('the built-in zone data', () => {
  it('is that of the package which is pinned, and says since when there is it', () => {
    expect({ version: dependencies['moment-timezone'], data: builtInZones().version }).toEqual({ version: BUILT_IN.packageVersion, data: BUILT_IN.version });
    expect(Number.isNaN(Date.parse(BUILT_IN.released))).toBe(false);
  });

  it('is read as its makers read it', () => {
    expect(builtInZones().zones.size).toBeGreaterThan(590);
    const wrong: unknown[] = [];
    for (const [name, zone] of builtInZones().zones) {
      for (const iso of ['1995-06-01', '2020-01-15', '2026-03-29T00:59:59', '2026-03-29T01:00:00', '2026-09-20T12:00', '2026-11-29T16:00', '2036-07-01', '2040-01-01']) {
        const atMs = Date.parse(`${iso.includes('T') ? iso : `${iso}T00:00`}Z`);
        const wall = moment.tz(atMs, name);
        const { weekday, minute, day } = localTime(zone, atMs);
        const read = [weekday, minute, day].join();
        if (read !== [wall.isoWeekday(), wall.hours() * 60 + wall.minutes(), Date.parse(wall.format('YYYY-MM-DD')) / DAY_MS].join()) wrong.push([name, iso, read]);
      }
    }
    expect(wrong).toEqual([]);
  });
});

describe('a file of zone data', () => {
  it('is taken when it is newer, with the day that it names', () => {
    expect(readZoneFile(written({ version: '2027a', released: '2027-01-20' }))).toMatchObject({ version: '2027a', released: '2027-01-20', origin: file });
  });

  it('without a day is as old as the file, but never older than its year', () => {
    utimesSync(written({ version: '2027b' }), new Date('1985-10-26'), new Date('1985-10-26'));
    expect(readZoneFile(file).released).toBe('2027-01-01');
    utimesSync(file, new Date('2027-05-01T10:00Z'), new Date('2027-05-01T10:00Z'));
    expect(readZoneFile(file).released).toBe('2027-05-01');
  });

  it.each<readonly [string, Partial<PackedFile> | string, RegExp]>([
    ['cut off', JSON.stringify(packed).slice(0, 100_000), /no JSON/],
    ['something else', '{"zones": 1}', /packed form: version/],
    ['older', { version: '2025c' }, /2025c, older than the built-in 2026f/],
    ['without a zone that contacts have', { zones: packed.zones.filter((line) => !line.startsWith('Asia/Tehran|')), links: packed.links.filter((link) => !link.includes('Asia/Tehran')), countries: packed.countries.filter((line) => !line.startsWith('IR')) }, /lacks 2 zones .*Iran|lacks 2 zones .*Asia.Tehran/],
    ['with an offset that is none', { zones: packed.zones.map((line) => line.replace(/^(Asia\/Tehran\|[^|]*\|)[^|]*/, '$1x!')) }, /Asia\/Tehran is damaged/],
    ['with an offset of two days', { zones: packed.zones.map((line) => line.replace(/^(Asia\/Tehran\|[^|]*\|)[^|]*/, '$1Mo0 Mo0 Mo0 Mo0 Mo0')) }, /Asia\/Tehran is damaged/],
    ['with too few changes', { zones: packed.zones.map((line) => line.replace(/^(Asia\/Tehran\|[^|]*\|[^|]*\|[^|]*\|)[^|]*/, '$1-1 1')) }, /Asia\/Tehran is damaged/],
    ['with a link to nowhere', { links: [...packed.links, 'Mars/Phobos|Mars/Deimos'] }, /leads nowhere/],
    ['with a country in no zone', { countries: [...packed.countries, 'XX|Mars/Phobos'] }, /Mars\/Phobos of XX/],
  ])('that is %s is refused, and what there was stays', (_what, change, problem) => {
    const before = zoneData();
    expect(takeZoneFile(written(change))).toBe(false);
    expect(zoneData()).toBe(before);
    const status = zoneStatus(Date.parse('2026-11-29'));
    expect(status.problem).toMatch(problem);
    expect(zoneComplaint(status)).toMatch(/The data of 2026f is\.$/);
  });

  it('changes what time it is from then on', () => {
    const tehran = packed.zones.find((line) => line.startsWith('Asia/Tehran|')) ?? '';
    const moved = 'Asia/Tehran|X Y|-3u -40|01|2jbMM0|1';
    const before = zonesOf('Asia/Tehran')[0];
    expect(takeZoneFile(written({ version: '2027a', released: '2027-01-20', zones: packed.zones.map((line) => (line === tehran ? moved : line)) }))).toBe(true);
    expect(zonesOf('Asia/Tehran')[0]).not.toBe(before);
    expect(zonesOf('Asia/Tehran')[0]?.offsetsMin).toEqual([210, 240]);
    expect(zoneStatus(Date.parse('2027-02-01'))).toEqual({ version: '2027a', released: '2027-01-20', ageDays: 12, old: false, problem: null });
    expect(takeZoneFile(written({ version: BUILT_IN.version, released: BUILT_IN.released }))).toBe(true);
  });
});

describe('the age of the data', () => {
  it.each([['2026-10-29T00:00Z', 0], ['2026-10-28T00:00Z', 0], ['2026-11-29T12:00Z', 31]])('at %s is %i days', (iso, days) => {
    expect(ageDays(builtInZones(), Date.parse(iso))).toBe(days);
  });

  it('is complained of after 120 days', () => {
    const released = Date.parse(BUILT_IN.released);
    expect(zoneComplaint(zoneStatus(released + 120 * DAY_MS))).toBeNull();
    expect(zoneComplaint(zoneStatus(released + 121 * DAY_MS))).toMatch(/2026f of 2026-10-29 is 121 days old/);
  });
});

describe('a process that goes on', () => {
  it('takes a file that comes later, and complains of old data once a day', () => {
    jest.useFakeTimers();
    let nowMs = Date.parse('2026-11-29T12:00Z');
    const infos: string[] = [];
    const warnings: string[] = [];
    rmSync(file, { force: true });
    const zones = keepZonesFresh(file, { nowMs: () => nowMs }, { info: (_about, text) => { infos.push(text); }, warn: (_about, text) => { warnings.push(text); } });
    try {
      expect(warnings).toEqual([expect.stringMatching(/ENOENT/)]);
      written({ version: '2026g', released: '2026-12-20' });
      jest.advanceTimersByTime(60 * 60_000);
      expect([infos.length, zoneData().version, warnings.length]).toEqual([1, '2026g', 1]);
      nowMs = Date.parse('2027-06-01');
      jest.advanceTimersByTime(2 * 60 * 60_000);
      expect(warnings).toHaveLength(2);
      nowMs += DAY_MS;
      jest.advanceTimersByTime(60 * 60_000);
      expect(warnings[2]).toMatch(/2026g of 2026-12-20 is 164 days old/);
    } finally {
      zones.stop();
      jest.useRealTimers();
    }
  });
});
