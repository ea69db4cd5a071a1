import { z } from 'zod';

export const live = z.object({ status: z.literal('up') });

export const ready = z.object({
  status: z.enum(['up', 'down']),
  checks: z.object({ database: z.enum(['up', 'down']), redis: z.enum(['up', 'down']) }),
  /** For information: the API serves without a worker, and its commands wait for one. */
  switches: z.array(z.object({ switchId: z.string(), owned: z.boolean().describe('a worker holds its lease') })),
});
export type Ready = z.infer<typeof ready>;
