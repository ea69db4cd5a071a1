import { NOTHING_LEARNED_OF_QUEUE, handleMs, patienceMs } from '@paceline/domain/queue/queue-learned';
import { News } from '../context/news';
import type { SaidOfCalls } from './call-news';
import { aCall, aCaller, aLine } from './call.spec-helper';
import { QueueEars } from './queue-ears';

const LINE = { ...aLine(), id: 'queue-3', campaignId: null };

describe('what is heard of a queue\'s calls', () => {
  let news: News<SaidOfCalls>;
  let ears: QueueEars;
  beforeEach(() => {
    news = new News<SaidOfCalls>();
    ears = new QueueEars(news);
  });

  it('is how long they keep an agent, wrap-up included', () => {
    const call = Object.assign(aCaller('waiting', { line: LINE }), { lastAgentId: '7', talkingSinceMs: 1_000 });
    news.emit('ended', { call, outcome: 'answered', endedAtMs: 61_000, wasTalking: true });
    expect(ears.learnedOf('queue-3')).toEqual(NOTHING_LEARNED_OF_QUEUE);
    news.emit('wrap-up-ended', '7', 71_000);
    expect(ears.learnedOf('queue-3').handles).toBeGreaterThan(NOTHING_LEARNED_OF_QUEUE.handles);
    expect(handleMs(ears.learnedOf('queue-3'))).toBeLessThan(handleMs(NOTHING_LEARNED_OF_QUEUE));
    news.emit('wrap-up-ended', '7', 99_000);
    expect(ears.learnedOf('queue-4')).toEqual(NOTHING_LEARNED_OF_QUEUE);
  });

  it('is how long callers wait before they give up, or are answered', () => {
    const waits = (): ReturnType<typeof aCaller> => Object.assign(aCaller('waiting', { line: LINE }), { waitingSinceMs: 1_000 });
    news.emit('ended', { call: waits(), outcome: 'abandoned-in-queue', endedAtMs: 11_000, wasTalking: false });
    const impatient = patienceMs(ears.learnedOf('queue-3'));
    expect(impatient).toBeLessThan(patienceMs(NOTHING_LEARNED_OF_QUEUE));
    news.emit('first-bridged', Object.assign(waits(), { connectedAtMs: 61_000 }));
    expect(patienceMs(ears.learnedOf('queue-3'))).toBeGreaterThan(impatient);
  });

  it('is nothing of calls that we made', () => {
    const call = Object.assign(aCall({}, 'waiting'), { lastAgentId: '7', talkingSinceMs: 1_000, connectedAtMs: 1_000 });
    news.emit('first-bridged', call);
    news.emit('ended', { call, outcome: 'answered', endedAtMs: 61_000, wasTalking: true });
    news.emit('wrap-up-ended', '7', 71_000);
    expect(ears.learnedOf(call.facts.line.id)).toEqual(NOTHING_LEARNED_OF_QUEUE);
  });
});
