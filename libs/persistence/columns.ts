import { Column, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/** UTC instant with milliseconds. */
export const Instant = (options: { nullable?: true; default?: () => string } = {}): PropertyDecorator =>
  Column({ type: 'datetime', precision: 3, ...options });

/** An instant that the database sets when the row is written. */
export const WrittenAt = (): PropertyDecorator => Instant({ default: () => 'CURRENT_TIMESTAMP(3)' });

/** Generated BIGINT; a string in JavaScript, where a number would lose digits. */
export const Id = (): PropertyDecorator => PrimaryGeneratedColumn({ type: 'bigint', unsigned: true });

export const Reference = (options: { nullable?: true } = {}): PropertyDecorator =>
  Column({ type: 'bigint', unsigned: true, ...options });

/** Whose row it is, see libs/domain/client/client.ts. The default is of rows that were there before there were clients. */
export const Client = (): PropertyDecorator => Column({ type: 'bigint', unsigned: true, default: '1' });
export const ClientKey = (): PropertyDecorator => PrimaryColumn({ type: 'bigint', unsigned: true, default: '1' });

/** UUID as FreeSWITCH writes it: 36 characters, lower case. */
export const UuidKey = (): PropertyDecorator => PrimaryColumn({ type: 'char', length: 36 });

export const Text = (length: number, options: { nullable?: true; unique?: true } = {}): PropertyDecorator =>
  Column({ type: 'varchar', length, ...options });
