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

/** FNV-1a, then mixed: its low bits alone follow the last character. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x45d9f3b);
  return (value ^ (value >>> 16)) >>> 0;
}
