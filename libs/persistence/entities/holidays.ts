import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Text, WrittenAt } from '../columns';

/** A day that an administrator has made a holiday of a country, or no holiday, over what Paceline knows. */
@Entity('holiday_changes')
export class HolidayChangeRow {
  /** ISO 3166-1. */
  @PrimaryColumn({ type: 'char', length: 2 }) country!: string;
  /** YYYY-MM-DD, the whole day by the clock of whoever is called. */
  @PrimaryColumn({ type: 'date' }) day!: string;
  @Column({ type: 'boolean' }) isHoliday!: boolean;
  @Text(100) name!: string;
  @Text(255) source!: string;
  @WrittenAt() changedAt!: Date;
}
