import { z } from 'zod';
import { OFF_LIST } from '@paceline/domain/retry/target-after';
import { name } from './common';
import { says } from './messages/schema-words';

export const DISPOSITION_MEANINGS = ['final', 'retry', 'do-not-call'] as const;
export const dispositionCode = z.string().regex(/^[a-z0-9][a-z0-9-]{0,31}$/, says('no-disposition-code', { most: 32 }));

export const disposition = z.object({
  code: z.string(), label: z.string(), meaning: z.enum(DISPOSITION_MEANINGS),
  system: z.boolean().describe('given by the system when the agent gave none; not offered to agents'), active: z.boolean(),
  reserved: z.boolean().describe('Paceline relies on it: only its label can be changed'),
});
export type DispositionView = z.infer<typeof disposition>;
export const dispositionList = z.object({ items: z.array(disposition) });

export const createDisposition = z.strictObject({ code: dispositionCode.refine((code) => code !== OFF_LIST, says('off-list-is-ours', { code: OFF_LIST })), label: name(100), meaning: z.enum(DISPOSITION_MEANINGS) });
export type CreateDisposition = z.infer<typeof createDisposition>;
export const patchDisposition = z.strictObject({ label: name(100), meaning: z.enum(DISPOSITION_MEANINGS), active: z.boolean() }).partial();
export type PatchDisposition = z.infer<typeof patchDisposition>;
export const dispositionParams = z.object({ code: dispositionCode });
