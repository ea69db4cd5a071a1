import { z } from 'zod';
import { callingHours } from './calling-hours';
import { country, id, instant, messageView, name, pageOf, phone } from './common';
import { says } from './messages/schema-words';
import { key, language, longestMessageSec, outsideNumber, say, seconds } from './spoken';

const NODE_NAME = /^[a-z][a-z0-9-]{0,31}$/;
const nodeName = z.string().regex(NODE_NAME, says('no-node-name', { most: 32 })).meta({ example: 'main-menu' });
const patience = {
  tries: z.number().int().min(1).max(5).default(3).describe('how often it is asked at most'),
  waitSec: seconds(1, 30).default(5).describe('silence behind the question before it counts as no answer'),
};

const hours = z.strictObject({
  kind: z.literal('hours'), zone: name(64).describe('whose clock counts').meta({ example: 'Asia/Tehran' }), hours: callingHours,
  holidaysOf: z.array(country).max(5).default([]).describe('whole days that go by the branch holiday'), open: nodeName, closed: nodeName, holiday: nodeName,
});
const chooseLanguage = z.strictObject({
  kind: z.literal('language'), say: say.describe('said in each language, one after the other'), choices: z.partialRecord(key, language), ...patience,
  next: nodeName.describe('in the language that was chosen; without a choice in the one that is spoken'),
});
const menu = z.strictObject({
  kind: z.literal('menu'), say, again: say.nullable().default(null).describe('from the second time on; null: the same'),
  wrong: say.nullable().default(null).describe('before it is asked again, to who pressed a key that is none'), choices: z.partialRecord(key, nodeName), ...patience,
  noInput: nodeName, wrongKey: nodeName,
});
const play = z.strictObject({ kind: z.literal('play'), say, next: nodeName });
const voicemail = z.strictObject({ kind: z.literal('voicemail'), say, longestSec: longestMessageSec, next: nodeName });
const number = z.strictObject({ kind: z.literal('number'), ...outsideNumber, failed: nodeName.describe('nobody answered there') });
const optOut = z.strictObject({
  kind: z.literal('opt-out'), reason: name(64).describe('why, in your own words: the do-not-call list tells it'), next: nodeName.describe('once the number is on the do-not-call list: confirm it there'),
  noNumber: nodeName.describe('they withhold their number: nothing could be put there'),
});
const queue = z.strictObject({ kind: z.literal('queue'), queueId: id });
const end = z.strictObject({ kind: z.literal('end'), say: say.nullable().default(null) });

export const flowNode = z.discriminatedUnion('kind', [hours, chooseLanguage, menu, play, voicemail, number, optOut, queue, end]);

/** What a number does, as nodes that lead to each other. */
export const flowScript = z.strictObject({
  languages: z.tuple([language], language)
    .refine((all) => new Set(all).size === all.length, says('language-twice'))
    .refine((all) => all.length <= 10, says('out-of-bounds', { of: 'list', bound: 'at-most', limit: 10 }))
    .describe('the first is spoken until another is chosen'),
  start: nodeName, emergency: nodeName.describe('where it begins while its number, or all of them, are closed'),
  nodes: z.record(nodeName, flowNode).refine((all) => Object.keys(all).length <= 200, says('out-of-bounds', { of: 'list', bound: 'at-most', limit: 200 })),
});

export const createFlow = z.strictObject({ name: name(100), draft: flowScript.describe('may have faults until it is published') });
export type CreateFlow = z.infer<typeof createFlow>;
export const patchFlow = createFlow.partial();
export type PatchFlow = z.infer<typeof patchFlow>;

const publishing = { version: z.number().int(), publishedAt: instant, publishedBy: z.string(), copyOf: z.number().int().nullable().describe('the version that it brought back; null: it was the draft') };
export const flow = z.object({
  id, name: z.string(), draft: flowScript, draftChangedAt: instant, published: z.object(publishing).nullable().describe('what calls run that come in now; null: it was never published'), createdAt: instant,
});
export type FlowView = z.infer<typeof flow>;
export const flowPage = pageOf(flow);

export const callMeWithFlow = z.strictObject({
  phone: phone.nullable().default(null).describe('your own, dialed by the destinations of the gateways; null: the one that you sign in with as an agent'),
}).prefault({});
export type CallMeWithFlow = z.infer<typeof callMeWithFlow>;

/** What publishing would say of the draft. */
export const flowCheck = z.object({
  faults: z.array(messageView.extend({ text: z.string() })).describe('why it is not published; none: it would be'),
  answers: z.array(z.object({ node: z.string(), because: z.enum(['asks', 'plays', 'records', 'queue-plays']) }))
    .describe('where callers are answered, the first on each way: from there on they pay'),
  rings: z.array(z.string()).describe('where they are not, before somebody is there for them: it rings, for a minute at most'),
});
export type FlowCheck = z.infer<typeof flowCheck>;

export const flowVersion = z.object({ flowId: id, ...publishing, script: flowScript });
export type FlowVersionView = z.infer<typeof flowVersion>;
export const flowVersionList = z.object({ items: z.array(z.object(publishing)) });
export type FlowVersionList = z.infer<typeof flowVersionList>;
export const flowVersionParams = z.object({ id, version: z.coerce.number().int().min(1).max(2 ** 31) });

export const flowHoursQuery = z.strictObject({ at: z.iso.datetime({ offset: true }).optional().describe('left out: now') });
export type FlowHoursQuery = z.infer<typeof flowHoursQuery>;
/** Of the published version, or else of the draft. */
export const flowHours = z.object({ at: instant, items: z.array(z.object({
  node: z.string(), zone: z.string(), state: z.enum(['open', 'closed', 'holiday']),
  opensAt: instant.nullable().describe('null: it is open, or never will be'),
})) });
export type FlowHours = z.infer<typeof flowHours>;
