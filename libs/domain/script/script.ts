import type { CallingHours } from '../compliance/calling-hours';
import type { PhoneKey as Key } from '../spoken/digits';

/** A node's name within its script. */
export type NodeName = string;

/** BCP 47, such as `fa` or `zh-Hans`. */
export type Language = string;

/** What is said, by language: the name of a prompt each. */
export type Say = Readonly<Record<Language, string>>;

/** `#` alone is an answer only where a script takes it as one: else it ends what is typed. */
export { PHONE_KEYS as KEYS, type PhoneKey as Key } from '../spoken/digits';

/** How a question is put: so many times at most, and so long a silence behind the prompt before it counts as none. */
export interface Patience {
  readonly tries: number;
  readonly waitSec: number;
}

/** Which way by the clock of the zone. A holiday of one of the countries goes before the hours of its weekday. */
export interface HoursNode {
  readonly kind: 'hours';
  readonly zone: string;
  readonly hours: CallingHours;
  /** ISO 3166-1. */
  readonly holidaysOf: readonly string[];
  readonly open: NodeName;
  readonly closed: NodeName;
  readonly holiday: NodeName;
}

/** Said in every language that can be chosen, one after the other. Who chooses none stays in the one that is spoken. */
export interface LanguageNode extends Patience {
  readonly kind: 'language';
  readonly say: Say;
  readonly choices: Readonly<Partial<Record<Key, Language>>>;
  readonly next: NodeName;
}

export interface MenuNode extends Patience {
  readonly kind: 'menu';
  readonly say: Say;
  /** From the second time on, such as a shorter one; null: the same again. */
  readonly again: Say | null;
  /** Before it is asked again, to who pressed a key that is none; null: nothing. */
  readonly wrong: Say | null;
  readonly choices: Readonly<Partial<Record<Key, NodeName>>>;
  /** Where those go who pressed nothing at the last try, and those who pressed a wrong key. */
  readonly noInput: NodeName;
  readonly wrongKey: NodeName;
}

export interface PlayNode {
  readonly kind: 'play';
  readonly say: Say;
  /** In silence so long before it; left out: at once. */
  readonly afterMs?: number;
  readonly next: NodeName;
  /** As `EndNode`. */
  readonly as?: ScriptMet;
}

/** Recorded until silence, a key, the longest time or the caller's hang-up, which keeps what was said. */
export interface VoicemailNode {
  readonly kind: 'voicemail';
  readonly say: Say;
  readonly longestSec: number;
  readonly next: NodeName;
}

/** Somebody outside, dialed by the rules of destinations. */
export interface NumberNode {
  readonly kind: 'number';
  /** E.164 with its plus sign. */
  readonly number: string;
  /** Null: whichever of the switch may reach it. */
  readonly gateway: string | null;
  readonly ringSec: number;
  /** Nobody answered there. */
  readonly failed: NodeName;
}

/** Whoever calls is not called any more: their number goes on the do-not-call list, and with it the other numbers of a contact whom it tells. */
export interface OptOutNode {
  readonly kind: 'opt-out';
  /** Why, in the manager's words. */
  readonly reason: string;
  /** Once it stands there: what is said then is true. */
  readonly next: NodeName;
  /** They withhold their number: there is nothing to put there. */
  readonly noNumber: NodeName;
}

/** Whoever comes here takes an offer of ours: it is theirs before they are told so, and its code is said twice behind that where our languages have its digits. */
export interface OfferNode {
  readonly kind: 'offer';
  readonly offerId: string;
  /** Once it is theirs. */
  readonly say: Say;
  readonly next: NodeName;
  /** They cannot have it: it is over, sold out, theirs already, or not meant for them. */
  readonly gone: NodeName;
}

/** From here on the queue's own rules hold, those for who waits too long included. */
export interface QueueNode {
  readonly kind: 'queue';
  readonly queueId: string;
}

export interface EndNode {
  readonly kind: 'end';
  /** Null: nothing more. */
  readonly say: Say | null;
  /** As what the call ends, known from the moment at which it comes here; left out: as what it was before. */
  readonly as?: ScriptMet;
}

/**
 * As what a call of ours ends that its script met, where that is more than that it was heard. opted-out: they are called no more ·
 * put-off: later · machine: an answering machine answered · message-left: and has recorded what was left for it
 */
export type ScriptMet = 'opted-out' | 'put-off' | 'machine' | 'message-left';

/** From here on an agent of the call's own campaign is wanted: they wait for one. Of the scripts of campaigns. */
export interface AgentsNode {
  readonly kind: 'agents';
  /** Over the music with which they wait; null: nothing. */
  readonly say: Say | null;
}

export type ScriptNode = HoursNode | LanguageNode | MenuNode | PlayNode | VoicemailNode | NumberNode | OptOutNode | OfferNode | QueueNode | AgentsNode | EndNode;

/**
 * What happens on a call, as data: nodes that lead to each other. An inbound number runs one, and keeps to the version in
 * which a call began.
 */
export interface Script {
  /** Those that are spoken; the first of them until another is chosen. */
  readonly languages: readonly [Language, ...Language[]];
  readonly start: NodeName;
  /** Where it begins instead while its number, or all of its client, is closed in an emergency. */
  readonly emergency: NodeName;
  readonly nodes: Readonly<Record<NodeName, ScriptNode>>;
  /** Keys that lead there at any moment, over whatever is said, and while somebody waits for an agent; each once. Left out: none. */
  readonly atAnyMoment?: Readonly<Partial<Record<Key, NodeName>>>;
  /** Where it goes once a beep is heard before any key: a machine records. What is played there begins anew with the next. Left out: nobody listens for that. */
  readonly atBeep?: NodeName;
}

/** Null: there is none of this name, whatever else an object has by it. */
export function nodeOf({ nodes }: Script, name: NodeName): ScriptNode | null {
  return Object.hasOwn(nodes, name) ? nodes[name] ?? null : null;
}

/** In the language, or else in the script's first. Null: there is nothing to say. */
export function promptOf(script: Script, say: Say | null, language: Language): string | null {
  if (say === null) return null;
  const spoken = [language, script.languages[0]].find((one) => Object.hasOwn(say, one));
  return spoken === undefined ? null : say[spoken] ?? null;
}
