import { rows } from '@paceline/persistence';
import { messageOf } from '@paceline/platform/errors';
import type { Finding } from './finding';
import { FaultBag } from './faults';
import type { World } from './world';

const BETWEEN_MS = { least: 15_000, most: 35_000 };
const LOOK_MS = 250;
/** After each fault dialing goes on within this. */
const RESUMED_WITHIN_MS = 60_000;

export interface StruckFault { readonly name: string; readonly atMs: number; readonly tookMs: number; readonly dialingAfterMs: number | null }

/** Breaks something every so often, and waits for the dialing to go on. */
export class Disturber {
  readonly struck: StruckFault[] = [];
  readonly violations: Finding[] = [];
  private readonly bag: FaultBag;
  private stopped = false;
  private running: Promise<void> = Promise.resolve();

  constructor(private readonly world: World, private readonly rng: () => number, private readonly mayEndOurs: () => boolean, private readonly say: (line: string) => void) {
    this.bag = new FaultBag(world.faults(), rng);
  }

  start(): void {
    this.running = this.run();
  }

  /** The fault that is being got over is waited for. Behind one that is not got over there is no further one. */
  async stop(): Promise<void> {
    this.stopped = true;
    await this.running;
  }

  private async run(): Promise<void> {
    while (await this.waited(BETWEEN_MS.least + this.rng() * (BETWEEN_MS.most - BETWEEN_MS.least))) {
      const fault = this.bag.next(this.mayEndOurs());
      const atMs = Date.now();
      try {
        await fault.strike();
      } catch (thrown) {
        this.violations.push({ invariant: 'what was broken runs again', evidence: `${fault.name}: ${messageOf(thrown)}` });
        return;
      }
      const tookMs = Date.now() - atMs;
      const dialingAfterMs = await this.dialingAfter(atMs, Date.now());
      this.struck.push({ name: fault.name, atMs, tookMs, dialingAfterMs });
      this.say(`fault: ${fault.name}, ${dialingAfterMs === null ? 'and NOBODY was dialed within a minute' : `dialing again after ${(dialingAfterMs / 1000).toFixed(1)} s`}`);
      if (dialingAfterMs === null) this.violations.push({ invariant: 'dialing goes on within a minute', evidence: `${fault.name} at ${new Date(atMs).toISOString()}` });
    }
  }

  private async dialingAfter(struckAtMs: number, overAtMs: number): Promise<number | null> {
    while (Date.now() - overAtMs < RESUMED_WITHIN_MS) {
      const [last] = await rows<{ at: Date | null }>(this.world.dataSource, 'SELECT MAX(originating_at) AS at FROM calls', []).catch(() => []); // it may be what was restarted
      if ((last?.at?.getTime() ?? 0) > overAtMs) return Date.now() - struckAtMs;
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
    return null;
  }

  /** False when it was stopped meanwhile. */
  private async waited(ms: number): Promise<boolean> {
    for (const untilMs = Date.now() + ms; Date.now() < untilMs && !this.stopped;) await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    return !this.stopped;
  }
}
