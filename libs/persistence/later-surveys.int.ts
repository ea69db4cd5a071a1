import { useTestDatabase } from '@paceline/testing/use-test-database';
import { makeCampaign, openMigrated } from './fixtures.int-helper';
import { LaterSurveys } from './later-surveys';
import { SurveySamples } from './survey-samples';
import { TargetRepository } from './target-repository';
import { rows, write } from './transaction';

const PHONE = '+14155550100';

describe('who hung up before they were asked', () => {
  const database = useTestDatabase(openMigrated);
  let campaignId: string;
  let listId: string;
  let rule: string;
  let nth = 0;
  const later = (): LaterSurveys => new LaterSurveys(database.source, 'main');
  beforeEach(async () => {
    campaignId = await makeCampaign(database.source);
    listId = String((await write(database.source, "INSERT INTO lists (client_id, name) VALUES (1, 'later')", [])).insertId);
    await write(database.source, 'INSERT INTO campaign_lists (campaign_id, list_id, priority) VALUES (?, ?, 1)', [campaignId, listId]);
    rule = await ruleOf(24);
  });

  const ruleOf = async (withinHours: number, invited = 'after-agent', line = 'queue-1'): Promise<string> => String((await write(database.source,
    'INSERT INTO survey_rules (client_id, line, questionnaire_id, invited, is_on, longer_than_sec, one_in, within_hours, later_list_id, fatigue_days) VALUES (1, ?, 1, ?, TRUE, 0, 1, ?, ?, 30)',
    [line, invited, withinHours, listId])).insertId);
  const talked = async ({ minutesAgo = 1, by = 'customer-hung-up', line = 'queue-1' } = {}): Promise<string> => {
    const id = `0190a0b0-0000-7000-8000-${String(++nth).padStart(12, '0')}`;
    await write(database.source, "INSERT INTO calls (id, client_id, direction, state, switch_id, line, phone, planned_at, ended_at) VALUES (?, 1, 'inbound', 'ended', 'main', ?, ?, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))", [id, line, PHONE]);
    await write(database.source, 'INSERT INTO talks (call_id, from_at, agent_id, to_at, ended_by) VALUES (?, TIMESTAMPADD(SECOND, -60 * ? - 40, UTC_TIMESTAMP(3)), 3, TIMESTAMPADD(SECOND, -60 * ?, UTC_TIMESTAMP(3)), ?)', [id, minutesAgo, minutesAgo, by]);
    return id;
  };
  const decided = async (callId: string, refusal: string | null = null): Promise<void> => {
    await write(database.source, 'INSERT INTO survey_invitations (client_id, call_id, rule_id, version_id, phone, refusal, decided_at) VALUES (1, ?, ?, 9, ?, ?, UTC_TIMESTAMP(3))', [callId, rule, PHONE, refusal]);
  };
  const left = async (withinSec: number | null = null): Promise<readonly string[]> => (await later().left(withinSec)).map(({ callId }) => callId);
  const targets = async (): Promise<readonly object[]> => await rows(database.source, 'SELECT state, result, attempts FROM targets WHERE campaign_id = ?', [campaignId]);
  const puts = async (callId: string): Promise<void> => {
    const talk = (await later().left(null)).find((one) => one.callId === callId);
    await decided(callId);
    if (talk !== undefined) await later().putOn(talk, rule);
    await later().follow();
  };

  it('is found as long as the rule\'s hours reach, until it is decided', async () => {
    const [first, old, kept] = [await talked(), await talked({ minutesAgo: 23 * 60 }), await talked({ by: 'agent-hung-up' })];
    await talked({ minutesAgo: 25 * 60 });
    await talked({ line: 'queue-2' });
    expect(await left()).toEqual([old, first]);
    expect(await left(600)).toEqual([first]);
    expect((await later().left(600))[0]).toMatchObject({ clientId: '1', phone: PHONE, line: 'queue-1', talkedMs: 40_000 });
    await decided(first, 'asked-lately');
    expect(await left()).toEqual([old]);
    await write(database.source, 'UPDATE survey_rules SET later_list_id = NULL', []);
    expect([await left(), kept]).toEqual([[], kept]);
  });

  it('and is asked while they wait, only who has accepted then', async () => {
    rule = await ruleOf(24, 'before-agent', 'queue-3');
    const [invited, other] = [await talked({ line: 'queue-3' }), await talked({ line: 'queue-3' })];
    await decided(invited);
    await decided(other);
    expect(await left()).toEqual([]);
    await new SurveySamples(database.source).accept({ clientId: '1' }, invited, rule);
    expect(await left()).toEqual([invited]);
  });

  it('becomes a target of the campaigns that have the list, which wait for them; and again, about a later talk', async () => {
    expect(await new TargetRepository(database.source).allDone(campaignId)).toBe(false);
    const callId = await talked();
    await puts(callId);
    expect([await targets(), await left()]).toEqual([[{ state: 'ready', result: null, attempts: 0 }], []]);
    await write(database.source, "UPDATE targets SET state = 'done', result = 'complete', attempts = 1", []);
    await puts(await talked());
    expect(await targets()).toEqual([{ state: 'ready', result: null, attempts: 0 }]);
    const contacts = await rows(database.source, 'SELECT c.zone, p.phone FROM contacts c JOIN contact_phones p ON p.contact_id = c.id', []);
    expect(contacts).toEqual([{ zone: 'America/Los_Angeles', phone: PHONE }]);
    await write(database.source, 'UPDATE survey_rules SET is_on = FALSE', []);
    await write(database.source, "UPDATE targets SET state = 'done', result = 'complete'", []);
    expect(await new TargetRepository(database.source).allDone(campaignId)).toBe(true);
  });

  it('leaves the list when the hours are over, but for another talk of theirs', async () => {
    const [first, second] = [await talked(), await talked()];
    await puts(first);
    await puts(second);
    const over = async (callId: string): Promise<void> => { await write(database.source, 'UPDATE survey_invitations SET later_until = UTC_TIMESTAMP(3) WHERE call_id = ?', [callId]); await later().takeOff(); };
    await over(first);
    expect((await targets()).length).toBe(1);
    await over(second);
    expect([await targets(), await rows(database.source, 'SELECT 1 FROM list_contacts', [])]).toEqual([[], []]);
  });
});
