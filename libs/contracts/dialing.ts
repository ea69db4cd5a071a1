import { z } from 'zod';
import { id, instant, name } from './common';

/** The switch that stops all dialing at once, over all campaigns and workers. */
export const dialing = z.object({
  stopped: z.boolean(),
  stop: z.object({ reason: z.string(), byUserId: id, byUsername: z.string(), at: instant }).nullable().describe('who stopped it, when and why; null while dialing is allowed'),
});
export type DialingView = z.infer<typeof dialing>;

export const stopDialing = z.strictObject({ reason: name(200).describe('shown to everybody who wonders why nothing is dialed') });
export type StopDialing = z.infer<typeof stopDialing>;
