import { Column, Entity } from 'typeorm';
import type { Direction } from '@paceline/domain/call/parties';
import { Instant, Text, UuidKey, WrittenAt } from '../columns';

/**
 * The switch's own record of a leg (mod_json_cdr), taken in once: our calls, agents' legs, and whatever else it
 * carried. Kept for some days.
 */
@Entity('switch_records')
export class SwitchRecordRow {
  @UuidKey() channelId!: string;
  @Text(32) switchId!: string;
  @Text(8) direction!: Direction;
  @Text(64) number!: string;
  @Text(64) accountCode!: string;
  @Text(64) cause!: string;
  @Column({ type: 'smallint', unsigned: true }) sipStatus!: number;
  @Column({ type: 'varchar', length: 255, default: '' }) sipReason!: string;
  @Instant() createdAt!: Date;
  @Instant({ nullable: true }) ringingAt!: Date | null;
  @Instant({ nullable: true }) answeredAt!: Date | null;
  @Instant({ nullable: true }) bridgedAt!: Date | null;
  /** The switch played the message to somebody whom nobody spoke to. */
  @Instant({ nullable: true }) safeHarbourAt!: Date | null;
  @Instant() endedAt!: Date;
  @Column({ type: 'int', unsigned: true, nullable: true }) recordedMs!: number | null;
  @WrittenAt() takenAt!: Date;
}
