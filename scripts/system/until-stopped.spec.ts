import { untilStopped } from './until-stopped';

const app = (running: boolean): { running: boolean; tail(): string } => ({ running, tail: () => 'its last words' });
const LOOK_MS = 20;

describe('a system runs until', () => {
  it('somebody asks it to stop', async () => {
    const asking = new AbortController();
    const ended = untilStopped([app(true)], asking.signal, LOOK_MS);
    setTimeout(() => { asking.abort(); }, 3 * LOOK_MS);
    expect(await ended).toBeNull();
  });

  it('an app has ended by itself', async () => {
    const [one, other] = [app(true), app(true)];
    const ended = untilStopped([one, other], new AbortController().signal, LOOK_MS);
    other.running = false;
    expect(await ended).toBe('its last words');
  });

  it('somebody asks it to stop, of which an app has heard first', async () => {
    const asking = new AbortController();
    const ended = untilStopped([app(false)], asking.signal, LOOK_MS);
    asking.abort();
    expect(await ended).toBeNull();
    expect(await untilStopped([app(false)], asking.signal, LOOK_MS)).toBeNull();
  });
});
