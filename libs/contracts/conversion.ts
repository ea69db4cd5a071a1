import { z } from 'zod';
import { id, instant } from './common';
import { amount, currency, money } from './offers';
import { says } from './messages/schema-words';

const since = z.iso.date().describe('from this day (UTC) on');
const minutePrice = amount.describe('of a minute');

export const gatewayRates = z.strictObject({
  rates: z.array(z.strictObject({
    prefix: z.string().regex(/^[0-9]{0,15}$/, says('no-digits', { most: 15 })).describe('digits behind the +: the longest that fits a number is its rate; empty: every number'),
    since, perMinute: minutePrice, currency,
    firstSec: z.number().int().min(1).max(3_600).default(60).describe('a call is charged for this long at least'),
    stepSec: z.number().int().min(1).max(3_600).default(60).describe('and then in such steps: 60/6 is firstSec 60, stepSec 6'),
  })).max(20_000).refine((rates) => new Set(rates.map(({ prefix, since: day }) => `${prefix} ${day}`)).size === rates.length, says('rate-twice')),
});
export type GatewayRates = z.infer<typeof gatewayRates>;
export const agentCosts = z.strictObject({
  costs: z.array(z.strictObject({ since, perMinute: minutePrice, currency })).max(200).refine((costs) => new Set(costs.map((one) => one.since)).size === costs.length, says('rate-twice')),
});
export type AgentCosts = z.infer<typeof agentCosts>;

const interval = z.object({ low: z.number(), high: z.number() }).nullable();
const conversion = z.object({ people: z.number().int(), buyers: z.number().int(), ratio: z.number().nullable(), interval: interval.describe('95 %, Wilson') });
const promotionFigures = z.object({
  calls: z.number().int(), answered: z.number().int(), taken: z.number().int().describe('also what was given back'), refused: z.number().int(), returned: z.number().int(),
  buyers: z.number().int().describe('each where the last call was that they answered before they bought'),
  costs: z.array(money).describe('trunk and agents together, each currency for itself'), costPerBuyer: z.array(money).nullable().describe('null: nobody bought'),
});
const slices = z.array(z.object({ key: z.string(), ...promotionFigures.shape }));

export const campaignConversion = z.object({
  campaignId: id, at: instant, offers: z.array(id), controlRatio: z.number(),
  called: conversion.describe('everybody whom the campaign was to call, reached or not'), control: conversion.describe('those who are never called by it'),
  uplift: z.object({ difference: z.number(), interval: interval.unwrap() }).nullable()
    .describe('by how much more of the called bought, with the 95 % interval of the difference (Newcombe\'s hybrid score); null: one group is empty'),
  all: promotionFigures, byOffer: slices, byList: slices, byAgent: slices, byHour: slices.describe('of the day, UTC'),
  withoutRate: z.number().int().describe('answered calls of whose trunk no rate is known: the costs lack them'),
});
export type CampaignConversion = z.infer<typeof campaignConversion>;
