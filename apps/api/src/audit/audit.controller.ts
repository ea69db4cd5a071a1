import { Controller, Query } from '@nestjs/common';
import type { AuditEntryView, AuditQuery } from '@paceline/contracts/audit';
import type { Page } from '@paceline/contracts/common';
import { routes } from '@paceline/contracts/routes';
import { Caller } from '../auth/current-user';
import type { CurrentUser } from '../auth/current-user';
import { Routed } from '../edge/routed';
import { AuditService } from './audit.service';

const route = routes.audit;

@Controller()
export class AuditController {
  constructor(private readonly audit: AuditService) {}

  @Routed(route.page)
  async page(@Caller() caller: CurrentUser, @Query({ schema: route.page.query }) query: AuditQuery): Promise<Page<AuditEntryView>> {
    return await this.audit.page(caller, query);
  }
}
