import { randomUUID } from 'node:crypto';
import { OWN_CLIENT } from '@paceline/domain/client/client';
import { questionnaire, rating } from '@paceline/domain/survey/fixtures';
import type { InterviewEvent } from '@paceline/domain/survey/interview';
import type { Privacy } from '@paceline/domain/survey/questionnaire';
import { step } from '@paceline/domain/survey/step';
import { useTestDatabase } from '@paceline/testing/use-test-database';
import { FollowUp } from './entities/follow-ups';
import { QuestionnaireRow, QuestionnaireVersion } from './entities/surveys';
import { openMigrated } from './fixtures.int-helper';
import { Interviews, type KeptInterview } from './interviews';
import { ClientFollowUps } from './of-client/follow-ups';
import { write } from './transaction';

const AT = new Date('2026-03-02T10:11:12.345Z');
const score = (question: string, value: number): InterviewEvent => ({ kind: 'answered', question, answer: { kind: 'number', value } });

describe('a low score', () => {
  const database = useTestDatabase(openMigrated);
  let heard: FollowUp[];
  const all = (): Interviews => new Interviews(database.source, (opened) => { heard.push(opened); });
  beforeEach(() => { heard = []; });

  async function asked(privacy: Privacy): Promise<KeptInterview> {
    const { manager } = database.source;
    const document = questionnaire([rating('visit'), rating('again')], { privacy });
    const { identifiers: [row] } = await manager.insert(QuestionnaireRow, { ...OWN_CLIENT, name: randomUUID(), draft: document, draftChangedAt: AT });
    const questionnaireId = String(row?.['id']);
    const { identifiers: [version] } = await manager.insert(QuestionnaireVersion, { questionnaireId, version: 1, document, copyOf: null, publishedAt: AT, publishedBy: 'ann' });
    await new ClientFollowUps(database.source, OWN_CLIENT).putRules(questionnaireId, ['visit', 'again'].map((question) => ({ question, atMost: 2, dueHours: 24, ownerId: '6' })));
    const callId = randomUUID();
    await write(database.source, "INSERT INTO calls (id, direction, state, switch_id, line, phone, planned_at) VALUES (?, 'inbound', 'talking', 'main', 'queue-7', '+14155550100', UTC_TIMESTAMP(3))", [callId]);
    const kept = await all().begin(OWN_CLIENT, {
      versionId: String(version?.['id']), delivery: 'agent', language: 'en', campaignId: null, queueId: '7', agentId: '3', callId, contactId: '9', known: {}, at: AT,
    });
    if (kept === null) throw new Error('it was not begun');
    return await told(await told(kept, { kind: 'begun' }), { kind: 'consented' });
  }
  async function told(kept: KeptInterview, event: InterviewEvent): Promise<KeptInterview> {
    const next = await all().carryOut(kept, step(kept.questionnaire, kept.state, event), AT);
    if (next === null) throw new Error('it was stale');
    return next;
  }
  const opened = async ({ id }: KeptInterview): Promise<FollowUp[]> => await database.source.manager.findBy(FollowUp, { interviewId: id });

  it('opens one task an interview, with its owner, when it is due and whom it is about, though more are low and the answer is corrected', async () => {
    const low = await told(await asked('named'), score('visit', 1));
    await told(await told(low, { kind: 'corrected', question: 'visit', given: { kind: 'number', value: 2 } }), score('again', 1));
    expect(await opened(low)).toMatchObject([{ question: 'visit', score: 1, contactId: '9', phone: '+14155550100', callId: low.callId, state: 'open', ownerId: '6', openedAt: AT, dueAt: new Date('2026-03-03T10:11:12.345Z') }]);
    expect(heard).toHaveLength(1);
  });

  it('opens one though the same answer is sent by two at once', async () => {
    const kept = await asked('named');
    const low = step(kept.questionnaire, kept.state, score('visit', 1));
    await Promise.all([1, 2, 3].map(() => all().commit(kept, low, AT)));
    expect([(await opened(kept)).length, heard.length]).toEqual([1, 1]);
  });

  it('opens none where it is above the rule, or nobody knows whose it is', async () => {
    const well = await told(await asked('confidential'), score('visit', 3));
    const unknown = await told(await asked('anonymous'), score('visit', 1));
    expect([await opened(well), await opened(unknown), heard]).toEqual([[], [], []]);
    expect(await opened(await told(await asked('confidential'), score('visit', 2)))).toMatchObject([{ isConfidential: true }]);
  });
});
