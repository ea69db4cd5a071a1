import { countryOfZone, zoneOfPhone, zonesOf } from '@paceline/platform/zones';
import { zoneData } from '@paceline/platform/zone-data/current-zones';
import { getCountries, getExampleNumber, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/mobile/examples';
import { areaOfPhone } from './phone-areas';
import { offsetMinAt } from './zone';

it.each([
  ['+12125550100', 'US', 'US-NY', 'America/New_York'], ['+13055550100', 'US', 'US-FL', 'America/New_York'], ['+18505550100', 'US', 'US-FL', 'America/New_York America/Chicago'],
  ['+19285550100', 'US', 'US-AZ', 'America/Phoenix America/Denver'], ['+18085550100', 'US', 'US-HI', 'Pacific/Honolulu'], ['+16215550100', 'US', 'US-TX', 'America/Chicago'],
  ['+16045550100', 'CA', 'CA-BC', 'America/Vancouver'], ['+17805550100', 'CA', 'CA-AB', 'America/Edmonton'], ['+12045550100', 'CA', 'CA-MB', 'America/Winnipeg'],
  ['+8613800138000', 'CN', null, 'Asia/Shanghai'], ['+861062345678', 'CN', null, 'Asia/Shanghai'], ['+869912345678', 'CN', null, 'Asia/Shanghai Asia/Urumqi'], ['+869982345678', 'CN', null, 'Asia/Shanghai Asia/Urumqi'],
  ['+61291234567', 'AU', null, 'Australia/Sydney'], ['+61265631234', 'AU', null, 'Australia/Lord_Howe'], ['+74012345678', 'RU', null, 'Europe/Kaliningrad'], ['+74951234567', 'RU', null, 'Europe/Moscow'],
  ['+5592991234567', 'BR', null, 'America/Manaus'], ['+34922123456', 'ES', null, 'Atlantic/Canary'], ['+351291123456', 'PT', null, 'Atlantic/Madeira'], ['+6433051234', 'NZ', null, 'Pacific/Chatham'],
])('%s is in %s %s, %s', (phone, country, region, zones) => {
  expect(areaOfPhone(phone)).toMatchObject({ country, region, zones: zones.split(' ') });
});

it.each(['+18005550100', '+18765550100', '+61412345678', '+79161234567', '+77271234567', '+34612345678', '+989121234567', '+', '', '+1'])('%s does not say where it is', (phone) => {
  expect(areaOfPhone(phone)).toBeNull();
});

it('knows no zone that the data does not know, nor one of another country', () => {
  const { zones, byCountry } = zoneData();
  const told = new Set<string>();
  for (let digits = 1; digits < 1_000_000; digits++) for (const zone of areaOfPhone(`+${digits}`)?.zones ?? []) told.add(`${areaOfPhone(`+${digits}`)?.country ?? ''} ${zone}`);
  expect(told.size).toBeGreaterThan(80);
  for (const [country = '', zone = ''] of [...told].map((text) => text.split(' '))) {
    expect([country, zone, zones.has(zone), byCountry.get(country)?.includes(zone)]).toEqual([country, zone, true, true]);
  }
});

it('agrees with the numbering plans on the country of every area code of North America', () => {
  for (let code = 200; code < 1_000; code++) {
    const area = areaOfPhone(`+1${code}5550123`);
    const told = parsePhoneNumberFromString(`+1${code}2340123`);
    if (area !== null && told?.country !== undefined) expect([code, told.country]).toEqual([code, area.country]);
    // Codes that are open to people, and none of ours: those of the Caribbean and of services.
    if (area === null && told?.country !== undefined && told.isValid()) expect([code, ['US', 'CA'].includes(told.country) && told.getType() === 'FIXED_LINE_OR_MOBILE']).toEqual([code, false]);
  }
});

it('only narrows the zones of the number\'s own country', () => {
  for (const country of getCountries()) {
    const phone = getExampleNumber(country, examples)?.number ?? '';
    const zone = zoneOfPhone(phone, country);
    const offsets = (text: string | null): string[] => zonesOf(text).map((known) => [1, 3, 5, 7, 9, 11].map((month) => offsetMinAt(known, Date.UTC(2027, month, 1))).join());
    expect(countryOfZone(zone)).toBe(country);
    expect(offsets(`*${country}`)).toEqual(expect.arrayContaining(offsets(zone)));
  }
});
