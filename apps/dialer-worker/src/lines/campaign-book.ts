import { SwitchCampaigns, dialFactsOf, type CalledPerson, type Campaign, type DialedPerson } from '@paceline/persistence';
import type { Clock } from '@paceline/platform/clock';
import type { DataSource } from 'typeorm';
import { KeptRows } from './kept-rows';

/** Campaigns as they stand, at most a second old; a command of the API makes one fresh at once. */
export class CampaignBook {
  private readonly kept: KeptRows<Campaign>;

  constructor(private readonly dataSource: DataSource, clock: Clock) {
    this.kept = new KeptRows(clock, (id) => new SwitchCampaigns(this.dataSource).find(id));
  }

  async find(campaignId: string): Promise<Campaign | null> {
    return await this.kept.find(campaignId);
  }

  changed(campaignId: string): void {
    this.kept.changed(campaignId);
  }

  /** What the gate must know afresh of the person behind a call that is about to be sent. */
  async dialFacts(person: CalledPerson, asksConsent: (zone: string | null) => boolean): Promise<DialedPerson> {
    return await dialFactsOf(this.dataSource, person, asksConsent);
  }
}
