import { intersectHours } from '@paceline/domain/compliance/calling-hours';
import { allowsNothing } from '@paceline/domain/compliance/destination';
import { abandonmentLawOf } from '@paceline/domain/compliance/law-profiles';
import { lawfulHours } from '@paceline/domain/compliance/lawful-hours';
import { Gateway, countriesOf, destinationsOf, rows, type Campaign, type CampaignPlace } from '@paceline/persistence';
import type { Message } from '@paceline/contracts/messages/message';
import type { ReadinessReasons } from '@paceline/contracts/messages/readiness-reasons';
import { PacelineError } from '@paceline/platform/errors';
import { In, type EntityManager } from 'typeorm';

type Reason = Message<ReadinessReasons>;

/** Throws `campaign-not-ready` with every reason why a start would dial nothing, or not what was meant. */
export async function requireReady(manager: EntityManager, campaign: Campaign, places: readonly CampaignPlace[]): Promise<void> {
  const hours = reasonsOfHours(campaign);
  const reasons = [
    ...await reasonsOfLists(manager, campaign.id), ...await reasonsOfGateways(manager, campaign), ...hours,
    ...hours.length === 0 ? reasonsOfLawfulHours(campaign, places) : [], ...reasonsOfMode(campaign, places),
  ];
  const [first] = reasons;
  if (first !== undefined) throw new PacelineError('campaign-not-ready', 'not-ready', { reasons });
}

/** One that is completed runs again for somebody only. */
export async function requireSomebodyLeft(manager: EntityManager, campaignId: string): Promise<void> {
  const [left] = await rows(manager, "SELECT 1 FROM targets WHERE campaign_id = ? AND state <> 'done' LIMIT 1", [campaignId]);
  if (left !== undefined) return;
  throw new PacelineError('campaign-not-ready', 'not-ready', { reasons: [{ code: 'nobody-left', params: {} }] });
}

async function reasonsOfLists(manager: EntityManager, campaignId: string): Promise<Reason[]> {
  const importing = await rows<{ name: string }>(manager,
    `SELECT DISTINCT l.name FROM campaign_lists cl JOIN lists l ON l.id = cl.list_id JOIN imports i ON i.list_id = l.id
      WHERE cl.campaign_id = ? AND i.state IN ('queued', 'running')`, [campaignId]);
  if (importing.length > 0) {
    return importing.map(({ name }) => ({ code: 'import-running', params: { list: name } }));
  }
  const [found] = await rows<{ lists: string; anybody: string | number; zoned: string | number }>(manager,
    `SELECT COUNT(*) AS lists,
       EXISTS (SELECT 1 FROM campaign_lists cl JOIN list_contacts lc ON lc.list_id = cl.list_id WHERE cl.campaign_id = ?) AS anybody,
       EXISTS (SELECT 1 FROM campaign_lists cl JOIN list_contacts lc ON lc.list_id = cl.list_id JOIN contacts c ON c.id = lc.contact_id
                WHERE cl.campaign_id = ? AND c.zone IS NOT NULL) AS zoned
       FROM campaign_lists WHERE campaign_id = ?`, [campaignId, campaignId, campaignId]);
  if (Number(found?.lists ?? 0) === 0) return [{ code: 'no-list', params: {} }];
  if (Number(found?.anybody ?? 0) === 0) return [{ code: 'no-contacts', params: {} }];
  if (Number(found?.zoned ?? 0) === 0) return [{ code: 'no-known-zone', params: {} }];
  return [];
}

async function reasonsOfGateways(manager: EntityManager, campaign: Campaign): Promise<Reason[]> {
  if (campaign.gateways.length === 0) return [{ code: 'no-gateway', params: {} }];
  const known = await manager.findBy(Gateway, { name: In(campaign.gateways), switchId: campaign.switchId });
  const reasons = campaign.gateways.filter((name) => !known.some((gateway) => gateway.name === name))
    .map((name): Reason => ({ code: 'unknown-gateway', params: { gateway: name, switchId: campaign.switchId } }));
  const enabled = known.filter((gateway) => Boolean(gateway.enabled));
  if (known.length > 0 && enabled.length === 0) reasons.push({ code: 'no-gateway-enabled', params: {} });
  if (enabled.length > 0 && enabled.every((gateway) => allowsNothing(destinationsOf(gateway)))) {
    reasons.push({ code: 'no-destination-allowed', params: {} });
  }
  return reasons;
}

function reasonsOfHours({ callingHours }: Campaign): Reason[] {
  const isOpen = Object.values(callingHours).some((windows) => windows.length > 0);
  return isOpen ? [] : [{ code: 'no-calling-hours', params: {} }];
}

/** The same hours for everybody there, and holidays end: only hours that never come are a reason. */
function reasonsOfLawfulHours(campaign: Campaign, places: readonly CampaignPlace[]): Reason[] {
  const open = places.filter(({ where }) => Object.keys(intersectHours(campaign.callingHours, lawfulHours(where, campaign).hours)).length > 0);
  if (places.length === 0 || open.length > 0) return [];
  return [{ code: 'no-lawful-hours', params: {} }];
}

function reasonsOfMode(campaign: Campaign, places: readonly CampaignPlace[]): Reason[] {
  if (campaign.mode !== 'predictive' && campaign.mode !== 'power') return [];
  const forbids = countriesOf(places).filter((country) => abandonmentLawOf({ ...campaign, countries: [country] }).abandonCapRatio === 0);
  if (forbids.length === 0) return [];
  return [{ code: 'law-forbids-mode', params: { countries: forbids } }];
}
