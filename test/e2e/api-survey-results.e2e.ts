import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { choice, comment, option, questionnaire, rating } from '@paceline/domain/survey/fixtures';
import type { Given } from '@paceline/domain/survey/given';
import type { Privacy } from '@paceline/domain/survey/questionnaire';
import { startApi, type TestApi } from './support/api';
import { addAgent, addInterview, addQuestionnaire } from './support/data';
import { wav } from './support/wav';

const SOUND = wav(900, { fill: 5 });
const number = (value: number): Given => ({ kind: 'number', value });
const said = (recommend: number, colour: string): Readonly<Record<string, Given>> => ({ recommend: number(recommend), colour: { kind: 'choice', value: colour } });

describe('what people answered', () => {
  let api: TestApi;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'paceline-recordings-'));
    api = await startApi({ RECORDINGS_DIR: folder });
  });
  afterAll(async () => { await api.stop(); rmSync(folder, { recursive: true, force: true }); });
  const asked = async (privacy: Privacy): Promise<string> => await addQuestionnaire(api, questionnaire(
    [rating('recommend', 'nps', { isOptional: true }), choice('colour', [option('red'), option('=1+1')]), comment('why', { isOptional: true })], { privacy }));
  interface Figures {
    readonly items: readonly {
      readonly delivery: string; readonly begun: number | null; readonly completeRatio: number | null; readonly groups: readonly { readonly key: string; readonly name: string | null; readonly interviews: number }[];
      readonly questions: readonly { readonly question: string; readonly score: unknown; readonly shares: readonly unknown[] }[];
    }[];
    readonly hiddenVersions: readonly number[];
  }
  const results = async (id: string, query = ''): Promise<Figures> => JSON.parse((await api.as.quality.get(`/questionnaires/${id}/results${query}`)).text) as Figures;

  it('is counted by version and delivery, in groups, with intervals and no rank for a few', async () => {
    const id = await asked('named');
    const { agentId } = await addAgent(api, 'rosa');
    for (const score of [10, 9, 3]) await addInterview(api, id, { answers: said(score, 'red'), columns: { agent_id: agentId, queue_id: 4 } });
    await addInterview(api, id, { answers: { recommend: { kind: 'none' } }, columns: { result: 'partial', because: 'hung-up', stopped_at_question: 'colour', queue_id: 5 } });
    await addInterview(api, id, { answers: said(0, '=1+1'), columns: { delivery: 'agent' } });
    const { items } = await results(id);
    expect(items.map(({ delivery, begun, completeRatio }) => [delivery, begun, completeRatio])).toEqual([['agent', 1, 1], ['keypad', 4, 0.75]]);
    expect(items[1]?.questions).toMatchObject([
      { question: 'recommend', put: 4, answered: 3, skipped: 1, stopped: 0, score: { kind: 'nps', n: 3, value: 100 / 3 } },
      { question: 'colour', answered: 3, stopped: 1, stoppedRatio: 0.25, shares: [{ value: 'red', count: 3, ratio: 1, interval: { high: 1 } }, { value: '=1+1', count: 0 }] }, { question: 'why', put: 0 },
    ]);
    expect((await results(id, '?by=agent&delivery=keypad')).items[0]?.groups).toMatchObject([
      { key: null, interviews: 1, scores: [{ score: { n: 0 } }] }, { key: agentId, name: 'rosa', interviews: 3, scores: [{ question: 'recommend', score: { n: 3 }, rank: null }] },
    ]);
    expect((await results(id, '?by=week&queueId=4')).items.map(({ begun, groups }) => [begun, groups.map(({ key, interviews }) => [key, interviews])])).toEqual([[3, [['2026-03-02', 3]]]]);
    expect((await results(id, '?from=2026-03-03T00:00:00Z')).items).toEqual([]);
    expect([(await api.as.agent.get(`/questionnaires/${id}/results`)).status, (await api.as.quality.get('/questionnaires/999/results')).status]).toEqual([403, 404]);
    const file = (await api.as.quality.get(`/questionnaires/${id}/versions/1/answers.csv`)).text.trim().split('\r\n');
    expect([file.length, file[0], file.filter((line) => line.includes("\"'=1+1\""))]).toMatchObject([6, expect.stringContaining('callId,contactId,contactName'.split(',').map((one) => `"${one}"`).join(',')), [expect.anything()]]);
  });

  it('is counts alone where it is anonymous, whole, and without those of a few', async () => {
    const id = await asked('anonymous');
    for (let nth = 0; nth < 20; nth++) await addInterview(api, id, { answers: said(nth < 3 ? 0 : 10, nth < 3 ? '=1+1' : 'red'), columns: { queue_id: nth < 6 ? 4 : 5 } });
    const { items: [whole] } = await results(id);
    expect(whole).toMatchObject({ begun: 20, questions: [{ score: { n: 20 } }, { shares: [{ value: 'red', count: null }, { value: '=1+1', count: null }] }, {}] });
    expect((await results(id, '?by=queue')).items[0]?.groups.map(({ key, interviews }) => [key, interviews])).toEqual([['4', 6], ['5', 14]]);
    for (const query of ['?by=agent', '?by=day', '?queueId=4', '?from=2026-01-01T00:00:00Z']) expect(await results(id, query)).toMatchObject({ items: [], hiddenVersions: [1] });
    const file = (await api.as.quality.get(`/questionnaires/${id}/versions/1/answers.csv`)).text;
    expect([file.split('\r\n')[0], file.includes('interview')]).toEqual(['"delivery","question","answer","count"', false]);
  });

  it('is found by its words and tags where it is a comment, and heard, but for what is anonymous', async () => {
    const ids: Record<Privacy, string> = { named: await asked('named'), confidential: await asked('confidential'), anonymous: await asked('anonymous') };
    const written = await addInterview(api, ids.named, { answers: { why: { kind: 'written', text: '100% slow, “really”' } }, columns: { contact_id: 9 } });
    await addInterview(api, ids.named, { answers: { why: { kind: 'written', text: 'kind people' } } });
    const spoken = async (id: string): Promise<string> => {
      const interview = await addInterview(api, id, { answers: { why: { kind: 'recorded', lengthMs: 900 } }, columns: { contact_id: 9 } });
      await api.write("INSERT INTO interview_comments (interview_id, question, path, length_ms, recorded_at) VALUES (?, 'why', ?, 900, UTC_TIMESTAMP(3))", [interview, `${interview}.wav`]);
      writeFileSync(path.join(folder, `${interview}.wav`), SOUND);
      return interview;
    };
    const { quality } = api.as;
    const of = `/questionnaires/${ids.named}/comments`;
    expect((await quality.get(`${of}?text=${encodeURIComponent('100% slow')}`)).body.items).toMatchObject([{ interviewId: written, text: '100% slow, “really”', audio: null, contactId: '9', tags: [] }]);
    expect((await quality.put(`/interviews/${written}/comments/why/tags`, { tags: ['speed', 'service', 'speed'] })).body).toMatchObject({ tags: ['service', 'speed'] });
    expect((await quality.get(`${of}?tag=speed`)).body.items).toHaveLength(1);
    const first = await quality.get(`${of}?limit=1`);
    expect((await quality.get(`${of}?limit=1&cursor=${String(first.body.nextCursor)}`)).body).toMatchObject({ nextCursor: null, items: [{}] });

    expect((await results(ids.named)).items[0]?.questions[2]).toMatchObject({ question: 'why', answered: 2, skipped: 0 });

    const heard = await spoken(ids.confidential);
    const audio = `/interviews/${heard}/comments/why/audio`;
    expect((await quality.get(`/questionnaires/${ids.confidential}/comments`)).body.items).toMatchObject([{ text: null, lengthMs: 900, audio: `/api/v1${audio}`, contactId: null, callId: null }]);
    const sound = await fetch(`${api.url}/api/v1${audio}`, { headers: { authorization: `Bearer ${quality.token}` } });
    expect([sound.status, Buffer.from(await sound.arrayBuffer()).equals(Buffer.from(SOUND))]).toEqual([200, true]);
    expect((await api.as.admin.get(`/audit?resource=survey-comment&resourceId=${heard}`)).body.items).toMatchObject([{ action: 'fetched' }]);
    const nobodys = await spoken(ids.anonymous);
    expect((await quality.get(`/questionnaires/${ids.anonymous}/comments`)).body.items).toMatchObject([{ at: null, audio: null, contactId: null }]);
    expect((await quality.get(`/interviews/${nobodys}/comments/why/audio`)).body).toMatchObject({ code: 'not-found' });
  });
});
