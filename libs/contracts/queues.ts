import { z } from 'zod';
import { LONGEST_STAY_MS } from '@paceline/domain/queue/stays';
import { USUAL_TARGET } from '@paceline/domain/metrics/service-level';
import { MOST_POINTS } from '@paceline/domain/routing/priority';
import { DEFAULT_STRATEGY, STRATEGIES } from '@paceline/domain/routing/strategy';
import { DEFAULT_CALLING_HOURS } from '@paceline/domain/compliance/calling-hours';
import { callingHours } from './calling-hours';
import { id, instant, name, pageOf, pageQuery, promptFile } from './common';
import { says } from './messages/schema-words';
import { skillLevels } from './skills';
import { key, longestMessageSec, outsideNumber, say, seconds } from './spoken';

const toQueue = z.strictObject({ kind: z.literal('queue'), queueId: id });
const toNumber = z.strictObject({ kind: z.literal('number'), ...outsideNumber });
const toVoicemail = z.strictObject({ kind: z.literal('voicemail'), say, longestSec: longestMessageSec });
const toMessage = z.strictObject({ kind: z.literal('message'), say: say.nullable().default(null).describe('null: the installation\'s own last message') });
const wayOut = z.discriminatedUnion('kind', [toQueue, toNumber, toVoicemail, toMessage]);
const MESSAGE = { kind: 'message', say: null } as const;

const overflow = z.strictObject({
  waitedTooLong: wayOut.default(MESSAGE).describe('behind longestWaitSec'),
  full: wayOut.default(MESSAGE).describe('longestQueue wait already'),
  nobodySignedIn: wayOut.nullable().default(null).describe('no agent of the queue is signed in; null: they wait for one'),
});

const points = z.number().int().min(0).max(MOST_POINTS);
const priority = z.strictObject({
  queuePoints: points.default(0).describe('a point is a second: whoever has ten goes before those who came up to ten seconds earlier'),
  listedPoints: points.default(0).describe('of callers whose number is one of a contact\'s of these lists'),
  lists: z.array(id).max(20).default([]).describe('whose contacts\' numbers, all of them, count as listed'),
  abandonedPoints: points.default(0).describe('of who hung up a while ago before an agent came'),
  abandonedWithinSec: seconds(0).default(0).describe('for so long that counts, and the wait of then with it'),
});

const announcements = z.strictObject({
  everySec: seconds(10, 600).default(45), position: z.boolean().default(true), expectedWait: z.boolean().default(true),
});

const waitingKey = z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('callback') }), toQueue, toVoicemail]);

const callback = z.strictObject({
  tries: z.number().int().min(1).max(10).default(3), retrySec: seconds(60).default(900),
  expiresSec: seconds(300, 7 * 24 * 60 * 60).default(8 * 60 * 60).describe('after the wish: nobody is called back later'),
  ringTimeoutSec: seconds(15, 120).default(30),
  callerNumber: z.string().regex(/^\+?[0-9]{3,15}$/, says('no-digits', { most: null })).nullable().default(null).describe('null: the number that they had called'),
  hours: callingHours.default(() => structuredClone(DEFAULT_CALLING_HOURS) as z.infer<typeof callingHours>).describe('within the law of whoever is called'), // readonly there, ours here
});

const settings = {
  zone: name(64).describe('whose midnight begins the day of its figures').meta({ example: 'Asia/Tehran' }),
  strategy: z.enum(STRATEGIES).describe('how it chooses among agents who may take a call equally well, by FreeSWITCH\'s names'),
  required: skillLevels.describe('what whoever takes its calls must be able to do, and how well at least'),
  relaxation: z.strictObject({
    everySec: seconds(1, 3600).describe('after each step the levels asked for are one lower'), waives: z.boolean().default(true).describe('at last the skills are not asked for at all'),
  }).nullable().describe('null: whoever lacks a skill never takes the call'),
  lastAgentFirstSec: seconds(0, 600).describe('so long a caller is kept for the agent whom they talked with last'),
  priority,
  serviceLevelRatio: z.number().min(0.01).max(1).describe('so much of the offered calls …'),
  serviceLevelSec: seconds(1, 3600).describe('… is answered within so many seconds'),
  shortAbandonSec: seconds(0, 3600).describe('callers who hang up sooner count for nothing; 0: everybody counts'),
  longestWaitSec: seconds(10, LONGEST_STAY_MS / 1000),
  longestQueue: z.number().int().min(1).max(1000),
  greeting: say.nullable().describe('before they wait; null: none'),
  whileWaiting: z.enum(['music', 'ringing']).describe('ringing: the call is not answered, and costs the caller nothing, before an agent is there; for a minute at most, and nothing is said'),
  music: promptFile.nullable().describe('null: the switch\'s own'),
  announcements: announcements.nullable().describe('the place in the queue, and how long it is expected to take; null: none'),
  keys: z.partialRecord(key, waitingKey).describe('what somebody who waits can press'),
  wrapUpSec: seconds(0, 3600),
  maxCallSec: seconds(10, 4 * 60 * 60).nullable().describe('from the answer; null: as long as they talk'),
  record: z.boolean(),
  overflow,
  callback: callback.nullable().describe('how callers who choose so are called back; null: nobody is'),
};

