import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { auditPage, auditQuery } from '@paceline/contracts/audit';
import type { AuditEntryView, AuditQuery } from '@paceline/contracts/audit';
import type { Page } from '@paceline/contracts/common';
import { Allow } from '../auth/allow';
import { Caller } from '../auth/current-user';
import type { CurrentUser } from '../auth/current-user';
import { Answers } from '../edge/answers';
import { AuditService } from './audit.service';

@ApiTags('audit')
@Controller('audit')
export class AuditController {
  constructor(private readonly audit: AuditService) {}

  @Get()
  @Allow('audit:read', 'Who changed what, from what to what, and when; the newest first')
  @Answers(auditPage)
  async page(@Caller() caller: CurrentUser, @Query({ schema: auditQuery }) query: AuditQuery): Promise<Page<AuditEntryView>> {
    return await this.audit.page(caller, query);
  }
}
