import type { SwitchChannel } from '@paceline/telephony/port/switch-port';
import type { ChannelView } from '@paceline/simulator';
import { channelsOfSimulator, channelsOfSwitch } from './channels';

const CHANNEL: SwitchChannel = {
  channelId: 'a', direction: 'outbound', createdAtMs: 5, state: 'CS_EXECUTE', callState: 'ACTIVE', application: 'park', callerNumber: '', destination: '', initialDestination: '', accountCode: 'paceline', callUuid: '', dismissed: false, conference: '',
};

const VIEW: ChannelView = { channelId: 'a', direction: 'outbound', state: 'CS_PARK', callState: 'ACTIVE', destination: '', bridgedTo: null, conference: null };

describe('the channels that are up', () => {
  it('are ours by direction and account code, and know whom they hear', () => {
    const channels = channelsOfSwitch([
      { ...CHANNEL, callUuid: 'a', state: 'CS_EXCHANGE_MEDIA' }, { ...CHANNEL, channelId: 'b', callUuid: 'a' }, { ...CHANNEL, channelId: 'c' }, { ...CHANNEL, channelId: 'd' },
      { ...CHANNEL, channelId: 'theirs', accountCode: 'other' }, { ...CHANNEL, channelId: 'caller', direction: 'inbound' },
    ], 'paceline');
    expect(channels.map((channel) => [channel.channelId, channel.ours, channel.with])).toEqual([
      ['a', true, ['b']], ['b', true, ['a']], ['c', true, []], ['d', true, []], ['theirs', false, []], ['caller', false, []],
    ]);
  });

  it('are as old as their INVITE on a simulated switch', () => {
    expect(channelsOfSimulator([VIEW], () => undefined, 9)).toEqual([{ channelId: 'a', createdAtMs: 9, ours: true, with: [] }]);
  });

  it('hear all who are in their conference, or the one whom they are bridged to', () => {
    const inRoom = (channelId: string, conference: string): ChannelView => ({ ...VIEW, channelId, conference });
    const views = [inRoom('a', 'room'), inRoom('b', 'room'), inRoom('c', 'room'), inRoom('d', 'other'), { ...VIEW, channelId: 'e', bridgedTo: 'f' }, { ...VIEW, channelId: 'f', bridgedTo: 'e' }];
    expect(channelsOfSimulator(views, () => undefined, 9).map((channel) => channel.with)).toEqual([['b', 'c'], ['a', 'c'], ['a', 'b'], [], ['f'], ['e']]);
    const channels = channelsOfSwitch(views.map(({ channelId, conference }) => ({ ...CHANNEL, channelId, conference: conference ?? '' })), 'paceline');
    expect(channels.map((channel) => channel.with)).toEqual([['b', 'c'], ['a', 'c'], ['a', 'b'], [], [], []]);
  });
});
