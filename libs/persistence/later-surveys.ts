import { STATUSES_GOING_ON } from '@paceline/domain/campaign/life';
import { numberFacts } from '@paceline/platform/number-kind';
import { zoneOfPhone } from '@paceline/platform/zones';
import type { DataSource, EntityManager } from 'typeorm';
import { ListTargets } from './list-targets';
import { setAsideOffList } from './off-list';
import type { SampledCall } from './survey-samples';
import { inTransaction, rows, write } from './transaction';

/** A talk that its customer ended, so that nobody asked them behind it. */
export interface LeftTalk extends SampledCall {
  readonly line: string;
  readonly talkedMs: number;
  readonly endedAgoMs: number;
}

/** Of talks that are looked at in one go. */
export const LEFT_AT_ONCE = 200;
/** The campaigns of a list that may dial: whose targets follow it. */
const GOING_ON = 'campaign_lists cl JOIN campaigns g ON g.id = cl.campaign_id AND g.status IN (?)';

/**
 * Who hung up before they were asked, of a rule that has them called later: they come onto its list, whose campaigns call them as
 * they call everybody, and leave it when the rule's hours are over. Each step is taken once, by whichever owner of the switch.
 */
export class LaterSurveys {
  private readonly targets: ListTargets;

  constructor(private readonly dataSource: DataSource, private readonly switchId: string) {
    this.targets = new ListTargets(dataSource);
  }

  /** Those of whom it is not known yet whether they are called. @param withinSec talks that ended so lately; null: whichever a rule's hours still reach */
  async left(withinSec: number | null): Promise<readonly LeftTalk[]> {
    const [rule] = await rows<{ hours: number | null }>(this.dataSource, 'SELECT MAX(within_hours) AS hours FROM survey_rules WHERE is_on AND later_list_id IS NOT NULL', []);
    if (rule === undefined || rule.hours === null) return [];
    const found = await rows<LeftTalk>(this.dataSource,
      `SELECT c.id AS callId, c.client_id AS clientId, c.phone, c.contact_id AS contactId, c.line,
              TIMESTAMPDIFF(MICROSECOND, t.from_at, t.to_at) DIV 1000 AS talkedMs, TIMESTAMPDIFF(MICROSECOND, t.to_at, UTC_TIMESTAMP(3)) DIV 1000 AS endedAgoMs
         FROM talks t JOIN calls c ON c.id = t.call_id AND c.switch_id = ? AND c.ended_at IS NOT NULL
         JOIN survey_rules r ON r.client_id = c.client_id AND r.line = c.line AND r.is_on AND r.later_list_id IS NOT NULL
         LEFT JOIN survey_invitations v ON v.client_id = c.client_id AND v.call_id = c.id AND v.rule_id = r.id
        WHERE t.to_at > TIMESTAMPADD(SECOND, -?, UTC_TIMESTAMP(3)) AND t.to_at > TIMESTAMPADD(HOUR, -CAST(r.within_hours AS SIGNED), UTC_TIMESTAMP(3)) AND t.ended_by = 'customer-hung-up'
          AND v.later_until IS NULL AND v.refusal IS NULL AND (v.accepted OR r.invited = 'after-agent')
          AND NOT EXISTS (SELECT 1 FROM interviews i WHERE i.call_id = c.id AND i.delivery = 'keypad')
        ORDER BY t.to_at LIMIT ${LEFT_AT_ONCE}`, [this.switchId, withinSec ?? rule.hours * 3_600]);
    return found.map(({ talkedMs, endedAgoMs, ...talk }) => ({ ...talk, talkedMs: Number(talkedMs), endedAgoMs: Number(endedAgoMs) }));
  }

