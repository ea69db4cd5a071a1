import { faultsOfVoice, voiceLawsOf } from '../compliance/artificial-voice';
import type { Purpose } from '../compliance/call-purpose';
import { isCovered, type ConsentWord } from '../compliance/consent';
import { consentNeeded } from '../compliance/consent-laws';
import type { Say } from '../script/script';

/** What an agent's campaign leaves on answering machines once its agent has known one. */
export interface MachineMessage {
  /** The first language is spoken. */
  readonly say: Say;
  /** By the word of whoever set it up: it begins with who calls. */
  readonly identifiesFirst: boolean;
  /** E.164, said in it, where people reach whoever calls; null: none. */
  readonly number: string | null;
}

/** Whom it would be left. */
export interface Machine {
  readonly phone: string;
  /** Where they are, ISO 3166-1, see `Whereabouts`. */
  readonly countries: readonly string[];
  /** What they have said of being called. */
  readonly consents: readonly ConsentWord[];
}

/** Why it is not left; with the laws' sources, where one forbids it. */
export type NotLeft =
  | { readonly code: 'no-machine-message' }
  | { readonly code: 'machine-message-not-identified'; readonly sources: readonly string[] }
  | { readonly code: 'machine-message-without-number'; readonly tollFree: boolean; readonly sources: readonly string[] }
  | { readonly code: 'machine-message-without-consent'; readonly sources: readonly string[] };

/**
 * Null: it may be left. It is a recorded voice, whoever dialed: the laws of those bind, and the consent that they ask for.
 * @param purpose of the campaign; null: not said
 */
export function whyNotLeft(message: MachineMessage | null, purpose: Purpose | null, { phone, countries, consents }: Machine, nowMs: number): NotLeft | null {
  if (message === null) return { code: 'no-machine-message' };
  const kind = { purpose, delivery: 'recorded' } as const;
  const { identifiesFirst, number } = message;
  // A machine has no keys.
  for (const fault of faultsOfVoice(voiceLawsOf(countries, kind), { identifiesFirst, optOutSaidAtSec: 0, number, numberOnMachines: number !== null })) {
    if (fault.code === 'voice-not-identified') return { code: 'machine-message-not-identified', sources: fault.sources };
    if (fault.code === 'machine-without-number') return { code: 'machine-message-without-number', tollFree: fault.tollFree, sources: fault.sources };
  }
  const need = consentNeeded(countries, kind);
  if (need === null || isCovered(consents, { ...kind, phone, seller: null, forms: need.forms }, nowMs)) return null;
  return { code: 'machine-message-without-consent', sources: need.sources };
}
