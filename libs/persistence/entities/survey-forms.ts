import { Column, Entity, Unique } from 'typeorm';
import { Id, Instant, Reference, Text, WrittenAt } from '../columns';

/** A link at which whoever has it answers a questionnaire, without a login. */
@Entity('survey_forms')
@Unique(['link'])
export class SurveyForm {
  @Id() id!: string;
  @Reference() clientId!: string;
  @Reference() questionnaireId!: string;
  /** All that the link names. */
  @Column({ type: 'char', length: 32 }) link!: string;
  /** Null: the questionnaire's first. */
  @Text(16, { nullable: true }) language!: string | null;
  @Instant({ nullable: true }) opensAt!: Date | null;
  @Instant({ nullable: true }) closesAt!: Date | null;
  @WrittenAt() createdAt!: Date;
}
