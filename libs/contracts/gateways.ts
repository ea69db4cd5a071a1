import { z } from 'zod';
import { costlyKindOfPrefix } from '@paceline/domain/compliance/costly-numbers';
import { switchParams } from './call-records';
import { country, instant, phone, token } from './common';
import { says } from './messages/schema-words';

export const gatewayName = token(64);
const prefix = z.string().regex(/^\+[1-9][0-9]{0,14}$/, says('no-prefix'))
  .refine((text) => costlyKindOfPrefix(text) === null, says('prefix-costs-extra')).meta({ example: '+98' });
const shortNumber = z.string().regex(/^[0-9]{2,6}$/, says('no-short-number')).meta({ example: '911' });
/** Each once: a list of hundreds is read by people. */
const listOf = <Item extends z.ZodType<string>>(item: Item) => z.array(item).max(500).transform((all) => [...new Set(all)]);

const digits = (most: number): z.ZodString => z.string().regex(new RegExp(`^[0-9]{0,${most}}$`), says('no-digits', { most }));
const before = { prefix: digits(10).default('').describe('digits before all others, by which some trunks tell their customers or routes apart') };
const abroad = { internationalPrefix: digits(5).min(1).default('00').describe('before numbers of other countries, such as 00 or 011') };
/** How the trunk wants the numbers that it is given; calls and lists keep E.164. */
const numberFormat = z.discriminatedUnion('style', [
  z.strictObject({ style: z.literal('e164-plus') }),
  z.strictObject({ style: z.literal('e164'), ...before }),
  z.strictObject({ style: z.literal('international'), ...before, ...abroad }),
  z.strictObject({
    style: z.literal('national'), ...before, ...abroad,
    callingCode: z.string().regex(/^[1-9][0-9]{0,2}$/, says('no-calling-code')),
    trunkPrefix: digits(3).default('0').describe('before the area code of its own country\'s numbers'),
  }),
]).describe('e164-plus: +14155550100 · e164: 14155550100 · international: 0014155550100 · national: its own country\'s numbers as they are dialed there, others as international');

const settings = {
  callsPerSec: z.number().int().min(1).max(1000),
  maxLines: z.number().int().min(1).max(20_000).describe('calls at once, agents\' phones that are called through it included'),
  linesForCallers: z.number().int().min(0).max(20_000).describe('of these the last ones are kept for callers and whom they are sent to outside: no campaign dials on them; fewer than all'),
  maxMinutesPerDay: z.number().int().min(1).max(10_000_000).nullable().describe('once its answered calls and agents\' phones have lasted so long in a day (UTC), nothing more is dialed through it; null for no ceiling'),
  allowedCountries: listOf(country).describe('ISO 3166-1: all ordinary numbers of these countries may be dialed, and of no others that share their calling code'),
  allowedPrefixes: listOf(prefix).describe('numbers that begin so may be dialed; +1, +44 and +7 alone open the United States and Canada, the United Kingdom, Russia'),
  allowedNumbers: listOf(phone).describe('these very numbers may be dialed: the only way to a premium, shared-cost, personal or satellite number'),
  shortNumbers: listOf(shortNumber).describe('emergency and other short numbers that a person may dial by hand through it, such as 911; no campaign ever does'),
  enabled: z.boolean(),
  numberFormat,
};

const texts = z.array(z.string());
export const gateway = z.object({ name: z.string(), switchId: z.string(), ...settings, allowedCountries: texts, allowedPrefixes: texts, allowedNumbers: texts, shortNumbers: texts,
  minutesToday: z.number().describe('of today (UTC) so far, what is up now included'),
  trouble: z.object({ what: z.enum(['number-format']), since: instant }).nullable()
    .describe('number-format: it called every number unknown and has carried no call yet; only single calls try it until one is carried or the format is changed'),
});
export type GatewayView = z.infer<typeof gateway>;
export const gatewayList = z.object({ items: z.array(gateway) });

/** Limits below what the switch and the trunk allow: the dialer keeps them itself. Nothing named: nothing is dialed. */
export const createGateway = z.strictObject({
  name: gatewayName,
  callsPerSec: settings.callsPerSec.default(10),
  maxLines: settings.maxLines.default(50),
  linesForCallers: settings.linesForCallers.default(0),
  maxMinutesPerDay: settings.maxMinutesPerDay.default(null),
  allowedCountries: settings.allowedCountries.default([]),
  allowedPrefixes: settings.allowedPrefixes.default([]),
  allowedNumbers: settings.allowedNumbers.default([]),
  shortNumbers: settings.shortNumbers.default([]),
  enabled: settings.enabled.default(true),
  numberFormat: numberFormat.default({ style: 'e164-plus' }),
});
export type CreateGateway = z.infer<typeof createGateway>;

export const patchGateway = z.strictObject(settings).partial();
export type PatchGateway = z.infer<typeof patchGateway>;
/** Of one that is there: whatever it was called when there were other rules. */
export const gatewayParams = z.object({ name: z.string().min(1).max(64) });
/** A gateway's whole name: several switches may each have one that is called so. */
export const switchGatewayParams = gatewayParams.extend(switchParams.shape);
export type GatewayKey = z.infer<typeof switchGatewayParams>;
