import { overflowCircle } from './overflow';
import type { Overflow, WayOut } from './queue-settings';

const message: WayOut = { kind: 'message', say: null };
const to = (queueId: string): WayOut => ({ kind: 'queue', queueId });
const overflow = (more: Partial<Overflow>): Overflow => ({ waitedTooLong: message, full: message, nobodySignedIn: null, ...more });

describe('queues that send their callers on', () => {
  it.each<[string, Readonly<Record<string, Overflow>>, readonly string[] | null]>([
    ['nobody', { a: overflow({}) }, null],
    ['in a line', { a: overflow({ waitedTooLong: to('b') }), b: overflow({ full: to('c') }), c: overflow({}) }, null],
    ['to one by two ways', { a: overflow({ waitedTooLong: to('b'), full: to('c') }), b: overflow({ full: to('d') }), c: overflow({ full: to('d') }), d: overflow({}) }, null],
    ['to themselves', { a: overflow({ nobodySignedIn: to('a') }) }, ['a']],
    ['round in a circle', { a: overflow({ waitedTooLong: to('b') }), b: overflow({ nobodySignedIn: to('c') }), c: overflow({ full: to('a') }) }, ['a', 'b', 'c']],
    ['into a circle of others', { a: overflow({ full: to('b') }), b: overflow({ full: to('c') }), c: overflow({ full: to('b') }) }, null],
    ['to one that is not there', { a: overflow({ full: to('gone') }) }, null],
  ])('%s', (_how, queues, circle) => {
    expect(overflowCircle('a', (id) => queues[id] ?? null)).toEqual(circle);
  });
});
