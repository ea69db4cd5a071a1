import { readFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { promptsOf } from '@paceline/domain/survey/prompts-of';
import type { SurveyResults } from '@paceline/contracts/survey-results';
import { rows } from '@paceline/persistence';
import type { Interview } from '@paceline/domain/survey/interview';
import { PROMPT_MS, recordedOf } from '../../test/e2e/lib/keypad-corpus';
import { groupBy } from '../invariants/checks/groups';
import { SHIPPED_PROMPTS } from '../system/prompts';
import type { ApiClient } from './api-client';
import { perform, type AutomaticDay } from './automatic-day';
import { CALLER_NUMBER, letCallBack } from './set-up';
import { ASKED, customersOf, figuresOf, verdictOf, type Figures, type SurveyedCustomer } from './survey-people';

interface InterviewNow { readonly id: string; readonly phone: string; readonly state: Interview }

let questionnaireId = '';

/** `npm run demo -- --survey`: a questionnaire by keys to 200 simulated customers. */
const SURVEY: AutomaticDay<SurveyedCustomer> = {
  name: 'survey', phones: 0, promptMs: PROMPT_MS, agreement: { purpose: 'survey', words: 'Ask me how it was, also by machine.' }, customersOf,

  async prepare({ manager, gateway, listId }) {
    questionnaireId = await publish(manager);
    const campaign = await manager.post<{ id: string; line: string; name: string }>('/campaigns', {
      name: `Spring survey ${Date.now()}`, purpose: 'survey', delivery: 'keypad', mode: 'broadcast', lists: [{ listId, priority: 1 }], gateways: [gateway], questionnaireId,
      callerNumber: CALLER_NUMBER.slice(1), ringTimeoutSec: 15, maxCallSec: 120,
      retryRules: { maxAttempts: 2, byOutcome: { 'no-answer': { maxAttempts: 2, waitSec: 3 } }, byDisposition: {} },
      broadcast: { lines: 80, callsPerSec: 20, discloses: { identifiesFirst: true, optOutSaidAtSec: 5, number: '+18005550100', numberOnMachines: true } },
    });
    await letCallBack(manager, campaign.id);
    return { campaign, close: () => undefined };
  },

  async compare({ manager, dataSource, simulated }, people, { campaign, isAway }) {
    const kept = await rows<Omit<InterviewNow, 'state'> & { readonly state: Interview | string }>(dataSource,
      'SELECT i.id, p.phone, i.state FROM interviews i JOIN contact_phones p ON p.contact_id = i.contact_id WHERE i.campaign_id = ?', [campaign.id]);
    const interviews = groupBy(kept.map((one): InterviewNow => ({ ...one, state: typeof one.state === 'string' ? JSON.parse(one.state) as Interview : one.state })), ({ phone }) => phone); // as it was committed
    const answers = groupBy(await rows<{ id: string; question: string }>(dataSource,
      'SELECT a.interview_id AS id, a.question FROM interview_answers a JOIN interviews i ON i.id = a.interview_id WHERE i.campaign_id = ?', [campaign.id]), ({ id }) => id);
    const calls = groupBy(simulated.calls, ({ number }) => number.replace(/^\+?/, '+'));
    const verdicts = people.map((person) => {
      const own = interviews.get(person.phone) ?? [];
      const answerRows = own.flatMap(({ id }) => (answers.get(id) ?? []).map(({ question }) => question));
      return verdictOf(person, { interviews: own.map(({ state }) => state), answerRows }, calls.get(person.phone) ?? [], isAway);
    });
    const truth = figuresOf(verdicts.flatMap((verdict) => verdict.truth ?? []));
    const told = await resultsOf(manager, campaign.id);
    return {
      wrong: [...verdicts.flatMap(({ wrong }) => wrong ?? []), ...isDeepStrictEqual(told, truth) ? [] : [`the results say ${JSON.stringify(told)}, and it was ${JSON.stringify(truth)}`]],
      figures: { answers: [...answers.values()].reduce((sum, those) => sum + those.length, 0), ...truth },
      recordedAs: (those) => endingsOf(those.flatMap(({ phone }) => interviews.get(phone) ?? [])),
    };
  },
};

/** What each prompt really says is of no matter to who hears it here. */
async function publish(manager: ApiClient): Promise<string> {
  const sound = readFileSync(path.join(SHIPPED_PROMPTS, 'please-wait-en.wav'));
  for (const name of promptsOf(ASKED)) await manager.upload('/prompts?replace=true', name, new Uint8Array(sound), { name });
  const { id } = await manager.post<{ id: string }>('/questionnaires', { name: `Service ${Date.now()}`, draft: ASKED });
  await manager.post(`/questionnaires/${id}/publish`);
  return id;
}

async function resultsOf(manager: ApiClient, campaignId: string): Promise<Figures | null> {
  const { items: [item, ...others] } = await manager.get<SurveyResults>(`/questionnaires/${questionnaireId}/results?campaignId=${campaignId}`);
  if (item === undefined || others.length > 0) return null;
  const byResult = Object.fromEntries(Object.entries(item.byResult).flatMap(([result, count]) => count === null || count === 0 ? [] : [[result, count]]));
  return {
    begun: item.begun, byResult,
    questions: item.questions.map(({ question, put, answered, skipped, stopped, score }) => ({ question, put, answered, skipped, stopped, score: score && { n: score.n, value: score.value } })),
  };
}

function endingsOf(interviews: readonly InterviewNow[]): string {
  const endings = groupBy(interviews.map(({ state }) => recordedOf(state).result), (result) => result);
  return endings.size === 0 ? 'no interview' : [...endings].map(([result, those]) => `${result} ${those.length}`).join(', ');
}

perform(SURVEY);
