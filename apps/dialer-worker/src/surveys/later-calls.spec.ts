import { LEFT_AT_ONCE, type LeftTalk } from '@paceline/persistence';
import { OwnerBench, useTestTime } from '../context/owner.spec-helper';
import { LaterCalls } from './later-calls';

const talk = (callId: string): LeftTalk => ({ clientId: '1', callId, line: 'queue-7', phone: '+14155550100', contactId: null, talkedMs: 40_000, endedAgoMs: 3_000 });

class Bench extends OwnerBench {
  readonly did: string[] = [];
  left: readonly LeftTalk[] = [];
  asks = true;
  readonly later = new LaterCalls(this.owner, {
    rule: {
      asks: async ({ callId }, talkedMs, endedAgoMs) => {
        this.did.push(`judge ${callId} ${String(talkedMs)} ${String(endedAgoMs)}`);
        return await Promise.resolve(this.asks ? { ask: true, ruleId: '5', versionId: '40' } : { ask: false, refusal: { code: 'do-not-call', params: {} } });
      },
    },
    rows: {
      left: async (withinSec) => { this.did.push(`left within ${String(withinSec)}`); return await Promise.resolve(this.left); },
      putOn: async ({ callId }, ruleId) => { this.did.push(`put on ${callId} ${ruleId}`); await Promise.resolve(); },
      follow: async () => { this.did.push('follow'); await Promise.resolve(); }, takeOff: async () => { this.did.push('take off'); await Promise.resolve(); },
    },
  });
}

describe('customers who left before they were asked', () => {
  useTestTime();
  let bench: Bench;
  beforeEach(() => { bench = new Bench(); });

  it('are put on the list of their rule, by how long they talked and how long ago', async () => {
    bench.left = [talk('a')];
    await bench.later.look();
    expect(bench.did).toEqual(['left within null', 'judge a 40000 3000', 'put on a 5', 'follow', 'take off']);
  });

  it('are not, whom the rule does not ask', async () => {
    Object.assign(bench, { left: [talk('a')], asks: false });
    await bench.later.look();
    expect(bench.did).toEqual(['left within null', 'judge a 40000 3000', 'follow', 'take off']);
  });

  it('are left to the next owner by one who has lost the switch', async () => {
    bench.left = [talk('a')];
    bench.lease.held = false;
    await bench.later.look();
    expect(bench.did).toEqual(['left within null', 'judge a 40000 3000']);
  });

  it('are all looked at by a new owner, however many, and only the latest from then on', async () => {
    bench.left = Array.from({ length: LEFT_AT_ONCE }, (_, nth) => talk(String(nth)));
    await bench.later.look();
    bench.left = [];
    await bench.later.look();
    await bench.later.look();
    expect(bench.did.filter((did) => did.startsWith('left'))).toEqual(['left within null', 'left within null', 'left within 600']);
  });
});
