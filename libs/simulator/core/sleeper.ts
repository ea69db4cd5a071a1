import type { Cancellable, SwitchClock } from './switch-clock';

/**
 * How deaf a session thread is while it waits.
 * `signal`: anything wakes it at once. `media`: it reads audio, so commands are seen at the next frame, but the
 * far end's BYE ends the read at once. `bridge`: everything is seen at the next frame.
 */
export type SleepMode = 'signal' | 'media' | 'bridge';
/** `frame`: a command or a queued event. `now`: the far end is gone. */
export type WakeUrgency = 'frame' | 'now';

/** The waiting half of a session thread. One sleeper at a time; a wake that comes early is kept. */
export class Sleeper {
  private wakeUp: ((urgency: WakeUrgency) => void) | undefined;
  private early: WakeUrgency | undefined;

  constructor(private readonly clock: Pick<SwitchClock, 'afterMs' | 'atNextFrame'>) {}

  /** Waits until woken or until `forMs` have passed. */
  sleep(mode: SleepMode, forMs?: number): Promise<void> {
    return new Promise((resolve) => {
      let deadline: Cancellable | undefined;
      let frame: Cancellable | undefined;
      let awake = false;
      const finish = (): void => {
        // Two wakes in one tick: the second one must not put out the next sleep.
        if (awake) return;
        awake = true;
        deadline?.cancel();
        frame?.cancel();
        this.wakeUp = undefined;
        resolve();
      };
      this.wakeUp = (urgency) => {
        if (mode === 'signal' || (mode === 'media' && urgency === 'now')) setImmediate(finish);
        else frame ??= this.clock.atNextFrame(finish);
      };
      if (forMs !== undefined) deadline = this.clock.afterMs(forMs, finish);
      const early = this.early;
      this.early = undefined;
      if (early !== undefined) this.wakeUp(early);
    });
  }

  wake(urgency: WakeUrgency = 'frame'): void {
    if (this.wakeUp) this.wakeUp(urgency);
    else this.early = this.early === 'now' ? 'now' : urgency;
  }
}
