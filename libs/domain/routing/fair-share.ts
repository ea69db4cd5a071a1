import { hash } from './hash';

/**
 * Agents who serve several lines at once: for pacing each counts on exactly one of them, or every one of the lines would
 * dial for the same agent. Dealt by a hash of the agent and of when what they do now began: for as long as it lasts they
 * stay with one line, over the day every line gets its turn, and nobody has to agree with anybody.
 */
export function isDealtTo(line: string, agentId: string, sinceAtMs: number, lines: readonly string[]): boolean {
  return lines.includes(line) && dealtTo(agentId, sinceAtMs, lines) === line;
}

/** The line that an agent is dealt to; null: there is none. */
export function dealtTo(agentId: string, sinceAtMs: number, lines: readonly string[]): string | null {
  if (lines.length <= 1) return lines[0] ?? null;
  const sorted = [...lines].sort();
  return sorted[hash(`${agentId} ${sinceAtMs}`) % sorted.length] ?? null;
}
