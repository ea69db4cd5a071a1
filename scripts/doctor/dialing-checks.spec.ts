import type { Gateway } from '@paceline/persistence';
import { checkDialing } from './dialing-checks';

const gateway = (name: string, change: Partial<Gateway> = {}): Gateway => ({
  name, switchId: 'main', callsPerSec: 10, maxLines: 50, maxMinutesPerDay: null, allowedCountries: [], allowedPrefixes: [], allowedNumbers: [], shortNumbers: [], enabled: true,
  ...change,
} as Gateway); // whatever else a gateway has is not asked

it('says why nothing would be dialed', () => {
  const stop = { reason: 'the lines are wrong', byUserId: '1', byUsername: 'nadia', at: new Date('2026-03-01T10:00:00Z') };
  expect(checkDialing(stop, [gateway('fresh'), gateway('by hand', { shortNumbers: ['911'] })]).map(({ name, result, detail }) => [name, result, detail.slice(0, 60)])).toEqual([
    ['dialing', 'warning', 'all of it is stopped since 2026-03-01T10:00:00.000Z by nadia'],
    ['destinations of fresh', 'warning', 'it may dial nothing: name countries, prefixes or numbers (PA'],
    ['destinations of by hand', 'warning', 'it may dial nothing: name countries, prefixes or numbers (PA'],
  ]);
  expect(checkDialing(null, [gateway('carrier', { allowedCountries: ['US'], allowedPrefixes: ['+98'], allowedNumbers: ['+881612345678'] })])).toEqual([
    { name: 'dialing', result: 'ok', detail: 'is not stopped' }, { name: 'destinations of carrier', result: 'ok', detail: 'US, +98, +881612345678' },
  ]);
});
