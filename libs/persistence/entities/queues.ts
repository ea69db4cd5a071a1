import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import type { CallbackEnd, CallbackState } from '@paceline/domain/queue/queue-callback';
import type { Announcements, CallbackRules, Overflow, QueueSettings } from '@paceline/domain/queue/queue-settings';
import type { StayEnd } from '@paceline/domain/queue/stays';
import type { RequiredSkill } from '@paceline/domain/routing/skills';
import type { Strategy } from '@paceline/domain/routing/strategy';
import type { Say } from '@paceline/domain/script/script';
import { Id, Instant, Reference, Text, UuidKey, WrittenAt } from '../columns';

/** Where callers wait. Its line is `queue-` and its id; seconds as people set them. */
@Entity('queues')
@Unique(['clientId', 'name'])
export class Queue implements QueueSettings {
  @Id() id!: string;
  @Reference() clientId!: string;
  @Text(100) name!: string;
  @Text(32) switchId!: string;
  @Column({ type: 'varchar', length: 64, default: 'UTC' }) zone!: string;
  @Text(32) strategy!: Strategy;
  @Column({ type: 'json' }) required!: RequiredSkill[];
  @Column({ type: 'json', nullable: true }) relaxation!: QueueSettings['relaxation'];
  @Column({ type: 'smallint', unsigned: true }) lastAgentFirstSec!: number;
  @Column({ type: 'json' }) priority!: QueueSettings['priority'];
  /** 0–1. */
  @Column({ type: 'double' }) serviceLevelRatio!: number;
  @Column({ type: 'smallint', unsigned: true }) serviceLevelSec!: number;
  @Column({ type: 'smallint', unsigned: true }) shortAbandonSec!: number;
  @Column({ type: 'smallint', unsigned: true }) longestWaitSec!: number;
  @Column({ type: 'smallint', unsigned: true }) longestQueue!: number;
  @Column({ type: 'json', nullable: true }) greeting!: Say | null;
  @Text(8) whileWaiting!: QueueSettings['whileWaiting'];
  @Text(128, { nullable: true }) music!: string | null;
  @Column({ type: 'json', nullable: true }) announcements!: Announcements | null;
  @Column({ type: 'json' }) keys!: QueueSettings['keys'];
  @Column({ type: 'smallint', unsigned: true }) wrapUpSec!: number;
  @Column({ type: 'smallint', unsigned: true, nullable: true }) maxCallSec!: number | null;
  @Column({ type: 'boolean' }) record!: boolean;
  @Column({ type: 'json' }) overflow!: Overflow;
  @Column({ type: 'json', nullable: true }) callback!: CallbackRules | null;
  @WrittenAt() createdAt!: Date;
}

/** One stay of a call in a queue. */
@Entity('waits')
export class Wait {
  @UuidKey() callId!: string;
  /** From here on its wait counts for its place. */
  @PrimaryColumn({ type: 'datetime', precision: 3 }) fromAt!: Date;
  @Reference() queueId!: string;
  /** By which it goes before others: libs/domain/routing/priority. */
  @Column({ type: 'double', default: 0 }) points!: number;
  /** Whom the caller knows, and the campaign that called them in vain: libs/domain/queue/known-caller. */
  @Reference({ nullable: true }) lastAgentId!: string | null;
  @Reference({ nullable: true }) calledBy!: string | null;
  /** Null while it waits. */
  @Instant({ nullable: true }) toAt!: Date | null;
  @Text(16, { nullable: true }) endedBy!: StayEnd | null;
}

/** A caller who hung up and keeps the place, until they were called. The database refuses a person's second wish while one is open. */
@Entity('queue_callbacks')
export class QueueCallback {
  @Id() id!: string;
  @Reference() clientId!: string;
  @Reference() queueId!: string;
  /** The call in which they wished it. */
  @Column({ type: 'char', length: 36 }) askedCallId!: string;
  /** E.164: where they want to be called. */
  @Text(16) phone!: string;
  @Text(16) language!: string;
  /** Their place: since when, and by which points, they wait. */
  @Instant() waitingSince!: Date;
  @Column({ type: 'double', default: 0 }) points!: number;
  @Column({ type: 'varchar', length: 8, default: 'waiting' }) state!: CallbackState;
  /** Calls made. */
  @Column({ type: 'tinyint', unsigned: true, default: 0 }) tries!: number;
  /** Not called before; nor after `expiresAt`. */
  @Instant() nextAt!: Date;
  @Instant() expiresAt!: Date;
  @Column({ type: 'char', length: 36, nullable: true }) lastCallId!: string | null;
  @Instant({ nullable: true }) endedAt!: Date | null;
  @Text(16, { nullable: true }) endedBy!: CallbackEnd | null;
}
