import { cleanWorld } from './clean-world.spec-helper';
import { standing } from './standing';
import type { World } from './world';

/** Gives these worlds one after the other, and the last one from then on. */
function looks(...worlds: readonly World[]): { readonly look: () => Promise<World>; readonly count: () => number } {
  let count = 0;
  return { look: async () => worlds[Math.min(count++, worlds.length - 1)] ?? cleanWorld(), count: () => count };
}
const withCommand = (id: string): World => ({ ...cleanWorld(), commands: [{ id, kind: 'agent-sign-in', state: 'pending', createdAtMs: 0, callId: null }] });

describe('what stands', () => {
  it('is nothing at once when everything holds', async () => {
    const { look, count } = looks(cleanWorld());
    expect((await standing(look)).violations).toEqual([]);
    expect(count()).toBe(1);
  });

  it('is not what was only crossing', async () => {
    const { look, count } = looks(withCommand('one'), cleanWorld(), withCommand('one'));
    expect((await standing(look)).violations).toEqual([]);
    expect(count()).toBe(2);
  });

  it('is not one thing that follows another', async () => {
    expect((await standing(looks(withCommand('one'), withCommand('two')).look)).violations).toEqual([]);
  });

  it('is what is there at every look', async () => {
    const { look, count } = looks(withCommand('one'));
    expect((await standing(look)).violations.map(({ subject }) => subject)).toEqual(['command one']);
    expect(count()).toBeGreaterThan(2);
  });
});
