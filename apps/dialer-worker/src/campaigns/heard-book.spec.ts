import { aCall, aCaller } from '../calls/call.spec-helper';
import type { LiveCall } from '../calls/live-call';
import { HeardBook } from './heard-book';

const LINE = 'campaign-1';
const NOTHING = { answeredAfterMs: [], machines: 0, failedAfterMs: [], cancelledAfterMs: [], talkedForMs: [], wrappedForMs: [], abandoned: 0 };

function dialed(atMs = 1_000): LiveCall {
  const call = aCall();
  call.originatingAtMs = atMs;
  return call;
}

describe('what a pacer hears', () => {
  let book: HeardBook;
  beforeEach(() => { book = new HeardBook(); });

  it('is told once, and only when it was learned from', () => {
    const call = dialed();
    call.answeredAtMs = 5_000;
    book.answered(call);
    expect(book.open(LINE)).toEqual({ ...NOTHING, answeredAfterMs: [4_000] });
    // The tick failed: the next one hears it again, with what came meanwhile.
    book.ended(dialed(), 'busy', 3_000, false);
    expect(book.open(LINE)).toEqual({ ...NOTHING, answeredAfterMs: [4_000], failedAfterMs: [2_000] });
    book.close(LINE);
    expect(book.open(LINE)).toEqual(NOTHING);
  });

  it('goes to its own line alone, and what comes between opening and closing is for the next', () => {
    book.open(LINE);
    book.ended(dialed(), 'no-answer', 31_000, false);
    expect(book.open('campaign-2')).toEqual(NOTHING);
    book.close(LINE);
    expect(book.open(LINE)).toEqual({ ...NOTHING, failedAfterMs: [30_000] });
  });

  it('of a caller is how long the agent talked: nobody was dialed, answered or abandoned', () => {
    const caller = aCaller('talking');
    caller.answeredAtMs = 1_000;
    caller.talkingSinceMs = 4_000;
    book.answered(caller);
    book.ended(caller, 'answered', 9_000, true);
    book.ended(aCaller(), 'abandoned-in-queue', 9_000, false);
    expect(book.open(LINE)).toEqual({ ...NOTHING, talkedForMs: [5_000] });
  });

  it('of a talk is its answer, its length and the wrap-up behind it', () => {
    const call = dialed();
    call.answeredAtMs = 9_000;
    call.talkingSinceMs = 10_000;
    book.answered(call);
    book.ended(call, 'connected', 40_000, true);
    book.wrapBegins(LINE, '7', 40_000);
    book.wrapEnds('7', 52_000);
    book.wrapEnds('7', 60_000);
    book.wrapEnds('8', 60_000);
    expect(book.open(LINE)).toEqual({ ...NOTHING, answeredAfterMs: [8_000], talkedForMs: [30_000], wrappedForMs: [12_000] });
  });

  it('of somebody whom nobody took is abandoned, once, at the message or at the end', () => {
    const [played, gone] = [dialed(), dialed()];
    for (const call of [played, gone]) call.answeredAtMs = 2_000;
    book.answered(played);
    book.abandoned(played);
    expect(book.open(LINE)).toEqual({ ...NOTHING, answeredAfterMs: [1_000], abandoned: 1 });
    book.close(LINE);
    book.ended(played, 'abandoned', 9_000, false);
    book.ended(gone, 'hung-up-waiting', 3_000, false);
    expect(book.open(LINE)).toEqual({ ...NOTHING, answeredAfterMs: [1_000], abandoned: 1 });
  });

  it('of a call that was given up says only that nobody answered until then', () => {
    const call = dialed();
    call.givenUp = true;
    book.ended(call, 'no-answer', 17_000, false);
    book.ended(dialed(), 'cancelled', 6_000, false);
    expect(book.open(LINE)).toEqual({ ...NOTHING, cancelledAfterMs: [16_000, 5_000] });
  });

  it.each(['not-dialed', 'lost'] as const)('of a call that is %s is nothing', (outcome) => {
    book.ended(dialed(), outcome, 17_000, false);
    expect(book.open(LINE)).toEqual(NOTHING);
  });

  it('is bounded while nobody asks', () => {
    for (let at = 0; at < 5_000; at++) book.ended(dialed(0), 'busy', at, false);
    const { failedAfterMs } = book.open(LINE);
    expect([failedAfterMs.length, failedAfterMs.at(-1)]).toEqual([2_000, 4_999]);
    for (let at = 0; at < 5_000; at++) book.ended(dialed(0), 'busy', at, false);
    expect(book.open(LINE).failedAfterMs).toHaveLength(2_000);
  });
});
