import { Injectable } from '@nestjs/common';
import type { Page, PageQuery } from '@paceline/contracts/common';
import { english } from '@paceline/contracts/messages/en';
import { told } from '@paceline/contracts/messages/message';
import type { CallSurvey, CreateSurveyRule, PatchSurveyRule, SurveyRuleView } from '@paceline/contracts/survey-rules';
import { campaignOfLine, lineOfCampaign, lineOfQueue, queueOfLine } from '@paceline/domain/routing/line';
import type { SampleRefusal } from '@paceline/domain/survey/sampling';
import { DUPLICATE_ENTRY, ClientCalls, ClientCampaigns, ClientLists, ClientQuestionnaires, ClientQueues, ClientSurveyRules, inTransaction, mysqlErrorOf, recordChange, type Database, type NewSurveyRule, type SurveyRule } from '@paceline/persistence';
import { PacelineError, notFound } from '@paceline/platform/errors';
import { DataSource } from 'typeorm';
import { actorOf } from '../audit/audit.service';
import type { CurrentUser } from '../auth/current-user';
import { ID_PART, decodeCursor, toPage } from '../edge/paging';
import { isEmpty } from '../edge/unique';
import { KnownPrompts } from '../prompts/known-prompts';
import { invalid } from '../edge/validation';

/** Which talks are asked about. Workers go by a change within seconds. */
@Injectable()
export class SurveyRulesService {
  constructor(private readonly dataSource: DataSource, private readonly prompts: KnownPrompts) {}

  async page(caller: CurrentUser, { limit, cursor }: PageQuery): Promise<Page<SurveyRuleView>> {
    const after = cursor === undefined ? '0' : decodeCursor(cursor, [ID_PART])[0];
    return toPage(await new ClientSurveyRules(this.dataSource, caller).page(after, limit + 1), limit, ({ id }) => [id], toView);
  }

  async find(caller: CurrentUser, id: string): Promise<SurveyRuleView> {
    return toView(known(await new ClientSurveyRules(this.dataSource, caller).find(id), id));
  }

  async create(caller: CurrentUser, { queueId, campaignId, on, ...settings }: CreateSurveyRule): Promise<SurveyRuleView> {
    const of = await this.nameOf(caller, queueId, campaignId);
    const line = queueId === null ? lineOfCampaign(campaignId ?? '') : lineOfQueue(queueId);
    await this.checkInvitation(caller, { ...settings, campaignId });
    return await orThere(of, inTransaction(this.dataSource, async (manager) => {
      const rules = new ClientSurveyRules(manager, caller);
      await checkQuestionnaire(manager, caller, settings.questionnaireId);
      await checkLater(manager, caller, settings);
      const id = await rules.create({ ...settings, isOn: on, line });
      const became = toView(known(await rules.find(id), id));
      await recordChange(manager, actorOf(caller), { resource: 'survey-rule', resourceId: id, action: 'created', was: null, became });
      return became;
    }));
  }

  async patch(caller: CurrentUser, id: string, { on, ...settings }: PatchSurveyRule): Promise<SurveyRuleView> {
    return await inTransaction(this.dataSource, async (manager) => {
      const rules = new ClientSurveyRules(manager, caller);
      const was = toView(known(await rules.lock(id), id));
      if (settings.questionnaireId !== undefined) await checkQuestionnaire(manager, caller, settings.questionnaireId);
      await checkLater(manager, caller, { ...was, ...settings });
      const { invited = was.invited, invitation = was.invitation } = settings;
      await this.checkInvitation(caller, { invited, invitation, campaignId: was.campaignId });
      const columns = columnsOf({ ...settings, isOn: on });
      if (!isEmpty(columns)) await rules.change(id, columns);
      const became = toView(known(await rules.find(id), id));
      await recordChange(manager, actorOf(caller), { resource: 'survey-rule', resourceId: id, action: 'changed', was, became });
      return became;
    });
  }

  /** What became of earlier calls stays. */
  async remove(caller: CurrentUser, id: string): Promise<void> {
    await inTransaction(this.dataSource, async (manager) => {
      const rules = new ClientSurveyRules(manager, caller);
      const was = toView(known(await rules.lock(id), id));
      await rules.remove(id);
      await recordChange(manager, actorOf(caller), { resource: 'survey-rule', resourceId: id, action: 'deleted', was, became: null });
    });
  }

