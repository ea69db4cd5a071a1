import { Injectable } from '@nestjs/common';
import type { Page } from '@paceline/contracts/common';
import type { AddDoNotCall, DoNotCallQuery, DoNotCallView } from '@paceline/contracts/do-not-call';
import { DoNotCall, write } from '@paceline/persistence';
import { PacelineError } from '@paceline/platform/errors';
import { parsePhone } from '@paceline/platform/phones';
import { DataSource, MoreThan } from 'typeorm';
import { decodeCursor, toPage } from '../edge/paging';
import { invalid } from '../edge/validation';

const PHONE_PART = /^\+[0-9]{1,15}$/;

/** Numbers that nobody may be called on, whatever the campaign. */
@Injectable()
export class DoNotCallService {
  constructor(private readonly dataSource: DataSource) {}

  /** All of them or none: a number that cannot be read must not look as if it were on the list. */
  async add({ phones, country, reason }: AddDoNotCall): Promise<{ added: number; present: number }> {
    const numbers = [...new Set(phones.map((phone, at) => read(phone, country, `phones.${at}`)))];
    const { affectedRows: added } = await write(this.dataSource,
      `INSERT IGNORE INTO do_not_call (phone, reason) VALUES ${numbers.map(() => '(?, ?)').join(', ')}`, numbers.flatMap((phone) => [phone, reason]));
    return { added, present: numbers.length - added };
  }

  async page({ limit, cursor, phone, country }: DoNotCallQuery): Promise<Page<DoNotCallView>> {
    const where = phone !== undefined
      ? { phone: read(phone, country, 'phone') }
      : { phone: MoreThan(cursor === undefined ? '' : decodeCursor(cursor, [PHONE_PART])[0]) };
    const found = await this.dataSource.manager.find(DoNotCall, { where, order: { phone: 'ASC' }, take: limit + 1 });
    return toPage(found, limit, (entry) => [entry.phone], (entry) => ({ phone: entry.phone, reason: entry.reason, addedAt: entry.addedAt.toISOString() }));
  }

  async remove(phone: string): Promise<void> {
    const number = read(phone, undefined, 'phone');
    const { affected } = await this.dataSource.manager.delete(DoNotCall, { phone: number });
    if (affected !== 1) throw new PacelineError('not-found', `${number} is not on the list.`);
  }
}

function read(written: string, country: string | undefined, path: string): string {
  const parsed = parsePhone(written, country ?? null);
  if (parsed === null) throw invalid(path, country === undefined ? 'is no phone number with its country code' : `is no phone number in ${country}`);
  return parsed.e164;
}
