import type { SampleRefusals } from '@paceline/domain/survey/sampling';
import type { Sentences } from '../message';
import { plural } from './grammar';

const seconds = (count: number): string => `${String(count)} ${plural(count, { one: 'second', other: 'seconds' })}`;
const days = (count: number): string => `${String(count)} ${plural(count, { one: 'day', other: 'days' })}`;

/** Why a call was not asked. */
export const surveyRefusals: Sentences<SampleRefusals> = {
  'no-rule': 'No rule asks about the talks of this queue or campaign.',
  'rule-off': 'The rule is off.',
  'nothing-published': 'Nothing is published of the questionnaire.',
  'talk-too-short': ({ talkedSec, longerThanSec }) => `The talk took ${seconds(talkedSec)}; only those longer than ${seconds(longerThanSec)} are asked about.`,
  'talk-too-old': ({ withinHours }) => `The talk ended more than ${String(withinHours)} ${plural(withinHours, { one: 'hour', other: 'hours' })} before.`,
  'not-drawn': ({ oneIn }) => `One of ${String(oneIn)} talks is asked about, and this one was not drawn.`,
  'not-accepted': 'They were invited while they waited, and did not press the key.',
  'number-withheld': 'They withheld their number: nobody could say whether they were asked lately.',
  'do-not-call': 'A number of theirs is on the do-not-call list.',
  'open-complaint': 'What they complained of has not been seen to yet.',
  'asked-lately': ({ daysAgo, fatigueDays }) => `They were asked ${daysAgo === 0 ? 'on the same day' : `${days(daysAgo)} before`}; nobody is asked again within ${days(fatigueDays)}.`,
};
