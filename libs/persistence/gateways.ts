import type { GatewayKey } from '@paceline/contracts/gateways';
import { STATUSES_IN_USE } from '@paceline/domain/campaign/life';
import type { Script } from '@paceline/domain/script/script';
import { In } from 'typeorm';
import { managerOf, type Database } from './database';
import { Campaign } from './entities/campaigns';
import { Agent } from './entities/organisation';
import { Queue } from './entities/queues';
import { Gateway } from './entities/telephony';
import { rows } from './transaction';

/** The installation's gateways, as its administrators set them up; what is learned of them a switch's owner writes (gateway-repository.ts). */
export class Gateways {
  constructor(private readonly on: Database) {}

  /** Of all switches, or of one. */
  async all(switchId?: string): Promise<Gateway[]> {
    return await managerOf(this.on).find(Gateway, { where: switchId === undefined ? {} : { switchId }, order: { name: 'ASC', switchId: 'ASC' } });
  }

  /** Those of these names that a switch has. */
  async named(names: readonly string[], switchId: string): Promise<Gateway[]> {
    return names.length === 0 ? [] : await managerOf(this.on).findBy(Gateway, { name: In([...names]), switchId });
  }

  async find({ switchId, name }: GatewayKey): Promise<Gateway | null> {
    return await managerOf(this.on).findOneBy(Gateway, { switchId, name });
  }

  async lock({ switchId, name }: GatewayKey): Promise<Gateway | null> {
    return await managerOf(this.on).findOne(Gateway, { where: { switchId, name }, lock: { mode: 'pessimistic_write' } });
  }

  async create(gateway: Omit<Gateway, 'numberFormat' | 'carriedAt' | 'formatDoubtedAt'> & Partial<Pick<Gateway, 'numberFormat'>>): Promise<void> {
    await managerOf(this.on).insert(Gateway, gateway);
  }

  /** Two processes may do so at once. */
  async put(gateway: Omit<Gateway, 'numberFormat' | 'carriedAt' | 'formatDoubtedAt'>): Promise<void> {
    await managerOf(this.on).upsert(Gateway, gateway, ['switchId', 'name']);
  }

  async change({ switchId, name }: GatewayKey, columns: Partial<Omit<Gateway, 'name' | 'switchId'>>): Promise<void> {
    await managerOf(this.on).update(Gateway, { switchId, name }, columns);
  }

  async remove({ switchId, name }: GatewayKey): Promise<void> {
    await managerOf(this.on).delete(Gateway, { switchId, name });
  }

  /** A campaign, of whichever client, that has not ended and dials through it. */
  async campaignOn({ switchId, name }: GatewayKey): Promise<Campaign | null> {
    const campaigns = await managerOf(this.on).findBy(Campaign, { switchId, status: In(STATUSES_IN_USE) });
    return campaigns.find(({ gateways }) => gateways.includes(name)) ?? null;
  }

  /** Every client's queues on a switch. */
  async queuesOn(switchId: string): Promise<Queue[]> {
    return await managerOf(this.on).find(Queue, { where: { switchId }, order: { id: 'ASC' } });
  }

  /** Every client's flows as they are published and numbers of a switch run them. */
  async flowsOn(switchId: string): Promise<{ readonly name: string; readonly script: Script }[]> {
    const found = await rows<{ name: string; script: Script | string }>(this.on,
      `SELECT f.name, v.script FROM flows f JOIN flow_versions v ON v.id = f.published_version_id
        WHERE EXISTS (SELECT 1 FROM inbound_numbers n WHERE n.flow_id = f.id AND n.switch_id = ?) ORDER BY f.id`, [switchId]);
    // MariaDB answers JSON as text; only publishing writes it, checked.
    return found.map(({ name, script }) => ({ name, script: typeof script === 'string' ? JSON.parse(script) as Script : script }));
  }

  /** An agent, of whichever client, whose phone is called through it. */
  async agentOn({ switchId, name }: GatewayKey): Promise<Agent | null> {
    return await managerOf(this.on).findOneBy(Agent, { switchId, legGateway: name });
  }
}
