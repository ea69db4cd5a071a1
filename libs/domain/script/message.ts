/** What is shorter is a caller who hung up, or a line that clicked. */
const SHORTEST_MESSAGE_MS = 1_000;

/** Whether what a caller left is a message at all. */
export function isMessage(lengthMs: number): boolean {
  return lengthMs >= SHORTEST_MESSAGE_MS;
}
