import { In, type EntityManager } from 'typeorm';
import type { ClientScope } from '@paceline/domain/client/client';
import type { KnownContact } from '@paceline/domain/message/personal-text';
import type { WrittenText } from '@paceline/domain/message/said-to';
import type { Language } from '@paceline/domain/script/script';
import { Contact } from './entities/contacts';
import { askForRenditions } from './renditions';
import type { CandidateMessage, ClaimCandidate } from './target-candidates';

/** What one contact hears; or the field that they lack. */
export type MessageOf = (contact: KnownContact) => ContactMessage | { readonly missing: string };

/** By prompt, the file that is played in its place and what is spoken into it. */
export interface ContactMessage {
  readonly language: Language | null;
  readonly prompts: ReadonlyMap<string, { readonly file: string; readonly written: WrittenText }>;
}

/** With how far the message of each is; whatever is not spoken yet is asked for. @param messageOf left out: all hear the same */
export async function withMessages(
  manager: EntityManager, { clientId }: ClientScope, messageOf: MessageOf | undefined, candidates: readonly ClaimCandidate[],
): Promise<readonly ClaimCandidate[]> {
  if (messageOf === undefined || candidates.length === 0) return candidates;
  const contacts = await manager.find(Contact, { select: { id: true, name: true, fields: true }, where: { clientId, id: In(candidates.map(({ contactId }) => contactId)) } });
  const messages = new Map(contacts.map((contact) => [contact.id, messageOf(contact)]));
  const wanted = [...messages.values()].flatMap((one) => 'missing' in one ? [] : [...one.prompts.values()]);
  const states = await askForRenditions(manager, { clientId }, new Map(wanted.map(({ file, written }) => [file, written])));
  return candidates.map((candidate) => {
    const its = messages.get(candidate.contactId);
    if (its === undefined) return candidate;
    return { ...candidate, message: 'missing' in its ? { kind: 'missing', field: its.missing } : howFar(its, (file) => states.get(file) ?? 'wanted') };
  });
}

function howFar({ language, prompts }: ContactMessage, stateOf: (file: string) => string): CandidateMessage {
  const files = [...prompts].map(([prompt, { file }]) => [prompt, file] as const);
  const states = files.map(([, file]) => stateOf(file));
  if (states.includes('failed')) return { kind: 'not-spoken' };
  return states.every((state) => state === 'ready') ? { kind: 'ready', said: { language, files: Object.fromEntries(files) } } : { kind: 'waits' };
}
