import { randomUUID } from 'node:crypto';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { AuditedResource } from '@paceline/contracts/audit';
import { questionnaire, rating } from '@paceline/domain/survey/fixtures';
import { QueueCallbacks } from '@paceline/persistence';
import { SHIPPED_PROMPTS } from '../../scripts/system/prompts';
import { PASSWORD, clientOf, startApi, type Answer, type Client, type TestApi } from './support/api';
import { SALES, addAgent, addCall, addCampaign, addGateway, addInterview, addList, addOwnNumber, addQuestionnaire } from './support/data';
import { anyText, matching } from './support/matching';
import { startOwner, type FakeOwner } from './support/owner';
import { SPEAKER } from './support/speaker';
import { wav } from './support/wav';

/** Routes that change something and need no entry, and why. */
const WITHOUT_ENTRY: Readonly<Record<string, string>> = {
  'POST /auth/login': 'changes nothing',
  'POST /auth/logout': 'the same',
  'POST /campaigns/{id}/pacing/replay': 'changes nothing: asks what would have been',
  'POST /agent/sign-in': 'the working day has a log of its own (agent_status_log)',
  'POST /agent/sign-out': 'the same',
  'POST /agent/status': 'the same',
  'POST /agent/ready': 'the same',
  'POST /agent/preview/dial': 'a call has its own evidence (call_events)',
  'POST /agent/preview/skip': 'the same',
  'POST /calls/{id}/hangup': 'the same',
  'POST /calls/{id}/leave-message': 'the same',
  'POST /calls/{id}/interview': 'what a person says is kept in the interview, not in the trail',
  'POST /calls/{id}/interview/steps': 'the same',
  'POST /questionnaires/{id}/preview': 'changes nothing',
  'POST /forms/{link}/begin': 'nobody is to know who answers, the trail neither',
  'POST /forms/{link}/resume': 'the same',
  'POST /forms/{link}/steps': 'the same',
  'POST /switches/{switchId}/call-records': 'the switch\'s own record',
};

/** Leads every caller to the first queue. */
const FLOW = { languages: ['en'], start: 'support', emergency: 'support', nodes: { support: { kind: 'queue', queueId: '1' } } };

const SAID = { agent: { en: 'How was it?' } };
const SURVEY = {
  languages: ['en'], deliveries: ['agent'], consent: SAID, questions: [{ kind: 'csat', name: 'service', words: SAID }],
  closings: { complete: SAID, partial: SAID, screened: SAID, 'quota-full': SAID, refused: SAID },
};

const PASSWORDS = { first: 'first-secret-of-nadia', second: 'second-secret-of-nadia', third: 'third-secret-of-nadia' };

interface Step {
  readonly route: string;
  readonly resource: AuditedResource;
  readonly action: string;
  readonly actor?: string;
  readonly run: () => Promise<Answer>;
}

