import type { IssueReasons } from '../issue-reasons';
import { told, type Sentences } from '../message';
import { plural } from './grammar';
import { refusals } from './refusals';

const KINDS: Readonly<Record<string, string>> = {
  string: 'text', number: 'a number', int: 'a whole number', boolean: 'true or false',
  object: 'an object', record: 'an object', array: 'a list', null: 'null',
};
const FORMS: Readonly<Record<string, string>> = {
  uuid: 'an id such as 01a21bc6-93b3-76d9-b45e-a87abd8935a4', datetime: 'a time such as 2026-01-31T12:00:00Z', date: 'a day such as 2026-01-31',
  url: 'an address such as https://example.com', email: 'an e-mail address such as ann@example.com',
};
const BOUNDS: Readonly<Record<IssueReasons['out-of-bounds']['bound'], string>> = {
  'at-most': 'at most', 'less-than': 'less than', 'at-least': 'at least', 'more-than': 'more than', 'exactly': 'exactly',
};
const MEANT = { GB: 'GB, the United Kingdom', GR: 'GR, Greece' };

const kind = (word: string): string => KINDS[word] ?? word;

/** Sentences whose subject is the path of a field: “ringTimeoutSec: must be at least 15”. */
export const issues: Sentences<IssueReasons> = {
  'missing': 'is missing',
  'wrong-kind': ({ expected, given }) => `must be ${kind(expected)}${given === null ? '' : `, not ${typeof given === 'number' ? String(given) : kind(given)}`}`,
  'not-one-of': ({ values }) => {
    const shown = values.map((value) => value === '' ? 'empty' : value);
    return `must be ${shown.length === 1 ? shown.join('') : `one of ${shown.join(', ')}`}`;
  },
  'empty': 'must not be empty',
  'out-of-bounds': ({ of, bound, limit }) => {
    const amount = `${BOUNDS[bound]} ${String(limit)}`;
    if (of === 'value') return `must be ${amount}`;
    return `must have ${amount} ${plural(limit, of === 'text' ? { one: 'character', other: 'characters' } : { one: 'entry', other: 'entries' })}`;
  },
  'not-multiple-of': ({ step }) => `must be a multiple of ${String(step)}`,
  'not-written-as': ({ form }) => FORMS[form] === undefined ? 'is not written as it must be' : `must be ${FORMS[form]}`,
  'unknown-names': ({ names, more }) => `has nothing called ${names.join(', ')}${more > 0 ? `, and ${String(more)} more` : ''}`,
  'unknown': 'is not known here',
  'not-a-name-here': ({ why }) => `is no name that may stand here: ${told(issues, why)}`,
  'wrong-entry': ({ why }) => `has an entry that ${told(issues, why)}`,
  'none-of-its-kinds': ({ whys }) => [...new Set(whys.map((why) => [why.path, told(issues, why)].filter((part) => part !== '').join(' ')))].join(', or '),
  'not-valid': 'is not valid',
  'said': ({ words }) => words,

  'no-id': 'must be an id: a whole number, written as text',
  'no-phone': 'must be a phone number such as +14155550100',
  'no-country-code': 'must be a country code of two letters, such as IR',
  'not-one-line': 'must be one line, without line breaks, other control characters or marks that turn the direction of writing',
  'nothing-readable': 'must hold something that can be read',
  'no-plain-text': 'must be plain text, without control characters other than line breaks',
  'no-token': ({ most }) => `must be letters, digits and _ . - only, the first of them no dot or dash, up to ${String(most)}`,
  'no-line': 'must be a line such as campaign-17',
  'no-switch-id': ({ most }) => `lower-case letters, digits and - only, up to ${String(most)}`,
  'no-disposition-code': ({ most }) => `small letters, digits and dashes, up to ${String(most)}`,
  'off-list-is-ours': ({ code }) => `${code} says that a contact's list was taken off the campaign`,
  'reason-is-ours': ({ reason }) => `${reason} is the system's own reason`,
  'no-prefix': 'must be a prefix such as +98',
  'prefix-costs-extra': 'every number behind it costs extra: name each of them under allowedNumbers',
  'no-short-number': 'must be a short number such as 911',
  'no-digits': ({ most }) => `must be digits${most === null ? '' : `, ${String(most)} at most`}`,
  'no-calling-code': 'must be the calling code of its country without +, such as 49',
  'no-username': ({ most }) => `letters, digits and _ . @ + - only, up to ${String(most)}`,
  'password-too-short': ({ least }) => `at least ${String(least)} characters`,
  'needs-resource': 'needs the resource too',
  'after': ({ of }) => `must not come after ${of}`,
  'no-wav': 'must end in .wav',
  'window-ends-first': 'fromMin must come before toMin; split a window at midnight',
  'list-twice': 'a list may stand there once',
  'day-twice': 'a day may stand there once',
  'no-language': 'must be a language such as en, fa or zh-Hans',
  'says-nothing': 'must name a prompt for a language',
  'no-skill': ({ most }) => `must be a skill such as persian: small letters, digits and dashes, up to ${String(most)}`,
  'skill-twice': 'a skill may stand there once',
  'no-node-name': ({ most }) => `must be small letters, digits and dashes, up to ${String(most)}, the first of them a letter`,
  'no-fact-name': ({ most }) => `must be letters, digits, dashes and underscores, up to ${String(most)}, the first of them a letter`,
  'language-twice': 'a language may stand there once',
  'question-twice': 'names a question twice',
  'queue-or-campaign': 'name a queue or a campaign, one of the two',
  'only-callers-wait': 'only callers in a queue wait for an agent: whom a campaign calls is asked when the agent has left',
  'invited-while-waiting': 'a rule that invites while they wait says what they hear and the key, and no other rule does',
  'later-hours-and-list': 'to call who hung up, say within how many hours and onto which list they come; leave out both to call nobody',
  'too-long-together': ({ maxChars }) => `must not be longer than ${String(maxChars / 1024)} KB together`,
  'message-without-opt-out': 'whoever hears a message may press 9 to be called no more: name what tells them that it is so',
  'no-day-of-years': ({ from, to }) => `must be a day of the years ${String(from)} to ${String(to)}`,

  'no-country': ({ country, meant }) => `there is no country ${country}${meant === null ? '' : `: it is ${MEANT[meant]}`}`,
  'phone-lacks-area': 'has no area code, and would be a number of another city: write it with its area code, or with + and the country code',
  'phone-shortened': 'was a number once: a spreadsheet has shortened it',
  'unreadable-phone': ({ country }) => country === null ? 'is no phone number with its country code' : `is no phone number in ${country}`,
  'phone-has-extension': 'has an extension, which is not dialed: keep it among the fields',
  'no-amount': 'must be an amount such as 19.99, with at most six decimals',
  'no-currency': 'must be a currency\'s three letters, such as EUR',
  'one-buyer': 'must name the buyer by one of contactId, phone and code',
  'offer-twice': 'names an offer twice',
  'rate-twice': 'has two for the same day',
  'unknown-offer': ({ id }) => `no offer has the id ${id}`,
  'not-on-call': 'must name one of the contacts who have the number of this call',
  'in-the-future': 'lies in the future',
  'not-after': ({ of }) => `must be later than ${of}`,
  'not-the-contacts': ({ phone }) => `names ${phone}, which is no phone of this contact`,
  'no-zone': 'is no time zone that is known: write it as Asia/Tehran or +03:30',
  'no-cursor': 'is not one that a page gave',
  'two-files': 'send one file at a time: there are two',
  'no-part-of-form': 'is no part of this form: send the file as “file”',
  'no-file': 'send the file as a part of the form called “file”',
  'too-many-bytes': ({ maxBytes }) => `must have at most ${String(maxBytes)} bytes`,
  'stands-twice': 'may stand there once',
  'too-many-parts': 'has too many parts',
  'no-call-record': (params) => {
    switch (params.fault) {
      case 'no-record': return 'is no call record';
      case 'missing': return `is no call record: ${params.field} is missing`;
      case 'malformed': return `is no call record: ${params.field} is not written as a switch writes it`;
      case 'not-ended': return 'is of a call that has not ended';
    }
  },
  'unknown-line': ({ line }) => `there is no line ${line}; a campaign's line is campaign-ID, a queue's is queue-ID`,
  'line-not-assigned': ({ line }) => `${line} is not assigned to you; a manager assigns lines`,
  'no-extension': 'must be an extension: letters, digits and _ . - only',
  'extension-without-gateway': 'an extension is called without a gateway',
  'no-whole-number': 'must be a whole phone number with its country\'s code, such as +14155550100, to be called through the gateway',
  'browser-has-extension': 'a browser has an extension',
  'name-your-phone': 'you are no agent with a phone: name the number on which you want to be called',
  'keeps-every-line': ({ maxLines }) => `must be less than its ${String(maxLines)} lines, or campaigns could never dial through it: take it out of theirs instead`,
  'gateway-missing': 'name the gateway through which the number is called',
  'unknown-gateway': ({ gateway, switchId }) => `there is no gateway ${gateway} on the switch ${switchId}`,
  'gateway-twice': ({ gateway }) => `${gateway} stands there already`,
  'gateway-would-not-call': ({ gateway, phone, refusal }) => `${gateway} would not call ${phone}: ${refusals[refusal]}`,
  'prefix-of-no-country': ({ prefix }) => `${prefix} is no country's: begin with its whole calling code, such as +98`,
  'unknown-user': ({ id }) => `there is no user with the id ${id}`,
  'user-takes-no-calls': ({ role }) => `a user with the role ${role} takes no calls`,
  'same-password': 'is the one that there is: choose another',
  'no-result': ({ result }) => `${result} is no disposition, no outcome and no reason why nobody is called`,
  'unknown-disposition': ({ disposition }) => `there is no disposition ${disposition}`,
  'disposition-is-no': ({ label }) => `“${label}” is a person's own no: no rule calls them again`,
  'disposition-is-final': ({ label }) => `“${label}” is final: nobody is called again after it`,
  'installations-prompt': 'callers of every client are spoken to with it, only the installation\'s own managers replace it: take another name, and name it in your queues and flows',
  'prompt-of-contacts': ({ prompt, field }) => `${prompt} says the contact's ${field}, which is not known here: write what is said otherwise into it, such as {${field}|…}`,
  'unknown-prompt': ({ prompt }) => `there is no prompt called ${prompt}: upload it first`,
  'unknown-list': ({ id }) => `there is no list with the id ${id}`,
  'asks-no-number': ({ question }) => `the questionnaire has no question ${question} that is answered by a number`,
  'sees-to-nothing': ({ id }) => `no user with the id ${id} sees to low scores: name an administrator, a manager, a supervisor or one of quality`,
  'unknown-campaign': ({ id }) => `there is no campaign with the id ${id}`,
  'unknown-queue': ({ id }) => `there is no queue with the id ${id}`,
  'unknown-flow': ({ id }) => `there is no flow with the id ${id}`,
  'flow-unpublished': ({ flow }) => `the flow “${flow}” has not been published yet`,
  'unknown-questionnaire': ({ id }) => `there is no questionnaire with the id ${id}`,
  'questionnaire-unpublished': ({ questionnaire }) => `the questionnaire “${questionnaire}” has not been published yet`,
  'questionnaire-not-put-by': ({ questionnaire, by }) => `the questionnaire “${questionnaire}” is not published for ${by === 'agent' ? 'an agent who asks' : 'answers by keys'}, as this campaign would put it`,
  'no-gateway-would-call': ({ phone, refusal }) => `no gateway would call ${phone}: ${refusals[refusal]}`,
  'listed-on-none': 'nobody is on a list yet: choose the lists whose numbers get the points for listed callers, or give none',
  'ringing-says-nothing': 'who waits while it rings hears nothing, and can press nothing: choose music, or leave this out',
  'rings-too-long': ({ mostSec }) => `must be at most ${String(mostSec)} while it only rings: networks end a call that rings for longer`,
  'callback-without-settings': 'a key that offers a callback needs the queue\'s callback settings: how often, and until when, callers are called back',
  'broadcast-without-settings': 'a campaign of the mode broadcast says here what it plays, how fast it calls and what the keys do',
  'overflows-in-a-circle': ({ queues }) => `callers would be sent round in a circle for ever: ${queues.join(', then ')}, and back again`,
  'rings-too-short': ({ leastSec }) => `must be at least ${String(leastSec)}: the law gives people that long to answer`,
  'nobody-abandoned': ({ lawProfile }) => `the law profile ${lawProfile} allows nobody to be abandoned: choose zero-abandon or progressive`,
  'no-lawful-target': ({ least, cap, lawProfile }) =>
    `must be from ${String(least)} to ${String(cap)}, the cap of the law profile ${lawProfile}; who wants nobody abandoned chooses the mode zero-abandon`,
};
