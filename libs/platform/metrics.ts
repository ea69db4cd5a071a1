import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

/** Every metric of the apps, declared once; docs/metrics.md lists them from here. */
export class Metrics {
  readonly registry = new Registry();

  readonly callsPlaced = this.counter('paceline_calls_placed_total', 'Originates written to a switch', ['gateway']);
  readonly callsEnded = this.counter('paceline_calls_ended_total', 'Calls ended, by outcome', ['outcome']);
  readonly commandsRefused = this.counter('paceline_switch_commands_refused_total', 'Commands that the switch refused', ['command']);
  readonly handoffMs = this.histogram('paceline_handoff_ms', 'Milliseconds from CHANNEL_ANSWER read to uuid_bridge written', [0.5, 1, 2, 3, 5, 10, 25, 50, 100, 500, 2000]);
  readonly connectMs = this.histogram('paceline_connect_ms', 'Milliseconds from answer to CHANNEL_BRIDGE', [20, 50, 100, 200, 500, 1000, 2000, 5000]);
  readonly pacingDecisionMs = this.histogram('paceline_pacing_decision_ms', 'Milliseconds that one pacing decision took', [0.1, 0.5, 1, 5, 10, 50, 250]);
  readonly pacingFallbacks = this.counter('paceline_pacing_fallbacks_total', 'Decisions of a pacer that failed: one line for each idle agent was dialed instead', []);
  readonly pacingDialed = this.counter('paceline_pacing_lines_dialed_total', 'Lines dialed, by what the decision was limited by', ['limit']);
  readonly pacingCancelled = this.counter('paceline_pacing_lines_cancelled_total', 'Ringing calls given up because nobody would have been free for them, by the decision\'s first reason', ['limit']);
  readonly abandonmentUsed = this.gauge('paceline_abandonment_used', 'Persons who answered and met no agent, in the law\'s window', ['campaign']);
  readonly abandonmentAllowed = this.gauge('paceline_abandonment_allowed', 'Persons whom the law allows to be abandoned among those who answered in its window', ['campaign']);
  readonly linesOut = this.gauge('paceline_lines_out', 'Calls that are dialing or up', ['gateway']);
  readonly gatewayOut = this.gauge('paceline_gateway_out', '1 while the breaker of the gateway is open: nothing but probes goes through it', ['gateway']);
  readonly switchUp = this.gauge('paceline_switch_up', '1 while the event socket is up and the switch is reconciled', ['switch']);
  readonly leaseHeld = this.gauge('paceline_lease_held', '1 while this process holds the lease', ['lease']);
  readonly screensGone = this.counter('paceline_screens_gone_total', 'Agents sent on a break because their screen was gone', []);
  readonly agentRings = this.counter('paceline_agent_rings_total', 'Phones of on-demand agents that were rung for a caller, by what came of it: no-answer, busy, declined and unreachable were missed (RONA)', ['end']);
  readonly callersTurnedAway = this.counter('paceline_callers_turned_away_total', 'Calls that came in and were not taken: busy (the number\'s own bounds), a number that is unknown or ambiguous as its trunk writes it, or has no flow', ['why']);
  readonly ownerErrors = this.counter('paceline_owner_errors_total', 'Errors caught by the loops of the worker', ['where']);

  readonly queueWaiting = this.gauge('paceline_queue_waiting', 'Callers who wait in the queue, by its id, as all that follow', ['queue']);
  readonly queueLongestWaitMs = this.gauge('paceline_queue_longest_wait_ms', 'Milliseconds that whoever has waited longest waits; 0 when nobody does', ['queue']);
  readonly queueAgents = this.gauge('paceline_queue_agents', 'Agents who serve the queue, by what they do; whoever serves other lines too is counted for each', ['queue', 'state']);
  readonly queueAgentsKept = this.gauge('paceline_queue_agents_kept', 'Idle agents who are left alone for the callers that the queue forecasts', ['queue']);
  readonly queueStays = this.counter('paceline_queue_stays_total', 'Stays in the queue that ended, by how: answered, abandoned, overflowed, callback, moved, closed', ['queue', 'how']);
  readonly queueOffered = this.counter('paceline_queue_offered_total', 'Of these the ones that count for the service level, by whether an agent answered in time: yes ÷ all is the service level', ['queue', 'in_time']);
  readonly queueWaitMs = this.histogram('paceline_queue_wait_ms', 'Milliseconds until an agent answered, or the caller abandoned', [1000, 2000, 5000, 10_000, 20_000, 30_000, 60_000, 120_000, 300_000, 600_000, 1_800_000], ['queue', 'how']);

  readonly switchRecords = this.counter('paceline_switch_records_total', 'Call records of the switch that came in: stored, known already, or amended a lost call; unreadable ones', ['result']);
  readonly httpRequestMs = this.histogram('paceline_http_request_ms', 'Milliseconds that the API took to answer', [5, 10, 25, 50, 100, 250, 500, 1000, 3000, 10000], ['method', 'route', 'status']);
  readonly realtimeClients = this.gauge('paceline_realtime_clients', 'Screens that are connected', []);

  constructor() {
    collectDefaultMetrics({ register: this.registry, prefix: 'paceline_' });
  }

  private counter<L extends string>(name: string, help: string, labelNames: L[]): Counter<L> {
    return new Counter({ name, help, labelNames, registers: [this.registry] });
  }

  private gauge<L extends string>(name: string, help: string, labelNames: L[]): Gauge<L> {
    return new Gauge({ name, help, labelNames, registers: [this.registry] });
  }

  private histogram<L extends string = never>(name: string, help: string, buckets: number[], labelNames: L[] = []): Histogram<L> {
    return new Histogram({ name, help, buckets, labelNames, registers: [this.registry] });
  }
}
