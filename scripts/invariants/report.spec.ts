import { NOW, T0, cleanWorld, runningWorld } from './clean-world.spec-helper';
import { violationsOf } from './check';
import { hintFor, inWords, reportOf } from './report';
import type { World } from './world';

const hint = (world: World): string | null => hintFor(world, violationsOf(world));

describe('what is said of a look', () => {
  it('at rest, while things go on, is what to ask instead', () => {
    const live = { ...runningWorld(), looking: 'at-rest' } as const;
    expect(violationsOf(live)).not.toEqual([]);
    expect(hint(live)).toMatch(/there is 1 live call and 1 running campaign\. .*-- --running$/);
    expect(hint({ ...live, calls: live.calls.slice(1) })).toMatch(/there is 1 running campaign\./);
    expect(hint(runningWorld())).toBeNull();
  });

  it('is no excuse for what is found when everything is over, nor anything where nothing is found', () => {
    const left = { ...cleanWorld(), channels: [{ channelId: 'left', createdAtMs: T0, ours: true, with: [] }] };
    expect(violationsOf(left)).not.toEqual([]);
    expect([hint(left), hint(cleanWorld())]).toEqual([null, null]);
  });

  it('names the calls whose hours were those of another clock', () => {
    const [one, ...others] = cleanWorld().calls;
    if (one === undefined) throw new Error('a clean world has calls');
    const lines = (judgedAtMs: number | null): string[] => inWords(reportOf({ ...cleanWorld(), calls: [{ ...one, judgedAtMs }, ...others] }, []));
    expect(lines(NOW + 86_400_000)).toContainEqual(expect.stringContaining('not judged: the calling hours of 1 call by the real clock'));
    expect([lines(T0), lines(null)].flat()).not.toContainEqual(expect.stringContaining('not judged'));
  });
});
