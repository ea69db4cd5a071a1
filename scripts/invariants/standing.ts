import { setTimeout as delay } from 'node:timers/promises';
import { violationsOf } from './check';
import { keyOf, type Violation } from './violation';
import type { World } from './world';

/** The sources are read one after the other while life goes on: what is only crossing is gone within this. */
const STANDS_FOR_MS = 3_000;
const LOOK_EVERY_MS = 250;

/** What was seen last, and the violations that stand: found at the first look, and at every other one for some seconds. */
export interface Standing { readonly world: World; readonly violations: readonly Violation[] }

export async function standing(look: () => Promise<World>): Promise<Standing> {
  let world = await look();
  let violations = violationsOf(world);
  for (const untilMs = performance.now() + STANDS_FOR_MS; violations.length > 0 && performance.now() < untilMs;) {
    await delay(LOOK_EVERY_MS);
    world = await look();
    const found = new Map(violationsOf(world).map((violation) => [keyOf(violation), violation]));
    violations = violations.flatMap((violation) => found.get(keyOf(violation)) ?? []);
  }
  return { world, violations };
}
