import { almanacOf, singleZone } from './almanac';

it.each([['Asia/Tehran', 'Asia/Tehran'], ['UTC+03:30', 'UTC+03:30'], ['*US', null], ['*IR', null], ['Asia/Nowhere', null], ['', null]])('the one zone of %p is %p', (name, zone) => {
  expect(singleZone(name)?.name ?? null).toBe(zone);
});

it('has a country\'s holidays, with what was changed of them', () => {
  const day = (text: string): number => Date.parse(`${text}T00:00Z`) / 86_400_000;
  const almanac = almanacOf([{ country: 'IR', day: '2026-11-30', isHoliday: true, name: 'Mourning', source: 'a notice' }, { country: 'IR', day: '2026-03-21', isHoliday: false, name: 'Nowruz', source: 'a notice' }]);
  expect(['2026-11-30', '2026-03-21', '2026-03-22'].map((text) => almanac.holidays('IR').has(day(text)))).toEqual([true, false, true]);
  expect(almanac.holidays('IR')).toBe(almanac.holidays('IR'));
  expect(almanac.holidays('QQ').size).toBe(0);
});
