import { isNetworkBlock, type SipAnswer } from './sip-answer';

/** How an unanswered call may end by what the far end said. */
type FarEndOutcome = 'busy' | 'no-answer' | 'switched-off' | 'rejected' | 'unwanted' | 'blocked' | 'invalid-number' | 'congestion';

/**
 * Final SIP answers to an INVITE and what they say of the call. Meanings: RFC 3261 section 21 and the registry of IANA; what
 * carriers mean by them: RFC 3398 section 8.2.6.1 (SIP and Q.850), 4497. `congestion` is everything by which our trunk, our
 * account, our codecs or our signalling is refused: it would be said of every number.
 */
const BY_STATUS: Readonly<Partial<Record<FarEndOutcome, readonly number[]>>> = {
  'busy': [486, 600],
  // 433: the called line takes no calls without a caller's number (RFC 5079).
  'rejected': [433, 603],
  'blocked': [608],
  'unwanted': [607],
  'invalid-number': [404, 410, 484, 485, 604],
  'congestion': [
    // It points elsewhere instead of carrying: a trunk that routes by redirects.
    300, 301, 302, 305, 380,
    // Our account or our identity (RFC 8224: 428, 436, 437, 438; RFC 4474: 429).
    401, 402, 403, 407, 428, 429, 436, 437, 438,
    // Our signalling.
    400, 405, 411, 412, 413, 414, 416, 417, 420, 421, 422, 423, 424, 425, 430, 439, 440, 469, 470, 481, 489, 491, 493, 494, 505, 513, 555, 580,
    // Our codecs or what is offered in them.
    406, 415, 488, 501, 606,
    // No way there, or in circles; no circuit; no answer of a server behind it.
    482, 483, 500, 502, 503, 504,
  ],
};

const OUTCOMES_BY_STATUS: ReadonlyMap<number, FarEndOutcome> = new Map(
  // Object.entries forgets the literal keys of BY_STATUS.
  (Object.entries(BY_STATUS) as [FarEndOutcome, readonly number[]][]).flatMap(([outcome, statuses]) => statuses.map((status) => [status, outcome] as const)),
);

/** Codes of a network's own, by their class as RFC 3261 section 8.1.3.2 says: 3xx, 4xx and 5xx mean the trunk, 6xx the person. */
const BY_CLASS: Readonly<Record<number, FarEndOutcome>> = { 3: 'congestion', 4: 'congestion', 5: 'congestion', 6: 'rejected' };

/**
 * The outcome that a final SIP answer tells, whatever the cause beside it: a `Reason: Q.850` header overrides FreeSWITCH's
 * cause, so that 503 can come with UNALLOCATED_NUMBER and 603 with USER_BUSY (seen).
 * @param rang the far end had said that it rings
 * @returns null when the answer does not tell (none, 487 to our own CANCEL): then the cause does
 */
export function outcomeBySip(answer: SipAnswer, rang: boolean): FarEndOutcome | null {
  const { status } = answer;
  if (isNetworkBlock(answer)) return 'blocked';
  // 480 without a ring: switched off or out of reach. After a ring, and 408 after one: nobody came to the phone.
  if (status === 480) return rang ? 'no-answer' : 'switched-off';
  if (status === 408) return rang ? 'no-answer' : 'congestion';
  if (status === 487) return null;
  return OUTCOMES_BY_STATUS.get(status) ?? BY_CLASS[Math.floor(status / 100)] ?? null;
}
