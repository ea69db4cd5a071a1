import type { ClientScope } from '@paceline/domain/client/client';
import type { Database } from '../database';
import { growsByItself } from '../growing-lists';
import { rows } from '../transaction';

/** What a campaign's lists hold, for whoever wants to start it. */
export interface ListsState {
  /** Names of lists into which a file is being imported. */
  readonly importing: readonly string[];
  readonly lists: number;
  readonly anybody: boolean;
  /** Somebody whose zone is known. */
  readonly anybodyZoned: boolean;
}

export async function listsStateOf(on: Database, { clientId }: ClientScope, campaignId: string): Promise<ListsState> {
  const importing = await rows<{ name: string }>(on,
    `SELECT DISTINCT l.name FROM campaign_lists cl JOIN lists l ON l.id = cl.list_id JOIN imports i ON i.list_id = l.id
      WHERE l.client_id = ? AND cl.campaign_id = ? AND i.state IN ('queued', 'running')`, [clientId, campaignId]);
  const [found] = await rows<{ lists: string; anybody: string | number; zoned: string | number }>(on,
    `SELECT COUNT(*) AS lists,
       EXISTS (SELECT 1 FROM campaign_lists cl JOIN list_contacts lc ON lc.list_id = cl.list_id WHERE cl.campaign_id = ?) AS anybody,
       EXISTS (SELECT 1 FROM campaign_lists cl JOIN list_contacts lc ON lc.list_id = cl.list_id JOIN contacts c ON c.id = lc.contact_id
                WHERE cl.campaign_id = ? AND c.zone IS NOT NULL) AS zoned
       FROM campaign_lists cl JOIN campaigns g ON g.id = cl.campaign_id WHERE g.client_id = ? AND g.id = ?`, [campaignId, campaignId, clientId, campaignId]);
  // Whoever is to come is somebody.
  const grows = await growsByItself(on, campaignId);
  return {
    importing: importing.map(({ name }) => name), lists: Number(found?.lists ?? 0),
    anybody: grows || Number(found?.anybody ?? 0) === 1, anybodyZoned: grows || Number(found?.zoned ?? 0) === 1,
  };
}
