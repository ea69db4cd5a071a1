import { Injectable, type StreamableFile } from '@nestjs/common';
import { figuresOf } from '@paceline/domain/survey/figures/results';
import type { Given } from '@paceline/domain/survey/given';
import { ClientSurveyResults, interviewsInPages, recordChange, type InterviewLine, type QuestionnaireVersion } from '@paceline/persistence';
import { PacelineError, notFound } from '@paceline/platform/errors';
import { DataSource } from 'typeorm';
import { actorOf } from '../audit/audit.service';
import type { CurrentUser } from '../auth/current-user';
import { csvFile, type CsvCell } from '../edge/csv';

/** Of a named one with the person, of a confidential one without; of an anonymous one counts alone: its rows would tell who is who. */
@Injectable()
export class AnswerFileService {
  constructor(private readonly dataSource: DataSource) {}

  async file(caller: CurrentUser, id: string, number: number): Promise<StreamableFile> {
    const results = new ClientSurveyResults(this.dataSource, caller);
    const versions = await results.versions(id);
    const version = versions.find((one) => one.version === number);
    if (versions.length === 0) throw notFound('questionnaire', id);
    if (version === undefined) throw new PacelineError('not-found', 'questionnaire-version', { version: number });
    await recordChange(this.dataSource, actorOf(caller), { resource: 'survey-answers', resourceId: id, action: 'fetched', was: null, became: { version: number } });
    const name = `questionnaire-${id}-version-${String(number)}`;
    const { document } = version;
    if (document.privacy === 'anonymous') return csvFile(name, ['delivery', 'question', 'answer', 'count'], once(await countLines(results, id, version)));
    const isNamed = document.privacy === 'named';
    const questions = document.questions.map((question) => question.name);
    const header = [...isNamed ? ['interviewId', 'callId', 'contactId', 'contactName'] : [], 'delivery', 'language', 'begunAt', 'endedAt', 'result', 'because', 'queueId', 'campaignId', 'agentId', ...questions];
    return csvFile(name, header, linesOf(interviewsInPages(this.dataSource, caller, version.id), isNamed, questions));
  }
}

async function countLines(results: ClientSurveyResults, id: string, version: QuestionnaireVersion): Promise<readonly (readonly CsvCell[])[]> {
  const { document } = version;
  const filter = { versionId: version.id };
  const [interviews, answers] = await Promise.all([results.interviews(id, filter, null), results.answers(id, filter, null, document.questions.map(({ name }) => name))]);
  return [...new Set(interviews.map(({ delivery }) => delivery))].sort().flatMap((delivery) => {
    const { questions } = figuresOf({ source: { version: version.version, delivery }, questionnaire: document, interviews: [], stops: [], answers: answers.filter((one) => one.delivery === delivery) });
    return questions.flatMap(({ question, shares }) => shares.map(({ value, count }) => [delivery, question, value, count]));
  });
}

async function* linesOf(pages: AsyncIterable<readonly InterviewLine[]>, isNamed: boolean, questions: readonly string[]): AsyncGenerator<readonly (readonly CsvCell[])[]> {
  for await (const page of pages) {
    yield page.map(({ id, callId, contactId, contactName, delivery, language, begunAt, endedAt, result, because, queueId, campaignId, agentId, given }) => [
      ...isNamed ? [id, callId, contactId, contactName] : [], delivery, language, begunAt.toISOString(), endedAt?.toISOString() ?? null, result, because, queueId, campaignId, agentId,
      ...questions.map((question) => cellOf(given.get(question))),
    ]);
  }
}

function cellOf(given: Given | undefined): CsvCell {
  switch (given?.kind) {
    case 'number': return given.value;
    case 'yes-no': return given.value ? 'yes' : 'no';
    case 'choice':
    case 'date': return given.value;
    case 'several': return given.value.join(', ');
    case 'written': return given.text;
    case 'recorded': return `recorded, ${String(Math.round(given.lengthMs / 1_000))} s`;
    case 'none':
    case undefined: return null;
  }
}

async function* once<T>(lines: readonly T[]): AsyncGenerator<readonly T[]> {
  yield await Promise.resolve(lines);
}
