import { OwnerBench, pass, useTestTime } from '../context/owner.spec-helper';
import { aCaller } from './call.spec-helper';
import { QueueMusic } from './queue-music';

describe('the music of those who wait', () => {
  useTestTime();
  let bench: OwnerBench;
  let music: QueueMusic;
  beforeEach(() => {
    bench = new OwnerBench();
    music = new QueueMusic(bench.owner);
  });
  const rounds = (): number => bench.switchPort.told.filter((order) => order.startsWith('announce')).length;

  it('is the switch\'s own where the queue has none', async () => {
    music.play(aCaller(), null);
    await pass();
    expect(bench.switchPort.told).toEqual(['music caller']);
  });

  it.each<[string, Partial<{ state: 'waiting' | 'connecting'; offering: boolean; inQueue: boolean }>, number]>([
    ['is begun again when it is over', {}, 2], ['is not for whoever is being connected', { state: 'connecting' }, 1], ['is not for whoever is being promised somebody', { offering: true }, 1],
    ['is not for whoever was sent on', { inQueue: false }, 1],
  ])('of the queue %s', async (_how, { state = 'waiting', offering = false, inQueue = true }, times) => {
    const call = Object.assign(aCaller(state, {}, { inQueue }), { offering });
    music.play(call, 'calm.wav');
    await pass(5_000);
    music.done(call, 'caller-music-1');
    await pass();
    expect([rounds(), bench.switchPort.told.length]).toEqual([times, times]);
  });

  it('of the queue goes on when nobody comes for whoever was promised somebody as it ended', async () => {
    const call = Object.assign(aCaller(), { offering: true });
    music.play(call, 'calm.wav');
    await pass(5_000);
    music.done(call, 'caller-music-1');
    await pass(250);
    expect(rounds()).toBe(1);
    call.offering = false;
    await pass(100);
    expect(rounds()).toBe(2);
  });

  it('that is over at once is not there: the switch\'s own is played, and nothing goes round for ever', async () => {
    const call = aCaller();
    music.play(call, 'gone.wav');
    await pass(40);
    music.done(call, 'caller-music-1');
    music.done(call, 'caller-music-1');
    await pass();
    expect(bench.switchPort.told.slice(1)).toEqual(['music caller']);
  });

  it('is known by whoever goes from one queue to another, and is begun again after a bridge that failed', async () => {
    const call = aCaller();
    expect(music.isAnother(call, null)).toBe(false);
    music.play(call, 'calm.wav');
    expect([null, 'calm.wav', 'other.wav'].map((prompt) => music.isAnother(call, prompt))).toEqual([true, false, true]);
    music.again(call);
    await pass();
    expect(rounds()).toBe(2);
  });

  it('that was ended is begun no more, nor by the end of something else', async () => {
    const call = aCaller();
    music.play(call, 'calm.wav');
    music.done(call, 'caller-greeting');
    music.end(call);
    await pass(5_000);
    music.done(call, 'caller-music-1');
    await pass();
    expect(rounds()).toBe(1);
  });
});
