import type { ConsentForm } from '@paceline/domain/compliance/consent';
import type { ClientScope } from '@paceline/domain/client/client';
import { managerOf, type Database } from '../database';
import { Consent } from '../entities/consents';
import { rows, write } from '../transaction';

/** What a client's contacts have said of being called. */
export class ClientConsents {
  private readonly clientId: string;

  constructor(private readonly on: Database, { clientId }: ClientScope) {
    this.clientId = clientId;
  }

  /** All of a contact's, the newest first. */
  async of(contactId: string): Promise<Consent[]> {
    return await managerOf(this.on).find(Consent, { where: { clientId: this.clientId, contactId }, order: { id: 'DESC' } });
  }

  /** Whether anybody on the lists of a campaign has ever given a consent of one of these forms. */
  async anybodyOf(campaignId: string, forms: readonly ConsentForm[]): Promise<boolean> {
    if (forms.length === 0) return false;
    const found = await rows(this.on,
      `SELECT 1 FROM campaign_lists cl JOIN list_contacts lc ON lc.list_id = cl.list_id JOIN consents g ON g.contact_id = lc.contact_id
        WHERE cl.campaign_id = ? AND g.client_id = ? AND g.kind = 'given' AND g.form IN (?) LIMIT 1`, [campaignId, this.clientId, forms]);
    return found.length > 0;
  }

  /** Campaigns that go on and had passed the contact over for want of a consent ask again. */
  async callAgain(contactId: string): Promise<void> {
    await write(this.on,
      `UPDATE targets t JOIN campaigns c ON c.id = t.campaign_id SET t.state = 'ready', t.result = NULL, t.next_at = UTC_TIMESTAMP(3)
        WHERE t.client_id = ? AND t.contact_id = ? AND t.state = 'done' AND t.result = 'no-consent' AND c.status IN ('running', 'paused')`, [this.clientId, contactId]);
  }
}
