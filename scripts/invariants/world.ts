import type { CampaignStatus } from '@paceline/domain/campaign/life';
import type { PoolSnapshot } from '@paceline/agent-pool';
import type { AgentStatus } from '@paceline/domain/agent/agent-state';
import type { RingEnd } from '@paceline/domain/agent/ring';
import type { CallState } from '@paceline/domain/call/call-state';
import type { NumberFormat } from '@paceline/domain/trunk/number-format';
import type { TalkEnd } from '@paceline/domain/call/talk';
import type { SipAnswer } from '@paceline/domain/call/sip-answer';
import type { Direction } from '@paceline/domain/call/parties';
import type { Outcome } from '@paceline/domain/call/outcome';
import type { GatewayDestinations } from '@paceline/domain/compliance/destination';
import type { StayEnd } from '@paceline/domain/queue/stays';
import type { Given } from '@paceline/domain/survey/given';
import type { Result } from '@paceline/domain/survey/interview';
import type { Delivery, Privacy } from '@paceline/domain/survey/questionnaire';
import type { CallingHours } from '@paceline/domain/compliance/calling-hours';
import type { DispositionMeaning } from '@paceline/domain/retry/retry';
import type { ChosenLaw } from '@paceline/domain/compliance/law-profiles';
import type { HolidayChange } from '@paceline/platform/holidays/holidays';
import type { LawSettings } from '@paceline/platform/law/law-book';
import type { CommandKind, TargetState } from '@paceline/persistence';

/**
 * Everything that the invariants are judged by, as values: what the switch really did, the rows, the agents' live
 * view, the channels that are up. Instants are milliseconds since the epoch. Those of `originatingAtMs`,
 * `plannedAtMs`, `settledAtMs`, `notAfterMs` are by the database's clock, a dial's by the switch's, the pool's by
 * Redis's; the rest may be a worker's, so nothing exact is judged by them.
 */
export interface World {
  /** at-rest: everything is over. running: only what holds at every instant is judged. */
  readonly looking: 'at-rest' | 'running';
  /** The database's clock at the look. */
  readonly nowMs: number;
  readonly limits: Limits;
  /** Null: nobody kept a record of what was dialed. */
  readonly truth: Truth | null;
  /** The real switch's own call records, by channel; null when there is no such table. */
  readonly records: ReadonlyMap<string, Dial> | null;
  readonly campaigns: ReadonlyMap<string, CampaignFact>;
  /** What administrators have changed of the holidays. */
  readonly holidayChanges: readonly HolidayChange[];
  readonly gateways: ReadonlyMap<string, GatewayFact>;
  /** Whenever somebody had stopped all dialing. */
  readonly stops: readonly StopFact[];
  /** Those of the campaigns that are judged. */
  readonly calls: readonly CallFact[];
  /** The switch's other calls: known, and not judged. */
  readonly otherCallIds: ReadonlySet<string>;
  /** Of those calls. */
  readonly talks: readonly TalkFact[];
  readonly stays: readonly StayFact[];
  /** Of the agents of the switch, whatever call they were for. */
  readonly rings: readonly RingFact[];
  readonly targets: readonly TargetFact[];
  readonly totals: readonly OutcomeTotal[];
  readonly recordings: readonly RecordingFact[];
  /** Of those campaigns and calls. */
  readonly interviews: readonly InterviewFact[];
  /** Of every version of a questionnaire. */
  readonly quotas: readonly QuotaFact[];
  readonly agents: readonly AgentFact[];
  readonly commands: readonly CommandFact[];
  /** Fence of the newest owner of the switch; null when nobody ever was. */
  readonly ownerFence: bigint | null;
  /** Null: not built, or not looked at. */
  readonly pool: PoolSnapshot | null;
  /** Null: not looked at. */
  readonly channels: readonly ChannelFact[] | null;
}

