import { z } from 'zod';
import { id, phone } from './common';
import { says } from './messages/schema-words';
import { say, seconds } from './spoken';

const to = z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('agents') }), z.strictObject({ kind: z.literal('queue'), queueId: id })]);

/** Of a campaign of mode broadcast: what it plays to whoever answers, how fast, and what the keys do. */
export const broadcast = z.strictObject({
  message: say.nullable().default(null).describe('played to whoever answers, in the first language that is named here; 2 plays it again; null: a questionnaire is put instead'),
  lines: z.number().int().min(1).max(10_000).default(10).describe('calls out at once at most, those included that are listened to'),
  callsPerSec: z.number().min(0.1).max(1_000).default(1),
  one: to.nullable().default(null).describe('where 1 leads: to an agent of the campaign, or to a queue; null: nowhere'),
  oneSay: say.nullable().default(null).describe('said to who pressed 1 and waits for an agent; null: music alone'),
  agentWithinSec: seconds(2, 120).default(20).describe('who pressed 1 waits so long for an agent of the campaign, and counts as abandoned after that'),
  laterSay: say.nullable().default(null).describe('said to who pressed 3, and is called again by the retry rule for put-off; null: 3 is no key'),
  offer: z.strictObject({
    offerId: id, takenSay: say.describe('said to who pressed 4, once it is theirs; behind it their code is said twice, in the languages that we have digits of'),
    goneSay: say.nullable().default(null).describe('said to who cannot have it: it is over, sold out, or theirs already'),
  }).nullable().default(null).describe('what 4 takes; null: 4 is no key'),
  optOutSay: say.nullable().default(null).describe('said to who pressed 9, once none of their numbers may be called any more: the call is over 3 s behind the key; needed where a message is played'),
  machines: z.strictObject({ say: say.nullable().default(null).describe('left from its beginning once the beep is heard; null: they are hung up on') }).nullable().default(null)
    .describe('what becomes of answering machines, by their beep; null: nobody listens for one'),
  discloses: z.strictObject({
    identifiesFirst: z.boolean().default(false).describe('the message begins with who calls'),
    optOutSaidAtSec: z.number().min(0).max(600).nullable().default(null).describe('so many seconds after its beginning it has said that 9 ends all calls; null: it does not say so'),
    number: phone.nullable().default(null).describe('said in the message: where people reach you; null: none'),
    numberOnMachines: z.boolean().default(false).describe('what machines are left says it, too'),
  }).prefault({}).describe('what the message says: laws ask for it, and a start is refused by what is missing; of a message that was written, its own words tell key and number'),
}).refine(({ message, optOutSay }) => message === null || optOutSay !== null, { path: ['optOutSay'], error: says('message-without-opt-out') });