  async ofCall(caller: CurrentUser, id: string): Promise<CallSurvey> {
    if (await new ClientCalls(this.dataSource, caller).find(id) === null) throw notFound('call', id);
    const decisions = await new ClientSurveyRules(this.dataSource, caller).decisions(id);
    return { items: decisions.map(({ ruleId, decidedAt, refusal, params, accepted, laterListId, laterContactId, laterUntil, laterClosedAt }) => ({
      later: laterListId === null || laterContactId === null || laterUntil === null ? null
        : { listId: laterListId, contactId: laterContactId, until: laterUntil.toISOString(), over: laterClosedAt !== null },
      accepted: Boolean(accepted), ruleId, asked: refusal === null, at: decidedAt.toISOString(), refusal: refusal === null ? null : refusalView({ code: refusal, params } as SampleRefusal), // as the worker wrote it
    })) };
  }

  /** Whom a campaign calls waits for nobody: they are asked when the agent has left. */
  private async checkInvitation(caller: CurrentUser, { invited, invitation, campaignId }: Pick<SurveyRuleView, 'invited' | 'invitation' | 'campaignId'>): Promise<void> {
    if (invited === 'before-agent' && campaignId !== null) throw invalid('invited', 'only-callers-wait');
    if ((invited === 'before-agent') !== (invitation !== null)) throw invalid('invitation', 'invited-while-waiting');
    if (invitation === null) return;
    await this.prompts.check(caller, Object.entries(invitation.say).map(([language, prompt]) => ({ path: `invitation.say.${language}`, prompt })));
  }

  private async nameOf(caller: CurrentUser, queueId: string | null, campaignId: string | null): Promise<string> {
    if (queueId !== null) {
      const queue = await new ClientQueues(this.dataSource, caller).find(queueId);
      if (queue === null) throw invalid('queueId', 'unknown-queue', { id: queueId });
      return queue.name;
    }
    const campaign = campaignId === null ? null : await new ClientCampaigns(this.dataSource, caller).find(campaignId);
    if (campaign === null) throw invalid('campaignId', 'unknown-campaign', { id: campaignId ?? '' });
    return campaign.name;
  }
}

/** Its only unique key is the queue or campaign. */
async function orThere<T>(of: string, write: Promise<T>): Promise<T> {
  try {
    return await write;
  } catch (thrown) {
    if (mysqlErrorOf(thrown) !== DUPLICATE_ENTRY) throw thrown;
    throw new PacelineError('already-exists', 'survey-rule', { of });
  }
}

async function checkQuestionnaire(on: Database, caller: CurrentUser, id: string): Promise<void> {
  if (await new ClientQuestionnaires(on, caller).find(id) === null) throw invalid('questionnaireId', 'unknown-questionnaire', { id });
}

/** Hours and a list, or neither. */
async function checkLater(on: Database, caller: CurrentUser, { withinHours = null, laterListId = null }: Pick<PatchSurveyRule, 'withinHours' | 'laterListId'>): Promise<void> {
  if ((withinHours === null) !== (laterListId === null)) throw invalid(withinHours === null ? 'withinHours' : 'laterListId', 'later-hours-and-list');
  if (laterListId !== null && await new ClientLists(on, caller).find(laterListId) === null) throw invalid('laterListId', 'unknown-list', { id: laterListId });
}

function refusalView(refusal: SampleRefusal): NonNullable<CallSurvey['items'][number]['refusal']> {
  return { code: refusal.code, params: { ...refusal.params }, text: told(english.surveyRefusals, refusal) };
}

function columnsOf(given: Readonly<Record<string, unknown>>): Partial<NewSurveyRule> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)); // named and typed as the columns
}

function toView({ line, isOn, createdAt, id, questionnaireId, invited, invitation, longerThanSec, oneIn, withinHours, laterListId, fatigueDays }: SurveyRule): SurveyRuleView {
  return {
    id, queueId: queueOfLine(line), campaignId: campaignOfLine(line), questionnaireId, invited, invitation, on: Boolean(isOn), longerThanSec, oneIn, withinHours, laterListId, fatigueDays,
    createdAt: createdAt.toISOString(),
  };
}

function known(rule: SurveyRule | null, id: string): SurveyRule {
  if (rule === null) throw notFound('survey-rule', id);
  return rule;
}
