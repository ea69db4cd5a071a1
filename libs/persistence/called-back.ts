import type { ClientScope } from '@paceline/domain/client/client';
import type { RetryRules } from '@paceline/domain/retry/retry';
import type { EntityManager } from 'typeorm';
import { managerOf, type Database } from './database';
import { Target } from './entities/campaigns';
import { ContactPhone } from './entities/contacts';
import { ClientCampaigns } from './of-client/campaigns';
import { retryRulesOf } from './retry-rules-of';
import { writeTargetsAfter } from './settled-target';
import type { CalledBackTarget } from './settlement';
import { rows, write } from './transaction';

/** What is to be known of it before. */
export interface SettleableTarget extends Pick<Target, 'contactId' | 'state' | 'lastCallId'> { readonly rules: RetryRules }

export async function settleableTarget(on: Database, client: ClientScope, targetId: string): Promise<SettleableTarget | null> {
  const target = await managerOf(on).findOneBy(Target, { clientId: client.clientId, id: targetId });
  const campaign = target === null ? null : await new ClientCampaigns(on, client).find(target.campaignId);
  return target === null ? null : { contactId: target.contactId, state: target.state, lastCallId: target.lastCallId, rules: retryRulesOf(campaign) };
}

/** Whether the number is one of the contact's. */
export async function hasNumber(on: Database, contactId: string, phone: string): Promise<boolean> {
  return await managerOf(on).existsBy(ContactPhone, { contactId, phone }); // of a contact whose client was looked at
}

/**
 * Tells a target what came of a call that its person made, under the call's lock. From then on the call is one of the target's.
 *
 * False, and nothing is changed: the dialer has it at this moment, it has its result from another call, or the call has told another
 * target. Whoever claims targets locks them as well: of the two one comes second, and sees what the first has made of it.
 */
export async function tellCalledBack(manager: EntityManager, callId: string, { targetId, decide }: CalledBackTarget): Promise<boolean> {
  const [target] = await rows<{ contactId: string; attempts: number; phonePosition: number }>(manager,
    `SELECT t.contact_id AS contactId, t.attempts, t.phone_position AS phonePosition FROM targets t FORCE INDEX (PRIMARY)
      WHERE t.id = ? AND (t.state = 'ready' OR (t.state = 'done' AND t.last_call_id = ?))
        AND EXISTS (SELECT 1 FROM calls c WHERE c.id = ? AND c.direction = 'inbound' AND c.client_id = t.client_id AND (c.target_id IS NULL OR c.target_id = t.id)) FOR UPDATE`,
    [targetId, callId, callId]);
  if (target === undefined) return false;
  await write(manager, 'UPDATE calls SET target_id = ?, contact_id = ? WHERE id = ?', [targetId, target.contactId, callId]);
  await write(manager, 'UPDATE targets SET last_call_id = ? WHERE id = ?', [callId, targetId]);
  await writeTargetsAfter(manager, [{ targetId, after: decide(target) }]);
  return true;
}
