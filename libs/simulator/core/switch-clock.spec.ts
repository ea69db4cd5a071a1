import { FRAME_MS, SwitchClock } from './switch-clock';

let clock: SwitchClock;
beforeEach(() => { clock = new SwitchClock(); });
afterEach(() => { clock.stop(); });

it('runs what is due in the order of its time, then of its coming', async () => {
  const ran: string[] = [];
  await new Promise<void>((resolve) => {
    clock.afterMs(60, () => { ran.push('late'); resolve(); });
    clock.afterMs(1, () => { ran.push('first'); });
    clock.afterMs(2, () => { ran.push('second'); });
  });
  expect(ran).toEqual(['first', 'second', 'late']);
});

it('never runs anything before its time', async () => {
  const startedAt = performance.now();
  await clock.sleep(45);
  expect(performance.now() - startedAt).toBeGreaterThanOrEqual(45);
});

it('does not run what was cancelled', async () => {
  let ran = false;
  clock.afterMs(5, () => { ran = true; }).cancel();
  await clock.sleep(3 * FRAME_MS);
  expect(ran).toBe(false);
});

it('dates events by frames', async () => {
  await clock.sleep(0);
  const before = clock.stampUs();
  await clock.sleep(30);
  const after = clock.stampUs();
  expect(after - before).toBeGreaterThanOrEqual(FRAME_MS * 1000);
  expect((after - before) % (FRAME_MS * 1000)).toBe(0);
});

it('forgets everything when it is stopped', async () => {
  let ran = false;
  clock.afterMs(1, () => { ran = true; });
  clock.stop();
  const other = new SwitchClock();
  await other.sleep(2 * FRAME_MS);
  other.stop();
  expect(ran).toBe(false);
});

it('forgets nothing when a frame begins in the middle of being asked', async () => {
  // Every look at the time finds a third of a frame gone: sooner or later a frame begins between any two of them.
  let nowMs = performance.now();
  const now = jest.spyOn(performance, 'now').mockImplementation(() => (nowMs += FRAME_MS / 3));
  try {
    for (let asked = 0; asked < 12; asked++) await clock.sleep(0);
  } finally {
    now.mockRestore();
  }
});
