import { Column, Entity, Unique } from 'typeorm';
import { Id, Instant, Reference, Text } from '../columns';

/** A message that a caller left instead of talking to somebody. */
@Entity('voicemails')
@Unique(['clientId', 'path'])
export class Voicemail {
  @Id() id!: string;
  @Reference() clientId!: string;
  @Column({ type: 'char', length: 36 }) callId!: string;
  /** In which they waited; null: their number's flow led them here. */
  @Reference({ nullable: true }) queueId!: string | null;
  /** That the call was held in. */
  @Text(16) language!: string;
  /** Below the switch's recordings folder. */
  @Text(255) path!: string;
  @Column({ type: 'int', unsigned: true }) lengthMs!: number;
  @Instant() leftAt!: Date;
  /** When somebody had seen to it, and who: the user's name as it was then. */
  @Instant({ nullable: true }) doneAt!: Date | null;
  @Text(64, { nullable: true }) doneBy!: string | null;
}
