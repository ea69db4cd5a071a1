import type { Snapshot } from '@paceline/contracts/live';
import { mayDo, type Role } from '@paceline/contracts/permissions';
import type { RealtimeEvent } from '@paceline/contracts/realtime';

/** Who looks: a client's screens see what is that client's, an agent's screen that agent alone. */
export interface Viewer {
  readonly clientId: string;
  readonly role: Role;
  readonly agentId: string | null;
}

/** The only place where the live view is narrowed to what a client's, and what a role may see. */
export function maySee(viewer: Viewer, event: RealtimeEvent): boolean {
  if (event.type !== 'switch' && event.clientId !== viewer.clientId) return false;
  if (mayDo(viewer.role, 'live:all')) return true;
  switch (event.type) {
    case 'agent': return viewer.agentId !== null && event.agentId === viewer.agentId;
    case 'call': case 'caller': case 'interview': case 'offer': return viewer.agentId !== null && event.agentId === viewer.agentId;
    case 'campaign': case 'queue': case 'switch': case 'import': case 'follow-up': return false;
  }
}

export function visiblePart(viewer: Viewer, snapshot: Snapshot): Snapshot {
  return {
    id: snapshot.id,
    agents: snapshot.agents.filter((event) => maySee(viewer, event)),
    calls: snapshot.calls.filter((event) => maySee(viewer, event)),
    campaigns: snapshot.campaigns.filter((event) => maySee(viewer, event)),
    queues: snapshot.queues.filter((event) => maySee(viewer, event)),
  };
}
