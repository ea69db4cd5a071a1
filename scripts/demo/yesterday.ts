import { randomUUID } from 'node:crypto';
import { seededRng } from '@paceline/simulator/core/rng';
import { Call, Talk, Wait } from '@paceline/persistence';
import type { DataSource, DeepPartial } from 'typeorm';
import type { DemoLine } from './set-up';

const DAY_MS = 24 * 60 * 60_000;
const CALLS_OF_A_QUEUE = 150;
const EVERY_MS = 2_500;
const GAVE_UP_SHARE = 0.1;

/**
 * The day before, of which no API can be told: calls as the demo's are, at this time of the day. A call centre has one, and the
 * guard of the service levels goes by it: without any it believes, at first, that people talk for minutes.
 */
export async function hadYesterday(dataSource: DataSource, queues: readonly DemoLine[], agentIds: readonly string[], seed: number): Promise<void> {
  const rng = seededRng(seed + 1);
  const calls: DeepPartial<Call>[] = [];
  const [waits, talks]: [DeepPartial<Wait>[], DeepPartial<Talk>[]] = [[], []];
  for (const { id: queueId, line } of queues) {
    for (let index = 0; index < CALLS_OF_A_QUEUE; index++) {
      const [callId, fromMs, gaveUp] = [randomUUID(), Date.now() - DAY_MS + index * EVERY_MS, rng() < GAVE_UP_SHARE];
      const waitedToMs = fromMs + Math.round(gaveUp ? 3_000 : 300 * rng());
      const talkedToMs = waitedToMs + Math.round(1_000 + 3_000 * rng());
      const wrappedUpMs = talkedToMs + 300;
      const agentId = agentIds[index % agentIds.length] ?? '';
      const ended = new Date(gaveUp ? waitedToMs : talkedToMs);
      calls.push({
        id: callId, clientId: '1', direction: 'inbound', state: 'ended', outcome: gaveUp ? 'abandoned-in-queue' : 'answered', switchId: 'main', line, attempt: 1, plannedAt: new Date(fromMs),
        answeredAt: new Date(fromMs), endedAt: ended, settledAt: new Date(wrappedUpMs), ...gaveUp ? {} : { agentId, connectedAt: new Date(waitedToMs), wrapUpUntil: new Date(wrappedUpMs) },
      });
      waits.push({ callId, fromAt: new Date(fromMs), queueId, toAt: new Date(waitedToMs), endedBy: gaveUp ? 'abandoned' : 'answered' });
      if (!gaveUp) talks.push({ callId, fromAt: new Date(waitedToMs), agentId, channelId: null, toAt: new Date(talkedToMs), wrapUpUntil: new Date(wrappedUpMs), endedBy: 'customer-hung-up' });
    }
  }
  await dataSource.transaction(async (manager) => {
    await manager.insert(Call, calls as Call[]); // the rest of a row has its defaults
    await manager.insert(Wait, waits);
    await manager.insert(Talk, talks);
  });
}
