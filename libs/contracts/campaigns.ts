import { z } from 'zod';
import { CALL_STATES } from '@paceline/domain/call/call-state';
import { CAMPAIGN_STATUSES } from '@paceline/domain/campaign/life';
import { OUTBOUND_OUTCOMES } from '@paceline/domain/call/outcome';
import { DEFAULT_LAW_PROFILE, LAW_PROFILE_NAMES } from '@paceline/domain/compliance/law-profiles';
import { DELIVERIES, PURPOSES } from '@paceline/domain/compliance/call-purpose';
import { DEFAULT_CALLING_HOURS } from '@paceline/domain/compliance/calling-hours';
import { DIAL_MODES } from '@paceline/domain/pacing';
import { DEFAULT_RETRY_RULES } from '@paceline/domain/retry/retry';
import { broadcast } from './broadcast';
import { callingHours } from './calling-hours';
import { id, instant, name, pageOf, pageQuery, phone, promptFile } from './common';
import { dispositionCode } from './dispositions';
import { gatewayName } from './gateways';
import { says } from './messages/schema-words';
import { pacingReasonView } from './pacing-reasons';
import { say } from './spoken';

export const campaignStatus = z.enum(CAMPAIGN_STATUSES);

const DAY_SEC = 24 * 60 * 60;

const retryRule = z.strictObject({
  maxAttempts: z.number().int().min(1).max(50).describe('attempts with this outcome in all; 1 means never again'),
  waitSec: z.number().int().min(0).max(90 * DAY_SEC),
});
export const retryRules = z.strictObject({
  maxAttempts: z.number().int().min(1).max(50).describe('attempts over the whole life of a target'),
  byOutcome: z.partialRecord(z.enum(OUTBOUND_OUTCOMES).exclude(['blocked', 'unwanted', 'opted-out']), retryRule)
    .describe('outcomes without a rule are final; blocked, unwanted and opted-out always are. Attempts that end switched-off or in congestion do not count as the target\'s: their own rule ends them'),
  byDisposition: z.record(dispositionCode, retryRule).default({}),
});

const campaignList = z.strictObject({ listId: id, priority: z.number().int().min(1).max(9).default(1).describe('1 is dialed first') });

const settings = {
  mode: z.enum(DIAL_MODES).describe('progressive: one line for each idle agent · power: so many as `maxLinesPerAgent` says · predictive: as many as the abandonment target allows · zero-abandon: never more lines than agents who are free for them · preview: each idle agent is shown a contact and says whether it is called · broadcast: a message is played to whoever answers, see `broadcast`'),
  gateways: z.array(gatewayName).max(20).describe('in the order of preference'),
  callerNumber: z.string().regex(/^\+?[0-9]{3,15}$/, says('no-digits', { most: null })).nullable()
    .describe('shown to whoever is called: an inbound number that runs a flow, or it does not start; null: not chosen yet'),
  ringTimeoutSec: z.number().int().min(1).max(120).describe('at least 15: the law gives people that long to answer'),
  maxCallSec: z.number().int().min(10).max(4 * 60 * 60),
  wrapUpSec: z.number().int().min(0).max(60 * 60),
  record: z.boolean(),
  safeHarbourPrompt: promptFile.nullable().describe('null takes the installation\'s own'),
  callingHours: callingHours.describe('a wish within the law: `calling-window` tells what is left of it'),
  retryRules,
  purpose: z.enum(PURPOSES).describe('why it calls: laws turn on it'),
  delivery: z.enum(DELIVERIES).describe('who or what speaks: an agent, a recording, a recording that takes keys, a synthetic voice'),
  observesHolidays: z.boolean().describe('nobody is called on the public holidays of their country, also where the law would let it'),
  lawProfile: z.enum(LAW_PROFILE_NAMES).describe('a choice within the law that binds where its contacts are: what caps its abandonment and in which window, how long a call must ring, when somebody who was abandoned may be called again'),
  abandonTargetRatio: z.number().min(0).max(0.1).describe('aimed at in predictive mode and kept in power mode, 0.001 to the cap of the law profile: share of the persons who answered that may be abandoned'),
  questionnaireId: id.nullable().describe('asked in its calls, as it is published when a call begins; null: nothing is'),
  maxLinesPerAgent: z.number().min(1).max(10).describe('predictive: lines per agent at work at most · power: lines per idle agent'),
  broadcast: broadcast.nullable().describe('of the mode broadcast; null: none'),
  machineMessage: z.strictObject({
    say: say.describe('left from its beginning once the beep is heard, in the first language that is named'),
    identifiesFirst: z.boolean().default(false).describe('it begins with who calls'),
    number: phone.nullable().default(null).describe('said in it: where people reach you; null: none'),
  }).nullable().describe('left on an answering machine when the agent who talks with it says so (/calls/{id}/leave-message); null: nothing is'),
};
const lists = z.array(campaignList).max(50)
  .refine((all) => new Set(all.map(({ listId }) => listId)).size === all.length, says('list-twice'));

