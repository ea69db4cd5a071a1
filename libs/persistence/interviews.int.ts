import { randomUUID } from 'node:crypto';
import { useTestDatabase } from '@paceline/testing/use-test-database';
import { OWN_CLIENT } from '@paceline/domain/client/client';
import { entering } from '@paceline/domain/survey/entering';
import type { InterviewEvent } from '@paceline/domain/survey/interview';
import type { Question, Questionnaire } from '@paceline/domain/survey/questionnaire';
import { step } from '@paceline/domain/survey/step';
import { InterviewAnswer, QuestionnaireRow, QuestionnaireVersion, QuotaCount } from './entities/surveys';
import { openMigrated } from './fixtures.int-helper';
import { Interviews, type KeptInterview, type NewInterview } from './interviews';
import { rows, write } from './transaction';

const AT = new Date('2026-03-02T10:11:12.345Z');
const rating = (name: string): Question => ({
  kind: 'csat', name, isOptional: false, askIf: null, branches: [], words: { agent: { en: `${name}?` }, keypad: { ask: {}, again: {}, range: {} } },
});
const closing = { agent: { en: 'Thanks.' }, keypad: {} };
const happy = (question: string, most: number): Questionnaire['quotas'][number] =>
  ({ name: `happy-${question}`, most, when: { kind: 'answer', question, is: { kind: 'in', values: ['5'] } } });
const document = (more: Partial<Questionnaire> = {}): Questionnaire => ({
  languages: ['en', 'fa'], deliveries: ['agent'], privacy: 'named', consent: { agent: { en: 'May I?' }, keypad: { ask: {}, again: {}, range: {} } },
  facts: [{ kind: 'text', name: 'name' }, { kind: 'one-of', name: 'product', values: [{ name: 'red', agent: { en: 'red' }, keypad: {} }] }],
  questions: [rating('service'), rating('price')], rotations: [], quotas: [], waitSec: 5,
  closings: { complete: closing, partial: closing, screened: closing, 'quota-full': closing, refused: closing }, ...more,
});
/** Whoever is signed in is a scope, and has an id of their own. */
const USER = { ...OWN_CLIENT, id: '77' };
const score = (question: string, value: number): InterviewEvent => ({ kind: 'answered', question, answer: { kind: 'number', value } });