export interface Limits {
  /** An answered call meets an agent or the message within this, or its law's limit if that is less. */
  readonly safeHarbourAfterMs: number;
  /** A bridge that was ordered just before may still come for so long. */
  readonly bridgeDeadlineMs: number;
  readonly lostGraceMs: number;
  /** What the owner, or the next one after a crash, may take to put right what it finds. */
  readonly graceMs: number;
  /** Two clocks, or a timer and its clock, may differ by this. */
  readonly slackMs: number;
  /** Of a call that does not say by what instant it was judged: added to the one at which it was sent; 0 in production. */
  readonly callingOffsetMs: number;
}

export interface Truth {
  /** Every INVITE is in it from its first instant on; else a call is recorded when it has ended, perhaps late. */
  readonly complete: boolean;
  /** What was dialed before is not in it. */
  readonly coversSinceMs: number;
  /** INVITEs to the network, in the order of time; agents' legs are apart. */
  readonly dials: readonly Dial[];
  readonly legs: readonly Dial[];
}

/** One INVITE that the switch really sent, and what became of it. */
export interface Dial {
  readonly channelId: string;
  /** Empty when the record does not tell. */
  readonly gateway: string;
  readonly number: string;
  readonly atMs: number;
  readonly ringingAtMs: number | null;
  readonly answeredAtMs: number | null;
  readonly endedAtMs: number | null;
  /** FreeSWITCH's word; `SWITCH_GONE` when the switch died under the call. */
  readonly cause: string | null;
  /** Status 0 when the record does not tell. */
  readonly sip: SipAnswer;
  /** Null when the record does not tell. */
  readonly endedBy: 'near' | 'far' | null;
  readonly bridges: readonly Span[];
  /** Files played to it; null when the record does not tell. */
  readonly messagesAtMs: readonly number[] | null;
}

export interface Span { readonly otherId: string; readonly atMs: number; readonly untilMs: number | null }

/** Until when it was on the list; null when it still is. */
export interface Forbidden { readonly fromMs: number; readonly untilMs: number | null }

export interface CallFact {
  readonly id: string;
  readonly direction: Direction;
  readonly state: CallState;
  readonly outcome: Outcome | null;
  readonly campaignId: string | null;
  readonly targetId: string | null;
  readonly contactId: string | null;
  /** The wish to be called back that it carries out. */
  readonly callbackId: string | null;
  readonly agentId: string | null;
  readonly gateway: string | null;
  /** The other party's; null of a caller who withheld theirs. */
  readonly phone: string | null;
  readonly attempt: number;
  /** Null, as what it must be sent by, of a call that came in. */
  readonly ringTimeoutSec: number | null;
  readonly notAfterMs: number | null;
  readonly plannedAtMs: number;
  readonly originatingAtMs: number | null;
  /** What its calling clock showed when the gate let it pass, to the minute; null when its row does not tell. */
  readonly judgedAtMs: number | null;
  readonly ringingAtMs: number | null;
  readonly answeredAtMs: number | null;
  readonly connectedAtMs: number | null;
  readonly safeHarbourAtMs: number | null;
  readonly endedAtMs: number | null;
  readonly hangupCause: string | null;
  /** What its disposition means now; null without one. */
  readonly meaning: DispositionMeaning | null;
  /** It failed as every call of its gateway did, whatever its answer was. */
  readonly trunkFault: boolean;
  readonly wrapUpUntilMs: number | null;
  readonly settledAtMs: number | null;
  readonly fence: bigint;
  /** Of the contact now. */
  readonly contactZone: string | null;
  /** Of the contact when it was called, if somebody has changed it since; its target had the same. */
  readonly zoneBefore: string | null;
  /** When its number is or was on the do-not-call list. */
  readonly forbidden: readonly Forbidden[];
  /** `ended` entries in its evidence. */
  readonly ends: number;
  /** A step that was written after its end. */
  readonly movedAfterEnd: string | null;
}

/** A call that we made, or may have made. */
export type OutboundFact = CallFact & { readonly direction: 'outbound'; readonly phone: string };

