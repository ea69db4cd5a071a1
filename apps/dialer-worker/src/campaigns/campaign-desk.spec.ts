import { Campaign } from '@paceline/persistence';
import { FakeRows } from '@paceline/testing/fake-rows';
import { aCall, aLine } from '../calls/call.spec-helper';
import { CallRegistry } from '../calls/call-registry';
import type { LiveCall } from '../calls/live-call';
import { OwnerBench, useTestTime } from '../context/owner.spec-helper';
import { aCampaign } from '../context/rows.spec-helper';
import { CampaignDesk } from './campaign-desk';

type Parts = ConstructorParameters<typeof CampaignDesk>[3];

class Bench extends OwnerBench {
  readonly did: string[] = [];
  readonly registry = new CallRegistry();
  readonly desk: CampaignDesk;

  constructor(readonly campaign: Campaign | null) {
    super({ dataSource: new FakeRows().dataSource });
    this.desk = new CampaignDesk(this.owner, {} as ConstructorParameters<typeof CampaignDesk>[1], 'us', { // no campaign runs here
      registry: this.registry, ending: { neverSent: async ({ callId }: LiveCall, why: string) => { this.did.push(`give back ${callId}: ${why}`); } },
      book: { changed: () => { this.did.push('read it anew'); }, find: async () => campaign }, previews: { paused: async () => { this.did.push('give back what is shown'); } },
      told: { tellNow: async ({ status }: Campaign) => { this.did.push(`tell that it is ${status}`); } },
    } as unknown as Parts);
    for (const [callId, state, changes] of CALLS) this.registry.add(Object.assign(aCall({ callId, line: aLine(callId === 'elsewhere' ? '2' : '1') }, state), changes));
  }
}

const CALLS: readonly [string, LiveCall['state'], Partial<Omit<LiveCall, 'state'>>][] = [
  ['planned', 'planned', {}], ['sent', 'originating', {}], ['exists', 'originating', { created: true }], ['rings', 'ringing', { created: true }], ['waits', 'waiting', {}], ['talks', 'talking', {}],
  ['elsewhere', 'ringing', { created: true }],
];

describe('a campaign that somebody has', () => {
  useTestTime();

  it('stopped calls off what nobody has answered, and nothing else', async () => {
    const bench = new Bench(aCampaign({ status: 'stopped' }));
    await bench.desk.changed('1');
    expect(bench.did).toEqual(['read it anew', 'give back planned: CAMPAIGN_STOPPED', 'tell that it is stopped']);
    expect(bench.switchPort.told).toEqual(['hangup exists ORIGINATOR_CANCEL', 'hangup rings ORIGINATOR_CANCEL']);
    expect([...bench.registry.all()].filter(({ unwanted }) => unwanted).map(({ callId }) => callId)).toEqual(['sent']); // ended as soon as it exists
  });

  it.each<[string, Campaign | null, string[]]>([
    ['paused gives back what agents look at; calls on their way go on', aCampaign({ status: 'paused' }), ['read it anew', 'give back what is shown', 'tell that it is paused']],
    ['changed while it runs goes on', aCampaign(), ['read it anew']], ['taken away is not told of', null, ['read it anew']],
  ])('%s', async (_what, campaign, did) => {
    const bench = new Bench(campaign);
    await bench.desk.changed('1');
    expect([bench.did, bench.switchPort.told]).toEqual([did, []]);
  });
});
