import type { CampaignStatus } from '@paceline/domain/campaign/life';
import type { Catalogue } from '../catalogue';
import type { ErrorReasons, NamedThing, Thing } from '../error-reasons';
import { told } from '../message';
import { flowFaults } from './flow-faults';
import { issues } from './issues';
import { phones } from './phones';
import { promptFaults } from './prompt-faults';
import { readiness } from './readiness';
import { refusals } from './refusals';

const THINGS: Readonly<Record<Thing, string>> = {
  agent: 'agent', call: 'call', campaign: 'campaign', command: 'command', contact: 'contact', flow: 'flow', 'follow-up': 'follow-up', import: 'import',
  'inbound-number': 'inbound number', list: 'list', offer: 'offer', questionnaire: 'questionnaire', queue: 'queue', 'queue-callback': 'queue callback', recording: 'recording', 'survey-rule': 'survey rule', taking: 'taking of an offer', target: 'target', user: 'user', voicemail: 'voicemail',
};
const NAMED: Readonly<Record<NamedThing, string>> = {
  'agent-of-user-or-phone': 'an agent of that user or with that phone', 'agent-with-phone': 'an agent with that phone',
  campaign: 'a campaign', disposition: 'a disposition', flow: 'a flow', gateway: 'a gateway', 'inbound-number': 'an inbound number', list: 'a list', offer: 'an offer',
  queue: 'a queue', user: 'a user',
};
const INSTEAD: Readonly<Record<CampaignStatus, string>> = {
  draft: 'It was never started.',
  running: 'It runs already.',
  paused: 'It is paused: resume it, or stop it.',
  stopped: 'It was stopped, which is for good: create another one.',
  completed: 'It is completed: resume it when there are new contacts in its lists.',
};
const OFFER_REFUSED: Readonly<Record<ErrorReasons['wrong-state']['offer-not-given']['refusal'], string>> = {
  'not-yet': 'The offer is not valid yet.', 'over': 'The offer is not valid any more.', 'withdrawn': 'The offer was withdrawn.', 'sold-out': 'The offer is sold out.',
  'not-theirs': 'The contact is on none of the lists for which the offer is.', 'has-it': 'The contact has it as often as one person may.',
};
const FOLDER: Readonly<Record<ErrorReasons['unavailable']['prompts-folder']['why'], string>> = {
  'not-found': 'does not find', 'not-allowed': 'may not use', 'read-only': 'may not write to', 'full': 'finds no room in',
};
const RECORDINGS = 'RECORDINGS_DIR is to name the switch\'s folder as the API sees it, and the API\'s user to read it.';

const megabytes = (bytes: number): string => `${String(Math.floor(bytes / 1024 / 1024))} MB`;

