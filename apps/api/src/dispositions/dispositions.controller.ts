import { Body, Controller, Delete, Get, Param, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { createDisposition, disposition, dispositionList, dispositionParams, patchDisposition } from '@paceline/contracts/dispositions';
import type { CreateDisposition, DispositionView, PatchDisposition } from '@paceline/contracts/dispositions';
import { Allow } from '../auth/allow';
import { Caller } from '../auth/current-user';
import type { CurrentUser } from '../auth/current-user';
import { Answers, AnswersNothing } from '../edge/answers';
import { DispositionsService } from './dispositions.service';

@ApiTags('dispositions')
@Controller('dispositions')
export class DispositionsController {
  constructor(private readonly dispositions: DispositionsService) {}

  @Get()
  @Allow('dispositions:read', 'What an agent can say came of a call')
  @Answers(dispositionList)
  async all(@Caller() caller: CurrentUser): Promise<{ items: DispositionView[] }> {
    return await this.dispositions.all(caller);
  }

  @Post()
  @Allow('dispositions:manage', 'Create a disposition')
  @Answers(disposition, 201)
  async create(@Caller() caller: CurrentUser, @Body({ schema: createDisposition }) body: CreateDisposition): Promise<DispositionView> {
    return await this.dispositions.create(caller, body);
  }

  @Patch(':code')
  @Allow('dispositions:manage', 'Change a label, make it inactive; what it means stays')
  @Answers(disposition)
  async patch(
    @Caller() caller: CurrentUser, @Param({ schema: dispositionParams }) { code }: { code: string },
    @Body({ schema: patchDisposition }) body: PatchDisposition,
  ): Promise<DispositionView> {
    return await this.dispositions.patch(caller, code, body);
  }

  @Delete(':code')
  @Allow('dispositions:manage', 'Delete a disposition that no call has')
  @AnswersNothing()
  async remove(@Caller() caller: CurrentUser, @Param({ schema: dispositionParams }) { code }: { code: string }): Promise<void> {
    await this.dispositions.remove(caller, code);
  }
}
