import { Body, Controller, Param } from '@nestjs/common';
import type { ConsentRecord, GiveConsent, RevokeConsent } from '@paceline/contracts/consents';
import { routes } from '@paceline/contracts/routes';
import { Caller } from '../auth/current-user';
import type { CurrentUser } from '../auth/current-user';
import { Routed } from '../edge/routed';
import { ConsentsService } from './consents.service';

const route = routes.consents;

@Controller()
export class ConsentsController {
  constructor(private readonly consents: ConsentsService) {}

  @Routed(route.find)
  async find(@Caller() caller: CurrentUser, @Param({ schema: route.find.params }) { id }: { id: string }): Promise<ConsentRecord> {
    return await this.consents.find(caller, id);
  }

  @Routed(route.give)
  async give(
    @Caller() caller: CurrentUser, @Param({ schema: route.give.params }) { id }: { id: string }, @Body({ schema: route.give.body }) body: GiveConsent,
  ): Promise<ConsentRecord> {
    return await this.consents.give(caller, id, body);
  }

  @Routed(route.revoke)
  async revoke(
    @Caller() caller: CurrentUser, @Param({ schema: route.revoke.params }) { id }: { id: string }, @Body({ schema: route.revoke.body }) body: RevokeConsent,
  ): Promise<ConsentRecord> {
    return await this.consents.revoke(caller, id, body);
  }
}
