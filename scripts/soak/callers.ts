import type { InboundCall } from '@paceline/simulator';

/** No campaign calls these areas: whoever calls from there is nobody's target. 555-0100 to 555-0199 are set aside for fiction. */
const AREAS = ['703', '704', '706', '707', '708', '712', '713', '714', '715', '716', '717', '718'];
const NUMBERS_AN_AREA = 100;
/** From the answer to the greeting's end, and to a question that a key counts for. */
const FIRST_KEY_MS = 3_000;
const NEXT_KEY_MS = 4_000;

export type Wanted = 'agent' | 'callback' | 'voicemail' | 'nothing';

/** Of a hundred callers. */
const SHARES: readonly (readonly [Wanted, number])[] = [['agent', 55], ['callback', 15], ['voicemail', 15], ['nothing', 15]];

/** The keys of the soak's queues. */
export const CALLBACK_KEY = '1';
export const VOICEMAIL_KEY = '2';

/**
 * Who calls next, and what they do: wait for an agent, ask to be called back, leave a message, or hang up before long. The same ones for the same seed.
 * @param rng from 0 up to 1
 */
export function nextCaller(nth: number, to: string, gateway: string, rng: () => number): InboundCall {
  const from = `+1${AREAS[Math.floor(nth / NUMBERS_AN_AREA) % AREAS.length] ?? ''}55501${String(nth % NUMBERS_AN_AREA).padStart(2, '0')}`;
  const caller = { from, to, gateway, talkMs: 1_500 + rng() * 8_000 };
  switch (wanted(rng() * 100)) {
    case 'agent': return { ...caller, patienceMs: 5_000 + rng() * 40_000 };
    // The number is read to them, and the first key that counts ends that.
    case 'callback': return { ...caller, patienceMs: 45_000, keys: [{ atMs: FIRST_KEY_MS, digit: CALLBACK_KEY }, { atMs: FIRST_KEY_MS + NEXT_KEY_MS, digit: CALLBACK_KEY }] };
    case 'voicemail': return { ...caller, patienceMs: 9_000 + rng() * 8_000, keys: [{ atMs: FIRST_KEY_MS, digit: VOICEMAIL_KEY }] };
    case 'nothing': return { ...caller, patienceMs: 500 + rng() * 4_000 };
  }
}

function wanted(roll: number): Wanted {
  let upTo = 0;
  return SHARES.find(([, share]) => { upTo += share; return roll < upTo; })?.[0] ?? 'agent';
}
