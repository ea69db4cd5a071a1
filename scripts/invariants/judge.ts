import { AgentPool } from '@paceline/agent-pool';
import { clockFrom } from '@paceline/platform/clock';
import type { Environment } from '@paceline/platform/environment';
import { producerConnection } from '@paceline/queues';
import type { SimulatedSwitch } from '@paceline/simulator';
import type { DataSource } from 'typeorm';
import { look, type Sources } from './look';
import { dialsOfSimulator } from './sources/call-log';
import { channelsOfSimulator } from './sources/channels';
import { standing, type Standing } from './standing';
import type { World } from './world';

/** A system that runs on this machine, its simulated switch in this process. */
export interface LocalSystem {
  readonly environment: Environment;
  readonly dataSource: DataSource;
  /** Null for a real switch: it is believed by its records alone. */
  readonly simulated: SimulatedSwitch | null;
}

/**
 * Judges a system from within the process that runs it, for the demo and for tests.
 * @param campaignIds null for all
 * @param callersFrom beside some campaigns: from when on callers are judged too
 */
export async function judge({ environment, dataSource, simulated }: LocalSystem, looking: World['looking'], campaignIds: readonly string[] | null, callersFrom: Date | null = null): Promise<Standing> {
  const clock = clockFrom(environment);
  const redis = producerConnection(environment.REDIS_URL);
  await redis.connect();
  try {
    const sources: Sources = {
      dataSource, pool: new AgentPool(redis, environment.SWITCH_ID, environment.REDIS_PREFIX, null),
      dials: simulated === null ? null : () => dialsOfSimulator(simulated.calls),
      channels: simulated === null ? null : () => channelsOfSimulator(simulated.channels, (channelId) => simulated.callOf(channelId), clock.nowMs()),
    };
    const callingOffsetMs = clock.callingNowMs() - clock.nowMs();
    return await standing(() => look(sources, { looking, environment, campaignIds, callersFrom, callingOffsetMs }));
  } finally {
    redis.disconnect();
  }
}
