/** Hangup causes by FreeSWITCH's names and their Q.850 numbers; the ones above 127 are FreeSWITCH's own. */
const Q850 = {
  NONE: 0, UNALLOCATED_NUMBER: 1, NO_ROUTE_TRANSIT_NET: 2, NO_ROUTE_DESTINATION: 3, NORMAL_CLEARING: 16, USER_BUSY: 17, NO_USER_RESPONSE: 18,
  NO_ANSWER: 19, SUBSCRIBER_ABSENT: 20, CALL_REJECTED: 21, NUMBER_CHANGED: 22, REDIRECTION_TO_NEW_DESTINATION: 23, EXCHANGE_ROUTING_ERROR: 25,
  DESTINATION_OUT_OF_ORDER: 27, INVALID_NUMBER_FORMAT: 28, FACILITY_REJECTED: 29, NORMAL_UNSPECIFIED: 31, NORMAL_CIRCUIT_CONGESTION: 34,
  NETWORK_OUT_OF_ORDER: 38, NORMAL_TEMPORARY_FAILURE: 41, SWITCH_CONGESTION: 42, REQUESTED_CHAN_UNAVAIL: 44, FACILITY_NOT_SUBSCRIBED: 50,
  OUTGOING_CALL_BARRED: 52, INCOMING_CALL_BARRED: 54, BEARERCAPABILITY_NOTAUTH: 57, BEARERCAPABILITY_NOTAVAIL: 58, SERVICE_UNAVAILABLE: 63,
  BEARERCAPABILITY_NOTIMPL: 65, CHAN_NOT_IMPLEMENTED: 66, FACILITY_NOT_IMPLEMENTED: 69, SERVICE_NOT_IMPLEMENTED: 79, INCOMPATIBLE_DESTINATION: 88,
  RECOVERY_ON_TIMER_EXPIRE: 102, PROTOCOL_ERROR: 111, INTERWORKING: 127, ORIGINATOR_CANCEL: 487, LOSE_RACE: 702, MANAGER_REQUEST: 703,
  BLIND_TRANSFER: 800, ATTENDED_TRANSFER: 801, ALLOTTED_TIMEOUT: 802, USER_CHALLENGE: 803, MEDIA_TIMEOUT: 804, PICKED_OFF: 805, USER_NOT_REGISTERED: 806,
  PROGRESS_TIMEOUT: 807, INVALID_GATEWAY: 808, GATEWAY_DOWN: 809, INVALID_URL: 810, INVALID_PROFILE: 811, NO_PICKUP: 812, UNWANTED: 819, NO_IDENTITY: 820,
  BAD_IDENTITY_INFO: 821, UNSUPPORTED_CERTIFICATE: 822, INVALID_IDENTITY: 823,
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

/** `sip_term_cause`: the number of the cause. */
export function numberOf(cause: HangupCause): number {
  return Q850[cause];
}

/** What a final SIP answer becomes in FreeSWITCH (measured on 1.11.2 for those that carriers send). */
const BY_SIP = {
  NORMAL_CLEARING: [200], CALL_REJECTED: [401, 402, 403, 407, 603, 608], UNWANTED: [607], UNALLOCATED_NUMBER: [404], NO_ROUTE_DESTINATION: [485, 604],
  RECOVERY_ON_TIMER_EXPIRE: [408, 504], NUMBER_CHANGED: [410], INTERWORKING: [413, 414, 416, 420, 421, 423, 505, 513], NO_USER_RESPONSE: [480],
  NORMAL_TEMPORARY_FAILURE: [400, 481, 500, 503], USER_BUSY: [486, 600], INVALID_NUMBER_FORMAT: [484], INCOMPATIBLE_DESTINATION: [488, 606],
  NETWORK_OUT_OF_ORDER: [502], SERVICE_UNAVAILABLE: [405], SERVICE_NOT_IMPLEMENTED: [406, 415, 501], EXCHANGE_ROUTING_ERROR: [482, 483],
  ORIGINATOR_CANCEL: [487], NO_IDENTITY: [428], BAD_IDENTITY_INFO: [429], UNSUPPORTED_CERTIFICATE: [437], INVALID_IDENTITY: [438],
} as const satisfies Partial<Record<HangupCause, readonly number[]>>;

/** A Reason header with a Q.850 cause takes its place, whatever the status is. */
export function causeOfSip(status: number, reason = ''): HangupCause {
  const q850 = /^Q\.850\s*;.*?cause=(\d{1,3})/i.exec(reason)?.[1];
  if (q850 !== undefined) return causeFrom(q850);
  // Object.entries forgets the literal keys of BY_SIP.
  const found = (Object.entries(BY_SIP) as [HangupCause, readonly number[]][]).find(([, statuses]) => statuses.includes(status));
  return found?.[0] ?? 'NORMAL_UNSPECIFIED';
}

/** What a caller is answered whom we hang up before the answer (`hangup_cause_to_sip` of mod_sofia). */
const TO_SIP: Partial<Record<HangupCause, number>> = {
  UNALLOCATED_NUMBER: 404, NO_ROUTE_DESTINATION: 404, USER_BUSY: 486, NO_USER_RESPONSE: 408, CALL_REJECTED: 603, NUMBER_CHANGED: 410,
  DESTINATION_OUT_OF_ORDER: 502, INVALID_NUMBER_FORMAT: 484, REQUESTED_CHAN_UNAVAIL: 503, NORMAL_CIRCUIT_CONGESTION: 503, NETWORK_OUT_OF_ORDER: 503,
  NORMAL_TEMPORARY_FAILURE: 503, SWITCH_CONGESTION: 503, INCOMPATIBLE_DESTINATION: 488, ORIGINATOR_CANCEL: 487, UNWANTED: 607,
};

export function sipOfCause(cause: HangupCause): number {
  return TO_SIP[cause] ?? 480;
}
