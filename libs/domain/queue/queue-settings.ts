import type { CallingHours } from '../compliance/calling-hours';
import type { PriorityRules } from '../routing/priority';
import type { RequiredSkill } from '../routing/skills';
import type { Strategy } from '../routing/strategy';
import type { Key, Say } from '../script/script';
import type { ServiceLevelTarget } from '../metrics/service-level';

/** Where a caller goes who is not to wait any more, or chooses so. A message is said, and the call ends. */
export type WayOut =
  | { readonly kind: 'queue'; readonly queueId: string }
  /** E.164, by the rules of destinations; gateway null: whichever may reach it. */
  | { readonly kind: 'number'; readonly number: string; readonly gateway: string | null; readonly ringSec: number }
  | { readonly kind: 'voicemail'; readonly say: Say; readonly longestSec: number }
  /** Null: the installation's own last message. */
  | { readonly kind: 'message'; readonly say: Say | null };

/** When nobody comes in time. */
export interface Overflow {
  /** Behind the longest wait; nobody waits for ever. */
  readonly waitedTooLong: WayOut;
  /** As many wait as may. */
  readonly full: WayOut;
  /** No agent of the queue is signed in. Null: they may wait for one. */
  readonly nobodySignedIn: WayOut | null;
}

/** What somebody who waits is told, again and again. */
export interface Announcements {
  readonly everySec: number;
  readonly position: boolean;
  readonly expectedWait: boolean;
}

/** By a key, while they wait. */
export type WaitingKey = { readonly kind: 'callback' } | Extract<WayOut, { readonly kind: 'queue' | 'voicemail' }>;

/** Who hangs up and keeps the place: an agent is reserved first, then they are called. */
export interface CallbackRules {
  /** Calls at most, and between two of them. */
  readonly tries: number;
  readonly retrySec: number;
  /** From the wish on: nobody is called back later. */
  readonly expiresSec: number;
  readonly ringTimeoutSec: number;
  /** Ours, that they are shown; null: the one that they had called. */
  readonly callerNumber: string | null;
  /** Within the law of whoever is called, as a campaign's. */
  readonly hours: CallingHours;
}

/** All that a queue is, but for who serves it. Seconds, as people set them. */
export interface QueueSettings {
  /** Whose midnight begins the day of its figures: an IANA name, or a fixed offset (`UTC+03:30`). */
  readonly zone: string;
  readonly strategy: Strategy;
  readonly required: readonly RequiredSkill[];
  /** Less is asked for with each step; null: never. */
  readonly relaxation: { readonly everySec: number; readonly waives: boolean } | null;
  readonly lastAgentFirstSec: number;
  readonly priority: Omit<PriorityRules, 'abandonedWithinMs'> & { readonly abandonedWithinSec: number; /** On which a number gives its caller `listedPoints`, by id. */ readonly lists: readonly string[] };
  /** 0–1 of the callers, within so many seconds; those who hang up sooner than `shortAbandonSec` count for nothing. */
  readonly serviceLevelRatio: number;
  readonly serviceLevelSec: number;
  readonly shortAbandonSec: number;
  readonly longestWaitSec: number;
  /** So many wait at most. */
  readonly longestQueue: number;
  readonly greeting: Say | null;
  /** Ringing costs the caller nothing, and nothing is heard. */
  readonly whileWaiting: 'music' | 'ringing';
  /** A prompt; null: the switch's own music. */
  readonly music: string | null;
  readonly announcements: Announcements | null;
  readonly keys: Readonly<Partial<Record<Key, WaitingKey>>>;
  readonly wrapUpSec: number;
  /** From the answer; null: as long as they talk. */
  readonly maxCallSec: number | null;
  readonly record: boolean;
  readonly overflow: Overflow;
  /** Null: nobody is called back. */
  readonly callback: CallbackRules | null;
}

/** Where callers who wait in it may go, by the setting that says so. */
export function waysOut({ overflow, keys }: Pick<QueueSettings, 'overflow' | 'keys'>): readonly { readonly path: string; readonly to: WayOut | WaitingKey }[] {
  const { waitedTooLong, full, nobodySignedIn } = overflow;
  return [
    { path: 'overflow.waitedTooLong', to: waitedTooLong }, { path: 'overflow.full', to: full },
    ...nobodySignedIn === null ? [] : [{ path: 'overflow.nobodySignedIn', to: nobodySignedIn }],
    ...Object.entries(keys).map(([key, to]) => ({ path: `keys.${key}`, to })),
  ];
}

/** All that it may say, by the setting that says it. */
export function saidInQueue(queue: Pick<QueueSettings, 'greeting' | 'overflow' | 'keys'>): readonly { readonly path: string; readonly say: Say }[] {
  const greeting = queue.greeting === null ? [] : [{ path: 'greeting', say: queue.greeting }];
  return [...greeting, ...waysOut(queue).flatMap(({ path, to }) => 'say' in to && to.say !== null ? [{ path: `${path}.say`, say: to.say }] : [])];
}

/** Whether callers are answered in order to wait, and pay. */
export function playsToCallers({ whileWaiting }: Pick<QueueSettings, 'whileWaiting'>): boolean {
  return whileWaiting === 'music';
}

/** What its service level is measured by. */
export function targetOf({ serviceLevelRatio, serviceLevelSec, shortAbandonSec }: Pick<QueueSettings, 'serviceLevelRatio' | 'serviceLevelSec' | 'shortAbandonSec'>): ServiceLevelTarget {
  return { ratio: serviceLevelRatio, withinMs: serviceLevelSec * 1_000, shortAbandonMs: shortAbandonSec * 1_000 };
}
