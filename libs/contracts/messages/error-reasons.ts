import type { CampaignAction, CampaignStatus } from '@paceline/domain/campaign/life';
import type { OfferRefusal } from '@paceline/domain/offer/offer';
import type { ScriptFault } from '@paceline/domain/script/faults';
import type { AgentRefusals } from '@paceline/domain/survey/agent';
import type { QuestionnaireFault } from '@paceline/domain/survey/fault';
import type { Issue } from './issue-reasons';
import type { Message, Told } from './message';
import type { PromptFaults } from './prompt-faults';
import type { ReadinessReasons } from './readiness-reasons';
import type { RefusalsTold } from './refusals-told';

/** Every error that the API can answer, by its stable code: the HTTP status of its problem document (RFC 9457). */
export const ERROR_STATUS = {
  'validation-failed': 400,
  'not-authenticated': 401,
  'wrong-credentials': 401,
  'wrong-password': 400,
  'not-allowed': 403,
  'not-found': 404,
  'already-exists': 409,
  'wrong-state': 409,
  'campaign-not-ready': 409,
  'flow-not-ready': 409,
  'questionnaire-not-ready': 409,
  'answer-refused': 409,
  'dialing-stopped': 409,
  'no-decisions-kept': 409,
  'agent-not-signed-in': 409,
  'leg-not-connected': 409,
  'import-unreadable': 422,
  'prompt-unplayable': 422,
  'not-spoken': 422,
  'body-too-large': 413,
  'file-too-large': 413,
  'range-not-satisfiable': 416,
  'unsupported-media': 415,
  'too-many-requests': 429,
  'in-use': 409,
  'internal-error': 500,
  'not-set-up': 503,
  'unavailable': 503,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

/** What has an id, and is not found by it. */
export type Thing = 'agent' | 'call' | 'campaign' | 'command' | 'contact' | 'flow' | 'follow-up' | 'import' | 'inbound-number' | 'list' | 'offer' | 'questionnaire' | 'queue' | 'queue-callback' | 'recording' | 'survey-comment' | 'survey-form' | 'survey-rule' | 'taking' | 'target' | 'user' | 'voicemail';
/** What has a name of its own. */
export type NamedThing = 'agent-of-user-or-phone' | 'agent-with-phone' | 'campaign' | 'disposition' | 'flow' | 'gateway' | 'inbound-number' | 'list' | 'offer' | 'questionnaire' | 'queue' | 'user';

/** Why exactly, by the error's code: the reasons, and what the sentence of each is told. */
export interface ErrorReasons {
  'validation-failed': {
    'invalid-parts': { readonly issues: readonly Issue[] };
    'unreadable': null;
    'no-json': null;
    'upload-broken-off': null;
    'no-resume-point': null;
  };
  'not-authenticated': {
    'no-login': null;
    'no-token': null;
    'no-handshake-token': null;
    'login-ended': null;
    'token-invalid': null;
  };
  'wrong-credentials': { 'user-or-password': null; 'call-records-password': null };
  'wrong-password': { 'current-password': null };
  'not-allowed': {
    'by-role': null;
    'role': { readonly role: string };
    'sees-no-calls': { readonly role: string };
    'disposition-given': null;
    'said-no': { readonly phone: string };
    'not-whose-call': null;
    'confidential': null;
  };
  'not-found': {
    'address': null;
    'id': { readonly what: Thing; readonly id: string };
    'takes-no-calls': { readonly username: string };
    'disposition': { readonly disposition: string };
    'gateway': { readonly gateway: string };
    'holiday': { readonly day: string; readonly country: string };
    'do-not-call-entry': { readonly phone: string };
    'do-not-call-offer': { readonly phone: string };
    'offer-code': { readonly code: string };
    'prompt': { readonly prompt: string };
    'flow-version': { readonly version: number };
    'questionnaire-version': { readonly version: number };
    'interview-of-call': null;
    'nothing-spoken': null;
    'form': null;
    'form-interview': null;
    'agent-of-queue': { readonly agentId: string };
    'prompt-just-deleted': null;
    'recording-removed': null;
    'recording-gone': { readonly path: string };
  };
  'already-exists': {
    'name': { readonly what: NamedThing; readonly name: string };
    'phone-of-agent': { readonly phone: string; readonly agent: string };
    'prompt': { readonly prompt: string };
    'survey-rule': { readonly of: string };
  };
  'wrong-state': {
    'last-administrator': null;
    'agent-signed-in': null;
    'agent-signed-in-on-phone': null;
    'agent-signed-out': null;
    'no-wrap-up': { readonly state: string };
    'dialing-not-stopped': null;
    'inbound-not-closed': null;
    'trial-going-on': null;
    'callback-being-called': null;
    'callback-ended': null;
    'queue-calls-nobody-back': { readonly queue: string };
    'call-over': null;
    'call-going-on': null;
    'call-not-waiting': null;
    'call-being-connected': null;
    'call-lost-its-agent': null;
    'queue-elsewhere': { readonly queue: string; readonly switchId: string };
    'queue-is-full': { readonly queue: string; readonly most: number };
    'queue-nobody-there': { readonly queue: string };
    'nobody-talked': null;
    'nobody-talks': null;
    'no-machine-message': null;
    /** Of each: the laws that forbid it. */
    'machine-message-not-identified': { readonly sources: readonly string[] };
    'machine-message-without-number': { readonly tollFree: boolean; readonly sources: readonly string[] };
    'machine-message-without-consent': { readonly sources: readonly string[] };
    'target-of-another-call': null;
    'target-not-open': null;
    'target-not-told': null;
    'still-recording': null;
    'recording-differs': null;
    'disposition-not-offered': { readonly disposition: string };
    'disposition-meaning': { readonly label: string };
    'disposition-relied-on': { readonly disposition: string };
    'contact-on-call': null;
    'contact-not-shown': null;
    'contact-being-called': null;
    'offer-not-given': { readonly refusal: OfferRefusal };
    'offer-was-refused': null;
    'control-group-drawn': null;
    'campaign-cannot': { readonly move: CampaignAction; readonly status: CampaignStatus };
    'campaign-runs': null;
    'follow-up-of-another': { readonly owner: string };
    'follow-up-done': null;
    'no-anonymous-form': null;
    'form-not-open': null;
    'form-answer': null;
    'follow-up-not-taken': null;
    'call-asks-nothing': null;
    'interview-severed': null;
    'interview-not-with-agent': null;
    'campaign-is': { readonly status: CampaignStatus };
  };
  'campaign-not-ready': { 'not-ready': { readonly reasons: readonly Message<ReadinessReasons>[] } };
  'flow-not-ready': { 'not-ready': { readonly reasons: readonly ScriptFault[] } };
  'questionnaire-not-ready': { 'not-ready': { readonly reasons: readonly QuestionnaireFault[] } };
  'answer-refused': AgentRefusals;
  'dialing-stopped': { 'contact-goes-back': null };
  'no-decisions-kept': { 'none-of-that-time': null };
  'agent-not-signed-in': { 'sign-in-first': null };
  'leg-not-connected': { 'own-phone': null };
  'import-unreadable': { 'empty': null };
  'prompt-unplayable': PromptFaults;
  'not-spoken': {
    'failed': { readonly language: string; readonly program: string; readonly said: string };
    'too-slow': { readonly maxSec: number };
    'too-much': { readonly maxBytes: number };
    'no-sound': { readonly program: string };
  };
  'body-too-large': { 'larger-than-taken': null };
  'file-too-large': { 'import': { readonly maxBytes: number }; 'prompt': { readonly maxBytes: number } };
  'range-not-satisfiable': { 'recording-shorter': null };
  'unsupported-media': { 'json': null; 'json-or-form': null; 'form': null };
  'too-many-requests': { 'wait-a-minute': null; 'wait': { readonly retryAfterSec: number } };
  'in-use': {
    'agent-has-calls': null;
    'contact-on-call': null;
    'contact-called': null;
    'disposition-relied-on': { readonly disposition: string };
    'disposition-of-calls': null;
    'list-of-draft': { readonly campaign: string };
    'list-of-campaign': { readonly campaign: string };
    'list-importing': null;
    'default-prompt': null;
    'prompt-of-queue': { readonly queue: string };
    'queue-of-agent': { readonly agent: string };
    'queue-of-campaign': { readonly campaign: string };
    'queue-of-queue': { readonly queue: string };
    'queue-waited-in': null;
    'queue-of-flow': { readonly flow: string };
    'prompt-of-flow': { readonly flow: string };
    'flow-of-number': { readonly number: string };
    'number-of-campaign': { readonly campaign: string };
    'flow-published': null;
    'questionnaire-published': null;
    'prompt-of-questionnaire': { readonly questionnaire: string };
    'prompt-of-campaign': { readonly campaign: string };
    'spoken-prompt': null;
    'gateway-of-campaign': { readonly campaign: string };
    'gateway-of-agent': { readonly agent: string };
    'gateway-of-queue': { readonly queue: string; readonly number: string };
    'gateway-of-flow': { readonly flow: string; readonly number: string };
    'campaign-started': null;
    'campaign-of-agent': { readonly agent: string };
  };
  'internal-error': { 'logged': null; 'command-failed': null };
  'not-set-up': { 'speech-program': { readonly program: string }; 'recordings-not-there': null; 'recordings-unreadable': null; 'call-records-password': null };
  'unavailable': {
    'try-again': null;
    'login-unchecked': null;
    'live-events-away': null;
    'prompts-folder': { readonly why: 'not-found' | 'not-allowed' | 'read-only' | 'full' };
    'call-not-queued': null;
    'agents-being-built': null;
    'not-called': { readonly phone: string; readonly refusal: keyof RefusalsTold };
    'not-reached': { readonly phone: string; readonly cause: string };
    'switch-silent': null;
  };
}

/** A code, a reason of it and its parameters. */
export type ErrorTold = { readonly [Code in ErrorCode]: readonly [code: Code, ...reason: Told<ErrorReasons[Code]>] }[ErrorCode];
