import { LAW_PROFILES, type LawProfile } from './law-profiles';
import { abandonmentBudget, windowFromMs } from './abandonment-budget';

const HOUR_MS = 3_600_000;
const NOON_MS = Date.UTC(2026, 0, 7, 12);
const US = LAW_PROFILES['us-tsr'];
const DAY = LAW_PROFILES['uk-3-percent'];
const LIFE: LawProfile = { ...US, window: { kind: 'campaign-life' } };
const hour = (hoursAgo: number, answers: number, abandoned: number) => ({ hourAtMs: NOON_MS - hoursAgo * HOUR_MS, answers, abandoned });

it('counts what lies in the law\'s own window, never less than it', () => {
  const hours = [hour(31 * 24, 1_000, 40), hour(25, 100, 9), hour(24, 100, 3), hour(1, 100, 2)];
  expect(abandonmentBudget(DAY, hours, NOON_MS)).toMatchObject({ windowFromMs: NOON_MS - 24 * HOUR_MS, answers: 200, allowed: 6, used: 5, left: 1 });
  // Half an hour later the window begins at half past: that whole hour counts.
  expect(abandonmentBudget(DAY, hours, NOON_MS + HOUR_MS / 2)).toMatchObject({ answers: 200 });
  expect(abandonmentBudget(DAY, hours, NOON_MS + HOUR_MS)).toMatchObject({ answers: 100 });
  expect(abandonmentBudget(US, hours, NOON_MS)).toMatchObject({ answers: 300, allowed: 9, used: 14, left: -5 });
  expect(abandonmentBudget(LIFE, hours, NOON_MS)).toMatchObject({ windowFromMs: null, answers: 1_300, allowed: 39, used: 54, left: -15 });
});

it.each([[33, 0], [34, 1], [100, 3], [0, 0]])('of %d persons %d may be abandoned', (answers, allowed) => {
  expect(abandonmentBudget(US, [hour(0, answers, 0)], NOON_MS).allowed).toBe(allowed);
});

it('allows nobody where the law does not', () => {
  expect(abandonmentBudget(LAW_PROFILES['uk-2017'], [hour(0, 5_000, 1)], NOON_MS)).toMatchObject({ allowed: 0, left: -1 });
});

it('projects an hour like the last one, and what leaves the window until then', () => {
  // A quarter past: the last hour is what came since noon, and three quarters of what came before.
  const hours = [hour(24, 400, 10), hour(1, 200, 8), hour(0, 50, 1)];
  const { projected, ...now } = abandonmentBudget(DAY, hours, NOON_MS + HOUR_MS / 4);
  expect(now).toMatchObject({ answers: 650, used: 19 });
  expect(projected).toEqual({ atMs: NOON_MS + 1.25 * HOUR_MS, answers: 250 + 200, used: 9 + 7, allowed: 13, left: -3 });
});

it('starts no later than the law\'s window does', () => {
  for (const minutes of [0, 1, 59]) {
    const nowMs = NOON_MS + minutes * 60_000;
    expect(windowFromMs(DAY, nowMs)).toBeLessThanOrEqual(nowMs - 24 * HOUR_MS);
  }
});
