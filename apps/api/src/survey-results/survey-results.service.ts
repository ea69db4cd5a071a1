import { Injectable } from '@nestjs/common';
import type { SurveyResultQuery, SurveyResults } from '@paceline/contracts/survey-results';
import { figuresOf, groupsOf, isScored } from '@paceline/domain/survey/figures/results';
import { ClientSurveyResults, type AnswersCount, type Grouping, type InterviewCount, type QuestionnaireVersion, type ResultFilter, type StopsCount } from '@paceline/persistence';
import { notFound } from '@paceline/platform/errors';
import { DataSource } from 'typeorm';
import type { CurrentUser } from '../auth/current-user';

type Item = SurveyResults['items'][number];

/** A day tells who was there, and so does an agent. */
const ANONYMOUS_GROUPS: readonly (Grouping | undefined)[] = [undefined, 'queue', 'campaign', 'language', 'month'];

interface Counts {
  readonly interviews: readonly InterviewCount[];
  readonly answers: readonly AnswersCount[];
  readonly stops: readonly StopsCount[];
  readonly grouped: readonly InterviewCount[];
  readonly groupedAnswers: readonly AnswersCount[];
}

/** What people answered, counted by the database: nothing is pooled that was asked otherwise. */
@Injectable()
export class SurveyResultsService {
  constructor(private readonly dataSource: DataSource) {}

  async results(caller: CurrentUser, id: string, query: SurveyResultQuery): Promise<SurveyResults> {
    const found = new ClientSurveyResults(this.dataSource, caller);
    const all = await found.versions(id);
    if (all.length === 0) throw notFound('questionnaire', id);
    const wanted = all.filter(({ version }) => query.version === undefined || version === query.version);
    const versions = wanted.filter(({ document }) => document.privacy !== 'anonymous' || !narrows(query));
    const filter = filterOf(query, wanted.length === 1 ? wanted[0] : undefined);
    const counts = await countsOf(found, id, versions, filter, query.by ?? null);
    const names = query.by === 'agent' ? await found.agentNames() : new Map<string, string>();
    const invited = await found.invited(id, filter);
    return {
      items: versions.flatMap((version) => itemsOf(version, counts, query.by ?? null, names)),
      invited: versions.flatMap(({ id: versionId, version }) => {
        const asked = invited.get(versionId);
        const begun = counts.interviews.filter((one) => one.versionId === versionId && one.delivery === 'keypad').reduce((sum, one) => sum + one.count, 0);
        return asked === undefined ? [] : [{ version, invited: asked, begunRatio: Math.min(1, begun / asked) }];
      }),
      hiddenVersions: wanted.filter((one) => !versions.includes(one)).map(({ version }) => version),
    };
  }
}

/** Looked at part by part, an anonymous one would tell of a few by what changes. */
function narrows({ from, until, agentId, queueId, campaignId, language, by }: SurveyResultQuery): boolean {
  return [from, until, agentId, queueId, campaignId, language].some((given) => given !== undefined) || !ANONYMOUS_GROUPS.includes(by);
}

function filterOf({ from, until, version: _version, by: _by, ...same }: SurveyResultQuery, version: QuestionnaireVersion | undefined): ResultFilter {
  return { ...same, versionId: version?.id, from: from === undefined ? undefined : new Date(from), until: until === undefined ? undefined : new Date(until) };
}

async function countsOf(found: ClientSurveyResults, id: string, versions: readonly QuestionnaireVersion[], filter: ResultFilter, by: Grouping | null): Promise<Counts> {
  const questions = versions.flatMap(({ document }) => document.questions);
  const counted = [...new Set(questions.map(({ name }) => name))];
  const scored = [...new Set(questions.filter(({ kind }) => isScored(kind)).map(({ name }) => name))];
  const [interviews, answers, stops, grouped, groupedAnswers] = await Promise.all([
    found.interviews(id, filter, null), found.answers(id, filter, null, counted), found.stops(id, filter),
    by === null ? [] : found.interviews(id, filter, by), by === null ? [] : found.answers(id, filter, by, scored),
  ]);
  return { interviews, answers, stops, grouped, groupedAnswers };
}

function itemsOf({ id, version, document }: QuestionnaireVersion, counts: Counts, by: Grouping | null, names: ReadonlyMap<string, string>): Item[] {
  const deliveries = [...new Set(counts.interviews.filter(({ versionId }) => versionId === id).map(({ delivery }) => delivery))].sort();
  return deliveries.map((delivery): Item => {
    const isOf = (one: { readonly versionId: string; readonly delivery: string }): boolean => one.versionId === id && one.delivery === delivery;
    const { source: _source, byResult, questions, ...figures } = figuresOf({
      source: { version, delivery }, questionnaire: document,
      interviews: counts.interviews.filter(isOf), answers: counts.answers.filter(isOf), stops: counts.stops.filter(isOf),
    });
    const grouped = counts.grouped.filter(isOf);
    const keys = [...new Set(grouped.map(({ key }) => key))];
    const groups = groupsOf(document, keys.map((key) => ({
      key: key ?? '', interviews: grouped.filter((one) => one.key === key).reduce((sum, one) => sum + one.count, 0),
      answers: counts.groupedAnswers.filter((one) => isOf(one) && one.key === key),
    })), by === 'agent');
    return {
      version, delivery, ...figures, byResult: { ...byResult }, questions: questions.map(({ shares, ...question }) => ({ ...question, shares: [...shares] })),
      groups: groups.map(({ key, interviews, scores }) => ({ key: key === '' ? null : key, name: names.get(key) ?? null, interviews, scores: [...scores] })),
    };
  });
}
