import type { SwitchChannel } from '@paceline/telephony/port/switch-port';
import { channelsOfSimulator, channelsOfSwitch } from './channels';

const CHANNEL: SwitchChannel = {
  channelId: 'a', direction: 'outbound', createdAtMs: 5, state: 'CS_EXECUTE', callState: 'ACTIVE', application: 'park', callerNumber: '', destination: '', accountCode: 'paceline', callUuid: '', dismissed: false, conference: '',
};

describe('the channels that are up', () => {
  it('are ours by direction and account code, and know whom they are bridged to', () => {
    const channels = channelsOfSwitch([
      { ...CHANNEL, callUuid: 'a' }, { ...CHANNEL, channelId: 'b', callUuid: 'a' }, { ...CHANNEL, channelId: 'c' }, { ...CHANNEL, channelId: 'd' },
      { ...CHANNEL, channelId: 'theirs', accountCode: 'other' }, { ...CHANNEL, channelId: 'caller', direction: 'inbound' },
    ], 'paceline');
    expect(channels.map(({ channelId, ours, bridgedTo }) => [channelId, ours, bridgedTo])).toEqual([
      ['a', true, 'b'], ['b', true, 'a'], ['c', true, null], ['d', true, null], ['theirs', false, null], ['caller', false, null],
    ]);
  });

  it('are as old as their INVITE on a simulated switch', () => {
    const view = { channelId: 'a', direction: 'outbound' as const, state: 'CS_PARK', callState: 'ACTIVE', destination: '', bridgedTo: null };
    expect(channelsOfSimulator([view], () => undefined, 9)).toEqual([{ channelId: 'a', createdAtMs: 9, ours: true, bridgedTo: null }]);
  });
});
