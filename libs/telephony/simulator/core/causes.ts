/** Hangup causes by FreeSWITCH's names and their Q.850 numbers; the ones above 127 are FreeSWITCH's own. */
const Q850 = {
  NONE: 0, UNALLOCATED_NUMBER: 1, NO_ROUTE_DESTINATION: 3, NORMAL_CLEARING: 16, USER_BUSY: 17, NO_USER_RESPONSE: 18,
  NO_ANSWER: 19, SUBSCRIBER_ABSENT: 20, CALL_REJECTED: 21, NUMBER_CHANGED: 22, EXCHANGE_ROUTING_ERROR: 25,
  DESTINATION_OUT_OF_ORDER: 27, INVALID_NUMBER_FORMAT: 28, NORMAL_UNSPECIFIED: 31, NORMAL_CIRCUIT_CONGESTION: 34,
  NETWORK_OUT_OF_ORDER: 38, NORMAL_TEMPORARY_FAILURE: 41, SWITCH_CONGESTION: 42, REQUESTED_CHAN_UNAVAIL: 44,
  CHAN_NOT_IMPLEMENTED: 66, RECOVERY_ON_TIMER_EXPIRE: 102, ORIGINATOR_CANCEL: 487, LOSE_RACE: 502,
  MANAGER_REQUEST: 503, BLIND_TRANSFER: 600, ATTENDED_TRANSFER: 601, ALLOTTED_TIMEOUT: 602, USER_CHALLENGE: 603,
  MEDIA_TIMEOUT: 604, USER_NOT_REGISTERED: 606, PROGRESS_TIMEOUT: 607, INVALID_GATEWAY: 608, GATEWAY_DOWN: 609, INVALID_URL: 610, INVALID_PROFILE: 611,
} as const satisfies Record<string, number>;

export type HangupCause = keyof typeof Q850;

/** `hangup_cause_q850`: FreeSWITCH reports its own causes as normal clearing (seen: ORIGINATOR_CANCEL is 16). */
export function q850Of(cause: HangupCause): number {
  return Q850[cause] > 127 ? 16 : Q850[cause];
}

/** As `switch_channel_str2cause`: names in any case, or numbers; anything else is normal clearing. */
export function causeFrom(text: string): HangupCause {
  const wanted = text.trim().toUpperCase();
  const names = Object.keys(Q850) as HangupCause[]; // Object.keys widens the literal keys of Q850
  return names.find((name) => name === wanted || String(Q850[name]) === wanted) ?? 'NORMAL_CLEARING';
}

/** What a final SIP answer becomes (RFC 3398 as FreeSWITCH applies it). */
export function causeOfSip(status: number): HangupCause {
  switch (status) {
    case 401: case 402: case 403: case 407: case 603: return 'CALL_REJECTED';
    case 404: case 604: return 'UNALLOCATED_NUMBER';
    case 408: case 504: return 'RECOVERY_ON_TIMER_EXPIRE';
    case 410: return 'NUMBER_CHANGED';
    case 480: return 'NO_USER_RESPONSE';
    case 484: return 'INVALID_NUMBER_FORMAT';
    case 486: case 600: return 'USER_BUSY';
    case 487: return 'ORIGINATOR_CANCEL';
    case 488: case 606: return 'NORMAL_UNSPECIFIED';
    case 500: case 503: return 'NORMAL_TEMPORARY_FAILURE';
    case 502: return 'NETWORK_OUT_OF_ORDER';
    default: return 'NORMAL_UNSPECIFIED';
  }
}
