import { z } from 'zod';
import type { ErrorView } from './problem';
import { agentChanged, callChanged, campaignChanged, queueChanged, realtimeEvent } from './realtime';

/**
 * The socket.io namespace `/realtime`. The token goes in the handshake's `auth.token`. The client emits
 * `resume` with the id of the last event it saw, or null; the server answers with `event`s after it, or with
 * one `snapshot` and the events after that. Nothing is missed; after a snapshot an event may tell again
 * what the snapshot told already.
 */
export const REALTIME_NAMESPACE = '/realtime';

export const resume = z.object({ after: z.string().regex(/^[0-9]{1,16}-[0-9]{1,10}(\.[0-9]{1,6})?$/).nullable().default(null) });
export type Resume = z.infer<typeof resume>;

export const snapshot = z.object({
  /** Resume from here. */
  id: z.string(),
  agents: z.array(agentChanged),
  calls: z.array(callChanged),
  campaigns: z.array(campaignChanged),
  queues: z.array(queueChanged),
});
export type Snapshot = z.infer<typeof snapshot>;

export const sequencedEvent = z.object({ id: z.string(), event: realtimeEvent });
export type SequencedEvent = z.infer<typeof sequencedEvent>;

export interface ServerToClient {
  readonly snapshot: (snapshot: Snapshot) => void;
  readonly event: (event: SequencedEvent) => void;
  readonly problem: (problem: ErrorView) => void;
}

export interface ClientToServer {
  readonly resume: (from: Resume) => void;
}
