import { Injectable } from '@nestjs/common';
import type { Page } from '@paceline/contracts/common';
import type { AddDoNotCall, DoNotCallQuery, DoNotCallView } from '@paceline/contracts/do-not-call';
import { english } from '@paceline/contracts/messages/en';
import { sentenceOf } from '@paceline/contracts/messages/message';
import { mayDo } from '@paceline/contracts/permissions';
import { ClientDoNotCallList, doNotCallFields, forbid, inTransaction, recordChange, type DoNotCall, type Forbidden } from '@paceline/persistence';
import { PacelineError } from '@paceline/platform/errors';
import { DataSource } from 'typeorm';
import { actorOf } from '../audit/audit.service';
import type { CurrentUser } from '../auth/current-user';
import { decodeCursor, toPage } from '../edge/paging';
import { phoneOf } from '../edge/written-phone';

const PHONE_PART = /^\+[0-9]{1,15}$/;
const numberOf = (written: string, country: string | undefined, path: string): string => phoneOf(written, country, path).e164;

/** Numbers that nobody may be called on for a client, whatever the campaign. */
@Injectable()
export class DoNotCallService {
  constructor(private readonly dataSource: DataSource) {}

  /** All of them or none: a number that cannot be read must not look as if it were on the list. */
  async add(caller: CurrentUser, { phones, country, reason }: AddDoNotCall): Promise<Forbidden> {
    const numbers = phones.map((phone, at) => numberOf(phone, country, `phones.${at}`));
    return await inTransaction(this.dataSource, (manager) => forbid(manager, numbers, { source: 'by-hand', callId: null, importId: null, why: { code: 'by-hand', params: { words: reason } }, actor: actorOf(caller) }));
  }

  async page(caller: CurrentUser, { limit, cursor, phone, country }: DoNotCallQuery): Promise<Page<DoNotCallView>> {
    const list = new ClientDoNotCallList(this.dataSource, caller);
    const found = phone === undefined
      ? await list.page(cursor === undefined ? '' : decodeCursor(cursor, [PHONE_PART])[0], limit + 1)
      : [await list.find(numberOf(phone, country, 'phone'))].filter((entry) => entry !== null);
    return toPage(found, limit, (entry) => [entry.phone], viewOf);
  }

  /** By name only: nothing else takes a number off the list. What a person said on a call not everybody may take back. */
  async remove(caller: CurrentUser, phone: string, reason: string): Promise<void> {
    const number = numberOf(phone, undefined, 'phone');
    await inTransaction(this.dataSource, async (manager) => {
      const list = new ClientDoNotCallList(manager, caller);
      const entry = await list.lock(number);
      if (entry === null) throw new PacelineError('not-found', 'do-not-call-entry', { phone: number });
      if (entry.source === 'call' && !mayDo(caller.role, 'do-not-call:overrule')) {
        throw new PacelineError('not-allowed', 'said-no', { phone: number });
      }
      await list.remove(number);
      await recordChange(manager, actorOf(caller), { resource: 'do-not-call', resourceId: number, action: 'deleted', was: doNotCallFields(entry), became: null, reason });
    });
  }
}

function viewOf(entry: DoNotCall): DoNotCallView {
  const { reason, params, ...rest } = doNotCallFields(entry);
  return { ...rest, reason, params: { ...params }, detail: sentenceOf(english.doNotCall, reason, params) ?? reason };
}
