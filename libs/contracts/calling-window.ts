import { z } from 'zod';
import { callingHours } from './calling-hours';
import { id, instant, messageView } from './common';

const count = z.number().int();

/** When the contacts of a campaign can be called, and what says so. */
export const callingWindow = z.object({
  campaignId: id,
  own: callingHours.describe('the campaign\'s own hours'),
  places: z.array(z.object({
    countries: z.array(z.string()).describe('whose law binds, ISO 3166-1; empty: nobody knows, and the strictest of all binds'),
    regions: z.array(z.string()).describe('states with laws of their own, ISO 3166-2'),
    contacts: count,
    hours: callingHours.describe('what is left of the campaign\'s hours within the law, by the clock of whoever is called'),
    narrowed: z.boolean().describe('the law allows less than the campaign\'s own hours'),
    laws: z.array(z.object({
      id: z.string(), basis: z.enum(['law', 'code', 'house']).describe('law · code: an industry\'s own · house: Paceline\'s bound where no law is known'),
      source: z.string(), hours: callingHours,
    })),
    holidays: z.object({
      observed: z.array(z.string()).describe('countries on whose public holidays nobody is called'),
      withoutData: z.array(z.string()).describe('of these nothing is known of their holidays'),
      next: z.array(z.object({ day: z.string(), name: z.string() })).describe('the next three'),
    }),
    zones: z.array(z.object({
      zone: z.string().nullable(), contacts: count, openNow: z.boolean(), opensAt: instant.nullable().describe('null: it is open, or never'),
    })),
    why: messageView.describe('why the window is what it is'),
    text: z.string().describe('the same in words'),
  })),
});
export type CallingWindow = z.infer<typeof callingWindow>;
