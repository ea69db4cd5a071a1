import type { ConsentForm, ConsentWord } from '@paceline/domain/compliance/consent';
import type { Delivery, Purpose } from '@paceline/domain/compliance/call-purpose';
import { Column, Entity } from 'typeorm';
import { Id, Instant, Reference, Text, WrittenAt } from '../columns';

/** What a contact has said of being called: a yes, or a no to an earlier one. Rows are only added. */
@Entity('consents')
export class Consent {
  @Id() id!: string;
  @Reference() clientId!: string;
  @Reference() contactId!: string;
  @Text(8) kind!: ConsentWord['kind'];
  /** Null: to every purpose, every way to speak, all numbers. */
  @Column({ type: 'json', nullable: true }) purposes!: Purpose[] | null;
  @Column({ type: 'json', nullable: true }) deliveries!: Delivery[] | null;
  @Column({ type: 'json', nullable: true }) phones!: string[] | null;
  /** When it was said, and until when it holds. */
  @Instant() at!: Date;
  @Instant({ nullable: true }) until!: Date | null;
  /** Null of a revocation. */
  @Text(8, { nullable: true }) form!: ConsentForm | null;
  /** To whom, when it is not the client. */
  @Text(100, { nullable: true }) seller!: string | null;
  /** Words that were agreed to, or said; of a revocation: why. */
  @Text(2000, { nullable: true }) words!: string | null;
  /** Where the proof is kept: a file, a recording, a form's number. */
  @Text(255, { nullable: true }) proof!: string | null;
  /** On which it was said. */
  @Column({ type: 'char', length: 36, nullable: true }) callId!: string | null;
  @WrittenAt() writtenAt!: Date;
  /** The user's name as it was then, or which part of the system. */
  @Text(64) writtenBy!: string;
}
