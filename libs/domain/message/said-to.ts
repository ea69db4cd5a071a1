import type { Language } from '../script/script';
import { filledFor, isPersonal, type KnownContact } from './personal-text';

/** A text that a prompt's file is spoken from. */
export interface WrittenText { readonly text: string; readonly language: Language }

/** What a campaign plays, and what of it depends on who is called. */
export interface CampaignMessages {
  /** Those in which it speaks, its own first. */
  readonly languages: readonly Language[];
  /** Whatever is said once, by language the prompts of it. */
  readonly said: readonly Readonly<Record<Language, readonly string[]>>[];
  /** Of prompts that are written: what they say, with gaps. */
  readonly texts: ReadonlyMap<string, WrittenText>;
}

/** `texts`: what is said to this contact in the place of prompts, by their names. */
export interface SaidTo { readonly language: Language | null; readonly texts: ReadonlyMap<string, WrittenText> }

/** The same as files: of each prompt that is another for them, by its name. */
export interface SaidFiles { readonly language: Language | null; readonly files: Readonly<Record<string, string>> }

/** The list's column that says in which language a contact is spoken to, by its tag. */
const LANGUAGE_FIELD = 'language';

/** Everybody hears the same. */
export function isSameForAll({ languages, said, texts }: CampaignMessages): boolean {
  return languages.length < 2 && !said.flatMap((all) => Object.values(all).flat()).some((prompt) => isPersonal(texts.get(prompt)?.text ?? ''));
}

/** What a contact hears, in their language as far as the campaign speaks it; or the field that they lack. */
export function saidTo({ languages, said, texts }: CampaignMessages, contact: KnownContact): SaidTo | { readonly missing: string } {
  const language = languageOf(contact, languages);
  const filled = new Map<string, WrittenText>();
  for (const prompt of said.flatMap((all) => promptsIn(all, language))) {
    const written = texts.get(prompt);
    if (written === undefined || !isPersonal(written.text)) continue;
    const its = filledFor(contact, written.text);
    if ('missing' in its) return its;
    filled.set(prompt, { text: its.text, language: written.language });
  }
  return { language, texts: filled };
}

/** Of those that there are, the contact's: the same tag, else one of the same language; without one the first. */
export function languageOf({ fields }: Pick<KnownContact, 'fields'>, languages: readonly Language[]): Language | null {
  const field = Object.entries(fields).find(([header]) => header.trim().toLowerCase() === LANGUAGE_FIELD)?.[1] ?? '';
  const tag = field.trim().toLowerCase().replaceAll('_', '-');
  const [main = ''] = tag.split('-');
  return languages.find((one) => one.toLowerCase() === tag) ?? languages.find((one) => main !== '' && one.toLowerCase().split('-')[0] === main) ?? languages[0] ?? null;
}

function promptsIn(all: Readonly<Record<Language, readonly string[]>>, language: Language | null): readonly string[] {
  return (language === null ? undefined : all[language]) ?? Object.values(all)[0] ?? [];
}
