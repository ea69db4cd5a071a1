/** Turning points of a leg that somebody may wait for. */
export type LegSignal = 'early-media' | 'answered' | 'hangup' | 'reported' | 'destroyed';

/** One-shot notices of a leg. A late subscriber of something that has happened is told at once. */
export class Signals {
  private readonly happened = new Set<LegSignal>();
  private readonly waiting = new Map<LegSignal, Array<() => void>>();

  once(signal: LegSignal, run: () => void): void {
    if (this.happened.has(signal)) {
      run();
      return;
    }
    const queue = this.waiting.get(signal);
    if (queue) queue.push(run);
    else this.waiting.set(signal, [run]);
  }

  emit(signal: LegSignal): void {
    if (this.happened.has(signal)) return;
    this.happened.add(signal);
    const queue = this.waiting.get(signal) ?? [];
    this.waiting.delete(signal);
    for (const run of queue) run();
  }
}
