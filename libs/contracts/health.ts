import { z } from 'zod';

export const live = z.object({ status: z.literal('up') });

/** By which clocks the process goes: the release of the time zone data. */
export const zoneData = z.object({
  version: z.string(), released: z.iso.date(), ageDays: z.number().int(), old: z.boolean(),
  problem: z.string().nullable().describe('why ZONE_DATA_FILE is not used'),
});

export const ready = z.object({
  status: z.enum(['up', 'down']),
  checks: z.object({ database: z.enum(['up', 'down']), redis: z.enum(['up', 'down']) }),
  /** Somebody has stopped all dialing: since then; null while it is allowed, or the database is away. */
  dialingStoppedSince: z.string().nullable(),
  /** For information: the API serves without a worker, and its commands wait for one. */
  switches: z.array(z.object({ switchId: z.string(), owned: z.boolean().describe('a worker holds its lease') })),
  /** For information, too: old data is no reason to serve nobody. */
  zoneData,
});
export type Ready = z.infer<typeof ready>;
