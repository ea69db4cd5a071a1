import { createHash } from 'node:crypto';
import { Script } from 'node:vm';
import { choice, comment, option, questionnaire, rating } from '@paceline/domain/survey/fixtures';
import type { Questionnaire } from '@paceline/domain/survey/questionnaire';
import { startApi, type Answer, type TestApi } from './support/api';
import { addQuestionnaire } from './support/data';

const asked = (more: Partial<Questionnaire> = {}): Questionnaire => {
  const whole = questionnaire([rating('work', 'csat'), choice('shift', [option('early'), option('late')]), comment('why', { isOptional: true })], { privacy: 'anonymous', deliveries: ['web'], ...more });
  return { ...whole, languages: ['en', 'fa'], consent: { ...whole.consent, agent: { en: 'May we ask?', fa: 'بپرسیم؟' } } };
};

describe('a form that staff answer', () => {
  let api: TestApi;
  beforeAll(async () => { api = await startApi(); });
  afterAll(async () => { await api.stop(); });
  interface Sheet { readonly resume: string; readonly asks: string | null; readonly lines: readonly unknown[]; readonly result: string | null }
  const sheetOf = (answer: Answer): Sheet => JSON.parse(answer.text) as Sheet;
  const made = async (more: object = {}): Promise<{ readonly id: string; readonly formId: string; readonly path: string }> => {
    const id = await addQuestionnaire(api, asked());
    const form = JSON.parse((await api.as.quality.post(`/questionnaires/${id}/forms`, more)).text) as { id: string; path: string };
    return { id, formId: form.id, path: form.path };
  };

  it('is answered without a login, goes on in the same browser, and keeps nothing of who answered', async () => {
    const { id, path } = await made({ language: 'fa' });
    const { anonymous } = api;
    expect((await anonymous.get(path)).body).toEqual({ state: 'open', language: 'fa', languages: [{ language: 'en', rightToLeft: false }, { language: 'fa', rightToLeft: true }] });
    const begun = sheetOf(await anonymous.post(`${path}/begin`, { language: 'fa' }));
    expect(begun).toMatchObject({ language: 'fa', rightToLeft: true, asks: 'consent', text: 'بپرسیم؟', lines: [] });
    const { resume } = begun;
    const step = async (one: object): Promise<Answer> => await anonymous.post(`${path}/steps`, { resume, step: one });
    expect(sheetOf(await step({ kind: 'consented' }))).toMatchObject({ asks: 'question', lines: [{ question: 'work', kind: 'csat', least: 1, most: 5 }] });
    expect((await step({ kind: 'typed', question: 'work', keys: '9' })).body).toMatchObject({ status: 409, code: 'wrong-state' });
    await step({ kind: 'typed', question: 'work', keys: '2' });
    expect(sheetOf(await anonymous.post(`${path}/resume`, { resume }))).toMatchObject({ lines: [{ keys: '2' }, { question: 'shift', choices: [{ key: '1' }, { key: '2' }] }] });
    await step({ kind: 'typed', question: 'work', keys: '4' }); // another answer instead
    await step({ kind: 'typed', question: 'shift', keys: '2' });
    expect(sheetOf(await step({ kind: 'written', question: 'why', text: 'good people' }))).toMatchObject({ asks: null, result: 'complete' });
    expect((await step({ kind: 'typed', question: 'work', keys: '9' })).status).toBe(409);

    const [row] = await api.rows<Record<string, unknown>>('SELECT *, DATE_FORMAT(begun_at, "%H:%i:%s.%f") AS time FROM interviews WHERE questionnaire_id = ?', [id]);
    expect(row).toMatchObject({ delivery: 'web', agent_id: null, call_id: null, contact_id: null, result: 'complete', time: '00:00:00.000000' });
    expect(JSON.stringify(row)).not.toContain(resume.split('.')[1]);
    expect((await api.as.quality.get(`/questionnaires/${id}/results`)).body).toMatchObject({ items: [{ delivery: 'web', begun: null }] });
  });

  it('is nobody\'s who has not its key, and closed when it is closed', async () => {
    const [{ id, formId, path }, other] = [await made(), await made()];
    const { anonymous } = api;
    const { resume } = sheetOf(await anonymous.post(`${path}/begin`, { language: 'en' }));
    const stranger = `${resume.split('.')[0] ?? ''}.${'A'.repeat(43)}`;
    expect((await anonymous.post(`${path}/resume`, { resume: stranger })).body).toMatchObject({ status: 404, code: 'not-found' });
    expect((await anonymous.post(`${other.path}/resume`, { resume })).status).toBe(404);
    expect((await anonymous.get(`/forms/${'A'.repeat(32)}`)).body).toMatchObject({ status: 404, detail: 'There is no such form.' });
    expect((await api.as.quality.patch(`/questionnaires/${id}/forms/${formId}`, { closesAt: '2020-01-01T00:00:00Z' })).body).toMatchObject({ state: 'closed' });
    expect((await anonymous.get(path)).body).toMatchObject({ state: 'closed' });
    expect((await anonymous.post(`${path}/begin`, { language: 'en' })).status).toBe(409);
    expect((await anonymous.post(`${path}/steps`, { resume, step: { kind: 'consented' } })).status).toBe(409);
    const named = await addQuestionnaire(api, asked({ privacy: 'named' }));
    expect((await api.as.quality.post(`/questionnaires/${named}/forms`, {})).body).toMatchObject({ code: 'wrong-state' });
    expect((await api.as.agent.post(`/questionnaires/${id}/forms`, {})).status).toBe(403);
  });

  it('is one page of its own, which runs nothing but itself', async () => {
    const { path } = await made();
    const page = await fetch(`${api.url}${path}`);
    const [html, policy] = [await page.text(), page.headers.get('content-security-policy') ?? ''];
    const hash = (text: string | undefined): string => `'sha256-${createHash('sha256').update(text ?? '').digest('base64')}'`;
    expect([page.status, page.headers.get('content-type'), page.headers.get('set-cookie')]).toEqual([200, 'text/html; charset=utf-8', null]);
    expect(policy).toContain(`script-src ${hash(/<script>([^]*)<\/script>/.exec(html)?.[1])};`);
    expect(policy).toContain(`style-src ${hash(/<style>([^]*)<\/style>/.exec(html)?.[1])};`);
    expect([policy.startsWith("default-src 'none'"), policy.includes('unsafe'), /(?:src|href)=/.test(html.replace(/<script>[^]*<\/script>/, ''))]).toEqual([true, false, false]);
    expect(() => new Script(/<script>([^]*)<\/script>/.exec(html)?.[1] ?? '!')).not.toThrow(); // it is read as one
  });
});
