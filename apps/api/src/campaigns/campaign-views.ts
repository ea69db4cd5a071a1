import { callingHours } from '@paceline/contracts/calling-hours';
import { retryRules } from '@paceline/contracts/campaigns';
import type { CampaignView, CreateCampaign, PatchCampaign } from '@paceline/contracts/campaigns';
import { lineOfCampaign } from '@paceline/domain/routing/line';
import type { Campaign } from '@paceline/persistence';

export function toCampaignView(campaign: Campaign): CampaignView {
  return {
    id: campaign.id, name: campaign.name, status: campaign.status, switchId: campaign.switchId, line: lineOfCampaign(campaign.id),
    mode: campaign.mode, gateways: campaign.gateways, callerNumber: campaign.callerNumber,
    ringTimeoutSec: campaign.ringTimeoutSec, maxCallSec: campaign.maxCallSec, wrapUpSec: campaign.wrapUpSec,
    record: Boolean(campaign.record), safeHarbourPrompt: campaign.safeHarbourPrompt,
    callingHours: callingHours.parse(campaign.callingHours), retryRules: retryRules.parse(campaign.retryRules),
    purpose: campaign.purpose, delivery: campaign.delivery, observesHolidays: Boolean(campaign.observesHolidays), countries: campaign.countries,
    lawProfile: campaign.lawProfile, abandonTargetRatio: campaign.abandonTargetRatio, maxLinesPerAgent: campaign.maxLinesPerAgent, questionnaireId: campaign.questionnaireId, broadcast: campaign.broadcast === null ? null : { ...campaign.broadcast, offer: campaign.broadcast.offer ?? null }, machineMessage: campaign.machineMessage,
    createdAt: campaign.createdAt.toISOString(), startedAt: campaign.startedAt?.toISOString() ?? null, endedAt: campaign.endedAt?.toISOString() ?? null,
  };
}

/** What of a request are columns of the campaign's row, those left out left out. */
export function toColumns({ lists: _lists, ...settings }: PatchCampaign | CreateCampaign): Partial<Campaign> {
  const given = Object.entries(settings).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given); // the settings are named and typed as the columns
}
