import { z } from 'zod';
import { says } from './messages/schema-words';

export const switchParams = z.object({ switchId: z.string().regex(/^[a-z0-9-]{1,32}$/, says('no-switch-id', { most: 32 })) });

/** mod_json_cdr adds the leg's id to the address that it posts to; the record says it, too. */
export const callRecordQuery = z.looseObject({ uuid: z.string().optional() });

/** What taking a call record of the switch in did. */
export const callRecordTaken = z.object({
  result: z.enum(['stored', 'known', 'amended']).describe('known: it was there already; amended: a call that was LOST now has its true cause, times and outcome'),
});
export type CallRecordTaken = z.infer<typeof callRecordTaken>;
