import { z } from 'zod';

export const live = z.object({ status: z.literal('up') });

/** For whoever reaches the API's port, known or not: nothing of switches, of who dials, or of the data that it goes by. */
export const ready = z.object({
  status: z.enum(['up', 'down']),
  checks: z.object({ database: z.enum(['up', 'down']), redis: z.enum(['up', 'down']) }),
});
export type Ready = z.infer<typeof ready>;
