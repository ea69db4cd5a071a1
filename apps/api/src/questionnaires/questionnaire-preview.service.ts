import { Injectable } from '@nestjs/common';
import type { PreviewQuestionnaire, QuestionnairePreview } from '@paceline/contracts/questionnaires';
import { agentStep, type AgentCommand } from '@paceline/domain/survey/agent';
import { factsOf } from '@paceline/domain/survey/facts';
import type { Interview, InterviewStep } from '@paceline/domain/survey/interview';
import { putInWords } from '@paceline/domain/survey/keypad-words';
import { questionOf, type Questionnaire } from '@paceline/domain/survey/questionnaire';
import { askedNow, beginning, step } from '@paceline/domain/survey/step';
import { ClientQuestionnaires } from '@paceline/persistence';
import { PacelineError } from '@paceline/platform/errors';
import { DataSource } from 'typeorm';
import type { CurrentUser } from '../auth/current-user';
import { invalid } from '../edge/validation';
import { toSheetView } from '../interviews/sheet-view';
import { knownQuestionnaire, knownVersion } from './questionnaires.service';

/** Goes through a questionnaire as an interview does, and keeps nothing. */
@Injectable()
export class QuestionnairePreviewService {
  constructor(private readonly dataSource: DataSource) {}

  async preview(caller: CurrentUser, id: string, asked: PreviewQuestionnaire): Promise<QuestionnairePreview> {
    const questionnaire = await this.wanted(caller, id, asked.version);
    if (asked.language !== null && !questionnaire.languages.includes(asked.language)) throw invalid('language', 'not-one-of', { values: questionnaire.languages });
    const facts = factsOf(questionnaire, asked.facts);
    const begun = told(questionnaire, beginning(asked.seed, asked.language ?? questionnaire.languages[0], facts), { kind: 'begun' });
    const interview = commandsOf(asked).reduce((so, command) => told(questionnaire, so, command), begun);
    return { ...toSheetView(questionnaire, interview), held: [...interview.held], heard: [...heardNow(questionnaire, interview)] };
  }

  private async wanted(caller: CurrentUser, id: string, version: number | null): Promise<Questionnaire> {
    const questionnaires = new ClientQuestionnaires(this.dataSource, caller);
    const { draft } = knownQuestionnaire(await questionnaires.find(id), id);
    return version === null ? draft : knownVersion(await questionnaires.version(id, version), version).document;
  }
}

function commandsOf({ hasConsent, answers }: PreviewQuestionnaire): readonly AgentCommand[] {
  return [...hasConsent ? [{ kind: 'consented' as const }] : [], ...answers.map(({ question, keys, text }): AgentCommand => {
    if (keys !== undefined) return { kind: 'typed', question, keys };
    return text === undefined ? { kind: 'skipped', question } : { kind: 'written', question, text };
  })];
}

/** Whatever quota is asked for is granted. Who is screened out at once is not asked for consent: it is no fault to have it. */
function told(questionnaire: Questionnaire, interview: Interview, command: AgentCommand): Interview {
  const done = agentStep(questionnaire, interview, command);
  if (done.kind === 'done') return granted(questionnaire, done.step);
  if (command.kind === 'consented') return interview;
  throw PacelineError.because('answer-refused', done.refusal);
}

function granted(questionnaire: Questionnaire, { interview }: InterviewStep): Interview {
  if (interview.reserving.length === 0) return interview;
  return granted(questionnaire, step(questionnaire, interview, { kind: 'reserved', quotas: interview.reserving }));
}

function heardNow(questionnaire: Questionnaire, interview: Interview): readonly string[] {
  const asked = askedNow(questionnaire, interview);
  if (asked === null) return [];
  return putInWords(questionnaire, interview, asked.kind === 'ask' ? questionOf(questionnaire, asked.question) : null, 0, null);
}
