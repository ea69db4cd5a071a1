import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import type { Broadcast } from '@paceline/domain/campaign/broadcast';
import type { MachineMessage } from '@paceline/domain/campaign/machine-message';
import type { CampaignStatus } from '@paceline/domain/campaign/life';
import type { Delivery, Purpose } from '@paceline/domain/compliance/call-purpose';
import type { CallingHours } from '@paceline/domain/compliance/calling-hours';
import type { LawProfileName } from '@paceline/domain/compliance/law-profiles';
import type { DialMode } from '@paceline/domain/pacing';
import type { RetryRules } from '@paceline/domain/retry/retry';
import { Client, Id, Instant, Reference, Text, WrittenAt } from '../columns';

@Entity('campaigns')
@Unique(['clientId', 'name'])
export class Campaign {
  @Id() id!: string;
  @Client() clientId!: string;
  @Text(100) name!: string;
  @Text(16) status!: CampaignStatus;
  @Text(32) switchId!: string;
  @Text(16) mode!: DialMode;
  /** Gateways in the order of preference. */
  @Column({ type: 'json' }) gateways!: string[];
  /** Digits shown to the people called: those of an inbound number, or it does not start. Null: not chosen yet. */
  @Text(16, { nullable: true }) callerNumber!: string | null;
  @Column({ type: 'smallint', unsigned: true }) ringTimeoutSec!: number;
  @Column({ type: 'smallint', unsigned: true }) maxCallSec!: number;
  @Column({ type: 'smallint', unsigned: true }) wrapUpSec!: number;
  @Column({ type: 'boolean', default: false }) record!: boolean;
  /** File in the prompts folder; null takes the installation's own. */
  @Text(128, { nullable: true }) safeHarbourPrompt!: string | null;
  @Column({ type: 'json' }) callingHours!: CallingHours;
  @Column({ type: 'json' }) retryRules!: RetryRules;
  /** 0–1. */
  @Column({ type: 'double' }) abandonTargetRatio!: number;
  /** What caps its abandonment, and in which window. */
  @Column({ type: 'varchar', length: 32, default: 'strictest' }) lawProfile!: LawProfileName;
  /** Why it calls, and who or what speaks. Null in rows of before this was asked: the strictest law holds. */
  @Text(16, { nullable: true }) purpose!: Purpose | null;
  @Text(16, { nullable: true }) delivery!: Delivery | null;
  /** Nobody is called on their public holidays, also where the law would let it. */
  @Column({ type: 'boolean', default: false }) observesHolidays!: boolean;
  /** Where its contacts are, ISO 3166-1, as of its last start: their laws bind. Null before. */
  @Column({ type: 'json', nullable: true }) countries!: string[] | null;
  @Column({ type: 'double' }) maxLinesPerAgent!: number;
  /** Asked in its calls, in the version that is published when one begins; null: nothing is. */
  @Reference({ nullable: true }) questionnaireId!: string | null;
  /** What it plays in mode `broadcast`, and what the keys do; null: it never has. */
  @Column({ type: 'json', nullable: true }) broadcast!: Broadcast | null;
  /** What its agents have machines left; null: nothing. */
  @Column({ type: 'json', nullable: true }) machineMessage!: MachineMessage | null;
  @WrittenAt() createdAt!: Date;
  @Instant({ nullable: true }) startedAt!: Date | null;
  @Instant({ nullable: true }) endedAt!: Date | null;
}

@Entity('campaign_lists')
export class CampaignList {
  @PrimaryColumn({ type: 'bigint', unsigned: true }) campaignId!: string;
  @PrimaryColumn({ type: 'bigint', unsigned: true }) listId!: string;
  /** 1 is dialed first. */
  @Column({ type: 'tinyint', unsigned: true }) priority!: number;
}

/** ready: may be claimed once `nextAt` has come · calling: a call is live · done: has its result. */
export type TargetState = 'ready' | 'calling' | 'done';

@Entity('targets')
export class Target {
  @Id() id!: string;
  @Client() clientId!: string;
  @Reference() campaignId!: string;
  @Reference() contactId!: string;
  @Text(8) state!: TargetState;
  /** The contact's zone as it was when the target was made; `''` when unknown. */
  @Text(64) zone!: string;
  @Column({ type: 'tinyint', unsigned: true }) priority!: number;
  @Instant() nextAt!: Date;
  /** Attempts that count. */
  @Column({ type: 'smallint', unsigned: true, default: 0 }) attempts!: number;
  /** Position of the phone that the next attempt calls. */
  @Column({ type: 'tinyint', unsigned: true, default: 0 }) phonePosition!: number;
  /** What came of it when done: the last call's disposition or outcome, or why it was never dialed. */
  @Text(32, { nullable: true }) result!: string | null;
  @Column({ type: 'char', length: 36, nullable: true }) lastCallId!: string | null;
}
