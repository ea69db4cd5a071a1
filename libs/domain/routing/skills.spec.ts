import fc from 'fast-check';
import { anyRelaxation, anyRequired } from './routing.spec-helper';
import { askedNow, hasSkills, levelAsked, shortfallOf, strengthOf } from './skills';

const STEPS = { everyMs: 10_000, waives: true };
const anyLevel = fc.integer({ min: 1, max: 10 });
const anySkills = fc.record({ fa: fc.integer({ min: 0, max: 10 }), ar: fc.integer({ min: 0, max: 10 }) }).map((levels) => new Map(Object.entries(levels)));

describe('the level that is asked for', () => {
  it.each([
    [8, null, 1_000_000, 8], [8, STEPS, 0, 8], [8, STEPS, 9_999, 8], [8, STEPS, 10_000, 7], [8, STEPS, 35_000, 5],
    [2, STEPS, 10_000, 1], [2, STEPS, 19_999, 1], [2, STEPS, 20_000, 0], [2, STEPS, 3_600_000, 0],
    [2, { everyMs: 10_000, waives: false }, 20_000, 1], [2, { everyMs: 10_000, waives: false }, 3_600_000, 1], [8, STEPS, -5, 8],
  ])('of level %d, relaxed by %j, after %d ms: %d', (level, relaxation, waitedMs, expected) => {
    expect(levelAsked(level, relaxation, waitedMs)).toBe(expected);
  });

  it('never rises while somebody waits, sinks by one at a time, and stays between none and what was asked for', () => {
    fc.assert(fc.property(anyLevel, anyRelaxation, fc.nat(1_000_000), fc.nat(1_000_000), (level, relaxation, waitedMs, laterMs) => {
      const [before, after] = [levelAsked(level, relaxation, waitedMs), levelAsked(level, relaxation, waitedMs + laterMs)];
      expect(after).toBeLessThanOrEqual(before);
      expect(after).toBeGreaterThanOrEqual(relaxation?.waives === true ? 0 : 1);
      expect(before).toBeLessThanOrEqual(level);
      if (relaxation !== null && laterMs <= relaxation.everyMs) expect(before - after).toBeLessThanOrEqual(1);
    }));
  });

  it('lets everybody in at last where the skill is waived', () => {
    fc.assert(fc.property(anySkills, anyRequired, fc.integer({ min: 1, max: 100_000 }), (skills, required, everyMs) => {
      expect(hasSkills(skills, askedNow(required, { everyMs, waives: true }, 10 * everyMs))).toBe(true);
    }));
  });
});

describe('skills', () => {
  const skills = new Map([['fa', 6], ['ar', 3]]);
  it.each([
    [[], true, 0, 0], [[{ skill: 'fa', level: 6 }], true, 0, 6], [[{ skill: 'fa', level: 7 }], false, 1, 6],
    [[{ skill: 'fa', level: 1 }, { skill: 'ar', level: 5 }], false, 2, 9], [[{ skill: 'zh', level: 4 }], false, 4, 0],
  ])('of Persian 6 and Arabic 3, for %j: enough %s, %d short, %d strong', (required, enough, shortfall, strength) => {
    expect([hasSkills(skills, required), shortfallOf(skills, required), strengthOf(skills, required)]).toEqual([enough, shortfall, strength]);
  });

  it('are enough exactly when nothing is lacking, as long as nothing is relaxed', () => {
    fc.assert(fc.property(anySkills, anyRequired, fc.nat(), (levels, required, waitedMs) => {
      expect(hasSkills(levels, askedNow(required, null, waitedMs))).toBe(shortfallOf(levels, required) === 0);
    }));
  });
});
