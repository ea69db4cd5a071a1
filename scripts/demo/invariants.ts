import { AgentPool } from '@paceline/agent-pool';
import { clockFrom } from '@paceline/platform/clock';
import { readEnvironment } from '@paceline/platform/environment';
import { producerConnection } from '@paceline/queues';
import type { SimulatedSwitch } from '@paceline/telephony/simulator';
import type { DataSource } from 'typeorm';
import type { Violation } from '../invariants/check';
import { look, type Sources } from '../invariants/look';
import { dialsOfSimulator } from '../invariants/sources/call-log';
import { channelsOfSimulator } from '../invariants/sources/channels';
import { standing } from '../invariants/standing';

export interface DemoSwitch { readonly simulated: SimulatedSwitch | null; readonly env: Readonly<Record<string, string>> }

/** What does not hold of the demo's campaign now that it is over. A real switch is believed by its records alone. */
export async function demoViolations(dataSource: DataSource, { simulated, env }: DemoSwitch, appEnv: Readonly<Record<string, string>>, campaignId: string): Promise<readonly Violation[]> {
  // The secret of the apps is their own, and nothing here needs one.
  const environment = readEnvironment({ ...process.env, ...env, ...appEnv, JWT_SECRET: 'none'.repeat(8) });
  const clock = clockFrom(environment);
  const redis = producerConnection(environment.REDIS_URL);
  await redis.connect();
  try {
    const sources: Sources = {
      dataSource, pool: new AgentPool(redis, environment.SWITCH_ID, environment.REDIS_PREFIX),
      dials: simulated === null ? null : () => dialsOfSimulator(simulated.calls),
      channels: simulated === null ? null : () => channelsOfSimulator(simulated.channels, (channelId) => simulated.callOf(channelId), clock.nowMs()),
    };
    const callingOffsetMs = clock.callingNowMs() - clock.nowMs();
    return (await standing(() => look(sources, { looking: 'at-rest', environment, campaignIds: [campaignId], callingOffsetMs }))).violations;
  } finally {
    redis.disconnect();
  }
}
