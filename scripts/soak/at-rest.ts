import { rows } from '@paceline/persistence';
import type { CallRecord } from '@paceline/telephony/simulator';
import { checkInvariants, type Violation } from '../invariants/check';
import type { SoakCampaign } from './set-up';
import type { World } from './world';

/** Compares the rows with what the switch did, when nothing is on its way any more. Campaigns were stopped: targets that are left are none of its business. */
export async function checkAtRest({ dataSource, simulated }: World, campaigns: readonly SoakCampaign[], calls: readonly CallRecord[]): Promise<readonly Violation[]> {
  const invites = calls.filter((call) => call.direction === 'outbound' && call.gateway !== '');
  const owners = new Map((await rows<{ id: string; campaignId: string }>(dataSource, 'SELECT id, campaign_id AS campaignId FROM calls', [])).map((call) => [call.id, call.campaignId]));
  const liveChannels = (await simulated.channels()).map(({ channelId }) => channelId);
  const found = await Promise.all(campaigns.map(({ id }, index) => checkInvariants({
    dataSource, campaignId: id, liveChannels: index === 0 ? liveChannels : [],
    // An INVITE that belongs to no row at all is told of once.
    invites: invites.filter(({ channelId }) => (owners.get(channelId) ?? campaigns[0]?.id) === id),
  })));
  return found.flat().filter(({ invariant, evidence }) => !(invariant === 'every target has a result' && evidence.endsWith(' is ready')));
}