describe('interviews', () => {
  const database = useTestDatabase(openMigrated);
  const all = (): Interviews => new Interviews(database.source);

  async function publish(questionnaire: Questionnaire): Promise<string> {
    const { manager } = database.source;
    const { identifiers: [row] } = await manager.insert(QuestionnaireRow, { ...OWN_CLIENT, name: randomUUID(), draft: questionnaire, draftChangedAt: AT });
    const { identifiers: [version] } = await manager.insert(QuestionnaireVersion, {
      questionnaireId: String(row?.['id']), version: 1, document: questionnaire, copyOf: null, publishedAt: AT, publishedBy: 'ann',
    });
    const versionId = String(version?.['id']);
    for (const { name: quota, most } of questionnaire.quotas) await manager.insert(QuotaCount, { versionId, quota, most });
    return versionId;
  }

  const begin = async (versionId: string, more: Partial<NewInterview> = {}): Promise<KeptInterview | null> => await all().begin(USER, {
    versionId, delivery: 'agent', language: 'en', campaignId: '4', queueId: null, agentId: '3', callId: randomUUID(), contactId: '9',
    known: { name: 'Jo Park', product: 'red' }, at: AT, ...more,
  });
  const sure = <T>(value: T | null | undefined): T => { if (value === null || value === undefined) throw new Error('there is none'); return value; };
  const tell = async (kept: KeptInterview, ...events: readonly InterviewEvent[]): Promise<KeptInterview> => {
    let so = kept;
    for (const event of events) so = sure(await all().carryOut(so, step(so.questionnaire, so.state, event), AT));
    return so;
  };
  const enter = async (kept: KeptInterview): Promise<KeptInterview> => await tell(kept, sure(entering(kept.state)), { kind: 'consented' });
  const answersOf = async ({ id }: { readonly id: string }): Promise<unknown> => Object.fromEntries(
    (await database.source.manager.findBy(InterviewAnswer, { interviewId: id })).map(({ question, number }) => [question, number]));
  const taken = async (versionId: string): Promise<unknown> =>
    Object.fromEntries((await database.source.manager.findBy(QuotaCount, { versionId })).map((count) => [count.quota, count.taken]));

  it('are one for a call, however many begin it, and know what the questionnaire asks for', async () => {
    const versionId = await publish(document());
    const callId = randomUUID();
    const begun = await Promise.all(Array.from({ length: 5 }, () => begin(versionId, { callId, contactId: null, language: 'de' })));
    expect(new Set(begun.map((one) => one?.id)).size).toBe(1);
    expect(begun[0]).toMatchObject({ privacy: 'named', language: 'en', campaignId: '4', agentId: '3', revision: 0, result: null, begunAt: AT, state: { facts: { name: 'Jo Park', product: 'red' } } });
    await expect(all().ofCalls(OWN_CLIENT, callId)).resolves.toHaveLength(1);
    await expect(all().ofCalls({ clientId: '2' }, callId)).resolves.toEqual([]);
  });

  it('keep each step whole and once: answers, corrections, what they end with', async () => {
    const kept = await enter(sure(await begin(await publish(document()))));
    const first = step(kept.questionnaire, kept.state, score('service', 2));
    expect(await Promise.all([all().commit(kept, first, AT), all().commit(kept, first, AT)])).toEqual(
      expect.arrayContaining([{ kind: 'committed', revision: kept.revision + 1, verdict: null }, { kind: 'stale' }]));
    const again = sure(await all().read(kept.id));
    expect(again.state.answers).toEqual({ service: { kind: 'number', value: 2 } });
    expect(await all().carryOut(kept, step(kept.questionnaire, kept.state, score('service', 5)), AT)).toBeNull();
    const over = await tell(again, { kind: 'corrected', question: 'service', given: { kind: 'number', value: 4 } }, score('price', 1));
    expect(over).toMatchObject({ result: 'complete', because: null, endedAt: AT, contactId: '9' });
    await expect(answersOf(over)).resolves.toEqual({ service: 4, price: 1 });
  });

  it('keep what is beside them in the same commit, and leave it where none is given', async () => {
    const kept = sure(await begin(await publish(document())));
    const nothing = { interview: kept.state, actions: [] };
    await all().commit(kept, nothing, AT, { serial: 7 });
    const next = sure(await all().read(kept.id));
    expect(next.beside).toEqual({ serial: 7 });
    await all().commit(next, nothing, AT);
    await expect(all().read(kept.id)).resolves.toMatchObject({ beside: { serial: 7 }, revision: 2 });
  });

  it('take answers back that a correction leads past', async () => {
    const past = { ...rating('service'), branches: [{ when: { kind: 'answer', question: 'service', is: { kind: 'in', values: ['1'] } }, to: { kind: 'end' } }] } as const;
    const kept = await enter(sure(await begin(await publish(document({ questions: [past, rating('price')] })))));
    const over = await tell(kept, score('service', 3), score('price', 2), { kind: 'corrected', question: 'service', given: { kind: 'number', value: 1 } });
    await expect(answersOf(over)).resolves.toEqual({ service: 1 });
  });

  it('never hold more places of a quota than there are, and give back what they do not complete', async () => {
    const versionId = await publish(document({ quotas: [happy('service', 3)] }));
    const many = await Promise.all(Array.from({ length: 12 }, async () => await enter(sure(await begin(versionId, { contactId: null })))));
    const told = await Promise.all(many.map((kept) => tell(kept, score('service', 5))));
    expect(told.filter(({ state }) => state.held.length === 1)).toHaveLength(3);
    expect(told.filter(({ result, quota }) => result === 'quota-full' && quota === 'happy-service')).toHaveLength(9);
    await expect(taken(versionId)).resolves.toEqual({ 'happy-service': 3 });
    const [one, other] = told.filter(({ state }) => state.held.length === 1);
    await tell(sure(one), { kind: 'stopped', because: 'hung-up' });
    await tell(sure(other), score('price', 1));
    await expect(taken(versionId)).resolves.toEqual({ 'happy-service': 2 });
  });

  it('reserve all of what they ask for or none, and hold a place once however often they ask', async () => {
    const versionId = await publish(document({ quotas: [happy('service', 1), { ...happy('service', 1), name: 'also' }] }));
    const first = await enter(sure(await begin(versionId)));
    const asking = step(first.questionnaire, first.state, score('service', 5));
    await all().commit(first, asking, AT); // and its worker is gone before it has heard what was said
    const found = sure(await all().read(first.id));
    expect(found.state.reserving).toHaveLength(2);
    const resumed = await tell(found, { kind: 'resumed' });
    expect(resumed.state).toMatchObject({ held: ['happy-service', 'also'], reserving: [] });
    await write(database.source, "UPDATE quota_counts SET most = 2 WHERE quota = 'also'", []);
    const second = await tell(await enter(sure(await begin(versionId, { contactId: null }))), score('service', 5));
    expect(second).toMatchObject({ result: 'quota-full', quota: 'happy-service' });
    await expect(taken(versionId)).resolves.toEqual({ 'happy-service': 1, also: 1 });
  });

  it('wait for nobody round a circle when each gives back what the other asks for', async () => {
    const versionId = await publish(document({ quotas: [happy('price', 50), { ...happy('service', 50), name: 'a-service' }], questions: [{ ...rating('service'), isOptional: true }, rating('price')] }));
    const many = await Promise.all(Array.from({ length: 10 }, async (_none, nth) => {
      const kept = await enter(sure(await begin(versionId, { contactId: null })));
      return await tell(kept, score('service', nth % 2 === 0 ? 5 : 4), score('price', 5));
    }));
    await Promise.all(many.map((kept, nth) => tell(kept, { kind: 'corrected', question: 'service', given: { kind: 'number', value: nth % 2 === 0 ? 1 : 5 } })));
    await expect(taken(versionId)).resolves.toEqual({ 'happy-price': 10, 'a-service': 5 });
  });

  it('go on in the next call of the same person and reason, in the version in which they began, asked for consent again', async () => {
    const versionId = await publish(document());
    const put = await tell(await enter(sure(await begin(versionId))), score('service', 2), { kind: 'stopped', because: 'put-off' });
    expect(put).toMatchObject({ result: 'partial', because: 'put-off' });
    const callId = randomUUID();
    expect(await begin(versionId, { delivery: 'keypad' })).not.toMatchObject({ id: put.id });
    expect(await begin(versionId, { campaignId: '5' })).not.toMatchObject({ id: put.id });
    expect(await begin(versionId, { at: new Date(AT.getTime() + 31 * 86_400_000) })).not.toMatchObject({ id: put.id });
    await write(database.source, 'DELETE FROM interviews WHERE id <> ?', [put.id]);
    const next = sure(await begin(versionId, { callId, agentId: '8' }));
    expect(next).toMatchObject({ id: put.id, callId, agentId: '8', beside: null });
    expect(entering(next.state)).toEqual({ kind: 'taken-up' });
    const on = await tell(next, { kind: 'taken-up' });
    expect(on).toMatchObject({ result: null, endedAt: null, state: { hasConsent: false, answers: { service: { value: 2 } } } });
    // What nobody ended is ended first.
    const third = sure(await begin(versionId));
    expect(third).toMatchObject({ id: put.id, result: 'partial', because: 'hung-up' });
    const refused = await tell(third, { kind: 'taken-up' }, { kind: 'refused' });
    expect(refused).toMatchObject({ result: 'partial', because: 'refused' });
    expect(await begin(versionId)).not.toMatchObject({ id: put.id });
  });

  it('that are anonymous lead to nobody: no person, no agent, no time of day, and no call once they are over', async () => {
    const versionId = await publish(document({ privacy: 'anonymous' }));
    const callId = randomUUID();
    const begun = sure(await begin(versionId, { callId }));
    const midnight = new Date('2026-03-02T00:00:00.000Z');
    expect(begun).toMatchObject({ contactId: null, agentId: null, callId, begunAt: midnight, lastStepAt: midnight, state: { facts: { product: 'red' } } });
    expect(Object.keys(begun.state.facts)).toEqual(['product']);
    expect(begun.id[14]).toBe('4');
    const over = await tell(await enter(begun), score('service', 2), { kind: 'stopped', because: 'hung-up' });
    expect(over).toMatchObject({ result: 'partial', callId: null, lastStepAt: midnight, endedAt: midnight });
    for (const table of ['interviews', 'interview_answers']) expect(JSON.stringify(await rows(database.source, `SELECT * FROM ${table}`, []))).not.toMatch(/Jo Park|10:11/);
    expect(JSON.stringify(await rows(database.source, 'SELECT * FROM interviews', []))).not.toContain(callId);
    expect(JSON.stringify(await rows(database.source, 'SELECT * FROM severed_interviews', []))).not.toContain(over.id);
    await expect(begin(versionId, { callId })).resolves.toBeNull();
    await expect(begin(versionId)).resolves.not.toMatchObject({ id: over.id });
  });

  it('are ended when nobody goes on with them, with what they hold given back', async () => {
    const versionId = await publish(document({ quotas: [happy('service', 1)] }));
    const callId = randomUUID();
    const left = await tell(await enter(sure(await begin(versionId, { callId }))), score('service', 5));
    const settledAt = (at: Date): Promise<unknown> => write(database.source,
      `INSERT INTO calls (id, direction, state, switch_id, line, planned_at, settled_at) VALUES (?, 'inbound', 'ended', 'main', 'queue-7', ?, ?)`, [callId, at, at]);
    await settledAt(AT);
    expect(await all().endLeft(new Date(AT.getTime() + 60_000), 10)).toBe(0);
    const unasked = sure(await begin(versionId, { callId: null, contactId: null }));
    expect(await all().endLeft(new Date(AT.getTime() + 20 * 60_000), 10)).toBe(1);
    await expect(all().read(left.id)).resolves.toMatchObject({ result: 'partial', because: 'hung-up' });
    await expect(taken(versionId)).resolves.toEqual({ 'happy-service': 0 });
    expect(await all().endLeft(new Date(AT.getTime() + 3 * 86_400_000), 10)).toBe(1);
    await expect(all().read(unasked.id)).resolves.toMatchObject({ result: 'no-response' });
  });
});
