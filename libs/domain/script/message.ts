import { nodeOf, type Script } from './script';
import type { ScriptState } from './script-run';

/** What is shorter is a caller who hung up, or a line that clicked. */
const SHORTEST_MESSAGE_MS = 1_000;

/** Whether what a caller left is a message at all. */
export function isMessage(lengthMs: number): boolean {
  return lengthMs >= SHORTEST_MESSAGE_MS;
}

/** Its file, in the switch's folder of recordings. @param serial of what the switch was asked for in the call */
export function messageFile(callId: string, serial: number): string {
  return `${callId}-${String(serial)}.wav`;
}

/**
 * Whether a call that ended where a message was to be left has left one, of which nobody heard the end: its worker was killed, or the
 * switch was not heard.
 * @param state where it stood, in this script
 * @param recordedMs by the switch's own record: the length of what it recorded last; null: it recorded nothing
 */
export function leftUnheard(script: Script, { node }: Pick<ScriptState, 'node'>, recordedMs: number | null): boolean {
  return node !== null && nodeOf(script, node)?.kind === 'voicemail' && recordedMs !== null && isMessage(recordedMs);
}
