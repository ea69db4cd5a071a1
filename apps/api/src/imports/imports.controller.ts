import { Controller, Get, Param, Post, Query, Req, Res, type StreamableFile } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import { idParams, pageQuery } from '@paceline/contracts/common';
import type { Page, PageQuery } from '@paceline/contracts/common';
import { importView, rejectionPage } from '@paceline/contracts/imports';
import type { ImportView, RejectionView } from '@paceline/contracts/imports';
import type { Request, Response } from 'express';
import { Allow } from '../auth/allow';
import { Caller } from '../auth/current-user';
import type { CurrentUser } from '../auth/current-user';
import { Answers, AnswersCsv } from '../edge/answers';
import { ImportsService } from './imports.service';
import { UploadService } from './upload.service';

@ApiTags('imports')
@Controller()
export class ImportsController {
  constructor(private readonly imports: ImportsService, private readonly uploads: UploadService) {}

  @Post('lists/:id/imports')
  @Allow('lists:manage', 'Upload a file of contacts into a list')
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: {
    type: 'object', required: ['file'],
    properties: {
      file: { type: 'string', format: 'binary', description: 'CSV or TSV in any common encoding; the first line names the columns' },
      country: { type: 'string', example: 'IR', description: 'country of the numbers that are written without +' },
    },
  } })
  @Answers(importView, 202, 'Taken; ask for its progress.')
  async upload(
    @Caller() caller: CurrentUser, @Param({ schema: idParams }) { id }: { id: string },
    @Req() request: Request, @Res({ passthrough: true }) response: Response,
  ): Promise<ImportView> {
    const importId = await this.uploads.receive(caller, id, request);
    response.location(`/api/v1/imports/${importId}`);
    return await this.imports.find(caller, importId);
  }

  @Get('imports/:id')
  @Allow('lists:read', 'How far an import is')
  @Answers(importView)
  async find(@Caller() caller: CurrentUser, @Param({ schema: idParams }) { id }: { id: string }): Promise<ImportView> {
    return await this.imports.find(caller, id);
  }

  @Get('imports/:id/rejections')
  @Allow('lists:read', 'Rows that were not imported, and why')
  @Answers(rejectionPage)
  async rejections(
    @Caller() caller: CurrentUser, @Param({ schema: idParams }) { id }: { id: string }, @Query({ schema: pageQuery }) query: PageQuery,
  ): Promise<Page<RejectionView>> {
    return await this.imports.rejections(caller, id, query);
  }

  @Get('imports/:id/rejections.csv')
  @Allow('lists:read', 'The same as a file')
  @AnswersCsv()
  async rejectionsCsv(@Caller() caller: CurrentUser, @Param({ schema: idParams }) { id }: { id: string }): Promise<StreamableFile> {
    return await this.imports.rejectionsCsv(caller, id);
  }
}
