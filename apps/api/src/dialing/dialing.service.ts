import { Injectable } from '@nestjs/common';
import type { DialingView, StopDialing } from '@paceline/contracts/dialing';
import { allowDialing, dialingStop, inTransaction, recordChange, stopDialing } from '@paceline/persistence';
import { PacelineError } from '@paceline/platform/errors';
import { DataSource, type EntityManager } from 'typeorm';
import { actorOf } from '../audit/audit.service';
import type { CurrentUser } from '../auth/current-user';

/** The switch that stops all dialing. A committed row: no worker sends anything new once it is there, whatever else is up. */
@Injectable()
export class DialingService {
  constructor(private readonly dataSource: DataSource) {}

  async state(on: DataSource | EntityManager = this.dataSource): Promise<DialingView> {
    const stop = await dialingStop(on);
    return { stopped: stop !== null, stop: stop && { ...stop, at: stop.at.toISOString() } };
  }

  /** Stopping what is stopped is no error, for whoever is in a hurry; the first reason stands. */
  async stop(caller: CurrentUser, { reason }: StopDialing): Promise<DialingView> {
    return await inTransaction(this.dataSource, async (manager) => {
      if (await stopDialing(manager, caller.id, reason)) {
        await recordChange(manager, actorOf(caller), { resource: 'dialing', resourceId: 'all', action: 'stopped', was: { stopped: false }, became: { stopped: true }, reason });
      }
      return await this.state(manager);
    });
  }

  async resume(caller: CurrentUser): Promise<DialingView> {
    return await inTransaction(this.dataSource, async (manager) => {
      if (!await allowDialing(manager, caller.id)) throw new PacelineError('wrong-state', 'dialing-not-stopped');
      await recordChange(manager, actorOf(caller), { resource: 'dialing', resourceId: 'all', action: 'resumed', was: { stopped: true }, became: { stopped: false } });
      return await this.state(manager);
    });
  }
}
