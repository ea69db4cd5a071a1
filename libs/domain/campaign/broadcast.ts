import { RECORDS_AFTER_MS } from '../call/beep';
import type { Disclosure } from '../compliance/artificial-voice';
import { lineOfCampaign, lineOfQueue } from '../routing/line';
import type { NodeName, Say, Script, ScriptNode } from '../script/script';

/** Whom a key leads to: the campaign's own agents, or a queue, whose rules hold from there on. */
export type BroadcastTo = { readonly kind: 'agents' } | { readonly kind: 'queue'; readonly queueId: string };

/** What a key takes. Said to who pressed it, once it is theirs, its code behind it; and to who cannot have it, null: nothing. */
export interface BroadcastOffer {
  readonly offerId: string;
  readonly takenSay: Say;
  readonly goneSay: Say | null;
}

/**
 * What a campaign of mode `broadcast` plays to whoever answers, and what its keys do: 1 leads to somebody, 2 plays it again, 3 asks to
 * be called later, 4 takes an offer, 9 asks to be called no more, at any moment. Prompts by language, the first of which is spoken.
 */
export interface Broadcast {
  /** Null where a questionnaire is put instead. */
  readonly message: Say | null;
  /** Calls out at once at most, those that are being listened to included. */
  readonly lines: number;
  readonly callsPerSec: number;
  /** Null: 1 is no key. */
  readonly one: BroadcastTo | null;
  /** Said to who pressed 1, over the music with which they wait; null: nothing. */
  readonly oneSay: Say | null;
  /** Who pressed 1 waits so long for an agent of the campaign, and is abandoned after that. */
  readonly agentWithinSec: number;
  /** Said to who pressed 3, whom the rule for `put-off` calls again; null: 3 is no key. */
  readonly laterSay: Say | null;
  /** Null or left out: 4 is no key. */
  readonly offer?: BroadcastOffer | null;
  /** Said to who pressed 9, once they stand on the do-not-call list; null where nothing is played. */
  readonly optOutSay: Say | null;
  /** What machines are left behind their beep, `say` null: nothing, they are hung up on. Null: nobody listens for a beep. */
  readonly machines: { readonly say: Say | null } | null;
  /** What the message says, by the word of whoever set it up: laws ask for it. */
  readonly discloses: Omit<Disclosure, 'numberOnMachines'> & { readonly numberOnMachines: boolean };
}

/** Behind the message so long is waited for a key. */
const KEY_WAIT_SEC = 5;
const OPT_OUT = 'opt-out';

/** The script of its calls; null: it plays nothing of its own. */
export function scriptOfBroadcast({ message, one, oneSay, laterSay, offer = null, optOutSay, machines }: Broadcast): Script | null {
  if (message === null) return null;
  const [language = 'en', ...others] = Object.keys(message);
  const choices = { ...one === null ? {} : { 1: 'one' }, 2: 'message', ...laterSay === null ? {} : { 3: 'later' }, ...offer === null ? {} : { 4: 'offer' }, 9: OPT_OUT };
  const played = (wrongKey: NodeName): ScriptNode =>
    ({ kind: 'menu', say: message, again: null, wrong: null, choices, tries: 1, waitSec: KEY_WAIT_SEC, noInput: 'over', wrongKey });
  return {
    languages: [language, ...others], start: 'message', emergency: 'over',
    nodes: {
      // Silence ends it: a machine is not played it twice. A wrong key has it played once more.
      'message': played('once-more'), 'once-more': played('over'),
      ...one === null ? {} : { one: one.kind === 'queue' ? { kind: 'queue', queueId: one.queueId } : { kind: 'agents', say: oneSay } },
      ...laterSay === null ? {} : { later: { kind: 'end', say: laterSay, as: 'put-off' } },
      ...offer === null ? {} : {
        offer: { kind: 'offer', offerId: offer.offerId, say: offer.takenSay, next: 'over', gone: 'gone' }, gone: { kind: 'end', say: offer.goneSay },
      },
      [OPT_OUT]: { kind: 'opt-out', reason: 'pressed 9', next: 'opted-out', noNumber: 'opted-out' },
      'opted-out': { kind: 'end', say: optOutSay },
      'over': { kind: 'end', say: null },
      ...machines === null ? {} : {
        beep: machines.say === null ? { kind: 'end', say: null, as: 'machine' } : { kind: 'play', say: machines.say, afterMs: RECORDS_AFTER_MS, next: 'left', as: 'machine' },
        left: { kind: 'end', say: null, as: 'message-left' },
      },
    },
    atAnyMoment: { 9: OPT_OUT }, ...machines === null ? {} : { atBeep: 'beep' },
  };
}

/** All that it plays, by the field that names it. */
export function saidInBroadcast({ message, oneSay, laterSay, offer = null, optOutSay, machines }: Broadcast): readonly { readonly field: string; readonly say: Say }[] {
  return Object.entries({ message, oneSay, laterSay, 'offer.takenSay': offer?.takenSay ?? null, 'offer.goneSay': offer?.goneSay ?? null, optOutSay, 'machines.say': machines?.say ?? null }).flatMap(([field, say]) => say === null ? [] : [{ field, say }]);
}

/** What is disclosed to machines is asked only where they are left something. */
export function disclosureOf({ discloses, machines }: Broadcast): Disclosure {
  return { ...discloses, numberOnMachines: machines === null || machines.say === null ? null : discloses.numberOnMachines };
}

/** Somebody may press 1 for whom an agent has to be there, of the campaign or of a queue. */
export function needsAgents({ one }: Broadcast): boolean {
  return one !== null;
}

/** The line whose agents those have who press 1, and are paced by: the campaign's own, or the queue's. */
export function lineOfAgents(campaignId: string, broadcast: Broadcast | null): string {
  return broadcast?.one?.kind === 'queue' ? lineOfQueue(broadcast.one.queueId) : lineOfCampaign(campaignId);
}
