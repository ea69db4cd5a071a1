import type { DataSource } from 'typeorm';
import { Campaign } from './entities/campaigns';

/** Campaigns of whichever client, as the owner of their switch paces them. */
export class SwitchCampaigns {
  constructor(private readonly dataSource: DataSource) {}

  async find(id: string): Promise<Campaign | null> {
    return await this.dataSource.manager.findOneBy(Campaign, { id });
  }

  /** Ids of those that run on a switch. */
  async running(switchId: string): Promise<string[]> {
    return (await this.dataSource.manager.find(Campaign, { select: { id: true }, where: { status: 'running', switchId } })).map(({ id }) => id);
  }
}
