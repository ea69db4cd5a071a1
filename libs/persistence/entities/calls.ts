import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CallState } from '@paceline/domain/call/call-state';
import type { Direction } from '@paceline/domain/call/parties';
import type { TalkEnd } from '@paceline/domain/call/talk';
import type { Outcome } from '@paceline/domain/call/outcome';
import type { SaidFiles } from '@paceline/domain/message/said-to';
import type { ScriptState } from '@paceline/domain/script/script-run';
import type { DispositionGiver } from '@paceline/domain/retry/dispositions';
import type { Evidence } from '@paceline/platform/law/evidence';
import { Client, Id, Instant, Reference, Text, UuidKey } from '../columns';

/**
 * One phone call. Its id is the channel's (`origination_uuid`). The database itself refuses a second
 * live call for a target and to a number: `live_target_id` and, of outbound calls, `live_phone` (generated: the target
 * and the number while the call has not ended) are unique. Nobody can refuse an inbound call: the gate sees its row.
 */
@Entity('calls')
export class Call {
  @UuidKey() id!: string;
  @Client() clientId!: string;
  @Text(8) direction!: Direction;
  @Text(16) state!: CallState;
  @Text(24, { nullable: true }) outcome!: Outcome | null;
  @Text(32) switchId!: string;
  /** Campaign or queue it belongs to, as the agent pool names it. */
  @Text(40) line!: string;
  @Text(64, { nullable: true }) gateway!: string | null;
  @Reference({ nullable: true }) campaignId!: string | null;
  @Reference({ nullable: true }) targetId!: string | null;
  @Reference({ nullable: true }) contactId!: string | null;
  /**
   * The agent of its last talk; before that, who is promised it or looks at it. The talks say it too: here it is for what is
   * asked often, an agent's calls and who may say what came of one, and written in the transaction of the talk.
   */
  @Reference({ nullable: true }) agentId!: string | null;
  /** The other party's number: who was called, or who called; null when they withheld it. */
  @Text(16, { nullable: true }) phone!: string | null;
  /** Which of our numbers was shown to whoever was called; null for the trunk's own, and of an inbound call. */
  @Text(16, { nullable: true }) callerNumber!: string | null;
  /** Ours, by which a caller reached us; null of a call that we made. */
  @Text(16, { nullable: true }) dialedNumber!: string | null;
  /** The version of the flow in which a call that came in began, and where it stands there. */
  @Reference({ nullable: true }) flowVersionId!: string | null;
  @Column({ type: 'json', nullable: true }) scriptState!: ScriptState | null;
  /** What this contact hears, where that is not what all others do. */
  @Column({ type: 'json', nullable: true }) said!: SaidFiles | null;
  /** The wish to be called back that it carries out; null of every other call. */
  @Reference({ nullable: true }) callbackId!: string | null;
  /** Which attempt at the target, or try at the wish, 1 is the first. */
  @Column({ type: 'smallint', unsigned: true, default: 1 }) attempt!: number;
  /** Not sent to the switch after this; null, as the ring timeout, of an inbound call. */
  @Instant({ nullable: true }) notAfter!: Date | null;
  @Column({ type: 'smallint', unsigned: true, nullable: true }) ringTimeoutSec!: number | null;
  /** When it was claimed, or came in. */
  @Instant() plannedAt!: Date;
  @Instant({ nullable: true }) originatingAt!: Date | null;
  @Instant({ nullable: true }) ringingAt!: Date | null;
  @Instant({ nullable: true }) answeredAt!: Date | null;
  @Instant({ nullable: true }) connectedAt!: Date | null;
  @Instant({ nullable: true }) safeHarbourAt!: Date | null;
  @Instant({ nullable: true }) endedAt!: Date | null;
  /** By what it was judged just before it was sent: the evidence that it was lawful then. */
  @Column({ type: 'json', nullable: true }) judgedBy!: Evidence | null;
  /** FreeSWITCH's word. */
  @Text(64, { nullable: true }) hangupCause!: string | null;
  /** It failed as every call of its gateway did: it says nothing of the target, and counts in none of its rules. */
  @Column({ type: 'boolean', default: false }) trunkFault!: boolean;
  /** The far end's final SIP answer to a call that nobody answered; null when it said nothing. */
  @Column({ type: 'smallint', unsigned: true, nullable: true }) sipStatus!: number | null;
  /** The Reason header that came with it. */
  @Text(255, { nullable: true }) sipReason!: string | null;
  @Text(32, { nullable: true }) dispositionCode!: string | null;
  @Text(16, { nullable: true }) dispositionBy!: DispositionGiver | null;
  @Text(1000, { nullable: true }) note!: string | null;
  /** While the agent wraps up: when the system gives its own disposition. */
  @Instant({ nullable: true }) wrapUpUntil!: Date | null;
  /** The target has been told what came of the call. Null on every call that somebody still has to deal with. */
  @Instant({ nullable: true }) settledAt!: Date | null;
  /** Fence of the owner who wrote last; an older owner's write changes nothing. */
  @Column({ type: 'bigint', unsigned: true, default: 0 }) fence!: string;
}

/** What happened to a call, in order: evidence, and what a screen shows of its history. */
@Entity('call_events')
export class CallEvent {
  @Id() id!: string;
  @Column({ type: 'char', length: 36 }) callId!: string;
  @Instant() at!: Date;
  @Text(32) kind!: string;
  @Column({ type: 'json' }) data!: Record<string, string | number | boolean | null>;
}

/** One agent's part in one call: from the bridge on. Whoever ends the call, or takes its switch over, ends it too, once. */
@Entity('talks')
export class Talk {
  @UuidKey() callId!: string;
  @PrimaryColumn({ type: 'datetime', precision: 3 }) fromAt!: Date;
  @Reference() agentId!: string;
  /** The agent's leg; null when it was not heard of. */
  @Column({ type: 'char', length: 36, nullable: true }) channelId!: string | null;
  /** Null while they talk. */
  @Instant({ nullable: true }) toAt!: Date | null;
  /** Until when the agent wrapped up; while they do, until when they may. `toAt` without any. */
  @Instant({ nullable: true }) wrapUpUntil!: Date | null;
  @Text(24, { nullable: true }) endedBy!: TalkEnd | null;
}

@Entity('recordings')
export class Recording {
  @Id() id!: string;
  @Column({ type: 'char', length: 36 }) callId!: string;
  /** Below the switch's recordings folder. */
  @Text(255) path!: string;
  @Instant() startedAt!: Date;
  @Instant({ nullable: true }) stoppedAt!: Date | null;
  @Column({ type: 'int', unsigned: true, nullable: true }) lengthMs!: number | null;
}
