import { REFUSALS } from '@paceline/domain/compliance/refusals';
import { z } from 'zod';

const noPhone = z.union([
  z.object({ said: z.object({ cause: z.string(), sipStatus: z.number().int(), upForMs: z.number().nullable() }) }),
  z.object({ refusal: z.enum(REFUSALS) }),
]);

/** Why a campaign dials as much as it does: a code, and what its sentence tells. */
export const pacingReason = z.object({
  limit: z.string(),
  gateway: z.string().optional().describe('of the gateways\' limits: which one; sinceAtMs among the figures is since when'),
  queue: z.string().optional().describe('of kept-for-queue: which one; untilMs among the figures is until when'),
  detail: z.string().optional().describe('of dialing-stopped: by whom, and what they said'),
  unreached: z.array(z.object({ name: z.string(), phone: z.string(), why: noPhone.nullable() })).readonly().optional()
    .describe('of phones-unreachable: whose, the first twenty, and what the switch said or the rule by which they were not called'),
  figures: z.record(z.string(), z.number()),
});

export const pacingReasonView = pacingReason.extend({
  text: z.string(),
  detail: pacingReason.shape.detail.describe('of dialing-stopped: by whom, and what they said; of phones-unreachable: whose, in words'),
});
export type PacingReasonView = z.infer<typeof pacingReasonView>;
