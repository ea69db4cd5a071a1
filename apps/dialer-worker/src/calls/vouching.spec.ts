import { aCall } from './call.spec-helper';
import type { LiveCall } from './live-call';
import { Vouching } from './vouching';

const NOW_MS = 1_795_684_128_310;
const LEASE_TTL_MS = 10_000;

function waitingCall(callId: string): LiveCall {
  return aCall({ callId }, 'waiting');
}

describe('answering for calls that wait', () => {
  let said: string[];
  let held: boolean;
  let up: boolean;
  let aheadMs: number;
  let vouching: Vouching;
  beforeEach(() => {
    jest.useFakeTimers({ now: NOW_MS });
    [said, held, up, aheadMs] = [[], true, true, 0];
    vouching = new Vouching({
      environment: { LEASE_TTL_MS },
      lease: { isHeld: () => held },
      switchPort: { get up() { return up; }, setVariable: async (id, name, value) => { said.push(`${id} ${name} ${value}`); return { ok: true, text: '+OK' }; } },
      log: { debug: () => undefined },
      run: (_, work) => { work().catch((thrown: unknown) => { throw thrown; }); },
    }, { nowMs: () => Date.now() + aheadMs });
  });
  afterEach(() => {
    vouching.stop();
    jest.useRealTimers();
  });

  it('begins at once, for twice the life of the lease, and goes on until the call waits no more', () => {
    const call = waitingCall('a');
    vouching.begin(call);
    expect(said).toEqual(['a paceline_until 1795684149']);
    jest.advanceTimersByTime(10_000);
    expect(said.slice(1)).toEqual(['a paceline_until 1795684154', 'a paceline_until 1795684159']);
    vouching.end(call);
    jest.advanceTimersByTime(60_000);
    expect(said).toHaveLength(3);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('speaks in the switch\'s time, whatever our own clock says', () => {
    aheadMs = -300_000;
    vouching.begin(waitingCall('a'));
    expect(said).toEqual(['a paceline_until 1795683849']);
  });

  it('forgets calls that have ended, and goes on for the others', () => {
    const [ended, waiting] = [waitingCall('a'), waitingCall('b')];
    for (const call of [ended, waiting]) vouching.begin(call);
    ended.move('ended');
    said = [];
    jest.advanceTimersByTime(5_000);
    expect(said).toEqual(['b paceline_until 1795684154']);
  });

  it.each([
    ['its lease is lost', () => { held = false; }],
    ['the link is down', () => { up = false; }],
    ['its ownership has ended', () => { vouching.stop(); }],
  ])('says nothing more when %s', (_, happens) => {
    vouching.begin(waitingCall('a'));
    happens();
    jest.advanceTimersByTime(60_000);
    expect(said).toHaveLength(1);
  });
});
