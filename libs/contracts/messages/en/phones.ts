import type { NoPhone } from '@paceline/domain/agent/phone-trouble';
import type { Sentences } from '../message';
import type { PhonesTold } from '../phones-told';
import { plural } from './grammar';
import { refusals } from './refusals';

/** What FreeSWITCH's commonest words mean of a phone (mod_sofia's table of SIP answers and Q.850 causes). */
const MEANINGS: Readonly<Record<string, string>> = {
  UNALLOCATED_NUMBER: 'nobody there has this number',
  NO_ROUTE_DESTINATION: 'nobody there has this number',
  INVALID_NUMBER_FORMAT: 'the number is not whole',
  USER_NOT_REGISTERED: 'the phone is not logged in at the switch',
  SUBSCRIBER_ABSENT: 'the phone is switched off',
  USER_BUSY: 'the phone is busy',
  NO_ANSWER: 'nobody took the call',
  NO_USER_RESPONSE: 'the phone did not answer at all',
  RECOVERY_ON_TIMER_EXPIRE: 'the phone did not answer at all',
  CALL_REJECTED: 'the call was declined',
  INVALID_GATEWAY: 'the switch has no such gateway',
  GATEWAY_DOWN: 'the gateway is down',
};

const utc = (atMs: number): string => `${new Date(atMs).toISOString().slice(11, 19)} UTC`;

export const phones: Sentences<PhonesTold> = {
  /** `UNALLOCATED_NUMBER (SIP 404: nobody there has this number)` */
  'said': ({ cause, sipStatus, upForMs }) => {
    const meaning = upForMs === null ? MEANINGS[cause] : `it hung up ${String(Math.round(upForMs / 1000))} s after it had answered`;
    const more = [...sipStatus === 0 ? [] : [`SIP ${String(sipStatus)}`], ...meaning === undefined ? [] : [meaning]].join(': ');
    return more === '' ? cause : `${cause} (${more})`;
  },
  'cannot-be-reached': ({ phone, trouble }) => {
    const calls = `It was called ${plural(trouble.failures, { one: 'once', other: `${String(trouble.failures)} times` })}`;
    return `The phone ${phone} cannot be reached: the switch says ${phones.said(trouble)}. ${calls} since ${utc(trouble.sinceAtMs)} and is called again at ${utc(trouble.nextAtMs)}; `
      + 'signing in again calls it at once.';
  },
  /** Those together of which the same is said: `Ann (1001), Bob (1002): UNALLOCATED_NUMBER (SIP 404: …)` */
  'whose': ({ unreached, more }) => {
    const byWhy = new Map<string, string[]>();
    for (const { name, phone, why } of unreached) byWhy.set(saidOf(why), [...byWhy.get(saidOf(why)) ?? [], `${name} (${phone})`]);
    const groups = [...byWhy].map(([said, whose]) => `${whose.join(', ')}: ${said}`);
    return [...groups, ...more > 0 ? [`and ${String(more)} more`] : []].join('; ');
  },
};

function saidOf(why: NoPhone | null): string {
  if (why === null) return '?';
  return 'said' in why ? phones.said(why.said) : refusals[why.refusal];
}
