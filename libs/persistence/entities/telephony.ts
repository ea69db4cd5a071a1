import type { CommandPayloads } from '@paceline/contracts/commands';
import type { ErrorFacts } from '@paceline/contracts/messages/error-words';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { NumberFormat } from '@paceline/domain/trunk/number-format';
import { Client, Instant, Text, UuidKey, WrittenAt } from '../columns';

const EMPTY = (): string => "('[]')";

/** A trunk of a switch and what it may be asked for. Its name is its switch's: whoever names a gateway means that of its own switch. */
@Entity('gateways')
export class Gateway {
  @PrimaryColumn({ type: 'varchar', length: 32 }) switchId!: string;
  @PrimaryColumn({ type: 'varchar', length: 64 }) name!: string;
  /** Calls per second, kept by the owner's own token bucket; below the switch's own limit. */
  @Column({ type: 'smallint', unsigned: true }) callsPerSec!: number;
  /** Lines at once. */
  @Column({ type: 'smallint', unsigned: true }) maxLines!: number;
  /** Of these the last ones are for callers: no campaign dials on them. */
  @Column({ type: 'smallint', unsigned: true, default: 0 }) linesForCallers!: number;
  /** Answered calls and agents' phones through it in a day (UTC), in minutes; null for no ceiling. */
  @Column({ type: 'int', unsigned: true, nullable: true }) maxMinutesPerDay!: number | null;
  /** What may be dialed, by libs/domain/compliance/destination.ts; nothing named allows nothing. */
  @Column({ type: 'json' }) allowedPrefixes!: string[];
  @Column({ type: 'json', default: EMPTY }) allowedCountries!: string[];
  @Column({ type: 'json', default: EMPTY }) allowedNumbers!: string[];
  /** Emergency and other short numbers that a person may dial by hand through it. */
  @Column({ type: 'json', default: EMPTY }) shortNumbers!: string[];
  @Column({ type: 'boolean', default: true }) enabled!: boolean;
  /** How it wants the numbers that it is given; null: as E.164 with `+`. */
  @Column({ type: 'json', nullable: true }) numberFormat!: NumberFormat | null;
  /** When it carried its first call in this format; null while it has not. */
  @Instant({ nullable: true }) carriedAt!: Date | null;
  /** Since when its format is doubted: it calls every number unknown. */
  @Instant({ nullable: true }) formatDoubtedAt!: Date | null;
}

/** Who owns what, timed by the database's clock. See lease-repository.ts. */
@Entity('leases')
export class Lease {
  @PrimaryColumn({ type: 'varchar', length: 64 }) name!: string;
  @Text(64) owner!: string;
  /** Grows with every new owner; every write of an owner carries it. */
  @Column({ type: 'bigint', unsigned: true }) fence!: string;
  @Instant() expiresAt!: Date;
}

export type CommandKind = keyof CommandPayloads;

/** What the API asks of a switch's owner: a committed row, then a wake-up. */
@Entity('commands')
export class Command {
  @UuidKey() id!: string;
  @Client() clientId!: string;
  @Text(32) switchId!: string;
  @Text(32) kind!: CommandKind;
  @Column({ type: 'json' }) payload!: Record<string, string | null>;
  @Text(8) state!: 'pending' | 'done' | 'failed';
  /** Why, when it failed. */
  @Column({ type: 'json', nullable: true }) error!: ErrorFacts | null;
  @WrittenAt() createdAt!: Date;
  @Instant({ nullable: true }) doneAt!: Date | null;
}
