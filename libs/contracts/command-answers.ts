import { z } from 'zod';
import { instant } from './common';
import { errorView } from './problem';

/**
 * What became of something that the owner of a switch was asked to do. `pending` comes with status 202: it is
 * committed and will be done, and `GET /commands/:id` tells when.
 */
export const commandAnswer = z.object({
  commandId: z.string(), kind: z.string(), state: z.enum(['pending', 'done', 'failed']),
  error: errorView.nullable(), createdAt: instant, doneAt: instant.nullable(),
});
export type CommandAnswer = z.infer<typeof commandAnswer>;
