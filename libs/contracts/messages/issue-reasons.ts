import type { RecordFault } from '@paceline/domain/call/record-fault';
import type { DestinationRefusal } from '@paceline/domain/compliance/destination';
import type { DialRefusal } from '@paceline/domain/compliance/may-dial';
import type { LawProfileName } from '@paceline/domain/compliance/law-profiles';
import type { Message } from './message';

/** One thing that is wrong, and with which part of what was sent; an empty path is the whole. */
export type Issue = { readonly path: string } & Message<IssueReasons>;

/** What can be wrong with a part of a request, where its kind or its form alone tells it. */
interface OfForm {
  'missing': null;
  /** A kind by the validator's word for it; `given` null: nothing better can be said of it than that it is another, a number: that number. */
  'wrong-kind': { readonly expected: string; readonly given: string | number | null };
  'not-one-of': { readonly values: readonly string[] };
  'empty': null;
  'out-of-bounds': { readonly of: 'text' | 'list' | 'value'; readonly bound: 'at-most' | 'less-than' | 'at-least' | 'more-than' | 'exactly'; readonly limit: number };
  'not-multiple-of': { readonly step: number };
  /** By the validator's word for the form. */
  'not-written-as': { readonly form: string };
  'unknown-names': { readonly names: readonly string[]; readonly more: number };
  'unknown': null;
  'not-a-name-here': { readonly why: Message<IssueReasons> };
  'wrong-entry': { readonly why: Message<IssueReasons> };
  'none-of-its-kinds': { readonly whys: readonly Issue[] };
  'not-valid': null;
  /** The words of a rule that is none of the API's. */
  'said': { readonly words: string };
}

/** What the schemas of the contracts say of a part. */
interface OfSchemas {
  'no-id': null;
  'no-phone': null;
  'no-country-code': null;
  'not-one-line': null;
  'nothing-readable': null;
  'no-plain-text': null;
  'no-token': { readonly most: number };
  'no-line': null;
  'no-switch-id': { readonly most: number };
  'no-disposition-code': { readonly most: number };
  'off-list-is-ours': { readonly code: string };
  'reason-is-ours': { readonly reason: string };
  'no-prefix': null;
  'prefix-costs-extra': null;
  'no-short-number': null;
  'no-digits': { readonly most: number | null };
  'no-calling-code': null;
  'no-username': { readonly most: number };
  'password-too-short': { readonly least: number };
  'needs-resource': null;
  'after': { readonly of: 'to' | 'until' };
  'no-wav': null;
  'window-ends-first': null;
  'list-twice': null;
  'day-twice': null;
  'no-language': null;
  'says-nothing': null;
  'no-amount': null;
  'no-currency': null;
  'one-buyer': null;
  'offer-twice': null;
  'rate-twice': null;
  'no-skill': { readonly most: number };
  'skill-twice': null;
  'no-node-name': { readonly most: number };
  'no-fact-name': { readonly most: number };
  'language-twice': null;
  'queue-or-campaign': null;
  'later-hours-and-list': null;
  'only-callers-wait': null;
  'invited-while-waiting': null;
  'question-twice': null;
  'too-long-together': { readonly maxChars: number };
  'message-without-opt-out': null;
  'no-day-of-years': { readonly from: number; readonly to: number };
}

/** What is found out with the rest of what is known. */
interface OfRules {
  'no-country': { readonly country: string; /** Which one is meant by two letters that are often taken for it. */ readonly meant: 'GB' | 'GR' | null };
  'phone-lacks-area': null;
  'phone-shortened': null;
  'unreadable-phone': { readonly country: string | null };
  'phone-has-extension': null;
  'no-zone': null;
  'in-the-future': null;
  'not-after': { readonly of: 'at' | 'validFrom' };
  'not-the-contacts': { readonly phone: string };
  'no-cursor': null;
  'two-files': null;
  'no-part-of-form': null;
  'no-file': null;
  'too-many-bytes': { readonly maxBytes: number };
  'stands-twice': null;
  'too-many-parts': null;
  'no-call-record': RecordFault;
  'unknown-line': { readonly line: string };
  'line-not-assigned': { readonly line: string };
  'no-extension': null;
  'extension-without-gateway': null;
  'no-whole-number': null;
  'browser-has-extension': null;
  'gateway-missing': null;
  'keeps-every-line': { readonly maxLines: number };
  'name-your-phone': null;
  'unknown-gateway': { readonly gateway: string; readonly switchId: string };
  'gateway-twice': { readonly gateway: string };
  'gateway-would-not-call': { readonly gateway: string; readonly phone: string; readonly refusal: DialRefusal };
  'prefix-of-no-country': { readonly prefix: string };
  'unknown-user': { readonly id: string };
  'user-takes-no-calls': { readonly role: string };
  'same-password': null;
  'no-result': { readonly result: string };
  'unknown-disposition': { readonly disposition: string };
  'disposition-is-no': { readonly label: string };
  'disposition-is-final': { readonly label: string };
  'unknown-prompt': { readonly prompt: string };
  'prompt-of-contacts': { readonly prompt: string; readonly field: string };
  /** What callers of every client are told. */
  'installations-prompt': null;
  'unknown-list': { readonly id: string };
  'asks-no-number': { readonly question: string };
  'sees-to-nothing': { readonly id: string };
  'unknown-campaign': { readonly id: string };
  'unknown-offer': { readonly id: string };
  'not-on-call': null;
  'unknown-queue': { readonly id: string };
  'unknown-flow': { readonly id: string };
  'flow-unpublished': { readonly flow: string };
  'unknown-questionnaire': { readonly id: string };
  'questionnaire-unpublished': { readonly questionnaire: string };
  'questionnaire-not-put-by': { readonly questionnaire: string; readonly by: 'agent' | 'keypad' };
  'no-gateway-would-call': { readonly phone: string; readonly refusal: DestinationRefusal };
  'ringing-says-nothing': null;
  'listed-on-none': null;
  'rings-too-long': { readonly mostSec: number };
  'callback-without-settings': null;
  'broadcast-without-settings': null;
  'overflows-in-a-circle': { readonly queues: readonly string[] };
  'rings-too-short': { readonly leastSec: number };
  'nobody-abandoned': { readonly lawProfile: LawProfileName };
  'no-lawful-target': { readonly least: number; readonly cap: number; readonly lawProfile: LawProfileName };
}

export interface IssueReasons extends OfForm, OfSchemas, OfRules {}