export const createCampaign = z.strictObject({
  name: name(100),
  purpose: settings.purpose,
  delivery: settings.delivery,
  observesHolidays: settings.observesHolidays.default(false),
  lists: lists.default([]),
  mode: settings.mode.default('progressive'),
  gateways: settings.gateways.optional().describe('left out: every gateway that is enabled now'),
  callerNumber: settings.callerNumber.default(null),
  ringTimeoutSec: settings.ringTimeoutSec.default(30),
  maxCallSec: settings.maxCallSec.default(60 * 60),
  wrapUpSec: settings.wrapUpSec.default(30),
  record: settings.record.default(false),
  safeHarbourPrompt: settings.safeHarbourPrompt.default(null),
  callingHours: callingHours.default(() => structuredClone(DEFAULT_CALLING_HOURS) as z.infer<typeof callingHours>), // readonly there, ours here
  retryRules: retryRules.default(() => structuredClone(DEFAULT_RETRY_RULES) as z.infer<typeof retryRules>), // as above
  lawProfile: settings.lawProfile.default(DEFAULT_LAW_PROFILE),
  abandonTargetRatio: settings.abandonTargetRatio.default(0.02),
  maxLinesPerAgent: settings.maxLinesPerAgent.default(3),
  questionnaireId: settings.questionnaireId.default(null),
  broadcast: settings.broadcast.default(null),
  machineMessage: settings.machineMessage.default(null),
});
export type CreateCampaign = z.infer<typeof createCampaign>;

export const patchCampaign = z.strictObject({ name: name(100), lists, ...settings }).partial();
export type PatchCampaign = z.infer<typeof patchCampaign>;

export const campaign = z.object({
  id, name: z.string(), status: campaignStatus, switchId: z.string(), line: z.string(), ...settings,
  gateways: z.array(z.string()), safeHarbourPrompt: z.string().nullable(),
  purpose: settings.purpose.nullable().describe('null: not said, and the strictest law binds'), delivery: settings.delivery.nullable().describe('null: not said, and the strictest law binds'),
  countries: z.array(z.string()).nullable().describe('where its contacts are, as of its last start: their laws on abandonment bind; null before'),
  createdAt: instant, startedAt: instant.nullable(), endedAt: instant.nullable(),
});
export type CampaignView = z.infer<typeof campaign>;
export const campaignWithLists = campaign.extend({ lists: z.array(z.object({ listId: id, name: z.string(), priority: z.number().int() })) });
export type CampaignWithLists = z.infer<typeof campaignWithLists>;
export const campaignPage = pageOf(campaign);
export const campaignQuery = pageQuery.extend({ status: campaignStatus.optional() });
export type CampaignQuery = z.infer<typeof campaignQuery>;

const count = z.number().int();
const lineAgents = z.object({
  idle: count, reserved: count, talking: count, wrapUp: count, onBreak: count,
  withoutLeg: count.describe('available, but the phone is not connected'),
});
export const campaignFigures = z.object({
  campaignId: id, status: campaignStatus, at: instant,
  targets: z.object({ ready: count, calling: count, done: count }),
  calls: z.object({
    byOutcome: z.partialRecord(z.enum(OUTBOUND_OUTCOMES), count),
    liveByState: z.partialRecord(z.enum(CALL_STATES), count),
  }),
  dialed: count, answered: count, connected: count, abandoned: count, hungUpWaiting: count,
  /** 0–1; null before the first answer. */
  abandonedRatio: z.number().nullable().describe('the law\'s: no agent within the limit, of all answered; where whoever answers is played to, of those who asked for an agent'),
  strictAbandonedRatio: z.number().nullable().describe('the strict one: everybody who was to have an agent and never met one, those who hung up within the limit included'),
  agents: lineAgents.nullable().describe('null when the live view is not there now'),
  why: z.array(pacingReasonView).nullable()
    .describe('why it dials as much as it does, or does not; null while no worker paces it'),
});
export type CampaignFigures = z.infer<typeof campaignFigures>;
