import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { OWN_CLIENT } from '@paceline/domain/client/client';
import { choice, comment, option, questionnaire, rating, yesNo } from '@paceline/domain/survey/fixtures';
import { ClientSurveyResults, QuestionnaireRow, QuestionnaireVersion, countInterviews, createDataSource, migrate, rows, write } from '@paceline/persistence';
import type { DataSource } from 'typeorm';
import { goal, numberFlag, type BenchOptions, type BenchResult } from './lib/contract';
import { freshDatabase } from './lib/fresh-database';
import { benchServices } from './lib/services';
import { median, round } from './lib/stats';

const INTERVIEWS = 100_000;
const ROUNDS = 5;
const BATCH = 500;
const DAYS = 90;
const BEGUN_MS = Date.parse('2026-03-02T00:00Z');
const ASKED = questionnaire([rating('visit', 'nps'), rating('talk'), yesNo('again'), choice('why', [option('price'), option('staff')]), comment('more')]);
const QUESTIONS = ASKED.questions.map(({ name }) => name);

/** A page of a questionnaire's results without a filter, by the totals of its days and by a look at each interview: `--interviews=N --rounds=N`. */
export async function run({ flags, progress }: BenchOptions): Promise<BenchResult> {
  const [interviews, rounds] = [numberFlag(flags, 'interviews', INTERVIEWS), numberFlag(flags, 'rounds', ROUNDS)];
  const { databaseUrl } = await benchServices(progress);
  const source = createDataSource({ url: await freshDatabase(databaseUrl, 'paceline_test_bench_results'), poolSize: 5 });
  await source.initialize();
  try {
    await migrate(source);
    progress(`${String(interviews)} interviews`);
    const questionnaireId = await fill(source, interviews);
    await write(source, 'ANALYZE TABLE interviews, interview_answers, survey_tallies', []);
    const page = async (byEach: boolean): Promise<unknown> => {
      const results = new ClientSurveyResults(source, OWN_CLIENT, byEach);
      const all = await Promise.all([
        results.versions(questionnaireId), results.interviews(questionnaireId, {}, null), results.answers(questionnaireId, {}, null, QUESTIONS), results.stops(questionnaireId, {}), results.invited(questionnaireId, {}),
      ]);
      return all.slice(1, 4).map((part) => [...part as readonly unknown[]].map((one) => JSON.stringify(one)).sort());
    };
    const isSame = isDeepStrictEqual(await page(false), await page(true));
    const times: Record<'tallied' | 'each', number[]> = { tallied: [], each: [] };
    for (let nth = 0; nth < rounds; nth++) {
      for (const [name, byEach] of [['tallied', false], ['each', true]] as const) {
        const beganAt = performance.now();
        await page(byEach);
        times[name].push(performance.now() - beganAt);
      }
    }
    const [{ n: tallyRows } = { n: 0 }] = await rows<{ n: string | number }>(source, 'SELECT COUNT(*) AS n FROM survey_tallies', []);
    return {
      metrics: { interviews, tallyRows: Number(tallyRows), isSame, pageMs: round(median(times.tallied)), byEachMs: round(median(times.each)) },
      goals: [goal('milliseconds of a page', round(median(times.tallied)), '<=', 300), goal('both find the same', isSame ? 1 : 0, '==', 1)],
    };
  } finally {
    await source.destroy();
  }
}

async function fill(source: DataSource, count: number): Promise<string> {
  const at = new Date(BEGUN_MS);
  const { identifiers: [row] } = await source.manager.insert(QuestionnaireRow, { ...OWN_CLIENT, name: 'Visit', draft: ASKED, draftChangedAt: at });
  const questionnaireId = String(row?.['id']);
  const { identifiers } = await source.manager.insert(QuestionnaireVersion, { questionnaireId, version: 1, document: ASKED, copyOf: null, publishedAt: at, publishedBy: 'ann' });
  const versionId = String(identifiers[0]?.['id']);
  for (let done = 0; done < count; done += BATCH) {
    const people = Array.from({ length: Math.min(BATCH, count - done) }, (_none, nth) => personOf(done + nth));
    await write(source,
      `INSERT INTO interviews (id, client_id, questionnaire_id, version_id, delivery, privacy, language, campaign_id, agent_id, state, result, stopped_at_question, begun_at, last_step_at, ended_at)
        VALUES ${people.map(() => "(?, 1, ?, ?, 'keypad', 'named', 'en', ?, ?, '{}', ?, ?, ?, ?, ?)").join(', ')}`,
      people.flatMap(({ id, nth, begunAt, isOpen, isPartial }) => [
        id, questionnaireId, versionId, nth % 7, nth % 50, isOpen ? null : isPartial ? 'partial' : 'complete', isPartial && !isOpen ? 'more' : null, begunAt, begunAt, isOpen ? null : begunAt,
      ]));
    const answers = people.flatMap(({ id, nth, begunAt, isPartial }) => answersOf(nth).slice(0, isPartial ? 4 : 5).map(([question, given]) =>
      [id, question, JSON.stringify(given), typeof given.value === 'number' ? given.value : null, begunAt]));
    await write(source, `INSERT INTO interview_answers (interview_id, question, given, number, at) VALUES ${answers.map(() => '(?, ?, ?, ?, ?)').join(', ')}`, answers.flat());
    await source.transaction(async (manager) => { await countInterviews(manager, people.map(({ id }) => id), 1); });
  }
  return questionnaireId;
}

/** One in a hundred goes on, one in ten has stopped. */
function personOf(nth: number) {
  return { nth, id: randomUUID(), begunAt: new Date(BEGUN_MS + (nth % DAYS) * 86_400_000 + nth), isOpen: nth % 100 === 99, isPartial: nth % 10 === 3 };
}

function answersOf(nth: number): readonly (readonly [string, { readonly kind: string; readonly value?: unknown; readonly text?: string }])[] {
  return [
    ['visit', { kind: 'number', value: nth % 11 }], ['talk', { kind: 'number', value: 1 + nth % 5 }], ['again', { kind: 'yes-no', value: nth % 3 === 0 }],
    ['why', { kind: 'choice', value: nth % 2 === 0 ? 'price' : 'staff' }], ['more', { kind: 'written', text: `it was number ${String(nth)}` }],
  ];
}
