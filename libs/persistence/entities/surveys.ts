import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import type { Given } from '@paceline/domain/survey/given';
import type { Interview, Result, StopReason } from '@paceline/domain/survey/interview';
import type { Delivery, Privacy, Questionnaire, QuestionName, QuotaName } from '@paceline/domain/survey/questionnaire';
import { Id, Instant, Reference, Text, UuidKey, WrittenAt } from '../columns';

/** What is asked. The draft is put to nobody. */
@Entity('questionnaires')
@Unique(['clientId', 'name'])
export class QuestionnaireRow {
  @Id() id!: string;
  @Reference() clientId!: string;
  @Text(100) name!: string;
  @Column({ type: 'json' }) draft!: Questionnaire;
  @Instant() draftChangedAt!: Date;
  /** What interviews have that begin now; null: it was never published. */
  @Reference({ nullable: true }) publishedVersionId!: string | null;
  @WrittenAt() createdAt!: Date;
}

/** What was published. Never changed, never deleted: interviews end in the version in which they began. */
@Entity('questionnaire_versions')
@Unique(['questionnaireId', 'version'])
export class QuestionnaireVersion {
  @Id() id!: string;
  @Reference() questionnaireId!: string;
  @Column({ type: 'int', unsigned: true }) version!: number;
  @Column({ type: 'json' }) document!: Questionnaire;
  /** The version that it brought back; null: it was the draft. */
  @Column({ type: 'int', unsigned: true, nullable: true }) copyOf!: number | null;
  @Instant() publishedAt!: Date;
  /** The user's name as it was then. */
  @Text(64) publishedBy!: string;
}

/** How many places of a version's quota are held: by interviews that go on, and by complete ones. */
@Entity('quota_counts')
export class QuotaCount {
  @PrimaryColumn({ type: 'bigint', unsigned: true }) versionId!: string;
  @PrimaryColumn({ type: 'varchar', length: 64 }) quota!: QuotaName;
  @Column({ type: 'int', unsigned: true, default: 0 }) taken!: number;
  @Column({ type: 'int', unsigned: true }) most!: number;
}

/**
 * One person's way through a version. An anonymous one never has a contact or an agent, its instants are days, and with its end its
 * call is gone too: nothing leads from what was answered to whoever answered it.
 */
@Entity('interviews')
@Unique(['clientId', 'callId', 'questionnaireId'])
export class InterviewRow {
  /** Its seed as well. Random, version 4: it tells no time. */
  @UuidKey() id!: string;
  @Reference() clientId!: string;
  @Reference() questionnaireId!: string;
  @Reference() versionId!: string;
  @Text(8) delivery!: Delivery;
  @Text(16) privacy!: Privacy;
  @Text(16) language!: string;
  @Reference({ nullable: true }) campaignId!: string | null;
  @Reference({ nullable: true }) queueId!: string | null;
  /** Who asks it, or of whose talk it is. */
  @Reference({ nullable: true }) agentId!: string | null;
  /** The last in which it was asked. */
  @Column({ type: 'char', length: 36, nullable: true }) callId!: string | null;
  @Reference({ nullable: true }) contactId!: string | null;
  @Column({ type: 'json' }) state!: Interview;
  /** What its delivery keeps beside it, such as how far the call by keys has come. */
  @Column({ type: 'json', nullable: true }) beside!: Readonly<Record<string, unknown>> | null;
  /** Counts its commits: whoever does not know the last one changes nothing. */
  @Column({ type: 'int', unsigned: true, default: 0 }) revision!: number;
  @Text(16, { nullable: true }) result!: Result | null;
  @Text(16, { nullable: true }) because!: StopReason | null;
  /** That was full. */
  @Text(64, { nullable: true }) quota!: QuotaName | null;
  /** Of a partial one: what was put last. */
  @Text(64, { nullable: true }) stoppedAtQuestion!: QuestionName | null;
  @Instant() begunAt!: Date;
  @Instant() lastStepAt!: Date;
  @Instant({ nullable: true }) endedAt!: Date | null;
}

@Entity('interview_answers')
export class InterviewAnswer {
  @UuidKey() interviewId!: string;
  @PrimaryColumn({ type: 'varchar', length: 64 }) question!: QuestionName;
  @Column({ type: 'json' }) given!: Given;
  /** Of ratings and numbers, for figures; null of everything else. */
  @Column({ type: 'int', unsigned: true, nullable: true }) number!: number | null;
  @Instant() at!: Date;
}

/** A place of a quota that an interview holds. */
@Entity('interview_quotas')
export class InterviewQuota {
  @UuidKey() interviewId!: string;
  @PrimaryColumn({ type: 'varchar', length: 64 }) quota!: QuotaName;
}
