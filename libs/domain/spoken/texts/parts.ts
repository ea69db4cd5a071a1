import type { Piece, SpokenText } from '../piece';
import { GAPS, type SentenceId } from '../sentences';

/** The name of what a sentence has on one side of its gap. */
export function partPiece(id: SentenceId, part: 'before' | 'after'): Piece {
  return `${id}.${part === 'before' ? '1' : '2'}`;
}

/**
 * The pieces of a sentence: itself, or what stands before and after its gap; a full stop alone is no piece. `say` has the
 * same gap as `text`. Throws RangeError for a text without its gap, or with one that is not its own.
 */
export function partsOf(id: SentenceId, { text, say }: SpokenText): readonly (readonly [Piece, SpokenText])[] {
  const gap = Object.hasOwn(GAPS, id) ? GAPS[id as keyof typeof GAPS] : undefined; // the table's own keys
  if (gap === undefined) return [[id, say === undefined ? { text } : { text, say }]];
  const [texts, says] = [aroundGap(text, gap), say === undefined ? null : aroundGap(say, gap)];
  return (['before', 'after'] as const).filter((part) => texts[part] !== '').map((part) => {
    const piece = { text: texts[part] };
    return [partPiece(id, part), says === null ? piece : { ...piece, say: says[part] }] as const;
  });
}

interface Around { readonly before: string; readonly after: string }

function aroundGap(text: string, gap: string): Around {
  const [before, after, ...more] = text.split(gap);
  if (before === undefined || after === undefined || more.length > 0) throw new RangeError(`"${text}" must have ${gap} once`);
  return { before: before.trim(), after: after.trim().replace(/^[.。]$/, '') };
}
