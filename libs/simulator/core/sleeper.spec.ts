import { Sleeper, type SleepMode, type WakeUrgency } from './sleeper';
import { FRAME_MS } from './switch-clock';

/** A frame begins when the test says so: on a busy machine one may begin at any moment. */
class HandClock {
  private readonly due = new Set<{ frames: number; readonly run: () => void }>();

  afterMs(delayMs: number, run: () => void): { cancel: () => void } {
    const entry = { frames: Math.max(1, Math.ceil(delayMs / FRAME_MS)), run };
    this.due.add(entry);
    return { cancel: () => { this.due.delete(entry); } };
  }

  atNextFrame(run: () => void): { cancel: () => void } {
    return this.afterMs(0, run);
  }

  turn(): void {
    for (const entry of [...this.due]) {
      entry.frames -= 1;
      if (entry.frames > 0) continue;
      this.due.delete(entry);
      entry.run();
    }
  }
}

let clock: HandClock;
beforeEach(() => { clock = new HandClock(); });

const nextTurn = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve); });

async function wokenAtOnce(mode: SleepMode, urgency: WakeUrgency): Promise<boolean> {
  const sleeper = new Sleeper(clock);
  let awake = false;
  const sleep = sleeper.sleep(mode).then(() => { awake = true; });
  sleeper.wake(urgency);
  await nextTurn();
  await nextTurn();
  const atOnce = awake;
  clock.turn();
  await sleep;
  return atOnce;
}

describe('a session thread', () => {
  it.each([
    ['signal', 'frame', true], ['signal', 'now', true],
    ['media', 'frame', false], ['media', 'now', true],
    ['bridge', 'frame', false], ['bridge', 'now', false],
  ] as const)('waiting for %s notices a wake of urgency %s at once: %s', async (mode, urgency, atOnce) => {
    expect(await wokenAtOnce(mode, urgency)).toBe(atOnce);
  });

  it('does not miss a wake that came before it slept', async () => {
    const sleeper = new Sleeper(clock);
    sleeper.wake();
    await sleeper.sleep('signal');
  });

  it('still hears in its next sleep after two wakes in one', async () => {
    const sleeper = new Sleeper(clock);
    let slept = 0;
    const thread = (async () => {
      for (; slept < 2; slept += 1) await sleeper.sleep('signal');
    })();
    sleeper.wake();
    sleeper.wake();
    await nextTurn();
    await nextTurn();
    expect(slept).toBe(1);
    sleeper.wake();
    await thread;
    expect(slept).toBe(2);
  });

  it('wakes by itself at its deadline', async () => {
    let awake = false;
    const sleep = new Sleeper(clock).sleep('media', 30).then(() => { awake = true; });
    clock.turn();
    await nextTurn();
    expect(awake).toBe(false);
    clock.turn();
    await sleep;
  });
});
