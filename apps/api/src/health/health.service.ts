import { Injectable } from '@nestjs/common';
import type { Ready } from '@paceline/contracts/health';
import { dialingStop, rows } from '@paceline/persistence';
import { Clock } from '@paceline/platform/clock';
import { zoneStatus } from '@paceline/platform/zone-data/current-zones';
import { DataSource } from 'typeorm';
import { RedisConnections } from '../infrastructure/redis-connections';
import { within } from '../infrastructure/within';

const CHECK_WITHIN_MS = 1_000;
const SWITCH_LEASE = 'switch:';

@Injectable()
export class HealthService {
  constructor(private readonly dataSource: DataSource, private readonly redis: RedisConnections, private readonly clock: Clock) {}

  /** `down` as long as one of the two that a full service needs is not there. */
  async ready(): Promise<Ready> {
    const [database, redis] = await Promise.all([
      answers(rows(this.dataSource, 'SELECT 1', [])), answers(this.redis.reader.ping()),
    ]);
    const switches = database === 'up' ? await within(CHECK_WITHIN_MS, this.switches()) : null;
    const stop = database === 'up' ? await within(CHECK_WITHIN_MS, dialingStop(this.dataSource)) : null;
    return {
      status: database === 'up' && redis === 'up' ? 'up' : 'down', checks: { database, redis },
      dialingStoppedSince: stop?.at.toISOString() ?? null, switches: switches ?? [], zoneData: zoneStatus(this.clock.nowMs()),
    };
  }

  private async switches(): Promise<Ready['switches']> {
    const leases = await rows<{ name: string; owned: number | string }>(this.dataSource,
      "SELECT name, (owner <> '' AND expires_at > UTC_TIMESTAMP(3)) AS owned FROM leases WHERE name LIKE ? ORDER BY name", [`${SWITCH_LEASE}%`]);
    return leases.map(({ name, owned }) => ({ switchId: name.slice(SWITCH_LEASE.length), owned: Number(owned) === 1 }));
  }
}

async function answers(probe: Promise<unknown>): Promise<'up' | 'down'> {
  try {
    return await within(CHECK_WITHIN_MS, probe) === null ? 'down' : 'up';
  } catch {
    return 'down'; // that is the answer; what is wrong is in the log of the connection
  }
}
