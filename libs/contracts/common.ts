import { isOneLine, isPlainNote, saysSomething } from '@paceline/domain/text/readable';
import { tokenName } from '@paceline/domain/text/token-name';
import { z } from 'zod';
import { says } from './messages/schema-words';

/** Ids of rows: whole numbers of up to 64 bits, as text, because a JavaScript number would lose digits. */
export const id = z.string().regex(/^[1-9][0-9]{0,18}$/, says('no-id')).meta({ example: '17' });

/** Ids of calls and commands. */
export const uuid = z.uuid().transform((value) => value.toLowerCase());

/** UTC, with milliseconds; only in answers. */
export const instant = z.string().meta({ format: 'date-time', example: '2026-01-31T12:00:00.000Z' });

/** E.164 with its plus sign. */
export const phone = z.string().regex(/^\+[1-9][0-9]{6,14}$/, says('no-phone')).meta({ example: '+14155550100' });

/** A number as a person writes it; read with a country when it has no plus sign. */
export const anyPhone = z.string().trim().min(3).max(40);

/** ISO 3166-1, two letters. */
export const country = z.string().trim().toUpperCase().regex(/^[A-Z]{2}$/, says('no-country-code')).meta({ example: 'IR' });

/** One line that a person reads. */
export const name = (length: number) => z.string().trim().min(1).max(length)
  .refine(isOneLine, says('not-one-line'))
  .refine(saysSomething, says('nothing-readable'));

/** Several lines that a person reads. */
export const note = (length: number) => z.string().trim().max(length).refine(isPlainNote, says('no-plain-text'));

/** A name that addresses, paths, dial strings or keys hold as it is. */
export const token = (length: number) => z.string().regex(tokenName(length), says('no-token', { most: length }));

/** A campaign's or queue's name in the agent pool. */
export const line = z.string().regex(tokenName(40), says('no-line')).meta({ example: 'campaign-17' });

/** What a sentence beside it says: a stable code, and what the sentence tells. */
export const messageView = z.object({ code: z.string(), params: z.record(z.string(), z.unknown()) });

/** Name of a file in the prompts folder. */
export const promptFile = token(128);

/** Whether a stretch of time does not end before it begins; what is left out bounds nothing. */
export function inOrder(from: string | undefined, to: string | undefined): boolean {
  return from === undefined || to === undefined || Date.parse(from) <= Date.parse(to);
}

export const pageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50).describe('entries of a page'),
  cursor: z.string().max(200).optional().describe('`nextCursor` of the page before'),
});
export type PageQuery = z.infer<typeof pageQuery>;

/** A page; `nextCursor` is null on the last. */
export const pageOf = <Item extends z.ZodType>(item: Item) => z.object({
  items: z.array(item),
  nextCursor: z.string().nullable(),
});

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

export const idParams = z.object({ id });
export const uuidParams = z.object({ id: uuid });
