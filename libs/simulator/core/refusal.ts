/** A final answer above 300, with its own phrase or the status's, and perhaps a Reason header. */
export interface Refusal {
  readonly sipStatus: number;
  readonly phrase?: string;
  readonly reason?: string;
}

/** RFC 3261's own words, as mod_sofia writes them for a status without another phrase. */
const PHRASES: ReadonlyMap<number, string> = new Map([
  [301, 'Moved Permanently'], [302, 'Moved Temporarily'], [400, 'Bad Request'], [401, 'Unauthorized'], [402, 'Payment Required'], [403, 'Forbidden'],
  [404, 'Not Found'], [406, 'Not Acceptable'], [408, 'Request Timeout'], [410, 'Gone'], [415, 'Unsupported Media Type'], [420, 'Bad Extension'],
  [480, 'Temporarily Unavailable'], [484, 'Address Incomplete'], [486, 'Busy Here'], [487, 'Request Terminated'], [488, 'Not Acceptable Here'],
  [500, 'Internal Server Error'], [501, 'Not Implemented'], [502, 'Bad Gateway'], [503, 'Service Unavailable'], [504, 'Server Timeout'],
  [600, 'Busy Everywhere'], [603, 'Decline'], [604, 'Does Not Exist Anywhere'], [606, 'Not Acceptable'], [607, 'Unwanted'], [608, 'Rejected'],
]);

/** What mod_sofia sets on a leg that was refused; `sip_603plus_reason` (since 1.11.2) for 603 "Network Blocked" of an analytics engine alone. */
export function refusedVariables({ sipStatus, phrase = PHRASES.get(sipStatus) ?? 'Because', reason }: Refusal): Record<string, string> {
  const blocked = sipStatus === 603 && phrase.toLowerCase() === 'network blocked' && /;text="v=analytics1;/.test(reason ?? '');
  return {
    ...(sipStatus < 400 ? {} : { sip_invite_failure_status: String(sipStatus), sip_invite_failure_phrase: phrase }),
    ...(reason === undefined ? {} : { sip_reason: reason }), ...(blocked && reason !== undefined ? { sip_603plus_reason: reason } : {}),
    sip_term_status: String(sipStatus), proto_specific_hangup_cause: `sip:${sipStatus}`,
  };
}
