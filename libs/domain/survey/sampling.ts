import { hash } from '../routing/hash';
import type { Key, Say } from '../script/script';

/**
 * before-agent  asked while they wait whether they would answer afterwards
 * after-agent   asked when the agent has left
 */
export const INVITED = ['before-agent', 'after-agent'] as const;
export type Invited = (typeof INVITED)[number];

/** What callers hear while they wait, and the key by which they accept. */
export interface Invitation { readonly say: Say; readonly key: Key }

/** Which talks of a queue or a campaign are asked about. Nothing in it is an agent's to choose, or known to one. */
export interface SampleRule {
  readonly id: string;
  readonly isOn: boolean;
  /** Only talks that were longer. */
  readonly longerThanSec: number;
  /** Of so many talks one; 1: each. */
  readonly oneIn: number;
  /** Who hung up first may be called so long after the talk ended; null: they are not. */
  readonly withinHours: number | null;
  /** Nobody who was asked so many days ago or fewer, by whichever rule; 0: whoever was asked before may be asked again. */
  readonly fatigueDays: number;
}

export interface SampledTalk {
  readonly callId: string;
  /** Null: they wait for the agent. */
  readonly talkedMs: number | null;
  /** 0 while they are still there. */
  readonly endedAgoMs: number;
}

/** Of the person with all their numbers. */
export interface SampledPerson {
  /** Null: they withhold their number. */
  readonly phone: string | null;
  /** When they were asked last; null: never. */
  readonly askedAgoMs: number | null;
  /** What they complained of has not been seen to. */
  readonly hasOpenComplaint: boolean;
  readonly isOnDoNotCallList: boolean;
}

/** Why a call was not asked, by a code: what its sentence is told. */
export interface SampleRefusals {
  'no-rule': null;
  'rule-off': null;
  'nothing-published': null;
  'talk-too-short': { readonly talkedSec: number; readonly longerThanSec: number };
  'talk-too-old': { readonly withinHours: number };
  'not-drawn': { readonly oneIn: number };
  /** They were invited while they waited. */
  'not-accepted': null;
  /** Nobody could say whether they were asked lately, or wish not to be called. */
  'number-withheld': null;
  'do-not-call': null;
  'open-complaint': null;
  'asked-lately': { readonly daysAgo: number; readonly fatigueDays: number };
}
export type SampleRefusal = { readonly [Code in keyof SampleRefusals]: { readonly code: Code; readonly params: SampleRefusals[Code] extends null ? Readonly<Record<string, never>> : SampleRefusals[Code] } }[keyof SampleRefusals];

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Whether a call is one of those that are asked: by its id alone, the same whoever asks and however often. */
export function isDrawn({ id, oneIn }: Pick<SampleRule, 'id' | 'oneIn'>, callId: string): boolean {
  return hash(`survey ${id} ${callId}`) % oneIn === 0;
}

/** What the talk itself says against it; null: nothing. It costs no look at the person. */
export function refusalOfTalk(rule: SampleRule, { callId, talkedMs, endedAgoMs }: SampledTalk): SampleRefusal | null {
  if (!rule.isOn) return { code: 'rule-off', params: {} };
  if (talkedMs !== null && talkedMs <= rule.longerThanSec * 1_000) {
    return { code: 'talk-too-short', params: { talkedSec: Math.floor(talkedMs / 1_000), longerThanSec: rule.longerThanSec } };
  }
  const withinHours = rule.withinHours ?? 0;
  if (endedAgoMs > withinHours * HOUR_MS) return { code: 'talk-too-old', params: { withinHours } };
  return isDrawn(rule, callId) ? null : { code: 'not-drawn', params: { oneIn: rule.oneIn } };
}

/** What the person says against it; null: they are asked. */
export function refusalOfPerson({ fatigueDays }: Pick<SampleRule, 'fatigueDays'>, { phone, askedAgoMs, hasOpenComplaint, isOnDoNotCallList }: SampledPerson): SampleRefusal | null {
  if (phone === null) return { code: 'number-withheld', params: {} };
  if (isOnDoNotCallList) return { code: 'do-not-call', params: {} };
  if (hasOpenComplaint) return { code: 'open-complaint', params: {} };
  if (askedAgoMs !== null && askedAgoMs < fatigueDays * DAY_MS) {
    return { code: 'asked-lately', params: { daysAgo: Math.floor(askedAgoMs / DAY_MS), fatigueDays } };
  }
  return null;
}
