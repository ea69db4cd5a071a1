import { aCall, aCaller, aLine } from '../calls/call.spec-helper';
import { beginning } from '@paceline/domain/script/step';
import type { ScriptState } from '@paceline/domain/script/script-run';
import { listenerOf } from '../calls/caller-now';
import { LiveCall } from '../calls/live-call';
import type { CallNews } from '../calls/call-news';
import { News } from '../context/news';
import { HeardBook } from './heard-book';

const LINE = 'campaign-1';
const NOTHING = { answeredAfterMs: [], machines: 0, failedAfterMs: [], cancelledAfterMs: [], talkedForMs: [], wrappedForMs: [], abandoned: 0 };

function dialed(atMs = 1_000): LiveCall {
  const call = aCall();
  call.originatingAtMs = atMs;
  return call;
}

describe('what a pacer hears', () => {
  let news: CallNews;
  let book: HeardBook;
  beforeEach(() => { news = new News(); book = new HeardBook(news, { linesOf: (agentId) => agentId === '7' ? [LINE, 'queue-3', 'campaign-2'] : [] }); });

  it('is told once, and only when it was learned from', () => {
    const call = dialed();
    call.answeredAtMs = 5_000;
    news.emit('answered', call);
    expect(book.open(LINE)).toEqual({ ...NOTHING, answeredAfterMs: [4_000] });
    // The tick failed: the next one hears it again, with what came meanwhile.
    news.emit('ended', { call: dialed(), outcome: 'busy', endedAtMs: 3_000, wasTalking: false });
    expect(book.open(LINE)).toEqual({ ...NOTHING, answeredAfterMs: [4_000], failedAfterMs: [2_000] });
    book.close(LINE);
    expect(book.open(LINE)).toEqual(NOTHING);
  });

  it('of a call that listens to what is played is the key by which it asks for an agent; without one it is a call that nobody answered', () => {
    const listens = (exit: ScriptState['exit']): LiveCall => {
      const automatic = { script: { languages: ['en'], start: 'a', emergency: 'a', nodes: {} } } as const;
      const line = aLine('1', { automatic });
      const state = { ...beginning(automatic.script), node: 'a', exit };
      const call = new LiveCall({ ...aCall().facts, line }, 'answered', listenerOf(line, state));
      return Object.assign(call, { originatingAtMs: 1_000, answeredAtMs: 5_000 });
    };
    const [silent, asks] = [listens(null), listens({ kind: 'agents', atMs: 21_000 })];
    news.emit('answered', silent);
    news.emit('ended', { call: silent, outcome: 'scripted', endedAtMs: 31_000, wasTalking: false });
    expect(book.open(LINE)).toEqual({ ...NOTHING, failedAfterMs: [30_000] });
    book.close(LINE);
    news.emit('agent-wanted', asks);
    news.emit('ended', { call: asks, outcome: 'abandoned', endedAtMs: 41_000, wasTalking: false });
    expect(book.open(LINE)).toEqual({ ...NOTHING, answeredAfterMs: [20_000], abandoned: 1 });
  });

  it('of somebody whom a broadcast has brought to a queue is its campaign\'s: the key, the talk, the wrap-up, and that nobody came', () => {
    const brought = (): LiveCall => {
      const automatic = { script: { languages: ['en'], start: 'a', emergency: 'a', nodes: {} } } as const;
      const line = { ...aLine('1', { automatic }), id: 'queue-3' };
      const state = { ...beginning(automatic.script), node: 'a', exit: { kind: 'queue', queueId: '3' } } as const;
      const call = new LiveCall({ ...aCall().facts, line }, 'waiting', listenerOf(line, state));
      if (call.caller !== null) call.caller.inQueue = true;
      return Object.assign(call, { originatingAtMs: 1_000, answeredAtMs: 5_000, waitingSinceMs: 21_000 });
    };
    const [talks, leaves] = [brought(), brought()];
    news.emit('agent-wanted', talks);
    news.emit('ended', { call: Object.assign(talks, { talkingSinceMs: 30_000, lastAgentId: '8' }), outcome: 'connected', endedAtMs: 90_000, wasTalking: true });
    news.emit('wrap-up-began', 'queue-3', '8', 90_000);
    news.emit('wrap-up-ended', '8', 95_000);
    news.emit('ended', { call: leaves, outcome: 'hung-up-waiting', endedAtMs: 91_000, wasTalking: false });
    expect(book.open(LINE)).toEqual({ ...NOTHING, answeredAfterMs: [20_000, 20_000], talkedForMs: [60_000], wrappedForMs: [5_000], abandoned: 1 });
    expect(book.open('queue-3')).toEqual(NOTHING);
  });

  it('goes to its own line alone, and what comes between opening and closing is for the next', () => {
    book.open(LINE);
    news.emit('ended', { call: dialed(), outcome: 'no-answer', endedAtMs: 31_000, wasTalking: false });
    expect(book.open('campaign-2')).toEqual(NOTHING);
    book.close(LINE);
    expect(book.open(LINE)).toEqual({ ...NOTHING, failedAfterMs: [30_000] });
  });

  it('of a caller is how long the agent talked: nobody was dialed, answered or abandoned', () => {
    const caller = aCaller('talking');
    caller.answeredAtMs = 1_000;
    caller.talkingSinceMs = 4_000;
    news.emit('answered', caller);
    news.emit('ended', { call: caller, outcome: 'answered', endedAtMs: 9_000, wasTalking: true });
    news.emit('ended', { call: aCaller(), outcome: 'abandoned-in-queue', endedAtMs: 9_000, wasTalking: false });
    expect(book.open(LINE)).toEqual({ ...NOTHING, talkedForMs: [5_000] });
  });

  it('of talks with callers of a queue goes to every campaign that their agent serves', () => {
    const line = { ...aLine(), id: 'queue-3', campaignId: null };
    for (const lastAgentId of ['7', '8', null]) {
      const call = Object.assign(aCaller('talking', { line }), { lastAgentId, talkingSinceMs: 4_000 });
      news.emit('ended', { call, outcome: 'answered', endedAtMs: 9_000, wasTalking: true });
    }
    for (const agentId of ['7', '8']) {
      news.emit('wrap-up-began', 'queue-3', agentId, 9_000);
      news.emit('wrap-up-ended', agentId, 11_000);
    }
    for (const campaign of [LINE, 'campaign-2']) expect(book.open(campaign)).toEqual({ ...NOTHING, talkedForMs: [5_000], wrappedForMs: [2_000] });
    expect(book.open('queue-3')).toEqual(NOTHING);
  });

  it('of a talk is its answer, its length and the wrap-up behind it', () => {
    const call = dialed();
    call.answeredAtMs = 9_000;
    call.talkingSinceMs = 10_000;
    news.emit('answered', call);
    news.emit('ended', { call, outcome: 'connected', endedAtMs: 40_000, wasTalking: true });
    news.emit('wrap-up-began', LINE, '7', 40_000);
    news.emit('wrap-up-ended', '7', 52_000);
    news.emit('wrap-up-ended', '7', 60_000);
    news.emit('wrap-up-ended', '8', 60_000);
    expect(book.open(LINE)).toEqual({ ...NOTHING, answeredAfterMs: [8_000], talkedForMs: [30_000], wrappedForMs: [12_000] });
  });

  it('of somebody whom nobody took is abandoned, once, at the message or at the end', () => {
    const [played, gone] = [dialed(), dialed()];
    for (const call of [played, gone]) call.answeredAtMs = 2_000;
    news.emit('answered', played);
    news.emit('abandoned', played);
    expect(book.open(LINE)).toEqual({ ...NOTHING, answeredAfterMs: [1_000], abandoned: 1 });
    book.close(LINE);
    news.emit('ended', { call: played, outcome: 'abandoned', endedAtMs: 9_000, wasTalking: false });
    news.emit('ended', { call: gone, outcome: 'hung-up-waiting', endedAtMs: 3_000, wasTalking: false });
    expect(book.open(LINE)).toEqual({ ...NOTHING, answeredAfterMs: [1_000], abandoned: 1 });
  });

  it('of a call that was given up says only that nobody answered until then', () => {
    const call = dialed();
    call.givenUp = true;
    news.emit('ended', { call, outcome: 'no-answer', endedAtMs: 17_000, wasTalking: false });
    news.emit('ended', { call: dialed(), outcome: 'cancelled', endedAtMs: 6_000, wasTalking: false });
    expect(book.open(LINE)).toEqual({ ...NOTHING, cancelledAfterMs: [16_000, 5_000] });
  });

  it.each(['not-dialed', 'lost'] as const)('of a call that is %s is nothing', (outcome) => {
    news.emit('ended', { call: dialed(), outcome, endedAtMs: 17_000, wasTalking: false });
    expect(book.open(LINE)).toEqual(NOTHING);
  });

  it('is bounded while nobody asks', () => {
    for (let at = 0; at < 5_000; at++) news.emit('ended', { call: dialed(0), outcome: 'busy', endedAtMs: at, wasTalking: false });
    const { failedAfterMs } = book.open(LINE);
    expect([failedAfterMs.length, failedAfterMs.at(-1)]).toEqual([2_000, 4_999]);
    for (let at = 0; at < 5_000; at++) news.emit('ended', { call: dialed(0), outcome: 'busy', endedAtMs: at, wasTalking: false });
    expect(book.open(LINE).failedAfterMs).toHaveLength(2_000);
  });
});
