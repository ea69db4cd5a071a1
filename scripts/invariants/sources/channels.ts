import { legsTogether } from '@paceline/domain/call/legs';
import type { SwitchChannel } from '@paceline/telephony/port/switch-port';
import type { CallRecord, ChannelView } from '@paceline/simulator';
import type { ChannelFact } from '../world';

/** What `show channels` says. */
export function channelsOfSwitch(channels: readonly SwitchChannel[], accountCode: string): ChannelFact[] {
  return channels.map((channel) => ({
    channelId: channel.channelId, createdAtMs: channel.createdAtMs, ours: channel.direction === 'outbound' && channel.accountCode === accountCode,
    with: legsTogether(channel, channels).map(({ channelId }) => channelId),
  }));
}

/** A simulated switch dials for nobody else. */
export function channelsOfSimulator(channels: readonly ChannelView[], recordOf: (channelId: string) => CallRecord | undefined, nowMs: number): ChannelFact[] {
  return channels.map(({ channelId, direction, bridgedTo, conference }) => ({
    channelId, createdAtMs: recordOf(channelId)?.atMs ?? nowMs, ours: direction === 'outbound',
    with: conference === null
      ? [bridgedTo].filter((other) => other !== null)
      : channels.filter((other) => other.channelId !== channelId && other.conference === conference).map((other) => other.channelId),
  }));
}
