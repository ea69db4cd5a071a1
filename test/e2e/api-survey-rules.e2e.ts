import { randomUUID } from 'node:crypto';
import { step } from '@paceline/domain/survey/step';
import type { InterviewEvent } from '@paceline/domain/survey/interview';
import { Interviews, LaterSurveys, SurveySamples, type KeptInterview } from '@paceline/persistence';
import { startApi, type TestApi } from './support/api';
import { addQuestionnaire } from './support/data';
import { matching } from './support/matching';

describe('whom a survey asks, and who sees to what they say', () => {
  let api: TestApi;
  let questionnaireId: string;
  beforeAll(async () => { api = await startApi(); questionnaireId = await addQuestionnaire(api); });
  afterAll(async () => { await api.stop(); });

  const called = async (phone: string | null = '+14155550100'): Promise<string> => {
    const id = randomUUID();
    await api.write("INSERT INTO calls (id, client_id, direction, state, switch_id, line, phone, planned_at) VALUES (?, 1, 'inbound', 'ended', 'main', 'queue-1', ?, UTC_TIMESTAMP(3))", [id, phone]);
    return id;
  };

  it('is a rule a queue, read anew by the worker, which writes down what it made of each call', async () => {
    const { quality } = api.as;
    const queueId = (await api.as.manager.post('/queues', { name: 'Support' })).body.id;
    const { body: rule } = await quality.post('/survey-rules', { queueId, questionnaireId });
    expect(rule).toMatchObject({ queueId, campaignId: null, invited: 'after-agent', on: true, longerThanSec: 20, oneIn: 1, withinHours: null, laterListId: null, fatigueDays: 30 });
    expect((await quality.post('/survey-rules', { queueId, questionnaireId })).body).toMatchObject({ code: 'already-exists', detail: matching(/“Support” already/) });
    expect((await quality.post('/survey-rules', { queueId: '99', questionnaireId })).body.issues).toMatchObject([{ path: 'queueId', code: 'unknown-queue' }]);
    expect((await quality.post('/survey-rules', { questionnaireId })).body.issues).toMatchObject([{ path: 'queueId', code: 'queue-or-campaign' }]);
    expect((await quality.patch(`/survey-rules/${rule.id}`, { questionnaireId: '99' })).body.issues).toMatchObject([{ code: 'unknown-questionnaire' }]);
    expect((await quality.patch(`/survey-rules/${rule.id}`, { oneIn: 4 })).body).toMatchObject({ oneIn: 4, longerThanSec: 20 });
    expect((await quality.patch(`/survey-rules/${rule.id}`, { withinHours: 4 })).body.issues).toMatchObject([{ path: 'laterListId', code: 'later-hours-and-list' }]);
    expect((await quality.patch(`/survey-rules/${rule.id}`, { withinHours: 4, laterListId: '99' })).body.issues).toMatchObject([{ code: 'unknown-list' }]);
    expect((await quality.patch(`/survey-rules/${rule.id}`, { invited: 'before-agent' })).body.issues).toMatchObject([{ path: 'invitation', code: 'invited-while-waiting' }]);
    const laterListId = (await api.as.manager.post('/lists', { name: 'To be asked later' })).body.id;
    expect((await quality.patch(`/survey-rules/${rule.id}`, { withinHours: 4, laterListId })).body).toMatchObject({ withinHours: 4, laterListId });
    expect([(await api.as.agent.get('/survey-rules')).status, (await api.as.supervisor.delete(`/survey-rules/${rule.id}`)).status]).toEqual([403, 403]);

    const samples = new SurveySamples(api.database);
    const [now] = await samples.rules();
    expect(now).toMatchObject({ rule: { id: rule.id, line: `queue-${queueId}`, oneIn: 4 }, versionId: matching(/^\d+$/) });
    if (now === undefined) return;
    const contact = (await api.write("INSERT INTO contacts (client_id, name, fields) VALUES (1, 'Sam', '{}')")).insertId;
    for (const at of [0, 1]) await api.write('INSERT INTO contact_phones (contact_id, position, phone) VALUES (?, ?, ?)', [contact, at, `+1415555010${String(at)}`]);
    const [first, second] = [await called(), await called('+14155550101')];
    const of = (callId: string, phone: string) => ({ clientId: '1', callId, phone, contactId: null });
    await samples.decide(of(first, '+14155550100'), now, null);
    // The other number of the same person.
    expect(await samples.person(of(second, '+14155550101'))).toMatchObject({ askedAgoMs: expect.any(Number) as number, hasOpenComplaint: false, isOnDoNotCallList: false });
    expect(await samples.person(of(first, '+14155550100'))).toMatchObject({ askedAgoMs: null });
    await samples.decide(of(second, '+14155550101'), now, { code: 'asked-lately', params: { daysAgo: 0, fatigueDays: 30 } });
    await samples.decide(of(second, '+14155550101'), now, null); // what was decided stands
    expect((await quality.get(`/calls/${first}/survey`)).body.items).toMatchObject([{ ruleId: rule.id, asked: true, refusal: null, later: null }]);
    await new LaterSurveys(api.database, 'main').putOn({ ...of(first, '+14155550100'), line: now.rule.line, talkedMs: 9_000, endedAgoMs: 1_000 }, rule.id);
    expect((await quality.get(`/calls/${first}/survey`)).body.items).toMatchObject([{ asked: true, later: { listId: laterListId, contactId: String(contact), over: false } }]);
    expect((await quality.get(`/calls/${second}/survey`)).body.items).toMatchObject([{ asked: false, refusal: { code: 'asked-lately', text: 'They were asked on the same day; nobody is asked again within 30 days.' } }]);
    expect((await quality.get(`/calls/${await called()}/survey`)).body.items).toEqual([]);
    await api.as.manager.post('/do-not-call', { phones: ['+14155550100'] });
    expect(await samples.person(of(second, '+14155550101'))).toMatchObject({ isOnDoNotCallList: true });
    expect((await quality.delete(`/survey-rules/${rule.id}`)).status).toBe(204);
    expect(await samples.rules()).toEqual([]);
  });

  it('is a task that one takes, and finishes with what was done', async () => {
    const { quality, supervisor, manager } = api.as;
    const [me] = await api.rows<{ id: string }>("SELECT id FROM users WHERE username = 'the-quality'");
    const rules = `/questionnaires/${questionnaireId}/follow-up-rules`;
    expect((await quality.put(rules, { items: [{ question: 'why', atMost: 2, dueHours: 24, ownerId: null }] })).body.issues).toMatchObject([{ path: 'items.0.question', code: 'asks-no-number' }]);
    expect((await quality.put(rules, { items: [{ question: 'visit', atMost: 2, dueHours: 24, ownerId: null }] })).status).toBe(200);
    const callId = await called();
    const interviews = new Interviews(api.database);
    const [version] = await api.rows<{ id: string }>('SELECT published_version_id AS id FROM questionnaires WHERE id = ?', [questionnaireId]);
    let kept = await interviews.begin({ clientId: '1' }, {
      versionId: version?.id ?? '', delivery: 'agent', language: 'en', campaignId: null, queueId: '1', agentId: '3', callId, contactId: null, known: {}, at: new Date(),
    });
    const says: readonly InterviewEvent[] = [{ kind: 'begun' }, { kind: 'consented' }, { kind: 'answered', question: 'visit', answer: { kind: 'number', value: 1 } }];
    for (const event of says) if (kept !== null) kept = await interviews.carryOut(kept, step(kept.questionnaire, kept.state, event), new Date()) satisfies KeptInterview | null;

    const [{ id } = { id: '' }] = (await supervisor.get('/follow-ups?state=open')).body.items;
    expect((await supervisor.get(`/follow-ups/${id}`)).body).toMatchObject({ question: 'visit', score: 1, person: { phone: '+14155550100', callId }, state: 'open', owner: null, overdue: false });
    expect((await supervisor.post(`/follow-ups/${id}/done`, { note: 'rang them' })).body.detail).toBe('Take it first: then it is yours to finish.');
    expect((await supervisor.post(`/follow-ups/${id}/take`)).body).toMatchObject({ state: 'taken', owner: { username: 'the-supervisor' } });
    expect((await quality.post(`/follow-ups/${id}/take`)).body.detail).toMatch(/the-supervisor's/);
    expect((await manager.post(`/follow-ups/${id}/assign`, { ownerId: me?.id ?? '', dueAt: '2020-01-01T00:00:00Z' })).body).toMatchObject({ state: 'open', owner: { id: me?.id }, overdue: true });
    expect((await quality.get('/follow-ups?mine=true&overdue=true')).body.items).toMatchObject([{ id }]);
    await quality.post(`/follow-ups/${id}/take`);
    expect((await quality.post(`/follow-ups/${id}/done`, { note: 'rang them' })).body).toMatchObject({ state: 'done', overdue: false, done: { byUsername: 'the-quality', note: 'rang them' } });
    expect((await quality.post(`/follow-ups/${id}/take`)).body.detail).toBe('It is done already.');
    expect((await api.as.admin.get(`/audit?resource=follow-up&resourceId=${id}`)).body.items).toHaveLength(5);
    expect((await api.as.agent.get('/follow-ups')).status).toBe(403);
  });

  it('is nobody to the rest while it is confidential, but to whoever has taken it', async () => {
    const { quality, supervisor } = api.as;
    const id = String((await api.write(
      "INSERT INTO follow_ups (client_id, interview_id, questionnaire_id, question, score, phone, is_confidential, opened_at, due_at) VALUES (1, UUID(), ?, 'visit', 1, '+14155550100', TRUE, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))", [questionnaireId])).insertId);
    expect((await quality.get(`/follow-ups/${id}`)).body).toMatchObject({ confidential: true, person: null });
    expect((await quality.post(`/follow-ups/${id}/take`)).body).toMatchObject({ person: { phone: '+14155550100' } });
    expect((await supervisor.get(`/follow-ups/${id}`)).body).toMatchObject({ person: null });
    const theirs = (await api.write("INSERT INTO follow_ups (client_id, interview_id, questionnaire_id, question, score, is_confidential, opened_at, due_at) VALUES (2, UUID(), 1, 'visit', 1, FALSE, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))")).insertId;
    expect((await supervisor.get(`/follow-ups/${String(theirs)}`)).status).toBe(404);
  });
});
