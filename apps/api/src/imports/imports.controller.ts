import { Controller, Param, Query, Req, Res, type StreamableFile } from '@nestjs/common';
import type { Page, PageQuery } from '@paceline/contracts/common';
import type { ImportView, RejectionView } from '@paceline/contracts/imports';
import { routes } from '@paceline/contracts/routes';
import { API_PATH } from '@paceline/contracts/routes/route';
import type { Request, Response } from 'express';
import { Caller } from '../auth/current-user';
import type { CurrentUser } from '../auth/current-user';
import { Routed } from '../edge/routed';
import { ImportsService } from './imports.service';
import { UploadService } from './upload.service';

const route = routes.imports;

@Controller()
export class ImportsController {
  constructor(private readonly imports: ImportsService, private readonly uploads: UploadService) {}

  @Routed(route.upload)
  async upload(
    @Caller() caller: CurrentUser, @Param({ schema: route.upload.params }) { id }: { id: string },
    @Req() request: Request, @Res({ passthrough: true }) response: Response,
  ): Promise<ImportView> {
    const importId = await this.uploads.receive(caller, id, request);
    response.location(`${API_PATH}/imports/${importId}`);
    return await this.imports.find(caller, importId);
  }

  @Routed(route.find)
  async find(@Caller() caller: CurrentUser, @Param({ schema: route.find.params }) { id }: { id: string }): Promise<ImportView> {
    return await this.imports.find(caller, id);
  }

  @Routed(route.rejections)
  async rejections(
    @Caller() caller: CurrentUser, @Param({ schema: route.rejections.params }) { id }: { id: string }, @Query({ schema: route.rejections.query }) query: PageQuery,
  ): Promise<Page<RejectionView>> {
    return await this.imports.rejections(caller, id, query);
  }

  @Routed(route.rejectionsCsv)
  async rejectionsCsv(@Caller() caller: CurrentUser, @Param({ schema: route.rejectionsCsv.params }) { id }: { id: string }): Promise<StreamableFile> {
    return await this.imports.rejectionsCsv(caller, id);
  }
}
