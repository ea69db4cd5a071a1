import type { DataSource, EntityManager } from 'typeorm';
import type { TargetState } from './entities/campaigns';
import type { WaitingTarget } from './target-candidates';
import { rows } from './transaction';

export interface TargetFilter {
  readonly state?: TargetState | undefined;
  readonly result?: string | undefined;
  readonly contactId?: string | undefined;
  /** E.164, any of the contact's phones. */
  readonly phone?: string | undefined;
}

export interface FoundTarget extends WaitingTarget {
  readonly name: string;
  readonly state: TargetState;
  readonly priority: number;
  readonly nextAt: Date;
  readonly result: string | null;
  readonly lastCallId: string | null;
}

/** Behind a state alone are its contacts in their order. */
const index = (state: TargetState | undefined): string => (state === undefined ? 'targets_campaign_contact' : 'targets_state');

/**
 * Targets of a campaign in the order of their contacts, which an index has, also within one state: a page of a million of
 * them costs what a page of a hundred does.
 * @param after the contact of the last one of the page before
 */
export async function findTargets(
  on: DataSource | EntityManager, campaignId: string, filter: TargetFilter, after: string, count: number,
): Promise<FoundTarget[]> {
  const { state, result, contactId, phone } = filter;
  const conditions = [
    ['t.state = ?', state], ['t.result = ?', result], ['t.contact_id = ?', contactId],
    ['t.contact_id IN (SELECT p.contact_id FROM contact_phones p WHERE p.phone = ?)', phone],
  ].filter((condition): condition is [string, string] => condition[1] !== undefined);
  return await rows<FoundTarget>(on,
    `SELECT t.id AS targetId, t.contact_id AS contactId, c.name, t.zone, t.attempts, t.phone_position AS phonePosition, t.state, t.priority,
            t.next_at AS nextAt, t.result, t.last_call_id AS lastCallId
       FROM targets t FORCE INDEX (${index(state)}) STRAIGHT_JOIN contacts c ON c.id = t.contact_id
      WHERE t.campaign_id = ? AND t.contact_id > ? ${conditions.map(([sql]) => `AND ${sql}`).join(' ')} ORDER BY t.contact_id LIMIT ?`,
    [campaignId, after, ...conditions.map(([, value]) => value), count]);
}
