import { Injectable, type OnApplicationBootstrap, type StreamableFile } from '@nestjs/common';
import type { Page, PageQuery } from '@paceline/contracts/common';
import type { ImportView, RejectionView } from '@paceline/contracts/imports';
import { english } from '@paceline/contracts/messages/en';
import type { ImportCounts } from '@paceline/domain/lists/import-counts';
import { ClientImports, type Import } from '@paceline/persistence';
import { notFound } from '@paceline/platform/errors';
import { DataSource } from 'typeorm';
import type { CurrentUser } from '../auth/current-user';
import { csvFile } from '../edge/csv';
import { ID_PART, decodeCursor, toPage } from '../edge/paging';
import { findingView } from './finding-view';
import { UploadService } from './upload.service';

const CSV_ROWS_AT_ONCE = 2_000;

@Injectable()
export class ImportsService implements OnApplicationBootstrap {
  constructor(private readonly dataSource: DataSource, private readonly uploads: UploadService) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.uploads.forgetAbandoned();
  }

  async find(caller: CurrentUser, id: string): Promise<ImportView> {
    const found = await new ClientImports(this.dataSource, caller).find(id);
    if (found === null) throw notFound('import', id);
    return toView(found);
  }

  async rejections(caller: CurrentUser, id: string, { limit, cursor }: PageQuery): Promise<Page<RejectionView>> {
    await this.find(caller, id);
    const after = cursor === undefined ? 0 : Number(decodeCursor(cursor, [ID_PART])[0]);
    return toPage(await this.read(caller, id, after, limit + 1), limit, ({ row }) => [String(row)], (rejection) => rejection);
  }

  async rejectionsCsv(caller: CurrentUser, id: string): Promise<StreamableFile> {
    await this.find(caller, id);
    return csvFile(`rejections-${id}`, ['row', 'reason', 'detail'], this.allRejections(caller, id));
  }

  private async *allRejections(caller: CurrentUser, id: string): AsyncGenerator<(string | number)[][]> {
    for (let after = 0; ;) {
      const found = await this.read(caller, id, after, CSV_ROWS_AT_ONCE);
      yield found.map(({ row, reason, detail }) => [row, reason, detail]);
      const last = found.at(-1);
      if (last === undefined || found.length < CSV_ROWS_AT_ONCE) return;
      after = last.row;
    }
  }

  private async read(caller: CurrentUser, id: string, after: number, count: number): Promise<RejectionView[]> {
    const found = await new ClientImports(this.dataSource, caller).rejections(id, after, count);
    return found.map(({ row, reason, params, detail }) => ({ row, reason, ...findingView(english.rejections, { code: reason, params, detail }) }));
  }
}

export function countsOf({ imported, known, updated, duplicates, rejected, blank }: Import): ImportCounts {
  return { imported, known, updated, duplicates, rejected, blank };
}

function toView(found: Import): ImportView {
  const { errorCode, errorParams, errorDetail } = found;
  return {
    id: found.id, listId: found.listId, fileName: found.fileName, bytes: Number(found.bytes), country: found.country, state: found.state,
    encoding: found.encoding, otherEncodings: found.otherEncodings ?? [], delimiter: found.delimiter, columns: found.columnsUsed,
    rowsTotal: found.rowsTotal, rowsRead: found.rowsRead, ...countsOf(found), optedOut: found.optedOut, campaigns: found.campaigns,
    error: errorCode === null ? null : { code: errorCode, ...findingView(english.fileErrors, { code: errorCode, params: errorParams, detail: errorDetail }) },
    createdAt: found.createdAt.toISOString(), endedAt: found.endedAt?.toISOString() ?? null,
  };
}
