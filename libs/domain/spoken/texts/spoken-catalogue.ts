import type { SpokenText, SpokenTexts } from '../piece';
import type { SentenceId } from '../sentences';

/** What is said in one language: every sentence, and the words that numbers and keys are made of. */
export interface SpokenCatalogue {
  readonly sentences: Readonly<Record<SentenceId, SpokenText>>;
  readonly words: SpokenTexts;
}