/** An agent's part in a call; `toMs` null while it goes on. */
export interface TalkFact {
  readonly callId: string;
  readonly agentId: string;
  readonly channelId: string | null;
  readonly fromMs: number;
  readonly toMs: number | null;
  readonly endedBy: TalkEnd | null;
}

/** A caller's stay in a queue; `toMs` null while it goes on. */
export interface StayFact {
  readonly callId: string;
  readonly queueId: string;
  readonly fromMs: number;
  readonly toMs: number | null;
  readonly endedBy: StayEnd | null;
  /** Of the queue now; null when it is not there any more. */
  readonly longestWaitMs: number | null;
}

/** An on-demand agent's phone that was rung for a call; `endedAtMs` null while its leg is up. */
export interface RingFact {
  readonly channelId: string;
  readonly agentId: string;
  readonly callId: string;
  readonly rungAtMs: number;
  readonly endedAtMs: number | null;
  readonly endedBy: RingEnd | null;
}

export interface TargetFact {
  readonly id: string;
  readonly campaignId: string;
  readonly state: TargetState;
  readonly zone: string;
  readonly attempts: number;
  readonly result: string | null;
  readonly lastCallId: string | null;
}

export interface CampaignFact {
  readonly id: string;
  readonly status: CampaignStatus;
  readonly wrapUpSec: number;
  readonly callingHours: CallingHours;
  /** Of its law: no further call to somebody who was abandoned for so long. */
  readonly recallLockHours: number;
  readonly law: LawSettings & ChosenLaw;
  readonly startedAtMs: number | null;
  readonly endedAtMs: number | null;
}

export interface GatewayFact {
  readonly name: string;
  readonly callsPerSec: number;
  readonly maxLines: number;
  readonly destinations: GatewayDestinations;
  readonly numberFormat: NumberFormat;
}

/** By the database's clock; null while it still holds. */
export interface StopFact { readonly fromMs: number; readonly untilMs: number | null; readonly reason: string }

/** A row of campaign_outcomes; `day` as YYYY-MM-DD. */
export interface OutcomeTotal { readonly campaignId: string; readonly day: string; readonly outcome: Outcome; readonly calls: number }
export interface RecordingFact { readonly callId: string; readonly path: string; readonly stoppedAtMs: number | null }

/** Somebody was asked; `endedAtMs` null while it goes on. */
export interface InterviewFact {
  readonly id: string;
  readonly delivery: Delivery;
  readonly privacy: Privacy;
  readonly callId: string | null;
  readonly contactId: string | null;
  readonly agentId: string | null;
  readonly result: Result | null;
  readonly endedAtMs: number | null;
  /** Null of one that has no call. */
  readonly callSettledAtMs: number | null;
  /** All that its rows tell. */
  readonly instantsMs: readonly number[];
  /** From which it goes on, and as rows of their own, by question. */
  readonly kept: Readonly<Record<string, Given>>;
  readonly answers: Readonly<Record<string, Given>>;
  /** Of its version. */
  readonly questions: readonly string[];
  /** Quotas of which it holds a place. */
  readonly holds: readonly string[];
  /** Recorded ones. */
  readonly comments: number;
}

/** Places of a version's quota: counted, and held by an interview each. */
export interface QuotaFact { readonly versionId: string; readonly quota: string; readonly taken: number; readonly most: number; readonly held: number }

export interface AgentFact {
  readonly id: string;
  readonly status: AgentStatus;
  readonly legChannelId: string | null;
  /** Of a phone that is reached through a gateway: its number, and which one; null for an extension. */
  readonly legNumber: string | null;
  readonly legGateway: string | null;
}

export interface CommandFact { readonly id: string; readonly kind: CommandKind; readonly state: 'pending' | 'done' | 'failed'; readonly createdAtMs: number; readonly callId: string | null }

export interface ChannelFact {
  readonly channelId: string;
  readonly createdAtMs: number;
  /** An outbound channel that Paceline made. */
  readonly ours: boolean;
  /** The channels that it hears: bridged to it, or in its conference. */
  readonly with: readonly string[];
}
