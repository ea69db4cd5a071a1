import type { ClientScope } from '@paceline/domain/client/client';
import type { Database } from '../database';
import { rows, write } from '../transaction';

export interface Promotion { readonly offers: readonly string[]; readonly controlRatio: number }

/** What a client's campaigns promote, and whom they keep for comparison. */
export class ClientPromotions {
  private readonly clientId: string;

  constructor(private readonly on: Database, { clientId }: ClientScope) {
    this.clientId = clientId;
  }

  async of(campaignId: string): Promise<Promotion> {
    const offers = await rows<{ id: string }>(this.on,
      'SELECT k.offer_id AS id FROM campaign_offers k JOIN offers o ON o.id = k.offer_id AND o.client_id = ? WHERE k.campaign_id = ? ORDER BY k.offer_id', [this.clientId, campaignId]);
    const [control] = await rows<{ ratio: number }>(this.on,
      'SELECT x.ratio FROM campaign_controls x JOIN campaigns c ON c.id = x.campaign_id WHERE c.client_id = ? AND c.id = ?', [this.clientId, campaignId]);
    return { offers: offers.map(({ id }) => id), controlRatio: control?.ratio ?? 0 };
  }

  /** @param drawKey of those who are drawn from now on, when another share is wanted than before */
  async put(campaignId: string, { offers, controlRatio }: Promotion, drawKey: string): Promise<void> {
    const ours = [this.clientId, campaignId];
    await write(this.on, 'DELETE k FROM campaign_offers k JOIN campaigns c ON c.id = k.campaign_id WHERE c.client_id = ? AND c.id = ?', ours);
    if (offers.length > 0) {
      await write(this.on,
        'INSERT INTO campaign_offers (campaign_id, offer_id) SELECT c.id, o.id FROM campaigns c JOIN offers o ON o.client_id = c.client_id WHERE c.client_id = ? AND c.id = ? AND o.id IN (?)', [...ours, offers]);
    }
    await write(this.on, 'DELETE x FROM campaign_controls x JOIN campaigns c ON c.id = x.campaign_id WHERE c.client_id = ? AND c.id = ? AND x.ratio <> ?', [...ours, controlRatio]);
    if (controlRatio > 0) {
      await write(this.on, 'INSERT IGNORE INTO campaign_controls (campaign_id, ratio, draw_key) SELECT c.id, ?, ? FROM campaigns c WHERE c.client_id = ? AND c.id = ?', [controlRatio, drawKey, ...ours]);
    }
  }
}
