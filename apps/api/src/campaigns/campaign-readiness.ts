import { disclosureOf, type Broadcast } from '@paceline/domain/campaign/broadcast';
import { faultsOfVoice, voiceLawsOf } from '@paceline/domain/compliance/artificial-voice';
import type { Kind } from '@paceline/domain/compliance/call-purpose';
import { intersectHours } from '@paceline/domain/compliance/calling-hours';
import { allowsNothing } from '@paceline/domain/compliance/destination';
import { consentNeeded } from '@paceline/domain/compliance/consent-laws';
import { abandonmentLawOf } from '@paceline/domain/compliance/law-profiles';
import { lawfulHours } from '@paceline/domain/compliance/lawful-hours';
import { disclosureWritten, type PlayedMessages } from '@paceline/domain/compliance/written-disclosure';
import type { Say } from '@paceline/domain/script/script';
import { ClientConsents, ClientInboundNumbers, ClientSpokenPrompts, Gateways, countriesOf, destinationsOf, listsStateOf, type Campaign, type CampaignPlace, type ClientCampaigns, type ListsState, type WrittenPrompt } from '@paceline/persistence';
import type { Message } from '@paceline/contracts/messages/message';
import type { ReadinessReasons } from '@paceline/contracts/messages/readiness-reasons';
import { PacelineError } from '@paceline/platform/errors';
import type { EntityManager } from 'typeorm';
import { shownNumber } from '../inbound/shown-number';

type Reason = Message<ReadinessReasons>;

/** Throws `campaign-not-ready` with every reason why a start would dial nothing, or not what was meant. */
export async function requireReady(manager: EntityManager, campaign: Campaign, places: readonly CampaignPlace[]): Promise<void> {
  const hours = reasonsOfHours(campaign);
  const reasons = [
    ...reasonsOfLists(await listsStateOf(manager, campaign, campaign.id)), ...await reasonsOfGateways(new Gateways(manager), campaign),
    ...await reasonsOfCallerNumber(new ClientInboundNumbers(manager, campaign), campaign), ...hours,
    ...hours.length === 0 ? reasonsOfLawfulHours(campaign, places) : [], ...reasonsOfMode(campaign, places),
    ...await reasonsOfConsent(new ClientConsents(manager, campaign), campaign, places),
    ...await reasonsOfBroadcast(manager, campaign, places),
  ];
  const [first] = reasons;
  if (first !== undefined) throw new PacelineError('campaign-not-ready', 'not-ready', { reasons });
}

/** One that is completed runs again for somebody only. */
export async function requireSomebodyLeft(campaigns: ClientCampaigns, campaignId: string): Promise<void> {
  if (await campaigns.hasSomebodyLeft(campaignId)) return;
  throw new PacelineError('campaign-not-ready', 'not-ready', { reasons: [{ code: 'nobody-left', params: {} }] });
}

function reasonsOfLists({ importing, lists, anybody, anybodyZoned }: ListsState): Reason[] {
  if (importing.length > 0) return importing.map((list) => ({ code: 'import-running', params: { list } }));
  if (lists === 0) return [{ code: 'no-list', params: {} }];
  if (!anybody) return [{ code: 'no-contacts', params: {} }];
  return anybodyZoned ? [] : [{ code: 'no-known-zone', params: {} }];
}

async function reasonsOfGateways(gateways: Gateways, campaign: Campaign): Promise<Reason[]> {
  if (campaign.gateways.length === 0) return [{ code: 'no-gateway', params: {} }];
  const known = await gateways.named(campaign.gateways, campaign.switchId);
  const reasons = campaign.gateways.filter((name) => !known.some((gateway) => gateway.name === name))
    .map((name): Reason => ({ code: 'unknown-gateway', params: { gateway: name, switchId: campaign.switchId } }));
  const enabled = known.filter((gateway) => Boolean(gateway.enabled));
  if (known.length > 0 && enabled.length === 0) reasons.push({ code: 'no-gateway-enabled', params: {} });
  if (enabled.length > 0 && enabled.every((gateway) => allowsNothing(destinationsOf(gateway)))) {
    reasons.push({ code: 'no-destination-allowed', params: {} });
  }
  return reasons;
}

