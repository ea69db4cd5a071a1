import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Instant, Text, UuidKey } from '../columns';

/** A comment that was spoken by keys. */
@Entity('interview_comments')
export class InterviewComment {
  @UuidKey() interviewId!: string;
  @PrimaryColumn({ type: 'varchar', length: 64 }) question!: string;
  /** Below the switch's recordings folder. */
  @Text(255) path!: string;
  @Column({ type: 'int', unsigned: true }) lengthMs!: number;
  @Instant() recordedAt!: Date;
}