describe('every route that changes something', () => {
  let api: TestApi;
  let owner: FakeOwner;
  let prompts: string;
  beforeAll(async () => {
    prompts = await mkdtemp(path.join(os.tmpdir(), 'paceline-prompts-'));
    for (const piece of ['who-called', 'opted-out', 'nobody-there']) await copyFile(path.join(SHIPPED_PROMPTS, `say-en-${piece}.wav`), path.join(prompts, `say-en-${piece}.wav`));
    api = await startApi({ PROMPTS_DIR: prompts, SPEECH_COMMAND: SPEAKER });
    await addOwnNumber(api);
    owner = startOwner(api);
  });
  afterAll(async () => { await owner.stop(); await api.stop(); await rm(prompts, { recursive: true }); });

  /** In their order; each builds on those before. */
  function steps(): readonly Step[] {
    const { admin, manager } = api.as;
    const ids: Record<'user' | 'agent' | 'list' | 'campaign' | 'queue' | 'flow' | 'questionnaire' | 'number' | 'form' | 'asked' | 'rule' | 'followUp' | 'offer' | 'taking', string> = { form: '', asked: '', rule: '', followUp: '', offer: '', taking: '', user: '', agent: '', list: '', campaign: '', queue: '', flow: '', questionnaire: '', number: '' };
    const made = async (what: keyof typeof ids, answer: Promise<Answer>): Promise<Answer> => { ids[what] = (await answer).body.id; return await answer; };
    const nadia = async (password: string): Promise<Client> =>
      clientOf(api.url, (await api.anonymous.post('/auth/login', { username: 'nadia', password })).body.token);
    const offered = async (phone: string): Promise<string> => {
      await api.write('INSERT INTO do_not_call_offers (phone, call_id) VALUES (?, ?)', [phone, randomUUID()]);
      return `/do-not-call/offers/${encodeURIComponent(phone)}`;
    };
    const left = async (): Promise<string> => String((await api.write(
      "INSERT INTO voicemails (client_id, call_id, language, path, length_ms, left_at) VALUES (1, UUID(), 'fa', 'one.wav', 900, UTC_TIMESTAMP(3))")).insertId);
    const asks = async (): Promise<string> => await addQuestionnaire(api);
    const low = async (): Promise<string> => String((await api.write(
      "INSERT INTO follow_ups (client_id, interview_id, questionnaire_id, question, score, is_confidential, opened_at, due_at) VALUES (1, UUID(), 1, 'visit', 1, FALSE, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))")).insertId);
    const waits = async (): Promise<string> => {
      const id = randomUUID();
      await api.write("INSERT INTO calls (id, client_id, direction, state, switch_id, line, planned_at) VALUES (?, 1, 'inbound', 'waiting', ?, ?, UTC_TIMESTAMP(3))",
        [id, api.environment.SWITCH_ID, 'queue-999']);
      return id;
    };
    const contact = async (): Promise<string> => (await manager.get(`/lists/${await addList(api, 1)}/contacts`)).body.items[0]?.id ?? '';
    return [
      { route: 'POST /users', resource: 'user', action: 'created', run: () => made('user', admin.post('/users', { username: 'nadia', password: PASSWORDS.first, role: 'agent' })) },
      { route: 'PATCH /users/{id}', resource: 'user', action: 'changed', run: () => admin.patch(`/users/${ids.user}`, { password: PASSWORDS.second }) },
      { route: 'POST /auth/password', resource: 'user', action: 'changed', actor: 'nadia',
        run: async () => (await nadia(PASSWORDS.second)).post('/auth/password', { currentPassword: PASSWORDS.second, newPassword: PASSWORDS.third }) },
      { route: 'POST /gateways', resource: 'gateway', action: 'created', run: () => admin.post('/gateways', { name: 'other', allowedPrefixes: ['+98'] }) },
      { route: 'PATCH /gateways/{name}', resource: 'gateway', action: 'changed', run: () => admin.patch('/gateways/other', { enabled: false }) },
      { route: 'DELETE /gateways/{name}', resource: 'gateway', action: 'deleted', run: () => admin.delete('/gateways/other') },
      { route: 'POST /switches/{switchId}/gateways', resource: 'gateway', action: 'created', run: () => admin.post('/switches/second/gateways', { name: 'other' }) },
      { route: 'PATCH /switches/{switchId}/gateways/{name}', resource: 'gateway', action: 'changed', run: () => admin.patch('/switches/second/gateways/other', { enabled: false }) },
      { route: 'DELETE /switches/{switchId}/gateways/{name}', resource: 'gateway', action: 'deleted', run: () => admin.delete('/switches/second/gateways/other') },
      { route: 'POST /lists', resource: 'list', action: 'created', run: () => made('list', manager.post('/lists', { name: 'spring' })) },
      { route: 'POST /lists/{id}/imports', resource: 'import', action: 'uploaded', run: async () => manager.upload(`/lists/${await addList(api, 1)}/imports`, 'phone\n+989121234567\n') },
      { route: 'POST /campaigns', resource: 'campaign', action: 'created',
        run: async () => made('campaign', manager.post('/campaigns', { name: 'spring', ...SALES, gateways: [await addGateway(api, 'trunk')], lists: [{ listId: await addList(api, 2) }] })) },
      { route: 'PATCH /campaigns/{id}', resource: 'campaign', action: 'changed', run: () => manager.patch(`/campaigns/${ids.campaign}`, { wrapUpSec: 7, lists: [{ listId: ids.list }] }) },
      { route: 'POST /campaigns/{id}/start', resource: 'campaign', action: 'started', run: async () => {
        await manager.patch(`/campaigns/${ids.campaign}`, { lists: [{ listId: await addList(api, 2) }] });
        return await manager.post(`/campaigns/${ids.campaign}/start`);
      } },
      { route: 'POST /campaigns/{id}/pause', resource: 'campaign', action: 'paused', run: () => manager.post(`/campaigns/${ids.campaign}/pause`) },
      { route: 'POST /campaigns/{id}/resume', resource: 'campaign', action: 'resumed', run: () => manager.post(`/campaigns/${ids.campaign}/resume`) },
      { route: 'POST /campaigns/{id}/stop', resource: 'campaign', action: 'stopped', run: () => manager.post(`/campaigns/${ids.campaign}/stop`) },
      { route: 'DELETE /campaigns/{id}', resource: 'campaign', action: 'deleted',
        run: async () => manager.delete(`/campaigns/${(await manager.post('/campaigns', { name: 'never', ...SALES })).body.id}`) },
      { route: 'PATCH /contacts/{id}', resource: 'contact', action: 'changed', run: async () => manager.patch(`/contacts/${await contact()}`, { name: 'Nadia' }) },
      { route: 'POST /contacts/{id}/consents', resource: 'consent', action: 'created',
        run: async () => manager.post(`/contacts/${await contact()}/consents`, { purposes: ['sales'], deliveries: ['recorded'], form: 'digital', words: 'Call me with offers', proof: 'form 17' }) },
      { route: 'POST /contacts/{id}/consents/revocations', resource: 'consent', action: 'created',
        run: async () => manager.post(`/contacts/${await contact()}/consents/revocations`, { words: 'wrote to us' }) },
      { route: 'POST /offers', resource: 'offer', action: 'created', run: () => made('offer', manager.post('/offers', { name: 'Tea', texts: { en: 'Two for one' }, stock: 9 })) },
      { route: 'PATCH /offers/{id}', resource: 'offer', action: 'changed', run: () => manager.patch(`/offers/${ids.offer}`, { stock: 8 }) },
      { route: 'POST /offers/{id}/takings', resource: 'offer', action: 'changed',
        run: async () => made('taking', manager.post(`/offers/${ids.offer}/takings`, { contactId: await contact() })) },
      { route: 'POST /offers/takings/{id}/return', resource: 'offer', action: 'changed', run: () => manager.post(`/offers/takings/${ids.taking}/return`, { why: 'too sweet' }) },
      { route: 'POST /offers/{id}/purchases', resource: 'offer', action: 'uploaded',
        run: async () => manager.post(`/offers/${ids.offer}/purchases`, { purchases: [{ reference: 'A1', at: '2026-01-31T12:00:00Z', contactId: await contact() }] }) },
      { route: 'POST /calls/{id}/offers', resource: 'offer', action: 'changed', run: async () => {
        const contactId = await contact();
        const call = await waits();
        await api.write('UPDATE calls SET contact_id = ? WHERE id = ?', [contactId, call]);
        return await manager.post(`/calls/${call}/offers`, { offerId: ids.offer, result: 'refused' });
      } },
      { route: 'PUT /campaigns/{id}/promotion', resource: 'campaign', action: 'changed', run: () => manager.put(`/campaigns/${ids.campaign}/promotion`, { offers: [ids.offer], controlRatio: 0 }) },
      { route: 'PUT /switches/{switchId}/gateways/{name}/rates', resource: 'gateway', action: 'replaced', run: async () => {
        const name = await addGateway(api, 'charges');
        return await admin.put(`/switches/${api.environment.SWITCH_ID}/gateways/${name}/rates`, { rates: [{ prefix: '98', since: '2026-01-01', perMinute: '0.01', currency: 'EUR' }] });
      } },
      { route: 'PUT /agent-costs', resource: 'client', action: 'changed', run: () => manager.put('/agent-costs', { costs: [{ since: '2026-01-01', perMinute: '0.5', currency: 'EUR' }] }) },
      { route: 'DELETE /contacts/{id}', resource: 'contact', action: 'deleted', run: async () => manager.delete(`/contacts/${await contact()}`) },
      { route: 'DELETE /lists/{id}', resource: 'list', action: 'deleted', run: () => manager.delete(`/lists/${ids.list}`) },
      { route: 'POST /agents', resource: 'agent', action: 'created', run: () => made('agent', manager.post('/agents', { userId: ids.user, name: 'Nadia', legAddress: '1002' })) },
      { route: 'PATCH /agents/{id}', resource: 'agent', action: 'changed', run: () => manager.patch(`/agents/${ids.agent}`, { lines: [`campaign-${ids.campaign}`] }) },
      { route: 'POST /queues', resource: 'queue', action: 'created', run: () => made('queue', manager.post('/queues', { name: 'Support' })) },
      { route: 'PATCH /queues/{id}', resource: 'queue', action: 'changed', run: () => manager.patch(`/queues/${ids.queue}`, { longestWaitSec: 90 }) },
      { route: 'PUT /queues/{id}/agents/{agentId}', resource: 'agent', action: 'changed', run: () => manager.put(`/queues/${ids.queue}/agents/${ids.agent}`, { level: 2 }) },
      { route: 'DELETE /queues/{id}/agents/{agentId}', resource: 'agent', action: 'changed', run: () => manager.delete(`/queues/${ids.queue}/agents/${ids.agent}`) },
      { route: 'POST /flows', resource: 'flow', action: 'created', run: () => made('flow', manager.post('/flows', { name: 'Front desk', draft: { ...FLOW, start: 'nowhere' } })) },
      { route: 'PATCH /flows/{id}', resource: 'flow', action: 'changed', run: () => manager.patch(`/flows/${ids.flow}`, { draft: FLOW }) },
      { route: 'POST /flows/{id}/publish', resource: 'flow', action: 'published', run: () => manager.post(`/flows/${ids.flow}/publish`) },
      { route: 'POST /flows/{id}/call-me', resource: 'flow', action: 'tried', run: () => manager.post(`/flows/${ids.flow}/call-me`, { phone: '+989121234599' }) },
      { route: 'POST /flows/{id}/versions/{version}/publish', resource: 'flow', action: 'published', run: () => manager.post(`/flows/${ids.flow}/versions/1/publish`) },
      { route: 'DELETE /flows/{id}', resource: 'flow', action: 'deleted', run: async () => manager.delete(`/flows/${(await manager.post('/flows', { name: 'never', draft: FLOW })).body.id}`) },
      { route: 'POST /questionnaires', resource: 'questionnaire', action: 'created',
        run: () => made('questionnaire', manager.post('/questionnaires', { name: 'Service', draft: { ...SURVEY, questions: [] } })) },
      { route: 'PATCH /questionnaires/{id}', resource: 'questionnaire', action: 'changed', run: () => manager.patch(`/questionnaires/${ids.questionnaire}`, { draft: SURVEY }) },
      { route: 'POST /questionnaires/{id}/publish', resource: 'questionnaire', action: 'published', run: () => manager.post(`/questionnaires/${ids.questionnaire}/publish`) },
      { route: 'POST /questionnaires/{id}/versions/{version}/clone', resource: 'questionnaire', action: 'changed', run: async () => {
        await manager.patch(`/questionnaires/${ids.questionnaire}`, { draft: { ...SURVEY, waitSec: 9 } });
        return await manager.post(`/questionnaires/${ids.questionnaire}/versions/1/clone`);
      } },
      { route: 'POST /questionnaires/{id}/versions/{version}/publish', resource: 'questionnaire', action: 'published', run: () => manager.post(`/questionnaires/${ids.questionnaire}/versions/1/publish`) },
      { route: 'DELETE /questionnaires/{id}', resource: 'questionnaire', action: 'deleted',
        run: async () => manager.delete(`/questionnaires/${(await manager.post('/questionnaires', { name: 'never', draft: SURVEY })).body.id}`) },
      { route: 'POST /inbound-numbers', resource: 'inbound-number', action: 'created',
        run: () => made('number', manager.post('/inbound-numbers', { number: '+982150001000', name: 'Support line', flowId: ids.flow })) },
      { route: 'PATCH /inbound-numbers/{id}', resource: 'inbound-number', action: 'changed', run: () => manager.patch(`/inbound-numbers/${ids.number}`, { maxCalls: 4 }) },
      { route: 'POST /inbound-numbers/{id}/close', resource: 'inbound-number', action: 'closed', run: () => manager.post(`/inbound-numbers/${ids.number}/close`, { reason: 'fire alarm' }) },
      { route: 'POST /inbound-numbers/{id}/open', resource: 'inbound-number', action: 'opened', run: () => manager.post(`/inbound-numbers/${ids.number}/open`) },
      { route: 'DELETE /inbound-numbers/{id}', resource: 'inbound-number', action: 'deleted', run: () => manager.delete(`/inbound-numbers/${ids.number}`) },
      { route: 'POST /inbound/close', resource: 'inbound', action: 'closed', run: () => manager.post('/inbound/close', { reason: 'fire alarm' }) },
      { route: 'POST /inbound/open', resource: 'inbound', action: 'opened', run: () => manager.post('/inbound/open') },
      { route: 'POST /queues/{id}/callbacks/{callbackId}/move', resource: 'queue-callback', action: 'changed', run: async () => {
        const from = (await manager.post('/queues', { name: 'calls back' })).body.id;
        await manager.patch(`/queues/${ids.queue}`, { callback: {} });
        await new QueueCallbacks(api.database).ask({ clientId: '1' }, {
          queueId: from, askedCallId: randomUUID(), phone: '+989121234570', language: 'fa', waitingSince: new Date(), points: 0, expiresAt: new Date(Date.now() + 60_000),
        });
        return await manager.post(`/queues/${from}/callbacks/${(await manager.get(`/queues/${from}/callbacks`)).body.items[0]?.id ?? ''}/move`, { queueId: ids.queue });
      } },
      { route: 'DELETE /queues/{id}/callbacks/{callbackId}', resource: 'queue-callback', action: 'stopped', run: async () =>
        manager.delete(`/queues/${ids.queue}/callbacks/${(await manager.get(`/queues/${ids.queue}/callbacks`)).body.items[0]?.id ?? ''}`) },
      { route: 'POST /survey-rules', resource: 'survey-rule', action: 'created', run: async () => made('rule', manager.post('/survey-rules', { queueId: ids.queue, questionnaireId: await asks() })) },
      { route: 'PATCH /survey-rules/{id}', resource: 'survey-rule', action: 'changed', run: () => manager.patch(`/survey-rules/${ids.rule}`, { oneIn: 3 }) },
      { route: 'DELETE /survey-rules/{id}', resource: 'survey-rule', action: 'deleted', run: () => manager.delete(`/survey-rules/${ids.rule}`) },
      { route: 'PUT /questionnaires/{id}/follow-up-rules', resource: 'follow-up-rules', action: 'changed',
        run: async () => manager.put(`/questionnaires/${await asks()}/follow-up-rules`, { items: [{ question: 'visit', atMost: 2, dueHours: 24, ownerId: null }] }) },
      { route: 'POST /follow-ups/{id}/take', resource: 'follow-up', action: 'changed', run: async () => made('followUp', manager.post(`/follow-ups/${await low()}/take`)) },
      { route: 'POST /follow-ups/{id}/done', resource: 'follow-up', action: 'changed', run: () => manager.post(`/follow-ups/${ids.followUp}/done`, { note: 'rang them' }) },
      { route: 'POST /follow-ups/{id}/assign', resource: 'follow-up', action: 'changed',
        run: async () => manager.post(`/follow-ups/${await low()}/assign`, { ownerId: (await api.rows<{ id: string }>("SELECT id FROM users WHERE username = 'the-quality'"))[0]?.id ?? '' }) },
      { route: 'PUT /interviews/{id}/comments/{question}/tags', resource: 'survey-comment', action: 'changed', run: async () => {
        const id = await addInterview(api, await asks(), { answers: { why: { kind: 'written', text: 'slow' } } });
        return await manager.put(`/interviews/${id}/comments/why/tags`, { tags: ['speed'] });
      } },
      { route: 'POST /questionnaires/{id}/forms', resource: 'survey-form', action: 'created', run: async () => {
        ids.asked = await addQuestionnaire(api, questionnaire([rating('work')], { privacy: 'anonymous', deliveries: ['web'] }));
        return await made('form', manager.post(`/questionnaires/${ids.asked}/forms`, {}));
      } },
      { route: 'PATCH /questionnaires/{id}/forms/{formId}', resource: 'survey-form', action: 'changed', run: () => manager.patch(`/questionnaires/${ids.asked}/forms/${ids.form}`, { language: 'en' }) },
      { route: 'DELETE /queues/{id}', resource: 'queue', action: 'deleted', run: async () => manager.delete(`/queues/${(await manager.post('/queues', { name: 'never' })).body.id}`) },
      { route: 'POST /campaigns/{id}/who-called', resource: 'inbound-number', action: 'created', run: async () =>
        manager.post(`/campaigns/${(await manager.post('/campaigns', { name: 'calls back', ...SALES, callerNumber: '12125550150' })).body.id}/who-called`) },
      { route: 'DELETE /agents/{id}', resource: 'agent', action: 'deleted', run: async () => {
        await (await nadia(PASSWORDS.third)).post('/agent/sign-out');
        return await manager.delete(`/agents/${ids.agent}`);
      } },
      { route: 'POST /calls/{id}/move', resource: 'call', action: 'changed', run: async () => manager.post(`/calls/${await waits()}/move`, { queueId: ids.queue }) },
      { route: 'POST /calls/{id}/answer-next', resource: 'call', action: 'changed', run: async () => manager.post(`/calls/${await waits()}/answer-next`) },
      { route: 'POST /calls/{id}/take-out', resource: 'call', action: 'changed', run: async () => manager.post(`/calls/${await waits()}/take-out`, { prompt: null }) },
      { route: 'POST /calls/{id}/disposition', resource: 'call', action: 'changed', run: async () => {
        const talked = { state: 'ended', outcome: 'connected', agent_id: (await addAgent(api, 'sara')).agentId, ended_at: new Date() };
        const id = await addCall(api, await addCampaign(api, 1), { ...talked, settled_at: new Date(), disposition_code: 'none-given', disposition_by: 'system' });
        return await manager.post(`/calls/${id}/disposition`, { code: 'interested' });
      } },
      { route: 'POST /voicemails/{id}/done', resource: 'voicemail', action: 'changed', run: async () => manager.post(`/voicemails/${await left()}/done`) },
      { route: 'POST /voicemails/{id}/reopen', resource: 'voicemail', action: 'changed', run: async () => manager.post(`/voicemails/${(await manager.get('/voicemails?done=true')).body.items[0]?.id ?? ''}/reopen`) },
      { route: 'POST /dispositions', resource: 'disposition', action: 'created', run: () => manager.post('/dispositions', { code: 'sold', label: 'Sold', meaning: 'final' }) },
      { route: 'PATCH /dispositions/{code}', resource: 'disposition', action: 'changed', run: () => manager.patch('/dispositions/sold', { active: false }) },
      { route: 'DELETE /dispositions/{code}', resource: 'disposition', action: 'deleted', run: () => manager.delete('/dispositions/sold') },
      { route: 'POST /do-not-call', resource: 'do-not-call', action: 'created', run: () => manager.post('/do-not-call', { phones: ['+989121234567'] }) },
      { route: 'DELETE /do-not-call/{phone}', resource: 'do-not-call', action: 'deleted', run: () => manager.delete('/do-not-call/%2B989121234567?reason=mistaken') },
      { route: 'POST /do-not-call/offers/{phone}/accept', resource: 'do-not-call', action: 'created', run: async () => manager.post(`${await offered('+989121234568')}/accept`) },
      { route: 'POST /do-not-call/offers/{phone}/decline', resource: 'do-not-call', action: 'deleted', actor: 'the-admin',
        run: async () => admin.post(`${await offered('+989121234569')}/decline`, { reason: 'they asked for a call' }) },
      { route: 'POST /holidays/import', resource: 'holiday', action: 'created', actor: 'the-admin',
        run: () => admin.post('/holidays/import', { country: 'AU', source: 'Gazette 1', holidays: [{ day: '2026-09-23', name: 'Mourning' }] }) },
      { route: 'PUT /holidays/{country}/{day}', resource: 'holiday', action: 'created', actor: 'the-admin',
        run: () => admin.put('/holidays/AU/2026-09-22', { name: 'National Day of Mourning', source: 'Gazette 1' }) },
      { route: 'DELETE /holidays/{country}/{day}', resource: 'holiday', action: 'deleted', actor: 'the-admin', run: () => admin.delete('/holidays/AU/2026-09-22?source=Gazette+2') },
      { route: 'POST /dialing/stop', resource: 'dialing', action: 'stopped', run: () => manager.post('/dialing/stop', { reason: 'the carrier called' }) },
      { route: 'POST /dialing/resume', resource: 'dialing', action: 'resumed', run: () => manager.post('/dialing/resume') },
      { route: 'POST /prompts', resource: 'prompt', action: 'uploaded', run: () => manager.upload('/prompts', wav(300, { fill: 1 }), { name: 'offer.wav' }) },
      { route: 'POST /prompts', resource: 'prompt', action: 'replaced', run: () => manager.upload('/prompts?replace=true', wav(300, { fill: 2 }), { name: 'offer.wav' }) },
      { route: 'POST /prompts/spoken', resource: 'prompt', action: 'uploaded', run: () => manager.post('/prompts/spoken', { name: 'said.wav', language: 'en', text: 'Hello' }) },
      { route: 'DELETE /prompts/{name}', resource: 'prompt', action: 'deleted', run: () => manager.delete('/prompts/offer.wav') },
    ];
  }

  const newest = async () => (await api.rows<{ id: string; actor: string; userId: string | null; resource: string; action: string }>(
    'SELECT id, actor, user_id AS userId, resource, action FROM audit_trail ORDER BY id DESC LIMIT 1'))[0];

  it('is known here: it leaves an entry, or it says why it need not', async () => {
    const { body } = await api.anonymous.get('//api/docs-json');
    const changing = Object.entries(body.paths).flatMap(([where, operations]) => Object.keys(operations)
      .filter((method) => method !== 'get').map((method) => `${method.toUpperCase()} ${where.replace('/api/v1', '')}`));
    const known = [...steps().map(({ route }) => route), ...Object.keys(WITHOUT_ENTRY)];
    expect(changing.filter((route) => !known.includes(route))).toEqual([]);
    expect(known.filter((route) => !changing.includes(route))).toEqual([]);
  });

  it('leaves who did what in the trail, and never a password', async () => {
    let last = '0';
    for (const { route, resource, action, actor, run } of steps()) {
      const answer = await run();
      const entry = await newest();
      const by = actor ?? (['user', 'gateway'].includes(resource) ? 'the-admin' : 'the-manager');
      expect([route, answer.status < 300 ? 'done' : answer.text, entry]).toMatchObject([route, 'done', { resource, action, actor: by }]);
      expect([route, BigInt(entry?.id ?? 0) > BigInt(last), entry?.userId]).toEqual([route, true, matching(/^\d+$/)]);
      last = entry?.id ?? '0';
    }
    const all = JSON.stringify(await api.rows('SELECT actor, resource_id, CAST(was AS CHAR) AS was, CAST(became AS CHAR) AS became, reason FROM audit_trail'));
    for (const secret of [...Object.values(PASSWORDS), PASSWORD, api.environment.JWT_SECRET, api.as.admin.token, '$argon2']) expect(all).not.toContain(secret);
    const hashes = await api.rows<{ hash: string }>('SELECT password_hash AS hash FROM users');
    for (const { hash } of hashes) expect(all).not.toContain(hash);
    expect(all).toContain('passwordChanged');
  });

  it('keeps what was before, of whatever was changed', async () => {
    const entries = await api.rows<{ was: unknown; became: unknown; resource: string }>(
      "SELECT CAST(was AS CHAR) AS was, CAST(became AS CHAR) AS became, resource FROM audit_trail WHERE action IN ('changed', 'paused', 'replaced') ORDER BY id");
    const of = (resource: string): unknown[] => entries.filter((entry) => entry.resource === resource)
      .map(({ was, became }): unknown => [JSON.parse(String(was)), JSON.parse(String(became))]);
    expect(of('user')).toEqual([[{}, { passwordChanged: true }], [{}, { passwordChanged: true }]]);
    expect(of('campaign')).toMatchObject([[{ wrapUpSec: 30, lists: [{ priority: 1 }] }, { wrapUpSec: 7, lists: [{ name: 'spring' }] }], [{}, {}], [{ status: 'running' }, { status: 'paused' }], [{ offers: [] }, { offers: [matching(/^[0-9]+$/)] }]]);
    expect(of('agent')).toMatchObject([
      [{ lines: [] }, { lines: [matching(/^campaign-/)] }], [{ 'queue-1': null }, { 'queue-1': { level: 2, position: 1 } }], [{ 'queue-1': { level: 2 } }, { 'queue-1': null }],
    ]);
    expect(of('prompt')).toMatchObject([[{ sha256: anyText }, { sha256: anyText }]]);
  });

  it('leaves nothing when it was refused', async () => {
    const before = await newest();
    const campaign = await addCampaign(api, 1);
    const since = await newest();
    expect(since?.id).not.toBe(before?.id);
    const refused = await Promise.all([
      api.as.manager.patch(`/campaigns/${campaign}`, { wrapUpSec: 9 }), api.as.manager.post(`/campaigns/${campaign}/start`), api.as.manager.post('/lists', { name: '' }),
      api.as.admin.post('/users', { username: 'the-admin', password: PASSWORDS.first, role: 'agent' }), api.as.manager.upload('/prompts', 'no sound', { name: 'offer.wav' }),
      api.as.manager.delete('/prompts/nothing.wav'), api.as.manager.delete('/lists/999999'), api.as.manager.post('/agents', { userId: '999999', name: 'x', legAddress: '1' }),
      api.as.manager.patch(`/campaigns/${campaign}`, {}),
    ]);
    expect(refused.every(({ status }) => status >= 400)).toBe(true);
    expect((await newest())?.id).toBe(since?.id);
  });
});
