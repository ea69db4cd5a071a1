import { SwitchCampaigns, type LeaseRepository } from '@paceline/persistence';
import { HeldLease } from '../leases/held-lease';
import { CampaignRunner, type RunnerOwner, type RunnerParts } from './campaign-runner';
import { callOff } from '../calls/call-off';
import { eachOf } from '../context/each-of';

const LOOK_EVERY_MS = 2_000;

interface Entry { readonly lease: HeldLease; runner: CampaignRunner | null }

/** Runs the pacing of every running campaign of the switch, each under a lease of its own. */
export class CampaignDesk {
  private readonly entries = new Map<string, Entry>();
  private timer: NodeJS.Timeout | null = null;
  private stopped = false;

  constructor(
    private readonly owner: RunnerOwner, private readonly leases: LeaseRepository,
    private readonly ownerName: string, private readonly parts: RunnerParts,
  ) {}

  start(): void {
    this.timer = setInterval(() => { this.owner.run('look after campaigns', () => this.look()); }, LOOK_EVERY_MS);
    this.owner.run('look after campaigns', () => this.look());
  }

  async stop(): Promise<void> {
    this.stopped = true;
    if (this.timer !== null) clearInterval(this.timer);
    await Promise.all([...this.entries.keys()].map((campaignId) => this.leave(campaignId)));
  }

  /** A command said that a campaign was started, paused, changed or ended: not a second is waited. */
  async changed(campaignId: string): Promise<void> {
    this.parts.book.changed(campaignId);
    await this.look();
    const campaign = await this.parts.book.find(campaignId);
    if (campaign === null || campaign.status === 'running') return;
    if (campaign.status === 'stopped') await this.cancelUnanswered(campaignId);
    else await this.parts.previews.paused(campaignId);
    await this.parts.told.tellNow(campaign);
  }

  private async look(): Promise<void> {
    if (this.stopped || !this.owner.lease.isHeld()) return;
    const running = await new SwitchCampaigns(this.owner.dataSource).running(this.owner.environment.SWITCH_ID);
    if (this.stopped || !this.owner.lease.isHeld()) return;
    const ids = new Set(running);
    for (const id of ids) if (!this.entries.has(id)) this.take(id);
    for (const id of [...this.entries.keys()]) if (!ids.has(id)) await this.leave(id);
  }

  private take(campaignId: string): void {
    const entry: Entry = {
      runner: null,
      lease: new HeldLease(
        { name: `campaign:${campaignId}`, owner: this.ownerName, ttlMs: this.owner.environment.LEASE_TTL_MS },
        this.leases, this.owner.clock, this.owner.log,
        {
          taken: (lease) => {
            entry.runner = new CampaignRunner(this.owner, campaignId, lease, this.parts);
            entry.runner.start();
          },
          lost: () => {
            const { runner } = entry;
            entry.runner = null;
            if (runner !== null) this.owner.run('stop a campaign whose lease is lost', () => runner.stop());
          },
        },
      ),
    };
    this.entries.set(campaignId, entry);
    entry.lease.start();
  }

  private async leave(campaignId: string): Promise<void> {
    const entry = this.entries.get(campaignId);
    if (entry === undefined) return;
    this.entries.delete(campaignId);
    await entry.runner?.stop();
    await entry.lease.stop();
    this.parts.figures.forget(campaignId);
    this.parts.told.forget(campaignId);
  }

  /** Stopped by a person: what nobody has answered yet is called off. */
  private async cancelUnanswered(campaignId: string): Promise<void> {
    const ofIt = [...this.parts.registry.all()].filter((call) => call.facts.line.campaignId === campaignId);
    await eachOf(ofIt.map((call) => callOff(call, this.owner.switchPort, this.parts.ending, 'CAMPAIGN_STOPPED')));
  }
}
