import { Injectable } from '@nestjs/common';
import type { CloseInbound, InboundState } from '@paceline/contracts/inbound';
import { ALL_NUMBERS, ClientInboundClosures, ClientInboundNumbers, inTransaction, recordChange } from '@paceline/persistence';
import { PacelineError } from '@paceline/platform/errors';
import { DataSource, type EntityManager } from 'typeorm';
import { actorOf } from '../audit/audit.service';
import type { CurrentUser } from '../auth/current-user';
import { closureOf } from './inbound-views';
import { knownNumber } from './inbound-numbers.service';

/** Closes numbers in an emergency, by one committed row: calls that come in from then on begin where their flow says. */
@Injectable()
export class InboundClosuresService {
  constructor(private readonly dataSource: DataSource) {}

  async state(caller: CurrentUser): Promise<InboundState> {
    return { closure: closureOf((await new ClientInboundClosures(this.dataSource, caller).of([ALL_NUMBERS])).get(ALL_NUMBERS)) };
  }

  async closeAll(caller: CurrentUser, { reason }: CloseInbound): Promise<InboundState> {
    await inTransaction(this.dataSource, (manager) => close(manager, caller, ALL_NUMBERS, reason));
    return await this.state(caller);
  }

  async openAll(caller: CurrentUser): Promise<InboundState> {
    await inTransaction(this.dataSource, (manager) => open(manager, caller, ALL_NUMBERS));
    return await this.state(caller);
  }

  async close(caller: CurrentUser, id: string, { reason }: CloseInbound): Promise<void> {
    await inTransaction(this.dataSource, async (manager) => {
      knownNumber(await new ClientInboundNumbers(manager, caller).lock(id), id);
      await close(manager, caller, id, reason);
    });
  }

  async open(caller: CurrentUser, id: string): Promise<void> {
    await inTransaction(this.dataSource, async (manager) => {
      knownNumber(await new ClientInboundNumbers(manager, caller).lock(id), id);
      await open(manager, caller, id);
    });
  }
}

const resourceOf = (numberId: string): { readonly resource: 'inbound' | 'inbound-number'; readonly resourceId: string } =>
  numberId === ALL_NUMBERS ? { resource: 'inbound', resourceId: 'all' } : { resource: 'inbound-number', resourceId: numberId };

/** Closing what is closed is no error, for whoever is in a hurry; the first reason stands. */
async function close(manager: EntityManager, caller: CurrentUser, numberId: string, reason: string): Promise<void> {
  if (!await new ClientInboundClosures(manager, caller).close(numberId, reason, caller.username)) return;
  await recordChange(manager, actorOf(caller), { ...resourceOf(numberId), action: 'closed', was: { closed: false }, became: { closed: true }, reason });
}

async function open(manager: EntityManager, caller: CurrentUser, numberId: string): Promise<void> {
  if (!await new ClientInboundClosures(manager, caller).open(numberId)) throw new PacelineError('wrong-state', 'inbound-not-closed');
  await recordChange(manager, actorOf(caller), { ...resourceOf(numberId), action: 'opened', was: { closed: true }, became: { closed: false } });
}
