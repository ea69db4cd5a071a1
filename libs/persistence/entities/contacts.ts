import type { Params } from '@paceline/contracts/messages/message';
import type { CampaignStatus } from '@paceline/domain/campaign/life';
import type { ColumnUse } from '@paceline/domain/lists/column-use';
import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import { Client, Id, Instant, Reference, Text, WrittenAt } from '../columns';

/** A person or company in the common customer database. */
@Entity('contacts')
export class Contact {
  @Id() id!: string;
  @Client() clientId!: string;
  @Text(200) name!: string;
  /**
   * IANA zone, or `*` and a country code when only the country is known (all its zones then count);
   * null when nothing is known: never dialed.
   */
  @Text(64, { nullable: true }) zone!: string | null;
  @Column({ type: 'json' }) fields!: Record<string, string>;
  @WrittenAt() createdAt!: Date;
}

@Entity('contact_phones')
export class ContactPhone {
  @Id() id!: string;
  @Reference() contactId!: string;
  /** 0 is called first. */
  @Column({ type: 'tinyint', unsigned: true }) position!: number;
  /** E.164 with `+`. */
  @Text(16) phone!: string;
}

@Entity('lists')
@Unique(['clientId', 'name'])
export class List {
  @Id() id!: string;
  @Client() clientId!: string;
  @Text(100) name!: string;
  @WrittenAt() createdAt!: Date;
}

@Entity('list_contacts')
export class ListContact {
  @PrimaryColumn({ type: 'bigint', unsigned: true }) listId!: string;
  @PrimaryColumn({ type: 'bigint', unsigned: true }) contactId!: string;
}

/** A campaign that has a list, as it stood when the list had grown. */
export interface FollowedCampaign { readonly id: string; readonly name: string; readonly status: CampaignStatus }

export type ImportState = 'uploading' | 'queued' | 'running' | 'done' | 'failed';

export interface ImportColumn {
  readonly header: string;
  readonly use: ColumnUse;
}

@Entity('imports')
export class Import {
  @Id() id!: string;
  @Client() clientId!: string;
  @Reference() listId!: string;
  @Text(255) fileName!: string;
  @Column({ type: 'bigint', unsigned: true, default: 0 }) bytes!: string;
  /** ISO 3166-1 country of numbers written without `+`; null when every number has its own. */
  @Column({ type: 'char', length: 2, nullable: true }) country!: string | null;
  @Text(16) state!: ImportState;
  /** Of the lease under which it runs; a write that carries an older one changes nothing. */
  @Column({ type: 'bigint', unsigned: true, default: 0 }) fence!: string;
  /** Begun so often since the last batch was committed. */
  @Column({ type: 'tinyint', unsigned: true, default: 0 }) tries!: number;
  /** What the file turned out to be written in, once it was looked at. */
  @Text(32, { nullable: true }) encoding!: string | null;
  /** Encodings that fit nearly as well; empty when there is no doubt. */
  @Column({ type: 'json', nullable: true }) otherEncodings!: string[] | null;
  @Text(4, { nullable: true }) delimiter!: string | null;
  /** What each column was taken for, in the order of the file. */
  @Column({ type: 'json', nullable: true }) columnsUsed!: ImportColumn[] | null;
  /** Data rows of the whole file, known before the first is imported. */
  @Column({ type: 'int', unsigned: true, nullable: true }) rowsTotal!: number | null;
  /** Data rows read and committed so far; a restarted import goes on behind them. */
  @Column({ type: 'int', unsigned: true, default: 0 }) rowsRead!: number;
  @Column({ type: 'int', unsigned: true, default: 0 }) imported!: number;
  /** Rows whose contact the database knew already; linked to the list, not made twice. */
  @Column({ type: 'int', unsigned: true, default: 0 }) known!: number;
  /** Of the known, those that changed their contact. */
  @Column({ type: 'int', unsigned: true, default: 0 }) updated!: number;
  /** Rows that repeat another of the file. */
  @Column({ type: 'int', unsigned: true, default: 0 }) duplicates!: number;
  @Column({ type: 'int', unsigned: true, default: 0 }) rejected!: number;
  /** Rows without any text. */
  @Column({ type: 'int', unsigned: true, default: 0 }) blank!: number;
  /** Rows by which a person is not to be called: their numbers went on the do-not-call list. */
  @Column({ type: 'int', unsigned: true, default: 0 }) optedOut!: number;
  /** Which had the list as it ended; null before. */
  @Column({ type: 'json', nullable: true }) campaigns!: FollowedCampaign[] | null;
  @Text(64, { nullable: true }) errorCode!: string | null;
  /** Null for one that failed when errors were kept as sentences. */
  @Column({ type: 'json', nullable: true }) errorParams!: Params | null;
  /** The sentence of such a one. */
  @Text(500, { nullable: true }) errorDetail!: string | null;
  @WrittenAt() createdAt!: Date;
  @Instant({ nullable: true }) endedAt!: Date | null;
}

/** The uploaded file in pieces, until the import has ended: any worker can take it, and a crash loses nothing. */
@Entity('import_chunks')
export class ImportChunk {
  @PrimaryColumn({ type: 'bigint', unsigned: true }) importId!: string;
  @PrimaryColumn({ type: 'int', unsigned: true }) position!: number;
  @Column({ type: 'mediumblob' }) bytes!: Buffer;
}

@Entity('import_rejections')
export class ImportRejection {
  @PrimaryColumn({ type: 'bigint', unsigned: true }) importId!: string;
  /** Line of the data, 1 is the first row behind the header. */
  @PrimaryColumn({ type: 'int', unsigned: true }) rowNumber!: number;
  @Text(32) reason!: string;
  /** Null for a row that was rejected when reasons were kept as sentences. */
  @Column({ type: 'json', nullable: true }) params!: Params | null;
  /** The sentence of such a row. */
  @Text(500, { nullable: true }) detail!: string | null;
}
