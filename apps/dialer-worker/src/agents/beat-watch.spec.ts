import { BeatWatch } from './beat-watch';

const beats = (counts: Readonly<Record<string, number>>): ReadonlyMap<string, string> => new Map(Object.entries(counts).map(([id, count]) => [id, String(count)]));
const NOBODY = { living: [], silent: [] };

describe('watching beats', () => {
  it('tells who lives and who has been silent for the time, until they beat again', () => {
    const watch = new BeatWatch(1_000);
    expect(watch.look(beats({ a: 5, b: 7 }), 0)).toEqual(NOBODY);
    expect(watch.look(beats({ a: 6, b: 7 }), 500)).toEqual({ living: ['a'], silent: [] });
    expect(watch.look(beats({ a: 6, b: 7 }), 1_000)).toEqual({ living: [], silent: ['b'] });
    expect(watch.look(beats({ a: 6, b: 7 }), 1_500)).toEqual({ living: [], silent: ['a', 'b'] });
    expect(watch.look(beats({ a: 7, b: 7 }), 2_000)).toEqual({ living: ['a'], silent: ['b'] });
  });

  it('takes one who is new for living, but not at the first look: that may have been long ago', () => {
    const watch = new BeatWatch(1_000);
    watch.look(beats({ a: 1 }), 0);
    expect(watch.look(beats({ a: 1, b: 1 }), 100)).toEqual({ living: ['b'], silent: [] });
  });

  it('gives everybody the whole time after a while in which nothing could be counted', () => {
    const watch = new BeatWatch(1_000);
    watch.look(beats({ a: 1 }), 0);
    watch.startAnew();
    expect(watch.look(beats({ a: 1 }), 60_000)).toEqual(NOBODY);
    expect(watch.look(beats({ a: 1 }), 60_999)).toEqual(NOBODY);
    expect(watch.look(beats({ a: 1 }), 61_000)).toEqual({ living: [], silent: ['a'] });
  });

  it('judges nobody whose count is gone, and takes them for living when it begins again', () => {
    const watch = new BeatWatch(1_000);
    watch.look(beats({ a: 9 }), 0);
    expect(watch.look(beats({}), 5_000)).toEqual(NOBODY);
    expect(watch.look(beats({ a: 1 }), 5_500)).toEqual({ living: ['a'], silent: [] });
  });
});
