import type { CallerCard } from '@paceline/contracts/caller-card';
import { News } from '../context/news';
import { NOW_MS, OwnerBench, pass, useTestTime } from '../context/owner.spec-helper';
import { aCall, aCaller } from './call.spec-helper';
import type { SaidOfCalls } from './call-news';
import { CallerCards } from './caller-cards';
import type { LiveCall } from './live-call';

const PHONE = '+12125550142';
const CARD: CallerCard = { phone: PHONE, contacts: [], hasMore: false, lastCalls: [] };
const promised = (agentId: string): LiveCall['agent'] => ({ agentId, token: 't', legChannelId: 'leg' });

describe('who calls', () => {
  useTestTime();
  let bench: OwnerBench;
  let calls: News<SaidOfCalls>;
  let asked: unknown[];
  let read: () => Promise<CallerCard>;
  beforeEach(() => {
    [bench, calls, asked, read] = [new OwnerBench(), new News(), [], () => Promise.resolve(CARD)];
    new CallerCards(bench.owner, calls, (_on, { clientId }, phone, except) => { asked.push([clientId, phone, except]); return read(); });
  });

  it('is told to the screen of the agent who is given them', async () => {
    const call = Object.assign(aCaller('connecting', { phone: PHONE }), { agent: promised('7') });
    calls.emit('promised', call);
    await pass();
    expect(asked).toEqual([['1', PHONE, 'caller']]);
    expect(bench.published).toEqual([{ type: 'caller', clientId: '1', callId: 'caller', agentId: '7', ...CARD, at: new Date(NOW_MS).toISOString() }]);
  });

  it.each<[string, LiveCall['agent']]>([['left meanwhile', null], ['is given to somebody else by now', promised('8')]])('is told to nobody whose caller %s', async (_what, agent) => {
    const call = Object.assign(aCaller('connecting', { phone: PHONE }), { agent: promised('7') });
    read = () => { call.agent = agent; return Promise.resolve(CARD); };
    calls.emit('promised', call);
    await pass();
    expect(bench.published).toEqual([]);
  });

  it('is told to the screen of the agent whose phone rings for them', async () => {
    calls.emit('promised', Object.assign(aCaller('waiting', { phone: PHONE }), { rung: promised('9') }));
    await pass();
    expect(bench.published).toMatchObject([{ type: 'caller', agentId: '9' }]);
  });

  it('is not asked of whom we have called: their contact is known', async () => {
    calls.emit('promised', Object.assign(aCall({}, 'connecting'), { agent: promised('7') }));
    await pass();
    expect([asked, bench.published]).toEqual([[], []]);
  });
});
