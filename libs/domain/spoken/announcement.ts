import { PHONE_KEYS, type PhoneKey } from './digits';
import { spokenFile } from './file';
import type { SpokenLanguage } from './language';
import { positionSentence, say, waitSentence } from './say';
import type { KeySentence, Sentence } from './sentences';

/** What a key does for somebody who waits. */
export type WaitingOffer = 'callback' | 'voicemail' | 'queue';

/** What somebody who waits is told in between. */
export interface Announcement {
  /** From 1; null: not told. */
  readonly position: number | null;
  /** Of the estimate; null: not told, or not known. */
  readonly expectedWaitSec: number | null;
  readonly keys: Readonly<Partial<Record<PhoneKey, WaitingOffer>>>;
}

const OFFERS: Readonly<Record<WaitingOffer, KeySentence>> = { callback: 'key-callback', voicemail: 'key-voicemail', queue: 'key-other-queue' };

/** The prompts of a sentence, played one after the other. Throws RangeError for what cannot be said. */
export function saidPrompts(language: SpokenLanguage, sentence: Sentence): readonly string[] {
  return say(language, sentence).map((piece) => spokenFile(language, piece));
}

/**
 * The prompts of an announcement: place, expected wait, and the keys in the order of a phone. Where neither place nor wait is told,
 * callers hear that they keep their place: silence behind music sounds like the end of the call.
 */
export function announcementPrompts(language: SpokenLanguage, { position, expectedWaitSec, keys }: Announcement): readonly string[] {
  const told: readonly Sentence[] = [
    ...position === null ? [] : [positionSentence(position)],
    ...expectedWaitSec === null ? [] : [waitSentence(expectedWaitSec)],
  ];
  const offers = PHONE_KEYS.flatMap((key): readonly Sentence[] => {
    const offer = keys[key];
    return offer === undefined ? [] : [{ id: OFFERS[offer], key }];
  });
  const sentences: readonly Sentence[] = [...told.length === 0 ? [{ id: 'still-waiting' } as const] : told, ...offers];
  return sentences.flatMap((sentence) => saidPrompts(language, sentence));
}
