import type { RecentCall } from '@paceline/domain/compliance/frequency';
import { Campaign, recentCalls, rows } from '@paceline/persistence';
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
    const campaign = await this.dataSource.manager.findOneBy(Campaign, { id: campaignId });
    // What was read before a change is news no more.
    if (changes === this.changes) this.known.set(campaignId, { campaign, readAtMs: nowMs });
    return campaign;
  }

  changed(campaignId: string): void {
    this.changes++;
    this.known.delete(campaignId);
  }

  /** What the gate must know afresh of the person behind a call that is about to be sent. */
  async dialFacts({ callId, clientId, contactId, phone, targetId }: CalledPerson): Promise<DialedPerson> {
    const [found] = await rows<{ zone: string | null; dnc: string | number; phones: string | null }>(this.dataSource,
      `SELECT (SELECT zone FROM contacts WHERE id = ?) AS zone,
              EXISTS (SELECT 1 FROM do_not_call WHERE client_id = ? AND phone = ? UNION ALL SELECT 1 FROM do_not_call_offers WHERE client_id = ? AND phone = ?) AS dnc,
              (SELECT GROUP_CONCAT(phone) FROM contact_phones WHERE contact_id = ?) AS phones`,
      [contactId, clientId, phone, clientId, phone, contactId]);
    const phones = [...new Set([phone, ...found?.phones?.split(',') ?? []])];
    const recent = await recentCalls(this.dataSource, phones, targetId === null ? [] : [targetId], callId);
    return { zone: found?.zone ?? null, onDoNotCallList: Number(found?.dnc ?? 1) === 1, recent: recent({ phone, contactId, targetId }) };
  }
}

interface CalledPerson { readonly callId: string; readonly clientId: string; readonly contactId: string | null; readonly phone: string; readonly targetId: string | null }
interface DialedPerson { readonly zone: string | null; readonly onDoNotCallList: boolean; readonly recent: readonly RecentCall[] }
