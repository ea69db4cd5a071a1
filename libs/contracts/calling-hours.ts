import { z } from 'zod';
import { says } from './messages/schema-words';

const MINUTES_A_DAY = 24 * 60;

const dayWindow = z.strictObject({
  fromMin: z.number().int().min(0).max(MINUTES_A_DAY - 1).describe('minutes from midnight, by the clock of whoever it is about'),
  toMin: z.number().int().min(1).max(MINUTES_A_DAY),
}).refine((window) => window.fromMin < window.toMin, says('window-ends-first'));
const day = z.array(dayWindow).max(8).optional();

/** By ISO weekday, 1 is Monday; a day that is left out is closed. */
export const callingHours = z.strictObject({ 1: day, 2: day, 3: day, 4: day, 5: day, 6: day, 7: day });
