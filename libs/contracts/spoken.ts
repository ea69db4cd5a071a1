import { KEYS } from '@paceline/domain/script/script';
import { z } from 'zod';
import { phone, promptFile } from './common';
import { gatewayName } from './gateways';
import { says } from './messages/schema-words';

/** BCP 47, as much of it as tells spoken languages apart. */
export const language = z.string().regex(/^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$/, says('no-language')).meta({ example: 'zh-Hans' });

export const say = z.record(language, promptFile).refine((all) => Object.keys(all).length > 0, says('says-nothing'))
  .describe('by language, the name of a prompt each').meta({ example: { en: 'welcome-en.wav', fa: 'welcome-fa.wav' } });

export const key = z.enum(KEYS);

const DAY_SEC = 24 * 60 * 60;
export const seconds = (least: number, most = DAY_SEC) => z.number().int().min(least).max(most);

/** A number outside, dialed for a caller. */
export const outsideNumber = {
  number: phone.describe('dialed as transfers are, by the rules of the gateway\'s destinations'),
  gateway: gatewayName.nullable().default(null).describe('null: whichever of the switch may reach it'),
  ringSec: seconds(5, 120).default(30),
};
export const longestMessageSec = seconds(5, 600).default(120).describe('of a message that a caller leaves');
