import type { SwitchChannel } from '@paceline/telephony/port/switch-port';
import type { CallRecord, ChannelView } from '@paceline/simulator';
import type { ChannelFact } from '../world';

/** What `show channels` says. Two bridged legs share their call's id. */
export function channelsOfSwitch(channels: readonly SwitchChannel[], accountCode: string): ChannelFact[] {
  return channels.map((channel) => ({
    channelId: channel.channelId, createdAtMs: channel.createdAtMs, ours: channel.direction === 'outbound' && channel.accountCode === accountCode,
    bridgedTo: channels.find((other) => other !== channel && channel.callUuid !== '' && other.callUuid === channel.callUuid)?.channelId ?? null,
  }));
}

/** A simulated switch dials for nobody else. */
export function channelsOfSimulator(channels: readonly ChannelView[], recordOf: (channelId: string) => CallRecord | undefined, nowMs: number): ChannelFact[] {
  return channels.map(({ channelId, direction, bridgedTo }) => ({ channelId, createdAtMs: recordOf(channelId)?.atMs ?? nowMs, ours: direction === 'outbound', bridgedTo }));
}
