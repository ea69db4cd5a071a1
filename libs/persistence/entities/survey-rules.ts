import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import type { Invitation, Invited, SampleRefusal } from '@paceline/domain/survey/sampling';
import { Id, Instant, Reference, Text, UuidKey, WrittenAt } from '../columns';

/** Which talks of a queue or campaign are asked about, and what: one rule a line. */
@Entity('survey_rules')
@Unique(['clientId', 'line'])
export class SurveyRule {
  @Id() id!: string;
  @Reference() clientId!: string;
  /** Of a queue or a campaign, as the agent pool names it. */
  @Text(40) line!: string;
  @Reference() questionnaireId!: string;
  @Text(16) invited!: Invited;
  /** Null: nobody is invited while they wait. */
  @Column({ type: 'json', nullable: true }) invitation!: Invitation | null;
  @Column({ type: 'boolean' }) isOn!: boolean;
  @Column({ type: 'int', unsigned: true }) longerThanSec!: number;
  @Column({ type: 'int', unsigned: true }) oneIn!: number;
  /** Who hung up first may be called so long after the talk; null: they are not. */
  @Column({ type: 'smallint', unsigned: true, nullable: true }) withinHours!: number | null;
  /** Onto which they come then: the campaigns that have it call them. */
  @Reference({ nullable: true }) laterListId!: string | null;
  @Column({ type: 'smallint', unsigned: true }) fatigueDays!: number;
  @WrittenAt() createdAt!: Date;
}

/** What a rule made of a call: the person was asked, or why not. It does not lead to what they answered. */
@Entity('survey_invitations')
export class SurveyInvitation {
  @PrimaryColumn({ type: 'bigint', unsigned: true }) clientId!: string;
  @UuidKey() callId!: string;
  @PrimaryColumn({ type: 'bigint', unsigned: true }) ruleId!: string;
  /** What was published then; null: nothing was, or it was not looked for. */
  @Reference({ nullable: true }) versionId!: string | null;
  @Text(16, { nullable: true }) phone!: string | null;
  @Reference({ nullable: true }) contactId!: string | null;
  /** Null: they were asked. */
  @Text(24, { nullable: true }) refusal!: SampleRefusal['code'] | null;
  /** By the key, of whoever was invited while they waited. */
  @Column({ type: 'boolean', default: false }) accepted!: boolean;
  @Column({ type: 'json', nullable: true }) params!: SampleRefusal['params'] | null;
  @Instant() decidedAt!: Date;
  /** Hung up first, and is to be called: on this list, until then; null: not so. */
  @Reference({ nullable: true }) laterListId!: string | null;
  @Reference({ nullable: true }) laterContactId!: string | null;
  @Instant({ nullable: true }) laterUntil!: Date | null;
  /** When they had left the list. */
  @Instant({ nullable: true }) laterClosedAt!: Date | null;
}
