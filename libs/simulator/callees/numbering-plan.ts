import type { CalleeBehaviour } from './behaviour';

const answers = (ringSec: number, stayMs: number): CalleeBehaviour & { kind: 'answers' } => ({
  kind: 'answers', progress: 'ringing', ringMs: ringSec * 1000, farewell: { kind: 'after-answer', ms: stayMs },
});
const refuses = (sipStatus: number): CalleeBehaviour & { kind: 'refuses' } => ({ kind: 'refuses', progress: 'none', afterMs: 0, sipStatus });
const neverAnswers: CalleeBehaviour = { kind: 'never-answers', givesUpMs: 60_000 };
const stays: CalleeBehaviour = { kind: 'answers', progress: 'none', ringMs: 0, farewell: { kind: 'never' } };

/** The greeting and the time that a detector needs to be sure of the beep. */
const BEEP_HEARD_MS = 6200;
/** A digit is reported at its end: 200 ms after the key went down. */
const KEY_MS = 200;

function keypad(variant: string, digit: string): CalleeBehaviour {
  const quiet = answers(1, 20_000);
  const presses = (...keys: Array<[number, string]>): CalleeBehaviour => ({
    ...answers(1, (keys.at(-1)?.[0] ?? 0) + 20_000), keys: keys.map(([atMs, key]) => ({ atMs: atMs + KEY_MS, digit: key })),
  });
  switch (variant) {
    case '0': return { kind: 'refuses', progress: 'early-media', afterMs: 1000, sipStatus: 404 };
    case '2': return presses([2500, '9'], [6500, '3']);
    case '3': return presses([2500, '#']);
    case '4': return presses([2500, digit], [3000, digit]);
    case '5': return answers(1, 2000);
    case '6': return answers(1, 5500);
    case '7': return presses([1500, '4']);
    case '8': return { ...quiet, progress: 'early-media' };
    case '9': return { ...quiet, progress: 'none', ringMs: 0 };
    default: return quiet;
  }
}

function callee(kind: string, ring: string, rest: string): CalleeBehaviour {
  const ringSec = Number(ring);
  const lastDigit = rest.slice(1);
  switch (kind) {
    case '0': return { kind: 'refuses', progress: 'ringing', afterMs: 1000, sipStatus: 603 };
    case '1': return answers(ringSec, Number(rest) * 1000 + 400);
    case '2': return refuses(486);
    case '3': return neverAnswers;
    case '4': return refuses(404);
    case '5': return { ...answers(ringSec, 26_500), beepAtMs: BEEP_HEARD_MS };
    case '6': return { ...answers(ringSec, 27_400), keys: [{ atMs: 3000 + KEY_MS, digit: lastDigit }, { atMs: 7000 + KEY_MS, digit: '1' }] };
    case '7': return refuses(503);
    case '8': return answers(ringSec, 300);
    default: return keypad(ring, lastDigit);
  }
}

/** The Reason of a network whose analytics engine refused the call ("603+", ATIS-1000099). */
const ANALYTICS = 'text="v=analytics1;url=https://example.net/redress;tel=+12025550100;email=redress@example.net;id=1"';
const REASONS: readonly string[] = ['', 'Q.850;cause=1', 'Q.850;cause=17', 'Q.850;cause=20', `Q.850;cause=21;${ANALYTICS}`, `Q.850;cause=17;${ANALYTICS}`];

/** 5555SSSR: the final answer SSS at once, with the Reason header R; null when there is no such answer or Reason. */
function answering(sipStatus: number, kind: number): CalleeBehaviour | null {
  const reason = REASONS[kind];
  if (sipStatus < 400 || sipStatus > 699 || reason === undefined) return null;
  return { ...refuses(sipStatus), ...(reason === '' ? {} : { reason }), ...(kind >= 4 ? { phrase: 'Network Blocked' } : {}) };
}

/**
 * The public network of the conformance suite: who answers is declared by the last eight digits of the number
 * (`test/switch/README.md` has the table). Null for a number of no known kind.
 */
export function plannedCallee(dialed: string): CalleeBehaviour | null {
  if (/^agent\d{4}$/.test(dialed)) return stays;
  const customer = /^\+?\d*5550(\d)(\d)(\d\d)$/.exec(dialed);
  if (customer) return callee(customer[1] ?? '', customer[2] ?? '', customer[3] ?? '');
  const refusal = /^\+?\d*5555(\d{3})(\d)$/.exec(dialed);
  if (refusal) return answering(Number(refusal[1]), Number(refusal[2]));
  const phone = /^\+?\d*555([1-4])\d\d(\d\d)$/.exec(dialed);
  switch (phone?.[1]) {
    case '1': return stays;
    case '2': return { kind: 'answers', progress: 'none', ringMs: 0, farewell: { kind: 'after-answer', ms: Number(phone[2]) * 1000 } };
    case '3': return neverAnswers;
    case '4': return refuses(486);
    default: return null;
  }
}

/** What the plan says of every other number. */
export const UNALLOCATED: CalleeBehaviour = refuses(404);
