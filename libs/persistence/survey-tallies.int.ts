import { randomUUID } from 'node:crypto';
import { OWN_CLIENT } from '@paceline/domain/client/client';
import { entering } from '@paceline/domain/survey/entering';
import { comment, number, offered, questionnaire, rating, several, yesNo } from '@paceline/domain/survey/fixtures';
import type { Answer } from '@paceline/domain/survey/given';
import type { InterviewEvent } from '@paceline/domain/survey/interview';
import { DELIVERIES } from '@paceline/domain/survey/questionnaire';
import { step } from '@paceline/domain/survey/step';
import { useTestDatabase } from '@paceline/testing/use-test-database';
import fc from 'fast-check';
import { QuestionnaireRow, QuestionnaireVersion } from './entities/surveys';
import { openMigrated } from './fixtures.int-helper';
import { Interviews, type KeptInterview } from './interviews';
import { SurveyTallies1765014000000 } from './migrations/1765014000000-survey-tallies';
import { ClientSurveyResults, type Grouping, type ResultFilter } from './of-client/survey-results';
import { rows } from './transaction';

const MONDAY = Date.parse('2026-03-02T00:00Z');
const DAY_MS = 86_400_000;
const ASKED = questionnaire([
  rating('visit', 'nps'), yesNo('again', { isOptional: true }), several('liked', [offered('staff'), offered('Staff'), offered('price')]), number('times', 0, 99), comment('why', { isOptional: true }),
]);
const QUESTIONS = ASKED.questions.map(({ name }) => name);
const ANSWERS: readonly (readonly [string, Answer])[] = [
  ['visit', { kind: 'number', value: 10 }], ['visit', { kind: 'number', value: 1 }], ['again', { kind: 'yes-no', value: true }], ['again', { kind: 'yes-no', value: false }],
  ['liked', { kind: 'several', value: ['staff', 'price'] }], ['liked', { kind: 'several', value: ['Staff', 'price'] }], ['liked', { kind: 'several', value: [] }],
  ['times', { kind: 'number', value: 7 }], ['why', { kind: 'written', text: 'It was 1 "good" day' }],
];

/** What somebody does, in any order: what makes no sense where they stand changes nothing. */
const anEvent: fc.Arbitrary<InterviewEvent | 'called again'> = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...ANSWERS).map(([question, answer]): InterviewEvent => ({ kind: 'answered', question, answer })) },
  { weight: 2, arbitrary: fc.constantFrom(...ANSWERS).map(([question, given]): InterviewEvent => ({ kind: 'corrected', question, given })) },
  { weight: 2, arbitrary: fc.constantFrom(...QUESTIONS).map((question): InterviewEvent => ({ kind: 'skipped', question })) },
  fc.constantFrom<InterviewEvent | 'called again'>({ kind: 'stopped', because: 'hung-up' }, { kind: 'refused' }, 'called again', 'called again'),
);
const aPerson = fc.record({
  version: fc.nat(1), delivery: fc.constantFrom(...DELIVERIES), dayOn: fc.nat(9), agentId: fc.constantFrom('3', '4', null), consents: fc.boolean(),
  // From the first question to the last, and then whatever comes.
  events: fc.tuple(fc.shuffledSubarray([...ANSWERS], { minLength: 3 }), fc.array(anEvent, { maxLength: 10 })).map(([answers, more]): (InterviewEvent | 'called again')[] =>
    [...[...answers].sort(([one], [other]) => QUESTIONS.indexOf(one) - QUESTIONS.indexOf(other)).map(([question, answer]): InterviewEvent => ({ kind: 'answered', question, answer })), ...more]),
});

