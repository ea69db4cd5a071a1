import type { EntityManager } from 'typeorm';
import type { InterviewAction } from '@paceline/domain/survey/interview';
import type { QuotaName } from '@paceline/domain/survey/questionnaire';
import { rows, write } from './transaction';

/** What whoever counts says to an interview that asked for quotas. */
export type QuotaVerdict =
  | { readonly kind: 'reserved'; readonly quotas: readonly QuotaName[] }
  | { readonly kind: 'full'; readonly quota: QuotaName };

interface Of { readonly id: string; readonly versionId: string }

/**
 * Gives back and reserves, in the transaction of an interview's step. An interview holds a place once however often it asks, gets all
 * that it asks for or none, and the counts of a version are locked in their order, so that nobody waits for anybody round a circle.
 * @returns null: nothing was asked for
 */
export async function countQuotas(manager: EntityManager, interview: Of, actions: readonly InterviewAction[]): Promise<QuotaVerdict | null> {
  const returned = actions.flatMap((action) => action.kind === 'give-back' ? action.quotas : []);
  const asked = actions.flatMap((action) => action.kind === 'reserve' ? action.quotas : []);
  const concerned = [...new Set([...returned, ...asked])];
  if (concerned.length === 0) return null;
  const counts = await rows<{ quota: QuotaName; taken: number; most: number }>(manager,
    'SELECT quota, taken, most FROM quota_counts WHERE version_id = ? AND quota IN (?) ORDER BY quota FOR UPDATE', [interview.versionId, concerned]);
  const held = new Set((await rows<{ quota: QuotaName }>(manager,
    'SELECT quota FROM interview_quotas WHERE interview_id = ? AND quota IN (?) FOR UPDATE', [interview.id, concerned])).map(({ quota }) => quota));
  const freed = returned.filter((quota) => held.delete(quota));
  await free(manager, interview, freed);
  if (asked.length === 0) return null;
  const wanted = asked.filter((quota) => !held.has(quota));
  const full = wanted.find((quota) => !counts.some((count) => count.quota === quota && count.taken - Number(freed.includes(quota)) < count.most));
  if (full !== undefined) return { kind: 'full', quota: full };
  await take(manager, interview, wanted);
  return { kind: 'reserved', quotas: asked };
}

async function free(manager: EntityManager, { id, versionId }: Of, quotas: readonly QuotaName[]): Promise<void> {
  if (quotas.length === 0) return;
  await write(manager, 'DELETE FROM interview_quotas WHERE interview_id = ? AND quota IN (?)', [id, quotas]);
  await write(manager, 'UPDATE quota_counts SET taken = taken - 1 WHERE version_id = ? AND quota IN (?)', [versionId, quotas]);
}

async function take(manager: EntityManager, { id, versionId }: Of, quotas: readonly QuotaName[]): Promise<void> {
  if (quotas.length === 0) return;
  await write(manager, 'INSERT INTO interview_quotas (interview_id, quota) VALUES ?', [quotas.map((quota) => [id, quota])]);
  await write(manager, 'UPDATE quota_counts SET taken = taken + 1 WHERE version_id = ? AND quota IN (?)', [versionId, quotas]);
}
