import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { Instant, Text } from '../columns';

/** wanted: to be spoken. failed: it could not be, and is tried again later. */
export type RenditionState = 'wanted' | 'ready' | 'failed';

/** A message as it is said to one contact, or to all of whom the same is known: a file beside the prompts. */
@Entity('renditions')
@Index(['state', 'usedAt'])
export class Rendition {
  @PrimaryColumn({ type: 'bigint', unsigned: true }) clientId!: string;
  @PrimaryColumn({ type: 'varchar', length: 64 }) file!: string;
  @Text(8) state!: RenditionState;
  @Text(16) language!: string;
  /** Empty once it is spoken: what is known of people is kept no longer than it is needed. */
  @Column({ type: 'text' }) text!: string;
  @Column({ type: 'int', unsigned: true, default: 0 }) bytes!: number;
  /** Somebody speaks it until then. */
  @Instant({ nullable: true }) takenUntil!: Date | null;
  /** When a call was last planned with it, or it was asked for. */
  @Instant() usedAt!: Date;
}
