import { NOW_MS, OwnerBench, pass, useTestTime } from '../context/owner.spec-helper';
import { aCaller } from './call.spec-helper';
import { CallerSounds } from './caller-sounds';
import type { LiveCall } from './live-call';

const ANSWERED = ['answer caller', 'music caller'];

describe('a caller who only rings', () => {
  useTestTime();
  let bench: OwnerBench;
  beforeEach(() => { bench = new OwnerBench(); });

  const rings = (forMs: number, changes: Partial<Omit<LiveCall, 'state'>> = {}, state: LiveCall['state'] = 'waiting'): LiveCall => {
    const call = Object.assign(aCaller(state), { ringingAtMs: NOW_MS - forMs, ...changes });
    new CallerSounds(bench.owner).ringNoLonger(call);
    return call;
  };

  it.each<[string, number, number]>([['from the beginning', 0, 54_000], ['whom an earlier owner knew', 40_000, 14_000], ['who rings for too long already', 70_000, 0]])(
    'is answered, and hears music, before anybody ends a call that rings for a minute: %s', async (_who, forMs, afterMs) => {
      rings(forMs);
      if (afterMs > 0) {
        await pass(afterMs - 1);
        expect(bench.switchPort.told).toEqual([]);
      }
      await pass(1);
      expect(bench.switchPort.told).toEqual(ANSWERED);
    });

  it.each<[string, Partial<Omit<LiveCall, 'state'>>, LiveCall['state'], string[]]>([
    ['gone', {}, 'ended', []], ['answered already', { answeredAtMs: NOW_MS + 1 }, 'waiting', []],
    ['being connected: the bridge ends what they hear', {}, 'connecting', ['answer caller']],
  ])('hears nothing that would be in somebody\'s way when they are %s', async (_when, changes, state, told) => {
    const call = rings(0);
    Object.assign(call, changes);
    if (state !== 'waiting') call.move(state);
    await pass(60_000);
    expect(bench.switchPort.told).toEqual(told);
  });

  it('and is promised somebody at that moment is answered, and hears music when nobody comes', async () => {
    const call = rings(0, { offering: true });
    await pass(54_500);
    expect(bench.switchPort.told).toEqual(['answer caller']);
    Object.assign(call, { offering: false, answeredAtMs: Date.now() });
    await pass(100);
    expect(bench.switchPort.told).toEqual(ANSWERED);
  });

  it('and is talking after that promise hears the agent alone', async () => {
    const call = rings(0, { offering: true });
    await pass(54_000);
    Object.assign(call, { offering: false, answeredAtMs: Date.now() });
    call.move('connecting');
    await pass(1_000);
    expect(bench.switchPort.told).toEqual(['answer caller']);
  });
});

it('whoever has a message of their own hears that, and all else as everybody does', () => {
  const call = Object.assign(aCaller('answered'), { said: { language: 'en', files: { 'offer.wav': 'spoken-theirs.wav' } } });
  const files = (of: LiveCall): unknown => new CallerSounds(new OwnerBench().owner).files(of, ['offer.wav', 'bye.wav', 'toString']);
  expect(files(call)).toEqual(['spoken-theirs.wav', 'bye.wav', 'toString'].map((name) => ({ kind: 'file', name })));
  expect(files(aCaller('answered'))).toEqual(['offer.wav', 'bye.wav', 'toString'].map((name) => ({ kind: 'file', name })));
});
