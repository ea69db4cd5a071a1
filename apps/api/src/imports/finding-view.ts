import { sentenceOf, type Params } from '@paceline/contracts/messages/message';

/** A finding of an import as a row has it. Whoever found it before reasons were kept as parameters kept the sentence instead. */
export interface Finding {
  readonly code: string;
  readonly params: Params | null;
  readonly detail: string | null;
}

/** In the words of a catalogue's sentences; what has none there is told by its code. */
export function findingView(sentences: object, { code, params, detail }: Finding): { params: Record<string, unknown>; detail: string } {
  return params === null ? { params: {}, detail: detail ?? '' } : { params: { ...params }, detail: sentenceOf(sentences, code, params) ?? code };
}