describe('totals of interviews', () => {
  const database = useTestDatabase(openMigrated);

  /** Two versions of one questionnaire; their ids, its own first. */
  async function publish(): Promise<readonly [string, string, string]> {
    const { manager } = database.source;
    const { identifiers: [row] } = await manager.insert(QuestionnaireRow, { ...OWN_CLIENT, name: randomUUID(), draft: ASKED, draftChangedAt: new Date(MONDAY) });
    const questionnaireId = String(row?.['id']);
    const version = async (nth: number): Promise<string> => String((await manager.insert(QuestionnaireVersion, {
      questionnaireId, version: nth, document: ASKED, copyOf: null, publishedAt: new Date(MONDAY), publishedBy: 'ann',
    })).identifiers[0]?.['id']);
    return [questionnaireId, await version(1), await version(2)];
  }

  async function live(versionId: string, { delivery, dayOn, agentId, consents, events }: typeof aPerson extends fc.Arbitrary<infer Person> ? Person : never): Promise<void> {
    const interviews = new Interviews(database.source);
    const at = new Date(MONDAY + dayOn * DAY_MS + 45_296_789);
    const contactId = String(Math.floor(Math.random() * 1e12));
    const call = async (): Promise<KeptInterview | null> => await interviews.begin(OWN_CLIENT, {
      versionId, delivery, language: 'en', campaignId: '4', queueId: null, agentId, callId: randomUUID(), contactId, known: {}, at,
    });
    const tell = async (kept: KeptInterview, event: InterviewEvent | null): Promise<KeptInterview> => event === null ? kept
      : await interviews.carryOut(kept, step(ASKED, kept.state, event), at) ?? kept;
    const enter = async (kept: KeptInterview): Promise<KeptInterview> => await tell(await tell(kept, entering(kept.state)), consents ? { kind: 'consented' } : null);
    let kept = await call();
    if (kept === null) throw new Error('it did not begin');
    kept = await enter(kept);
    for (const event of events) {
      const next: KeptInterview | null = event === 'called again' ? await call() : await tell(kept, event);
      if (next !== null) kept = event === 'called again' ? await enter(next) : next;
    }
  }

  async function told(questionnaireId: string, byEach: boolean, filter: ResultFilter, by: Grouping | null): Promise<unknown> {
    const results = new ClientSurveyResults(database.source, OWN_CLIENT, byEach);
    const [interviews, answers, stops] = [
      await results.interviews(questionnaireId, filter, by), await results.answers(questionnaireId, filter, by, by === null ? QUESTIONS : ['visit']), await results.stops(questionnaireId, filter),
    ];
    const sorted = (of: readonly object[]): readonly string[] => of.map((one) => JSON.stringify(one, Object.keys(one).sort())).sort();
    return { interviews: sorted(interviews), answers: sorted(answers), stops: sorted(stops) };
  }

  it('are what a look at each of them finds, whatever people do, in every version, delivery and time', async () => {
    await fc.assert(fc.asyncProperty(fc.array(aPerson, { minLength: 4, maxLength: 12 }), async (people) => {
      const [questionnaireId, first, second] = await publish();
      await Promise.all(people.map((person) => live(person.version === 0 ? first : second, person)));
      const filters: readonly ResultFilter[] = [
        {}, { versionId: first }, { delivery: 'keypad' }, { from: new Date(MONDAY + 2 * DAY_MS) }, { from: new Date(MONDAY + DAY_MS), until: new Date(MONDAY + 5 * DAY_MS) },
        { until: new Date(MONDAY + 3 * DAY_MS + 45_296_790) }, { agentId: '3' },
      ];
      for (const by of [null, 'day', 'week', 'month', 'agent'] as const) {
        for (const filter of filters) expect({ by, filter, ...await told(questionnaireId, false, filter, by) as object }).toEqual({ by, filter, ...await told(questionnaireId, true, filter, by) as object });
      }
      const [counted] = await rows<{ n: string }>(database.source, "SELECT SUM(count) AS n FROM survey_tallies WHERE counted = 'result' AND version_id IN (?)", [[first, second]]);
      const [over] = await rows<{ n: string }>(database.source, 'SELECT COUNT(*) AS n FROM interviews WHERE questionnaire_id = ? AND ended_at IS NOT NULL', [questionnaireId]);
      expect(Number(counted?.n ?? 0)).toBe(Number(over?.n));
    }), { numRuns: 6 });
  }, 120_000);

  it('hold what was asked before there were any, once', async () => {
    const [questionnaireId, first] = await publish();
    await fc.assert(fc.asyncProperty(aPerson, async (person) => { await live(first, person); }), { numRuns: 5 });
    const before = await told(questionnaireId, false, {}, null);
    const runner = database.source.createQueryRunner();
    for (const _time of [1, 2]) await new SurveyTallies1765014000000().up(runner);
    await runner.release();
    expect(await told(questionnaireId, false, {}, null)).toEqual(before);
    expect(before).toEqual(await told(questionnaireId, true, {}, null));
  });
});
