import { AgentPool } from '@paceline/agent-pool';
import type { CallRecord } from '@paceline/simulator';
import { look } from '../invariants/look';
import { dialsOfSimulator } from '../invariants/sources/call-log';
import { channelsOfSimulator } from '../invariants/sources/channels';
import { standing } from '../invariants/standing';
import type { Finding } from './finding';
import type { World } from './world';

/** What does not hold when nothing is on its way any more, of everything that the soak has done. */
export async function checkAtRest({ dataSource, simulated, redis, environment }: World, calls: readonly CallRecord[]): Promise<readonly Finding[]> {
  const recordOf = new Map(calls.map((call) => [call.channelId, call]));
  const { violations } = await standing(() => look({
    dataSource, pool: new AgentPool(redis, environment.SWITCH_ID, environment.REDIS_PREFIX, null), dials: () => dialsOfSimulator(calls),
    channels: async () => channelsOfSimulator(await simulated.channels(), (channelId) => recordOf.get(channelId), Date.now()),
  }, { looking: 'at-rest', environment, campaignIds: null, callersFrom: null, callingOffsetMs: Date.parse(environment.CALLING_CLOCK_AT ?? '') - Date.now() }));
  return violations.map(({ code, subject, evidence }) => ({ invariant: code, evidence: `${subject}: ${evidence}` }));
}