/**
 * Whoever was called may call back, and there ask to be called no more (47 CFR 64.1601(e)(1); Ofcom, General Condition C6): a
 * number of which only the trunk knows promises neither.
 */
async function reasonsOfCallerNumber(numbers: ClientInboundNumbers, { callerNumber, switchId }: Campaign): Promise<Reason[]> {
  if (callerNumber === null) return [{ code: 'no-caller-number', params: {} }];
  const number = await shownNumber(numbers, callerNumber, switchId);
  return number !== null && await numbers.runsFlow(switchId, number) ? [] : [{ code: 'caller-number-without-flow', params: { number: callerNumber } }];
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

async function reasonsOfBroadcast(manager: EntityManager, campaign: Campaign, places: readonly CampaignPlace[]): Promise<Reason[]> {
  const { mode, purpose, delivery, broadcast, questionnaireId } = campaign;
  if (mode !== 'broadcast') return [];
  return [...(broadcast?.message ?? questionnaireId) === null ? [{ code: 'broadcast-plays-nothing' as const, params: {} }] : [], ...delivery === 'agent' ? [{ code: 'broadcast-by-agent' as const, params: {} }] : [], ...broadcast === null ? [] : await reasonsOfVoice(new ClientSpokenPrompts(manager, campaign), broadcast, { purpose, delivery }, places)];
}

/** Of what is written its words tell what it discloses, of a recording whoever set it up. */
async function reasonsOfVoice(texts: ClientSpokenPrompts, broadcast: Broadcast, kind: Kind, places: readonly CampaignPlace[]): Promise<Reason[]> {
  const { message, machines } = broadcast;
  if (message === null) return [];
  const written = await texts.texts([message, machines?.say ?? {}].flatMap((say) => Object.values(say)));
  const discloses = disclosureWritten(disclosureOf(broadcast), playedOf(message, written), playedOf(machines?.say ?? {}, written));
  return faultsOfVoice(voiceLawsOf(countriesOf(places), kind), discloses).map(({ code, ...params }) => ({ code, params }) as Reason); // a fault is named and told as its reason
}

function playedOf(say: Say, written: ReadonlyMap<string, WrittenPrompt>): PlayedMessages {
  const prompts = Object.values(say);
  const known = prompts.map((prompt) => written.get(prompt)).filter((one) => one !== undefined);
  return { written: known.map(({ text, language, lengthMs }) => ({ text, language, lengthSec: lengthMs / 1_000 })), recorded: prompts.length - known.length };
}

function reasonsOfMode(campaign: Campaign, places: readonly CampaignPlace[]): Reason[] {
  if (campaign.mode !== 'predictive' && campaign.mode !== 'power') return [];
  const forbids = countriesOf(places).filter((country) => abandonmentLawOf({ ...campaign, countries: [country] }).abandonCapRatio === 0);
  if (forbids.length === 0) return [];
  return [{ code: 'law-forbids-mode', params: { countries: forbids } }];
}

/** Where every contact must have agreed to be called, somebody has: of each of them the gate asks before the call. */
async function reasonsOfConsent(consents: ClientConsents, campaign: Campaign, places: readonly CampaignPlace[]): Promise<Reason[]> {
  const needs = places.map(({ where }) => consentNeeded(where.countries, campaign)).filter((need) => need !== null);
  if (places.length === 0 || needs.length < places.length) return [];
  const forms = [...new Set(needs.flatMap((need) => need.forms))];
  if (await consents.anybodyOf(campaign.id, forms)) return [];
  return [{ code: 'no-consents', params: { forms, sources: [...new Set(needs.flatMap(({ sources }) => sources))] } }];
}
