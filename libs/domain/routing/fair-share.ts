import { hash } from './hash';

/**
 * Agents who serve several lines at once: for pacing each counts on exactly one of them, or every one of the lines would
 * dial for the same agent. Dealt by a hash of the agent and of when what they do now began: for as long as it lasts they
 * stay with one line, over the day every line gets its turn, and nobody has to agree with anybody.
 */
export function isDealtTo(line: string, agentId: string, sinceAtMs: number, lines: readonly string[]): boolean {
  if (!lines.includes(line)) return false;
  if (lines.length === 1) return true;
  const sorted = [...lines].sort();
  return sorted[hash(`${agentId} ${sinceAtMs}`) % sorted.length] === line;
}
