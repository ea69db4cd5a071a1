import type { CalleeBehaviour } from '@paceline/simulator';
import type { Contact, Customer } from './automatic-day';

/** What a customer does who is called; not-agreed: they must not be. */
type Kind = 'agent' | 'again' | 'later' | 'no-more' | 'no-more-at-once' | 'machine' | 'leaves' | 'silent' | 'busy' | 'not-agreed';

const WORDS: Readonly<Record<Kind, string>> = {
  'agent': 'press 1', 'again': 'press 2, and leave', 'later': 'press 3', 'no-more': 'press 9', 'no-more-at-once': 'press 9 in the first moment', 'machine': 'are machines', 'leaves': 'hang up at once',
  'silent': 'listen', 'busy': 'are busy', 'not-agreed': 'have not agreed',
};
/** Of twenty in a row. */
const TWENTY: readonly Kind[] = [
  'agent', 'no-more', 'silent', 'machine', 'agent', 'leaves', 'later', 'no-more-at-once', 'agent', 'busy', 'again', 'no-more', 'silent', 'machine', 'agent', 'later', 'leaves', 'no-more', 'silent', 'not-agreed',
];
/** Nobody hears a key that is pressed while the worker is dead: people press again. */
const AGAIN_MS = 4_000;
const PRESSES = 12;

/** What they hear. */
export const MESSAGE = 'please-wait-en.wav';

export interface PromotedCustomer extends Customer { readonly does: Kind }

/** As Paceline has it; `listed`: entries of the do-not-call list that this call has made for its number. */
export interface CalledCustomer { readonly id: string; readonly phone: string; readonly outcome: string; readonly listed: string | number }

/** As the simulator has it. */
interface Dialed {
  readonly answeredAtMs: number | null;
  readonly endedAtMs: number | null;
  readonly endedBy: string | null;
  readonly bridges: readonly unknown[];
  readonly plays: readonly { readonly file: string }[];
}

export function customersOf(contacts: readonly Contact[]): readonly PromotedCustomer[] {
  return contacts.map((contact, index) => {
    const does = TWENTY[index % TWENTY.length] ?? 'silent';
    return { ...contact, does, kind: WORDS[does], behaviour: behaviourOf(does, 300 + index * 7 % 900), hasAgreed: does !== 'not-agreed' };
  });
}

function behaviourOf(kind: Kind, ringMs: number): CalleeBehaviour {
  const answers = (patienceMs: number, more: Partial<CalleeBehaviour & { kind: 'answers' }> = {}): CalleeBehaviour =>
    ({ kind: 'answers', progress: 'ringing', ringMs, farewell: { kind: 'after-talk', patienceMs, talkMs: 1_500 }, ...more });
  const presses = (digit: string, firstMs: number): CalleeBehaviour => answers(90_000, { keys: Array.from({ length: PRESSES }, (_, nth) => ({ atMs: firstMs + nth * AGAIN_MS, digit })) });
  switch (kind) {
    case 'agent': return presses('1', 1_500 + ringMs);
    case 'again': return answers(6_000, { keys: [{ atMs: 1_500, digit: '2' }] });
    case 'later': return presses('3', 2_500);
    case 'no-more': return presses('9', 900 + ringMs);
    case 'no-more-at-once': return presses('9', 300);
    case 'machine': return answers(90_000, { beepAtMs: 4_000 + ringMs });
    case 'leaves': return answers(400);
    case 'silent':
    case 'not-agreed': return answers(90_000);
    case 'busy': return { kind: 'refuses', progress: 'none', afterMs: 0, sipStatus: 486 };
  }
}

/** What of a customer is not recorded as it was; null: all is. @param isAway whether there was no worker then */
export function verdictOf({ phone, does, kind, behaviour }: PromotedCustomer, called: readonly CalledCustomer[], dialed: readonly Dialed[], isAway: (atMs: number) => boolean): string | null {
  const wrong = (what: string): string => `${phone}, who ${kind}: ${what} (${called.map(({ outcome }) => outcome).join(', ') || 'no call'}, ${dialed.length} INVITEs)`;
  const most = does === 'not-agreed' ? 0 : 1;
  if (dialed.length !== most || called.length !== most) return wrong(`called ${dialed.length} times, recorded ${called.length} times`);
  const [call, truth] = [called[0], dialed[0]];
  if (call === undefined || truth === undefined) return null;
  // Answered while there was no worker: the switch alone said goodbye to them.
  if (truth.answeredAtMs !== null && !truth.plays.some(({ file }) => file.endsWith(MESSAGE))) return ['abandoned', 'hung-up-waiting', 'scripted'].includes(call.outcome) ? null : wrong('they heard nothing');
  switch (does) {
    case 'agent': return (call.outcome === 'connected') === truth.bridges.length > 0 && ['connected', 'abandoned'].includes(call.outcome) ? null : wrong('whether an agent talked with them');
    case 'later': return call.outcome === 'put-off' ? null : wrong('they asked to be called later');
    case 'no-more':
    case 'no-more-at-once': return call.outcome === 'opted-out' && Number(call.listed) === 1 && truth.endedBy === 'near' ? null : wrong(`they wanted no more calls, listed ${call.listed} times`);
    // A beep that nobody was there to hear says nothing afterwards.
    case 'machine': return call.outcome === 'message-left' || isAway((truth.answeredAtMs ?? 0) + (behaviour.kind === 'answers' ? behaviour.beepAtMs ?? 0 : 0)) ? null : wrong('a machine recorded');
    case 'busy': return call.outcome === 'busy' ? null : wrong('they were busy');
    case 'again':
    case 'leaves':
    case 'silent': return call.outcome === 'scripted' ? null : wrong('they listened');
    case 'not-agreed': return null;
  }
}
