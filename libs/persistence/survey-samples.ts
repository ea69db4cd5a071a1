import type { ClientScope } from '@paceline/domain/client/client';
import type { SampledPerson, SampleRefusal } from '@paceline/domain/survey/sampling';
import type { DataSource } from 'typeorm';
import type { Database } from './database';
import { SurveyInvitation, SurveyRule } from './entities/survey-rules';
import { rows, write } from './transaction';

/** A call that a rule looks at. */
export interface SampledCall extends ClientScope {
  readonly callId: string;
  /** Null: they withhold it. */
  readonly phone: string | null;
  readonly contactId: string | null;
}

/** With the version that is published of what it asks; null: none is. */
export interface RuleNow { readonly rule: SurveyRule; readonly versionId: string | null }

/** By which rules the talks of all clients are asked about, as the owner of a switch goes by them, and what became of each. */
export class SurveySamples {
  constructor(private readonly dataSource: DataSource) {}

  /** All of them: a client has one a queue or campaign at most. */
  async rules(): Promise<RuleNow[]> {
    const all = await this.dataSource.manager.find(SurveyRule);
    if (all.length === 0) return [];
    const published = await rows<{ id: string; versionId: string | null }>(this.dataSource,
      'SELECT id, published_version_id AS versionId FROM questionnaires WHERE id IN (?)', [[...new Set(all.map(({ questionnaireId }) => questionnaireId))]]);
    const versions = new Map(published.map(({ id, versionId }) => [id, versionId]));
    return all.map((rule) => ({ rule, versionId: versions.get(rule.questionnaireId) ?? null }));
  }

  async decided({ clientId, callId }: SampledCall, ruleId: string): Promise<SurveyInvitation | null> {
    return await this.dataSource.manager.findOneBy(SurveyInvitation, { clientId, callId, ruleId });
  }

  /** All their numbers and all who have them counted as one person. */
  async person({ clientId, callId, phone, contactId }: SampledCall): Promise<SampledPerson> {
    if (phone === null) return { phone, askedAgoMs: null, hasOpenComplaint: false, isOnDoNotCallList: false };
    const phones = await phonesOf(this.dataSource, clientId, phone, contactId);
    const [found] = await rows<{ askedAgoMs: string | null; complaint: string | number; forbidden: string | number }>(this.dataSource,
      `SELECT (SELECT GREATEST(0, TIMESTAMPDIFF(MICROSECOND, MAX(decided_at), UTC_TIMESTAMP(3)) DIV 1000) FROM survey_invitations
                WHERE client_id = ? AND phone IN (?) AND refusal IS NULL AND call_id <> ?) AS askedAgoMs,
              EXISTS (SELECT 1 FROM follow_ups WHERE client_id = ? AND phone IN (?) AND state <> 'done') AS complaint,
              EXISTS (SELECT 1 FROM do_not_call WHERE client_id = ? AND phone IN (?) UNION ALL SELECT 1 FROM do_not_call_offers WHERE client_id = ? AND phone IN (?)) AS forbidden`,
      [clientId, phones, callId, clientId, phones, clientId, phones, clientId, phones]);
    return {
      phone, askedAgoMs: found?.askedAgoMs === null || found === undefined ? null : Number(found.askedAgoMs),
      hasOpenComplaint: Number(found?.complaint ?? 0) === 1, isOnDoNotCallList: Number(found?.forbidden ?? 0) === 1,
    };
  }

  /** What stands from then on: what was decided first, by whichever owner of the call. */
  async decide(call: SampledCall, { rule, versionId }: RuleNow, refusal: SampleRefusal | null): Promise<SurveyInvitation | null> {
    const { clientId, callId, phone, contactId } = call;
    await write(this.dataSource,
      `INSERT IGNORE INTO survey_invitations (client_id, call_id, rule_id, version_id, phone, contact_id, refusal, params, decided_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, UTC_TIMESTAMP(3))`,
      [clientId, callId, rule.id, versionId, phone, contactId, refusal?.code ?? null, refusal === null ? null : JSON.stringify(refusal.params)]);
    return await this.decided(call, rule.id);
  }

  /** Who was invited while they waited would answer afterwards. */
  async accept({ clientId }: ClientScope, callId: string, ruleId: string): Promise<void> {
    await write(this.dataSource, 'UPDATE survey_invitations SET accepted = TRUE WHERE client_id = ? AND call_id = ? AND rule_id = ? AND refusal IS NULL', [clientId, callId, ruleId]);
  }

  /** Who had been invited while they waited, and is not asked after all. */
  async takeBack({ clientId, callId }: SampledCall, ruleId: string, { code, params }: SampleRefusal): Promise<void> {
    await write(this.dataSource, 'UPDATE survey_invitations SET refusal = ?, params = ? WHERE client_id = ? AND call_id = ? AND rule_id = ? AND refusal IS NULL',
      [code, JSON.stringify(params), clientId, callId, ruleId]);
  }
}

/** Those of the contacts who have this number, of the contact of the call, and the number itself. */
async function phonesOf(on: Database, clientId: string, phone: string, contactId: string | null): Promise<readonly string[]> {
  const found = await rows<{ phone: string }>(on,
    `SELECT q.phone FROM contact_phones p JOIN contacts c ON c.id = p.contact_id AND c.client_id = ? JOIN contact_phones q ON q.contact_id = p.contact_id WHERE p.phone = ?
      UNION SELECT p.phone FROM contact_phones p JOIN contacts c ON c.id = p.contact_id AND c.client_id = ? WHERE p.contact_id = ?`, [clientId, phone, clientId, contactId]);
  return [...new Set([phone, ...found.map((row) => row.phone)])];
}
