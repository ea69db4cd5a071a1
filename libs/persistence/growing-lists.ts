import type { Database } from './database';
import { rows } from './transaction';

/** Whether customers come onto a list of the campaign by a rule that has them called later: it waits for them. */
export async function growsByItself(on: Database, campaignId: string): Promise<boolean> {
  return (await rows(on, 'SELECT 1 FROM campaign_lists cl JOIN survey_rules r ON r.later_list_id = cl.list_id AND r.is_on WHERE cl.campaign_id = ? LIMIT 1', [campaignId])).length > 0;
}
