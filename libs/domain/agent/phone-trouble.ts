/** What became of the calls in a row that an agent's phone did not take. Instants in milliseconds since the epoch. */
export interface PhoneTrouble {
  /** FreeSWITCH's word for the end of the last one. */
  readonly cause: string;
  /** The far end's final SIP answer; 0 without one. */
  readonly sipStatus: number;
  /** For how long the last one was up; null when nobody answered it. */
  readonly upForMs: number | null;
  readonly failures: number;
  /** The first of them, and the last. */
  readonly sinceAtMs: number;
  readonly failedAtMs: number;
  /** When the phone is called again. */
  readonly nextAtMs: number;
}

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

/** What the switch said: `UNALLOCATED_NUMBER (SIP 404: nobody there has this number)`. */
export function saidInWords({ cause, sipStatus, upForMs }: Pick<PhoneTrouble, 'cause' | 'sipStatus' | 'upForMs'>): string {
  const meaning = upForMs === null ? MEANINGS[cause] : `it hung up ${String(Math.round(upForMs / 1000))} s after it had answered`;
  const more = [...sipStatus === 0 ? [] : [`SIP ${String(sipStatus)}`], ...meaning === undefined ? [] : [meaning]].join(': ');
  return more === '' ? cause : `${cause} (${more})`;
}

/** For the agent, and for whoever manages the phone. */
export function troubleInWords(phone: string, trouble: PhoneTrouble): string {
  const calls = trouble.failures === 1 ? 'It was called once' : `It was called ${String(trouble.failures)} times`;
  return `The phone ${phone} cannot be reached: the switch says ${saidInWords(trouble)}. ${calls} since ${utc(trouble.sinceAtMs)} and is called again at ${utc(trouble.nextAtMs)}; `
    + 'signing in again calls it at once.';
}

/** An agent who could take calls, but for the phone. */
export interface Unreached {
  readonly name: string;
  readonly phone: string;
  /** What the switch said, or the rule by which it was not called. */
  readonly said: string;
}

/** So many are named; of hundreds a list helps nobody. */
const NAMED = 20;

/** Whose phones, by what was said of them: `Ann (1001), Bob (1002): UNALLOCATED_NUMBER (SIP 404: …)`. */
export function unreachedInWords(all: readonly Unreached[]): string {
  const bySaid = new Map<string, string[]>();
  for (const { name, phone, said } of all.slice(0, NAMED)) bySaid.set(said, [...bySaid.get(said) ?? [], `${name} (${phone})`]);
  const groups = [...bySaid].map(([said, whose]) => `${whose.join(', ')}: ${said}`);
  return [...groups, ...all.length > NAMED ? [`and ${String(all.length - NAMED)} more`] : []].join('; ');
}

function utc(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(11, 19)} UTC`;
}
