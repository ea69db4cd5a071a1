import { SwitchCampaigns, dialFactsOf, type CalledPerson, type Campaign, type DialedPerson } from '@paceline/persistence';
import type { DataSource } from 'typeorm';
import type { Clock } from '@paceline/platform/clock';

const FRESH_MS = 1_000;

/** Campaigns as they stand, at most a second old; a command of the API makes one fresh at once. */
export class CampaignBook {
  private readonly known = new Map<string, { readonly campaign: Campaign | null; readonly readAtMs: number }>();

  private changes = 0;

  constructor(private readonly dataSource: DataSource, private readonly clock: Clock) {}

  async find(campaignId: string): Promise<Campaign | null> {
    const nowMs = this.clock.monotonicMs();
    const known = this.known.get(campaignId);
    if (known !== undefined && nowMs - known.readAtMs < FRESH_MS) return known.campaign;
    const { changes } = this;
    const campaign = await new SwitchCampaigns(this.dataSource).find(campaignId);
    // What was read before a change is news no more.
    if (changes === this.changes) this.known.set(campaignId, { campaign, readAtMs: nowMs });
    return campaign;
  }

  changed(campaignId: string): void {
    this.changes++;
    this.known.delete(campaignId);
  }

  /** What the gate must know afresh of the person behind a call that is about to be sent. */
  async dialFacts(person: CalledPerson): Promise<DialedPerson> {
    return await dialFactsOf(this.dataSource, person);
  }
}
