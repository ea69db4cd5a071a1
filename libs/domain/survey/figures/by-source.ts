import type { Delivery } from '../questionnaire';
import { score, type Score, type ScoreKind } from './scores';

/** How answers came about. Those that differ in it were asked otherwise: a voice on the phone is told better scores than a keypad. */
export interface Source {
  readonly version: number;
  readonly delivery: Delivery;
}

export interface SourceScore {
  readonly source: Source;
  readonly score: Score;
}

/** The scores of answers to one question, one for each way in which they came about: never pooled, the newest version first. */
export function scoresBySource(kind: ScoreKind, answers: Iterable<Source & { readonly value: number }>): readonly SourceScore[] {
  const bySource = new Map<string, { readonly source: Source; readonly values: number[] }>();
  for (const { version, delivery, value } of answers) {
    const key = `${String(version)} ${delivery}`;
    const group = bySource.get(key) ?? { source: { version, delivery }, values: [] };
    group.values.push(value);
    bySource.set(key, group);
  }
  return [...bySource.values()]
    .sort(({ source: one }, { source: other }) => other.version - one.version || (one.delivery < other.delivery ? -1 : 1))
    .map(({ source, values }) => ({ source, score: score(kind, values) }));
}