  /** They are to be asked: within the rule's hours from the end of their talk. Who is no contact yet becomes one. */
  async putOn({ clientId, callId, phone, contactId, endedAgoMs }: LeftTalk, ruleId: string): Promise<void> {
    await inTransaction(this.dataSource, async (manager) => {
      const [rule] = await rows<{ listId: string }>(manager,
        `SELECT r.later_list_id AS listId FROM survey_rules r JOIN survey_invitations v ON v.client_id = r.client_id AND v.rule_id = r.id AND v.call_id = ? AND v.later_until IS NULL
          WHERE r.client_id = ? AND r.id = ? AND r.later_list_id IS NOT NULL FOR UPDATE`, [callId, clientId, ruleId]);
      if (rule === undefined || phone === null) return;
      const personId = contactId ?? await contactOf(manager, clientId, phone);
      await write(manager, 'INSERT IGNORE INTO list_contacts (list_id, contact_id) VALUES (?, ?)', [rule.listId, personId]);
      // Whom it has called about an earlier talk it calls about this one.
      await write(manager,
        `UPDATE targets t JOIN ${GOING_ON} AND cl.list_id = ? SET t.state = 'ready', t.result = NULL, t.attempts = 0, t.phone_position = 0, t.next_at = UTC_TIMESTAMP(3)
          WHERE t.campaign_id = g.id AND t.contact_id = ? AND t.state = 'done' AND t.result <> 'control-group'`, [STATUSES_GOING_ON, rule.listId, personId]);
      await write(manager,
        `UPDATE survey_invitations v JOIN survey_rules r ON r.client_id = v.client_id AND r.id = v.rule_id SET v.later_list_id = r.later_list_id, v.later_contact_id = ?,
                v.later_until = TIMESTAMPADD(MICROSECOND, -? * 1000, TIMESTAMPADD(HOUR, r.within_hours, UTC_TIMESTAMP(3)))
          WHERE v.client_id = ? AND v.call_id = ? AND v.rule_id = ?`, [personId, endedAgoMs, clientId, callId, ruleId]);
    });
  }

  /** Whoever has come onto a list is a target of its campaigns; once more, where that was broken off. */
  async follow(): Promise<void> {
    const grown = await rows<{ listId: string }>(this.dataSource,
      `SELECT DISTINCT v.later_list_id AS listId FROM survey_invitations v JOIN ${GOING_ON} AND cl.list_id = v.later_list_id
         LEFT JOIN targets t ON t.campaign_id = g.id AND t.contact_id = v.later_contact_id
        WHERE v.later_closed_at IS NULL AND v.later_until > UTC_TIMESTAMP(3) AND t.id IS NULL`, [STATUSES_GOING_ON]);
    for (const { listId } of grown) await this.targets.listHasGrown(listId);
  }

  /** Whose hours are over leaves the list, unless another talk of theirs is to be asked about. A call that lives goes on. */
  async takeOff(): Promise<void> {
    const over = await rows<{ clientId: string; callId: string; ruleId: string; listId: string; contactId: string }>(this.dataSource,
      `SELECT client_id AS clientId, call_id AS callId, rule_id AS ruleId, later_list_id AS listId, later_contact_id AS contactId FROM survey_invitations
        WHERE later_closed_at IS NULL AND later_until <= UTC_TIMESTAMP(3) LIMIT ${LEFT_AT_ONCE}`, []);
    for (const { clientId, callId, ruleId, listId, contactId } of over) {
      await inTransaction(this.dataSource, async (manager) => {
        await write(manager, 'UPDATE survey_invitations SET later_closed_at = UTC_TIMESTAMP(3) WHERE client_id = ? AND call_id = ? AND rule_id = ?', [clientId, callId, ruleId]);
        const { affectedRows } = await write(manager,
          `DELETE FROM list_contacts WHERE list_id = ? AND contact_id = ? AND NOT EXISTS
             (SELECT 1 FROM survey_invitations v WHERE v.client_id = ? AND v.later_closed_at IS NULL AND v.later_until IS NOT NULL AND v.later_list_id = ? AND v.later_contact_id = ?)`,
          [listId, contactId, clientId, listId, contactId]);
        if (affectedRows === 0) return;
        const targets = await rows<{ id: string }>(manager, `SELECT t.id FROM ${GOING_ON} JOIN targets t ON t.campaign_id = g.id AND t.contact_id = ? WHERE cl.list_id = ?`, [STATUSES_GOING_ON, contactId, listId]);
        await setAsideOffList(manager, targets.map(({ id }) => id));
      });
    }
  }
}

/** Who has this number, of the client's contacts; a new one when nobody has. */
async function contactOf(manager: EntityManager, clientId: string, phone: string): Promise<string> {
  const [known] = await rows<{ id: string }>(manager,
    'SELECT c.id FROM contact_phones p JOIN contacts c ON c.id = p.contact_id AND c.client_id = ? WHERE p.phone = ? ORDER BY c.id LIMIT 1', [clientId, phone]);
  if (known !== undefined) return known.id;
  const { insertId } = await write(manager, "INSERT INTO contacts (client_id, name, zone, fields) VALUES (?, ?, ?, '{}')", [clientId, phone, zoneOfPhone(phone, numberFacts(phone).country)]);
  await write(manager, 'INSERT INTO contact_phones (contact_id, position, phone) VALUES (?, 0, ?)', [insertId, phone]);
  return String(insertId);
}
