import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { EventStream } from '@paceline/queues';
import { waitFor } from '@paceline/testing/wait-for';
import { startApi, type Answer, type Client, type TestApi } from './support/api';
import { SALES, addAgent, addCall, addGateway, addList, addOwnNumber, uniqueName } from './support/data';
import { matching } from './support/matching';
import { wav } from './support/wav';

const said = (en: string): Record<string, unknown> => ({ agent: { en, fa: `${en} (fa)` } });
const not = (of: unknown): unknown => ({ kind: 'not', of });
const service = { kind: 'csat', name: 'service', words: said('How was {product}, {name}?'), branches: [
  { when: { kind: 'answer', question: 'service', is: { kind: 'between', most: 2 } }, to: { kind: 'question', question: 'why' } },
] };
const price = { kind: 'nps', name: 'price', words: said('Would you tell a friend?') };
const why = { kind: 'comment', name: 'why', isOptional: true, words: said('What went wrong?') };
const closings = Object.fromEntries(['complete', 'partial', 'screened', 'quota-full', 'refused'].map((end) => [end, said(`Thank you (${end}).`)]));
const draft = (more: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({
  languages: ['en', 'fa'], deliveries: ['agent'], facts: [{ kind: 'text', name: 'name' }, { kind: 'one-of', name: 'product', values: [{ name: 'red', ...said('the red one') }] }],
  consent: said('Hello {name}, may I ask you something?'), questions: [service, price, why], closings,
  quotas: [{ name: 'friends', most: 1, when: { kind: 'answer', question: 'price', is: { kind: 'between', least: 9 } } }], ...more,
});

describe('questionnaires', () => {
  let api: TestApi;
  let quality: Client;
  let prompts: string;
  let sara: Client;
  let agentId: string;
  beforeAll(async () => {
    prompts = await mkdtemp(path.join(os.tmpdir(), 'paceline-prompts-'));
    api = await startApi({ PROMPTS_DIR: prompts });
    quality = api.as.quality;
    await addGateway(api, 'trunk');
    await addOwnNumber(api);
    agentId = (await addAgent(api, 'sara')).agentId;
    sara = await api.login('sara');
  });
  afterAll(async () => { await api.stop(); await rm(prompts, { recursive: true }); });

  const ok = ({ status, body, text }: Answer): Answer['body'] => { if (status >= 300) throw new Error(text); return body; };
  const add = async (given = draft()): Promise<string> => ok(await quality.post('/questionnaires', { name: uniqueName('survey'), draft: given })).id;
  const published = async (given = draft()): Promise<string> => {
    const id = await add(given);
    ok(await quality.post(`/questionnaires/${id}/publish`));
    return id;
  };
  const campaignWith = async (questionnaireId: string, targets = 2): Promise<string> => {
    const { id } = ok(await api.as.manager.post('/campaigns', {
      name: uniqueName('campaign'), ...SALES, purpose: 'survey', gateways: ['trunk'], lists: [{ listId: await addList(api, targets) }], questionnaireId,
    }));
    ok(await api.as.manager.post(`/campaigns/${id}/start`));
    return id;
  };
  const talking = async (campaignId: string, more: Readonly<Record<string, unknown>> = {}): Promise<string> =>
    await addCall(api, campaignId, { agent_id: agentId, connected_at: new Date(), ...more });
  const steps = async (callId: string, ...all: readonly unknown[]): Promise<Answer> => {
    let last = await sara.post(`/calls/${callId}/interview`);
    for (const one of all) last = await sara.post(`/calls/${callId}/interview/steps`, one);
    return last;
  };

  it('are drafts, checked, published as versions that never change, cloned into the draft, and kept', async () => {
    const id = await add(draft({ questions: [{ ...service, words: { agent: { en: 'How was {colour}?' } } }, price] }));
    expect((await quality.get(`/questionnaires/${id}/check`)).text).toContain('“service” says nothing in fa (for the screen).');
    const refused = await quality.post(`/questionnaires/${id}/publish`);
    expect([refused.status, refused.body.code, refused.body.reasons.map(({ code }) => code)]).toEqual([409, 'questionnaire-not-ready', ['branch-leads-nowhere', 'not-said-in', 'unknown-gap']]);
    expect(refused.body.reasons[0]?.detail).toBe('The branch 1 of “service” leads to “why”, which is not there.');
    expect((await quality.patch(`/questionnaires/${id}`, { draft: draft() })).body).toMatchObject({ published: null, draft: { privacy: 'named', waitSec: 5, questions: [{ isOptional: false }, {}, {}] } });
    expect((await quality.post(`/questionnaires/${id}/publish`)).body).toMatchObject({ questionnaireId: id, version: 1, publishedBy: 'the-quality' });
    await quality.patch(`/questionnaires/${id}`, { draft: draft({ questions: [price], quotas: [] }) });
    const again = await Promise.all([quality.post(`/questionnaires/${id}/publish`), quality.post(`/questionnaires/${id}/publish`)]);
    expect(again.map(({ body }) => (body as unknown as { version: number }).version).sort()).toEqual([2, 3]);
    expect((await quality.get(`/questionnaires/${id}/versions`)).body.items).toMatchObject([{ version: 3 }, { version: 2 }, { version: 1 }]);
    expect((await quality.post(`/questionnaires/${id}/versions/1/clone`)).body).toMatchObject({ published: { version: 3 }, draft: { questions: [{ name: 'service' }, {}, {}] } });
    expect((await quality.get(`/questionnaires/${id}/versions/1`)).body).toMatchObject({ document: { questions: [{}, {}, {}] } });
    expect((await quality.get(`/questionnaires/${id}/versions/9`)).body).toMatchObject({ status: 404, detail: 'The questionnaire has no version 9.' });
    expect((await quality.post(`/questionnaires/${id}/versions/2/publish`)).body).toMatchObject({ version: 4, copyOf: 2, document: { questions: [{ name: 'price' }] } });
    expect((await quality.delete(`/questionnaires/${id}`)).body).toMatchObject({ status: 409, code: 'in-use' });
    expect((await quality.delete(`/questionnaires/${await add()}`)).status).toBe(204);
    expect((await api.as.supervisor.post('/questionnaires', { name: 'x', draft: draft() })).status).toBe(403);
    expect((await api.as.admin.get(`/audit?resource=questionnaire&resourceId=${id}&limit=1`)).body.items).toMatchObject([{ action: 'published' }]);
    expect((await api.as.admin.get(`/audit?resource=questionnaire&resourceId=${id}`)).text).toContain('"became":{"version":3}');
  });

  it('name prompts that are there, and keep them', async () => {
    const spoken = { ask: { en: [{ prompt: 'ask.wav' }] }, again: { en: [{ prompt: 'ask.wav' }] }, range: { en: [{ prompt: 'ask.wav' }] } };
    const closing = { keypad: { en: [{ prompt: 'ask.wav' }] } };
    const byKeys = draft({
      languages: ['en'], deliveries: ['keypad'], facts: [], quotas: [], consent: { keypad: spoken }, questions: [{ kind: 'nps', name: 'price', words: { keypad: spoken } }],
      closings: { complete: closing, partial: closing, screened: closing, 'quota-full': closing, refused: closing },
    });
    const id = await add(byKeys);
    expect((await quality.get(`/questionnaires/${id}/check`)).text).toContain('The request for consent plays ask.wav, which is not there: upload it first.');
    ok(await api.as.manager.upload('/prompts', wav(300, { fill: 1 }), { name: 'ask.wav' }));
    ok(await quality.post(`/questionnaires/${id}/publish`));
    expect((await api.as.manager.delete('/prompts/ask.wav')).body).toMatchObject({ status: 409, detail: matching(/^The questionnaire “survey \d+” plays it\./) });
    expect((await quality.post(`/questionnaires/${id}/preview`, {})).body).toMatchObject({ asks: 'question', question: 'price', heard: ['ask.wav'] });
    const wrong = await api.as.manager.post('/campaigns', { name: uniqueName('campaign'), ...SALES, questionnaireId: id });
    expect(wrong.body.issues).toMatchObject([{ path: 'questionnaireId', message: matching(/is not published for an agent who asks/) }]);
    const unpublished = await api.as.manager.post('/campaigns', { name: uniqueName('campaign'), ...SALES, questionnaireId: await add() });
    expect(unpublished.body.issues).toMatchObject([{ path: 'questionnaireId', message: matching(/has not been published yet/) }]);
  });

  it.each<readonly [string, Readonly<Record<string, unknown>>]>([
    ['draft.languages.0', { languages: [] }], ['draft.deliveries.0', { deliveries: ['fax'] }], ['draft.questions.0.name', { questions: [{ kind: 'csat', name: 'Service' }] }],
    ['draft.questions.0.earliest', { questions: [{ kind: 'date', name: 'day', keyed: 'year-month-day', earliest: '2026-02-30', latest: '2026-03-01' }] }],
    ['draft.questions', { questions: Array.from({ length: 61 }, (_none, at) => ({ kind: 'csat', name: `q${String(at)}` })) }],
    ['draft.questions.0.askIf.of.of.of.kind', { questions: [{ ...price, askIf: not(not(not(not({ kind: 'fact', fact: 'a', is: { kind: 'given' } })))) }] }],
    ['draft.consent.agent.english', { consent: { agent: { english: 'Hi' } } }],
  ])('are not taken as drafts when they are none: %s', async (where, part) => {
    const { status, body } = await quality.post('/questionnaires', { name: uniqueName('survey'), draft: { ...draft(), ...part } });
    expect([status, body.issues[0]?.path]).toEqual([400, where]);
    expect(body.issues[0]?.message).not.toContain('{');
  });

  it('show the next step of any answers, and keep nothing', async () => {
    const id = await add();
    const preview = async (more: Readonly<Record<string, unknown>>): Promise<Answer> => await quality.post(`/questionnaires/${id}/preview`, { facts: { name: 'Jo', product: 'red' }, ...more });
    expect((await preview({ hasConsent: false })).body).toMatchObject({ asks: 'consent', text: 'Hello Jo, may I ask you something?', lines: [] });
    expect((await preview({ answers: [{ question: 'service', keys: '2' }] })).body).toMatchObject({
      asks: 'question', question: 'why', lines: [{ question: 'service', text: 'How was the red one, Jo?', least: 1, most: 5, keys: '2' }, { question: 'why', given: null }],
    });
    expect((await preview({ language: 'fa', answers: [{ question: 'service', keys: '5' }, { question: 'price', keys: '9' }, { question: 'why' }] })).body)
      .toMatchObject({ asks: null, result: 'complete', text: 'Thank you (complete). (fa)', held: ['friends'] });
    expect((await preview({ answers: [{ question: 'service', keys: '7' }] })).body).toMatchObject({ status: 409, code: 'answer-refused', detail: '“7” is no answer to “service”.' });
    await expect(api.rows('SELECT id FROM interviews')).resolves.toEqual([]);
  });

  it('are put by the agent who talks: each answer kept at once, corrected, found again, and told to the screens', async () => {
    const campaignId = await campaignWith(await published());
    const callId = await talking(campaignId);
    await api.write("UPDATE contacts SET fields = '{\"product\":\"red\",\"language\":\"fa\"}' WHERE id = (SELECT contact_id FROM calls WHERE id = ?)", [callId]);
    expect((await sara.get(`/calls/${callId}/interview`)).status).toBe(404);
    expect((await sara.post(`/calls/${callId}/interview`, { language: 'en' })).body).toMatchObject({ asks: 'consent', text: matching(/^Hello contact 0, may I/), version: 1, languages: ['en', 'fa'], callId });
    expect((await steps(callId, { kind: 'consented' }, { kind: 'typed', question: 'service', keys: '5' }, { kind: 'typed', question: 'price', keys: '10' })).body)
      .toMatchObject({ question: 'why', lines: [{ keys: '5' }, { keys: '10' }, {}] });
    // Their screen was gone.
    expect((await (await api.login('sara')).get(`/calls/${callId}/interview`)).body).toMatchObject({ question: 'why', lines: [{ keys: '5' }, { keys: '10' }, {}] });
    expect((await steps(callId, { kind: 'typed', question: 'service', keys: '1' })).body).toMatchObject({ question: 'why', lines: [{ question: 'service', keys: '1' }, { question: 'why' }] });
    await expect(api.rows('SELECT question, number FROM interview_answers')).resolves.toEqual([{ question: 'service', number: 1 }]);
    expect((await steps(callId, { kind: 'typed', question: 'service', keys: '0' })).body).toMatchObject({ status: 409, code: 'answer-refused' });
    expect((await steps(callId, { kind: 'spoken-in', language: 'de' })).body.issues[0]?.path).toBe('language');
    expect((await steps(callId, { kind: 'spoken-in', language: 'fa' }, { kind: 'written', question: 'why', text: ' Too slow. ' })).body)
      .toMatchObject({ result: 'complete', text: 'Thank you (complete). (fa)', lines: [{}, { given: { kind: 'written', text: 'Too slow.' } }] });
    expect((await api.as.supervisor.get(`/calls/${callId}/interview`)).body).toMatchObject({ result: 'complete' });
    const told = await waitFor('the screens were told', async () => (await api.app.get(EventStream).since('0-0', 100))?.filter(({ event }) => event.type === 'interview' && event.isOver)[0]);
    expect(told.event).toMatchObject({ callId, agentId });
    expect(JSON.stringify(told.event)).not.toContain('Too slow');
  });

  it('are put by nobody else, while the call is with the agent alone, and where the campaign asks something', async () => {
    const campaignId = await campaignWith(await published(draft({ privacy: 'confidential' })), 3);
    const callId = await talking(campaignId);
    ok(await steps(callId, { kind: 'consented' }));
    await addAgent(api, 'omid');
    expect((await (await api.login('omid')).post(`/calls/${callId}/interview/steps`, { kind: 'refused' })).status).toBe(404);
    expect((await api.as.supervisor.post(`/calls/${callId}/interview/steps`, { kind: 'refused' })).status).toBe(403);
    expect((await api.as.supervisor.get(`/calls/${callId}/interview`)).body).toMatchObject({ status: 403, detail: 'What people answered is confidential: results show it without the person.' });
    await api.write("UPDATE calls SET state = 'ended', ended_at = UTC_TIMESTAMP(3) WHERE id = ?", [callId]);
    expect((await steps(callId, { kind: 'typed', question: 'service', keys: '4' })).status).toBe(200);
    await api.write('UPDATE calls SET settled_at = UTC_TIMESTAMP(3) WHERE id = ?', [callId]);
    expect((await steps(callId, { kind: 'typed', question: 'price', keys: '4' })).body).toMatchObject({ status: 409, code: 'wrong-state' });
    await api.write('UPDATE campaigns SET questionnaire_id = NULL WHERE id = ?', [campaignId]);
    expect((await sara.post(`/calls/${await talking(campaignId)}/interview`)).body).toMatchObject({ status: 409, detail: 'The call\'s campaign has no questionnaire.' });
  });

  it('go on in the next call where they were put off, in their version; who is beyond the quota is told so', async () => {
    const id = await published();
    const campaignId = await campaignWith(id, 3);
    const first = await talking(campaignId);
    expect((await steps(first, { kind: 'consented' }, { kind: 'typed', question: 'service', keys: '4' }, { kind: 'stopped', because: 'put-off' })).body).toMatchObject({ result: 'partial', because: 'put-off' });
    await api.write("UPDATE calls SET state = 'ended', settled_at = UTC_TIMESTAMP(3), ended_at = UTC_TIMESTAMP(3) WHERE id = ?", [first]);
    ok(await quality.patch(`/questionnaires/${id}`, { draft: draft({ questions: [price] }) }));
    ok(await quality.post(`/questionnaires/${id}/publish`));
    await api.write("UPDATE targets SET last_call_id = NULL, state = 'ready' WHERE last_call_id = ?", [first]);
    const second = await talking(campaignId);
    expect((await sara.post(`/calls/${second}/interview`)).body).toMatchObject({ asks: 'consent', version: 1, callId: second, lines: [{ question: 'service', keys: '4' }] });
    expect((await steps(second, { kind: 'consented' }, { kind: 'typed', question: 'price', keys: '9' }, { kind: 'skipped', question: 'why' })).body).toMatchObject({ result: 'complete' });
    expect((await steps(await talking(campaignId), { kind: 'consented' }, { kind: 'typed', question: 'price', keys: '10' })).body).toMatchObject({ version: 2, result: 'complete' });
    expect((await steps(await talking(campaignId), { kind: 'consented' }, { kind: 'typed', question: 'price', keys: '9' })).body)
      .toMatchObject({ result: 'quota-full', text: 'Thank you (quota-full).', asks: null });
  });
});