export const createQueue = z.strictObject({
  name: name(100),
  zone: settings.zone.default('UTC'),
  strategy: settings.strategy.default(DEFAULT_STRATEGY),
  required: settings.required.default([]),
  relaxation: settings.relaxation.default(null),
  lastAgentFirstSec: settings.lastAgentFirstSec.default(0),
  priority: priority.prefault({}),
  serviceLevelRatio: settings.serviceLevelRatio.default(USUAL_TARGET.ratio),
  serviceLevelSec: settings.serviceLevelSec.default(USUAL_TARGET.withinMs / 1000),
  shortAbandonSec: settings.shortAbandonSec.default(USUAL_TARGET.shortAbandonMs / 1000),
  longestWaitSec: settings.longestWaitSec.default(600),
  longestQueue: settings.longestQueue.default(50),
  greeting: settings.greeting.default(null),
  whileWaiting: settings.whileWaiting.default('music'),
  music: settings.music.default(null),
  announcements: settings.announcements.default(null),
  keys: settings.keys.default({}),
  wrapUpSec: settings.wrapUpSec.default(30),
  maxCallSec: settings.maxCallSec.default(null),
  record: settings.record.default(false),
  overflow: overflow.prefault({}),
  callback: settings.callback.default(null),
});
export type CreateQueue = z.infer<typeof createQueue>;
export const patchQueue = z.strictObject({ name: name(100), ...settings }).partial();
export type PatchQueue = z.infer<typeof patchQueue>;

export const queue = z.object({ id, switchId: z.string(), line: z.string(), name: z.string(), ...settings, music: z.string().nullable(), createdAt: instant });
export type QueueView = z.infer<typeof queue>;
export const queuePage = pageOf(queue);
export const queueQuery = pageQuery;

const place = {
  level: z.number().int().min(1).max(10).describe('agents of a lower level go first, whatever the strategy'),
  position: z.number().int().min(1).max(1000).describe('the place in the queue\'s own order, by which top-down goes; several may share one'),
};
export const putQueueAgent = z.strictObject({ level: place.level.default(1), position: place.position.default(1) }).prefault({});
export type PutQueueAgent = z.infer<typeof putQueueAgent>;
export const queueAgent = z.object({ agentId: id, name: z.string(), ...place, served: z.boolean().describe('the agent took it at the last sign-in, or it was assigned since'), skills: skillLevels });
export type QueueAgent = z.infer<typeof queueAgent>;
export const queueAgentList = z.object({ items: z.array(queueAgent) });
export const queueAgentParams = z.object({ id, agentId: id });

const waitingCaller = z.object({
  callId: z.string().nullable().describe('null: they hung up, and are to be called back'),
  callbackId: id.nullable().describe('of /queues/ID/callbacks; null: they are on the line'),
  place: z.number().int().nullable().describe('in the order of service, from 1; null: an agent is being connected with them, or they are not called before notBefore'),
  phone: z.string().nullable().describe('null when they withheld it'), dialedNumber: z.string().nullable(),
  since: instant.describe('from when on their wait counts for their place'),
  notBefore: instant.nullable().describe('their next call is not made sooner: they were not reached, or it is not the hour'),
  points: z.number().describe('a point is a second that they are treated as having waited longer'),
  isBeingConnected: z.boolean(), lostItsAgent: z.boolean().describe('they talked with an agent whose phone was gone, and are first in line'),
});
export type WaitingCaller = z.infer<typeof waitingCaller>;
export const waitingCallers = z.object({ items: z.array(waitingCaller) });

const served = z.object({
  offered: z.number().int().describe('callers of whom it is known whether they were answered in time'), answeredInTime: z.number().int(),
  ratio: z.number().nullable().describe('the service level, 0–1: answeredInTime of offered; null before the first'),
  answered: z.number().int(), abandoned: z.number().int().describe('all who hung up while they waited'),
  meanAnswerMs: z.number().nullable().describe('average speed of answer; null before the first'),
});
/** How a queue stands, as libs/domain/metrics/live-figures tells it, and what its agents do. */
export const queueStanding = {
  waiting: z.number().int().describe('on the line, or called when their place comes up'), callbacks: z.number().int().describe('of these who hung up and are to be called'),
  longestWaitMs: z.number().nullable().describe('of those who wait; null when nobody does'),
  today: served.describe('of those who came since midnight by the clock of the queue\'s zone'), lately: served.describe('of those who came within the last 15 minutes'),
  agents: z.object({ idle: z.number(), reserved: z.number(), talking: z.number(), wrapUp: z.number(), onBreak: z.number() })
    .describe('whoever serves other lines too is counted for each of them'),
};
const spread = z.object({ count: z.number().int(), meanMs: z.number(), medianMs: z.number(), p90Ms: z.number().describe('90 of 100 were no longer'), longestMs: z.number() }).nullable();
const period = z.object({
  from: instant, offered: served.shape.offered, answeredInTime: served.shape.answeredInTime, ratio: served.shape.ratio, answered: served.shape.answered, abandoned: served.shape.abandoned,
  shortAbandoned: z.number().int().describe('of these who hung up so soon that they count for nothing'),
  abandonedRatio: z.number().nullable().describe('abandoned of offered, 0–1, short ones in neither; null before the first'),
  answeredAfter: spread.describe('how long those waited who were answered; the mean is the average speed of answer'), abandonedAfter: spread.describe('how long those who gave up'),
});
export const queueDayQuery = z.strictObject({ date: z.iso.date().optional().describe('by the clock of the queue\'s zone; left out: today') });
export type QueueDayQuery = z.infer<typeof queueDayQuery>;
/** What became of those who came on a day, by the definitions of the live figures. */
export const queueDay = z.object({
  queueId: id, zone: z.string(), date: z.iso.date(), from: instant, to: instant.describe('where the next day begins'), total: period,
  periods: z.array(period).describe('quarters of an hour, as far as they have begun; a caller counts where they came'),
});
export type QueueDay = z.infer<typeof queueDay>;

export const queueFigures = z.object({ queueId: id, ...queueStanding, agents: queueStanding.agents.nullable().describe('null when Redis is away, or the pool not built'), at: instant });
export type QueueFiguresView = z.infer<typeof queueFigures>;
