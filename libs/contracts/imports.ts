import { z } from 'zod';
import { COLUMN_USES } from '@paceline/domain/lists/column-use';
import { campaignStatus } from './campaigns';
import { country, id, instant, messageView, pageOf } from './common';

/** Fields beside the file in the multipart form. */
export const importFields = z.strictObject({
  country: country.optional().describe('country of the numbers that are written without +'),
});
export type ImportFields = z.infer<typeof importFields>;

export const IMPORT_STATES = ['uploading', 'queued', 'running', 'done', 'failed'] as const;

const count = z.number().int();
/** Every row that was read is one of them, the updated ones among the known. */
export const importCounts = {
  imported: count.describe('rows that became new contacts'),
  known: count.describe('rows whose contact the database knew already: linked to the list, not made twice'),
  updated: count.describe('of the known: rows that changed their contact; the newest file wins, what it does not say stays'),
  duplicates: count.describe('rows that repeat another of the file; listed with the rejections'),
  rejected: count.describe('rows that are no contact'),
  blank: count.describe('rows without any text'),
};

export const importView = z.object({
  id, listId: id, fileName: z.string(), bytes: z.number().int(), country: z.string().nullable(),
  state: z.enum(IMPORT_STATES),
  encoding: z.string().nullable().describe('what the file turned out to be written in'),
  otherEncodings: z.array(z.string()).describe('encodings that fit nearly as well: look at a name or two; empty when there is no doubt'),
  delimiter: z.string().nullable(),
  columns: z.array(z.object({ header: z.string(), use: z.enum(COLUMN_USES) })).nullable().describe('what each column was taken for'),
  rowsTotal: z.number().int().nullable(),
  rowsRead: z.number().int().describe('imported + known + duplicates + rejected + blank'),
  ...importCounts,
  optedOut: z.number().int().describe('rows whose person is not to be called, by the file: their numbers are on the do-not-call list'),
  campaigns: z.array(z.object({ id, name: z.string(), status: campaignStatus })).nullable()
    .describe('that have the list: the contacts are targets of those that are running or paused already, of a draft once it is started, of a completed one once it is resumed; null before the end'),
  error: messageView.extend({ detail: z.string() }).nullable().describe('why the whole file was refused'),
  createdAt: instant, endedAt: instant.nullable(),
});
export type ImportView = z.infer<typeof importView>;

export const rejection = z.object({ row: z.number().int().describe('1 is the first row behind the header'), reason: z.string(), params: messageView.shape.params, detail: z.string() });
export const rejectionPage = pageOf(rejection);
export type RejectionView = z.infer<typeof rejection>;
