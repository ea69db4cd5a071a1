import { PLAIN_ROUTING } from '@paceline/domain/routing/line-policy';
import { lineOfNumber, lineOfThisQueue } from './line-of-queue';
import { aQueue } from './queue.spec-helper';

const ENVIRONMENT = { SAFE_HARBOUR_AFTER_MS: 2_000, SAFE_HARBOUR_PROMPT: 'sorry' };

describe('a line of callers', () => {
  it('is what its queue says, in milliseconds', () => {
    const skills = [{ skill: 'billing', level: 3 }];
    const queue = aQueue({ strategy: 'random', required: skills, relaxation: { everySec: 20, waives: true }, lastAgentFirstSec: 15, wrapUpSec: 10, maxCallSec: 600, record: true, longestWaitSec: 60 });
    expect(lineOfThisQueue(queue, ENVIRONMENT)).toMatchObject({
      id: 'queue-5', campaignId: null,
      policy: {
        patienceMs: 2_000, lastMessage: 'sorry', longestWaitMs: 60_000, longestCallMs: 600_000, wrapUpMs: 10_000, isRecorded: true,
        routing: { strategy: 'random', required: skills, lastAgentFirstMs: 15_000, relaxation: { everyMs: 20_000, waives: true } },
      },
    });
  });

  it('has no limit to a talk, and relaxes nothing, where its queue does not', () => {
    expect(lineOfThisQueue(aQueue(), ENVIRONMENT).policy).toMatchObject({ longestCallMs: null, routing: { relaxation: null } });
  });

  it.each([['+12125550199', 'number-12125550199'], ['', 'number-']])('of number %j is nobody\'s to serve', (number, id) => {
    expect(lineOfNumber(number, ENVIRONMENT)).toMatchObject({ id, campaignId: null, policy: { longestWaitMs: null, longestCallMs: null, isRecorded: false, routing: PLAIN_ROUTING } });
  });
});
