import { BUSY, dialOf } from '../clean-world.spec-helper';
import type { AgentFact } from '../world';
import { truthOf } from './truth';

const AGENTS: readonly AgentFact[] = [
  { id: '1', status: 'available', legChannelId: 'leg-now', legNumber: null, legGateway: null },
  { id: '2', status: 'available', legChannelId: null, legNumber: '+14155551001', legGateway: 'carrier' },
];
const of = (complete: boolean, ...dials: Parameters<typeof dialOf>[1][]): { dials: string[]; legs: string[] } => {
  const truth = truthOf({ complete, coversSinceMs: 0, dials: dials.map((change) => dialOf(BUSY, change)) }, { gatewayOf: new Map([['call', 'carrier']]), agents: AGENTS, trials: new Map([['trial', true]]) });
  return { dials: truth.dials.map(({ channelId, gateway }) => `${channelId} ${gateway}`), legs: truth.legs.map(({ channelId }) => channelId) };
};

describe('what was dialed', () => {
  it('is told apart from the agents\' legs: by their extension, by their leg of now, by their number', () => {
    expect(of(true, { channelId: 'call' }, { channelId: 'old-leg', gateway: '', number: 'user/1001@paceline.local' }, { channelId: 'leg-now' }, { channelId: 'other', number: '14155551001' }))
      .toEqual({ dials: ['call carrier'], legs: ['old-leg', 'leg-now', 'other'] });
  });

  it('knows its gateway by its row where a record does not tell, and a stranger as one', () => {
    expect(of(false, { channelId: 'call', gateway: '' }, { channelId: 'stranger', gateway: '' }, { channelId: 'old-leg', gateway: '', number: '1001' }))
      .toEqual({ dials: ['call carrier', 'stranger '], legs: ['old-leg'] });
  });

  it('is no call when somebody tried a flow', () => {
    expect(of(true, { channelId: 'trial', gateway: 'carrier' })).toEqual({ dials: [], legs: ['trial'] });
  });

  it('is a call before it is a leg, whatever number it went to', () => {
    expect(of(true, { channelId: 'call', number: '+14155551001' })).toEqual({ dials: ['call carrier'], legs: [] });
  });

  it('is in the order of time', () => {
    expect(of(true, { channelId: 'later', atMs: 2 }, { channelId: 'sooner', atMs: 1 }).dials).toEqual(['sooner carrier', 'later carrier']);
  });
});
