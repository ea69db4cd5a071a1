/** What a sentence is told: plain data, which JSON carries. */
export type Params = Readonly<Record<string, unknown>>;

/** Words for these parameters; null stands for none. */
export type Sentence<Of> = [Of] extends [null] ? string : (params: Of) => string;

/**
 * A sentence for each code of an interface that says what can be told: its codes, and the parameters of each, null for
 * none. That is all that programs know of a sentence; its words are in a catalogue, one a language.
 */
export type Sentences<Of> = { readonly [Code in keyof Of]: Sentence<Of[Code]> };

/** What can be told by such an interface: one of its codes, with its parameters. */
export type Message<Of> = { readonly [Code in keyof Of & string]: { readonly code: Code; readonly params: [Of[Code]] extends [null] ? Nothing : Of[Code] } }[keyof Of & string];
type Nothing = Readonly<Record<string, never>>;

/** The same as arguments: a code, and parameters where it has some. */
export type Told<Of> = {
  readonly [Code in keyof Of & string]: [Of[Code]] extends [null] ? readonly [code: Code, params?: undefined] : readonly [code: Code, params: Of[Code]]
}[keyof Of & string];

/** The words of what came from outside (a row, a queue); null for what has none, as when another version wrote it. */
export function sentenceOf(sentences: object, code: string, params: unknown): string | null {
  if (!Object.hasOwn(sentences, code)) return null;
  const sentence = (sentences as Readonly<Record<string, unknown>>)[code]; // as was just seen
  if (typeof sentence === 'string') return sentence;
  return typeof sentence === 'function' ? String((sentence as (told: unknown) => unknown)(params)) : null; // whoever wrote the code wrote its parameters
}

/** The words of a message. */
export function told<Of>(sentences: Sentences<Of>, { code, params }: Message<Of>): string {
  return sentenceOf(sentences, code, params) ?? code;
}
