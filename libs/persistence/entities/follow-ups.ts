import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import type { FollowUpState } from '@paceline/domain/survey/follow-up';
import { Id, Instant, Reference, Text } from '../columns';

/** From which answer on somebody sees to it. */
@Entity('follow_up_rules')
export class FollowUpRule {
  @PrimaryColumn({ type: 'bigint', unsigned: true }) clientId!: string;
  @PrimaryColumn({ type: 'bigint', unsigned: true }) questionnaireId!: string;
  @PrimaryColumn({ type: 'varchar', length: 64 }) question!: string;
  @Column({ type: 'int' }) atMost!: number;
  @Column({ type: 'smallint', unsigned: true }) dueHours!: number;
  /** A user; null: whoever takes it. */
  @Reference({ nullable: true }) ownerId!: string | null;
}

/** A low score that somebody sees to. Whose it is stands here, as the interview had it. */
@Entity('follow_ups')
@Unique(['clientId', 'interviewId'])
export class FollowUp {
  @Id() id!: string;
  @Reference() clientId!: string;
  @Column({ type: 'char', length: 36 }) interviewId!: string;
  @Reference() questionnaireId!: string;
  @Text(64) question!: string;
  @Column({ type: 'int' }) score!: number;
  @Column({ type: 'char', length: 36, nullable: true }) callId!: string | null;
  @Reference({ nullable: true }) contactId!: string | null;
  @Text(16, { nullable: true }) phone!: string | null;
  /** Only its owner sees who it is. */
  @Column({ type: 'boolean' }) isConfidential!: boolean;
  @Column({ type: 'varchar', length: 8, default: 'open' }) state!: FollowUpState;
  @Reference({ nullable: true }) ownerId!: string | null;
  @Instant() openedAt!: Date;
  @Instant() dueAt!: Date;
  @Instant({ nullable: true }) takenAt!: Date | null;
  @Instant({ nullable: true }) doneAt!: Date | null;
  /** The user's name as it was then. */
  @Text(64, { nullable: true }) doneBy!: string | null;
  @Text(2000, { nullable: true }) note!: string | null;
}