export const errors: Catalogue['errors'] = {
  'validation-failed': {
    'invalid-parts': ({ issues: [first] }) => first === undefined ? 'The request is not valid.' : `${first.path === '' ? 'The request' : first.path}: ${told(issues, first)}`,
    'unreadable': 'The request cannot be read.',
    'no-json': 'The body is not valid JSON.',
    'upload-broken-off': 'The upload was broken off, or is no multipart/form-data.',
    'no-resume-point': 'Send {after: id of the last event, or null}.',
  },
  'not-authenticated': {
    'no-login': 'Log in, and send the token as a Bearer token.',
    'no-token': 'Log in, and send the token as `Authorization: Bearer …`.',
    'no-handshake-token': 'Send the token as `auth.token` of the handshake.',
    'login-ended': 'The login is no longer valid. Log in again.',
    'token-invalid': 'The token is not valid or has expired. Log in again.',
  },
  'wrong-credentials': {
    'user-or-password': 'Check the user name and the password.',
    'call-records-password': 'Send the password of the switch\'s call records by HTTP basic authentication.',
  },
  'wrong-password': { 'current-password': 'Nothing was changed: type the current password again.' },
  'not-allowed': {
    'by-role': 'Your role does not allow this.',
    'role': ({ role }) => `A user with the role ${role} may not do this.`,
    'sees-no-calls': ({ role }) => `A user with the role ${role} who takes no calls sees none.`,
    'disposition-given': 'The disposition was given already; a supervisor can change it.',
    'said-no': ({ phone }) => `Whoever has ${phone} said on a call that they do not want to be called. Only an administrator can take that back.`,
  },
  'not-found': {
    'address': 'There is nothing at this address.',
    'id': ({ what, id }) => `No ${THINGS[what]} has the id ${id}.`,
    'takes-no-calls': ({ username }) => `${username} takes no calls: a manager can make an agent of this user.`,
    'disposition': ({ disposition }) => `No disposition has the code ${disposition}.`,
    'gateway': ({ gateway }) => `No gateway is called ${gateway}.`,
    'holiday': ({ day, country }) => `${day} is no holiday of ${country}.`,
    'do-not-call-entry': ({ phone }) => `${phone} is not on the list.`,
    'do-not-call-offer': ({ phone }) => `${phone} does not wait for a decision.`,
    'offer-code': ({ code }) => `Nobody has the code ${code}.`,
    'prompt': ({ prompt }) => `No prompt is called ${prompt}.`,
    'flow-version': ({ version }) => `The flow has no version ${String(version)}.`,
    'agent-of-queue': ({ agentId }) => `The agent ${agentId} is not assigned to this queue.`,
    'prompt-just-deleted': 'The prompt was deleted at once by somebody else.',
    'recording-removed': 'The file of this recording has just been removed.',
    'recording-gone': ({ path }) => `The file of this recording is gone: ${path}.`,
  },
  'already-exists': {
    'name': ({ what, name }) => `There is ${NAMED[what]} called “${name}” already.`,
    'phone-of-agent': ({ phone, agent }) => `The phone ${phone} is the one of ${agent}: two agents cannot share a phone.`,
    'prompt': ({ prompt }) => `There is a prompt called “${prompt}” already. Upload with ?replace=true to put this one in its place.`,
    'survey-rule': ({ of }) => `A rule asks about the talks of “${of}” already: change that one.`,
  },
  'wrong-state': {
    'last-administrator': 'This is the last active administrator.',
    'agent-signed-in': 'The agent is signed in.',
    'agent-signed-in-on-phone': 'The agent is signed in, and the phone in use. Sign the agent out first.',
    'agent-signed-out': 'The agent has signed out again meanwhile.',
    'no-wrap-up': ({ state }) => `There is no wrap-up to end: the agent is ${state}.`,
    'dialing-not-stopped': 'Dialing is not stopped.',
    'inbound-not-closed': 'It is not closed.',
    'trial-going-on': 'You are being called with a flow already: hang up first.',
    'callback-being-called': 'They are being called just now.',
    'callback-ended': 'It has ended already.',
    'queue-calls-nobody-back': ({ queue }) => `The queue “${queue}” calls nobody back: it has no callback settings.`,
    'call-over': 'The call is over.',
    'call-going-on': 'The call is still going on: give the disposition when it has ended.',
    'call-not-waiting': 'The caller does not wait in a queue, or not any more.',
    'call-being-connected': 'An agent is being connected with the caller at this moment.',
    'call-lost-its-agent': 'The caller has talked with an agent whose phone was gone, and is first in line: they can only be taken out.',
    'queue-elsewhere': ({ queue, switchId }) => `The queue “${queue}” is on another switch. The caller waits on ${switchId}.`,
    'queue-is-full': ({ queue, most }) => `As many wait in the queue “${queue}” as may: ${String(most)}.`,
    'queue-nobody-there': ({ queue }) => `No agent of the queue “${queue}” is signed in, and it sends its callers elsewhere then.`,
    'nobody-talked': 'No agent talked on this call.',
    'target-of-another-call': 'Only a call that came in settles a target, and only one: this call has its own.',
    'target-not-open': 'The contact has its result in this campaign already, or the campaign is calling it at this moment.',
    'target-not-told': 'The disposition is kept, but the campaign began to call the contact at the same moment: its target is not settled by this call.',
    'still-recording': 'The call is still being recorded.',
    'recording-differs': 'The recording is not as the request wants it to be (If-Match, If-Unmodified-Since).',
    'disposition-not-offered': ({ disposition }) => `The disposition ${disposition} is not for agents to give.`,
    'disposition-meaning': ({ label }) => `What “${label}” means cannot be changed. Create another disposition, and make this one inactive.`,
    'disposition-relied-on': ({ disposition }) => `Paceline relies on ${disposition}: only its label can be changed.`,
    'contact-on-call': 'A call to this contact is going on. Change the phones when it has ended.',
    'contact-not-shown': 'This contact is not shown to you any more.',
    'contact-being-called': 'The contact is being called already: hang up instead.',
    'offer-not-given': ({ refusal }) => OFFER_REFUSED[refusal],
    'offer-was-refused': 'They had refused it: there is nothing to give back.',
    'control-group-drawn': 'The campaign was started, and its control group drawn: the share stays, or what was compared would not be.',
    'campaign-cannot': ({ move, status }) => `Cannot ${move} this campaign. ${INSTEAD[status]}`,
    'campaign-runs': 'The campaign runs. Pause it first.',
    'follow-up-of-another': ({ owner }) => `It is ${owner}'s to see to. Give it to yourself first.`,
    'follow-up-done': 'It is done already.',
    'follow-up-not-taken': 'Take it first: then it is yours to finish.',
    'campaign-is': ({ status }) => `The campaign is ${status}: it cannot be changed any more.`,
  },
  'campaign-not-ready': { 'not-ready': ({ reasons }) => reasons.map((reason) => told(readiness, reason)).join(' ') },
  'flow-not-ready': { 'not-ready': ({ reasons }) => reasons.map((fault) => told(flowFaults, fault)).join(' ') },
  'dialing-stopped': { 'contact-goes-back': 'All dialing is stopped: the contact goes back to its list.' },
  'no-decisions-kept': { 'none-of-that-time': 'No decision of this campaign is kept from that time. They are kept for a day.' },
  'agent-not-signed-in': { 'sign-in-first': 'Sign in first.' },
  'leg-not-connected': { 'own-phone': 'Your phone is not connected: nobody is called before it is.' },
  'import-unreadable': { 'empty': 'The file is empty.' },
  'prompt-unplayable': promptFaults,
  'body-too-large': { 'larger-than-taken': 'The request is larger than what is taken here.' },
  'file-too-large': {
    'import': ({ maxBytes }) => `A file may have up to ${megabytes(maxBytes)}. Split it.`,
    'prompt': ({ maxBytes }) => `A prompt may have up to ${megabytes(maxBytes)}.`,
  },
  'range-not-satisfiable': { 'recording-shorter': 'The recording is shorter than that: Content-Range says how long it is.' },
  'unsupported-media': {
    'json': 'Send JSON as application/json.',
    'json-or-form': 'Send JSON as application/json; a file as multipart/form-data.',
    'form': 'Send the file as multipart/form-data, in a part called “file”.',
  },
  'too-many-requests': {
    'wait-a-minute': 'Too many tries. Wait a minute.',
    'wait': ({ retryAfterSec }) => `Too many tries. Wait ${String(retryAfterSec)} seconds.`,
  },
  'in-use': {
    'agent-has-calls': 'There are calls of this agent. Make the user inactive instead.',
    'contact-on-call': 'A call to this contact is going on.',
    'contact-called': 'This contact was called, and what came of it is kept. Put the numbers on the do-not-call list instead.',
    'disposition-relied-on': ({ disposition }) => `Paceline relies on ${disposition}: it cannot be deleted.`,
    'disposition-of-calls': 'Calls have this disposition. Make it inactive instead.',
    'list-of-draft': ({ campaign }) => `The draft campaign “${campaign}” has this list. Take it out of there, or delete the draft, first.`,
    'list-of-campaign': ({ campaign }) => `The campaign “${campaign}” was started with this list, which is kept with what came of it.`,
    'list-importing': 'A file is being imported into this list.',
    'default-prompt': 'It is the message of campaigns without one of their own (SAFE_HARBOUR_PROMPT). Replace it instead.',
    'prompt-of-queue': ({ queue }) => `The queue “${queue}” plays it. Give that another one first, or replace the file.`,
    'queue-of-agent': ({ agent }) => `The agent ${agent} is assigned to this queue. Take it away from them first.`,
    'queue-of-queue': ({ queue }) => `The queue “${queue}” sends callers to this one. Send them elsewhere first.`,
    'queue-waited-in': 'Callers have waited in this queue, and what came of it is kept. Lead no caller to it, and take its agents away instead.',
    'spoken-prompt': 'Callers who wait are told something with it. Replace it instead: with the same words, in a voice of your own.',
    'queue-of-flow': ({ flow }) => `The flow “${flow}” leads callers to it. Publish it without this queue first.`,
    'prompt-of-flow': ({ flow }) => `The flow “${flow}” plays it. Publish it with another one first, or replace the file.`,
    'flow-of-number': ({ number }) => `The number ${number} runs it. Give that another flow first.`,
    'number-of-campaign': ({ campaign }) => `The campaign “${campaign}” shows it to whom it calls: stop the campaign first, or pause it and have it show another.`,
    'flow-published': 'It was published, and is kept with the calls that it took. Only a flow that never was can be deleted.',
    'prompt-of-campaign': ({ campaign }) => `The campaign “${campaign}” plays it. Give that another one first, or replace the file.`,
    'gateway-of-campaign': ({ campaign }) => `The campaign “${campaign}” dials through it. Disable it instead.`,
    'gateway-of-queue': ({ queue, number }) => `The queue “${queue}” sends callers to ${number} through it. Disable it, or change the queue first.`,
    'gateway-of-flow': ({ flow, number }) => `The flow “${flow}” sends callers to ${number} through it. Disable it, or publish the flow without it first.`,
    'gateway-of-agent': ({ agent }) => `The phone of ${agent} is called through it. Disable it instead.`,
    'campaign-started': 'The campaign was started, and what came of it is kept. Only a draft can be deleted.',
    'campaign-of-agent': ({ agent }) => `The agent ${agent} is assigned to this campaign. Take its line away from them first.`,
  },
  'internal-error': { 'logged': 'It was logged under this request id.', 'command-failed': 'The command failed; the log of the worker says why.' },
  'not-set-up': {
    'recordings-not-there': `The folder of the recordings is not there: ${RECORDINGS}`,
    'recordings-unreadable': `The folder of the recordings has what the API may not read: ${RECORDINGS}`,
    'call-records-password': 'Call records are taken here once SWITCH_RECORDS_PASSWORD is set.',
  },
  'unavailable': {
    'try-again': 'A service that this needs is not there now. Try again.',
    'login-unchecked': 'The login cannot be checked now.',
    'live-events-away': 'Live events are not there now. They go on by themselves.',
    'prompts-folder': ({ why }) => `The API ${FOLDER[why]} the folder of the prompts. PROMPTS_DIR names it, as the API sees it.`,
    'call-not-queued': 'The call could not be queued; the contact went back to its list.',
    'agents-being-built': 'The live view of the agents is being built; try again.',
    'not-called': ({ phone, refusal }) => `${phone} was not called: ${refusals[refusal]}`,
    'not-reached': ({ phone, cause }) => `${phone} could not be called: the switch says ${phones.said({ cause, sipStatus: 0, upForMs: null })}.`,
    'switch-silent': 'The switch did not answer; try again.',
  },
};
