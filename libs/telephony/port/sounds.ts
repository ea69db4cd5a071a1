/** A sound the switch can play: a file in its prompts folder (no path), a tone (tone_stream's argument), or silence before what follows. */
export type Prompt =
  | { readonly kind: 'file'; readonly name: string }
  | { readonly kind: 'tone'; readonly tone: string }
  | { readonly kind: 'silence'; readonly ms: number };

/** One try at a question; whoever asks counts the tries, and judges the keys. */
export interface Question {
  /** Played first, and cut off by the first key; none: silence. */
  readonly prompts: readonly Prompt[];
  /**
   * The question ends with so many keys, 1 to 32. With 1 every key answers, `*` and `#` too; with more, `#` closes an answer that
   * has fewer.
   */
  readonly maxKeys: number;
  /** From the end of the prompts to the first key; the switch makes 1,000 of less. */
  readonly timeoutMs: number;
  /** From one key to the next. */
  readonly nextKeyMs: number;
}

/** A message that a person speaks. `#` ends it. */
export interface Message {
  /**
   * A file of the switch's recordings folder, no path: recording into a folder that is missing would hang the call up
   * (`startRecording` makes folders, this does not).
   */
  readonly name: string;
  readonly maxSec: number;
  /** So long a silence ends it. */
  readonly silenceSec: number;
}
