/** How a campaign dials that plays to whoever answers. */
export interface BroadcastPace {
  /** Out at once at most, those included who listen. */
  readonly lines: number;
  readonly callsPerSec: number;
  /** Whoever answers may ask for an agent. */
  readonly needsAgents: boolean;
}
