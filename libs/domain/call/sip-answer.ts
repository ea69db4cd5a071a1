/** The far end's final SIP answer behind the end of a call that was not connected. */
export interface SipAnswer {
  /** `sip:603` of FreeSWITCH's `proto_specific_hangup_cause`; 0 when the far end said nothing. */
  readonly status: number;
  /** The Reason header as it came (RFC 3326), empty without one. */
  readonly reason: string;
}

/** The far end said nothing: our own timeout, a hang-up of ours, a refusal of our own switch. */
export const NO_SIP_ANSWER: SipAnswer = { status: 0, reason: '' };

/** What a row keeps of a Reason header, in characters. */
export const REASON_LENGTH = 255;

/**
 * Whether a network on the way refused to put the call through, and not the person called: 608 (RFC 8688), or 603 with the
 * Reason of an analytics engine ("603+", ATIS-1000099: `text="v=analytics1;url=…"`). US carriers may use 603+ alone for this
 * since 25 March 2026 (47 CFR 64.1200(k)(9)). The Q.850 cause in the same header says nothing: 17 was seen in it.
 */
export function isNetworkBlock({ status, reason }: SipAnswer): boolean {
  return status === 608 || (status === 603 && /;\s*text="?v=analytics/i.test(reason));
}
