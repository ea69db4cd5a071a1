import { aCall, aCaller } from '../calls/call.spec-helper';
import type { SaidOfCalls } from '../calls/call-news';
import { News } from '../context/news';
import { GuardEars } from './guard-ears';

describe('what the guard hears', () => {
  let news: News<SaidOfCalls>;
  let ears: GuardEars;
  beforeEach(() => { news = new News(); ears = new GuardEars(news); });

  const talked = (sinceMs: number, endedAtMs: number, lastAgentId: string | null, clientId = '1'): void => {
    const call = Object.assign(clientId === '1' ? aCaller('talking') : aCall({ clientId }, 'talking'), { talkingSinceMs: sinceMs, lastAgentId });
    news.emit('ended', { call, outcome: 'answered', endedAtMs, wasTalking: true });
  };

  it('are calls that came, by queue, and how long each client\'s agents were busy, with callers or whom they called: each once', () => {
    for (const line of ['queue-1', 'queue-1', 'queue-2']) news.emit('queued', line);
    talked(1_000, 61_000, '7');
    talked(5_000, 4_990, null); // by two clocks
    talked(0, 10_000, '9', '2');
    news.emit('wrap-up-ended', '7', 66_000);
    news.emit('wrap-up-ended', '9', 11_000);
    news.emit('wrap-up-ended', '9', 99_000);
    expect(ears.take()).toEqual({
      arrived: new Map([['queue-1', 2], ['queue-2', 1]]),
      busy: new Map([['1', { talkedForMs: [60_000, 0], wrappedForMs: [5_000] }], ['2', { talkedForMs: [10_000], wrappedForMs: [1_000] }]]),
    });
    expect(ears.take()).toEqual({ arrived: new Map(), busy: new Map() });
  });

  it('is nothing of calls that nobody talked on', () => {
    news.emit('ended', { call: aCaller(), outcome: 'abandoned-in-queue', endedAtMs: 9_000, wasTalking: false });
    expect(ears.take().busy.size).toBe(0);
  });

  it('is bounded while nobody asks', () => {
    for (let at = 0; at < 5_000; at++) talked(0, at, '7');
    const talks = ears.take().busy.get('1')?.talkedForMs;
    expect([talks?.length, talks?.at(-1)]).toEqual([2_000, 4_999]);
  });
});
