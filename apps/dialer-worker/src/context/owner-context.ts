import type { AgentPool, Screens } from '@paceline/agent-pool';
import type { RealtimeEvent } from '@paceline/contracts/realtime';
import type { AgentRepository, CallRepository, CommandRepository, TargetRepository } from '@paceline/persistence';
import type { Clock } from '@paceline/platform/clock';
import type { Environment } from '@paceline/platform/environment';
import type { Logger } from '@paceline/platform/logger';
import type { Metrics } from '@paceline/platform/metrics';
import type { SwitchPort } from '@paceline/telephony/port/switch-port';
import type { DataSource } from 'typeorm';
import type { HeldLease } from '../leases/held-lease';
import type { KnownAgents } from './known-agents';

/** What everything that acts for one switch shares, from the taking of its lease to the loss of it. */
export interface OwnerContext {
  readonly environment: Environment;
  readonly log: Logger;
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly lease: HeldLease;
  readonly fence: bigint;
  /** Everything but what dials: that is the door's (dialing/dial-door). An application run on a channel could dial as well. */
  readonly switchPort: Omit<SwitchPort, 'originate' | 'execute'>;
  readonly pool: AgentPool;
  /** What the pool's answers say of the agents. */
  readonly known: KnownAgents;
  readonly screens: Screens;
  readonly calls: CallRepository;
  readonly commands: CommandRepository;
  readonly agents: AgentRepository;
  readonly targets: TargetRepository;
  readonly dataSource: DataSource;
  /** Tells the screens; a Redis that is away costs the news, not the deed. */
  readonly publish: (event: RealtimeEvent) => void;
  /** Runs something in the background: an error is logged and counted, never lost. */
  readonly run: (where: string, work: () => Promise<void>) => void;
}
