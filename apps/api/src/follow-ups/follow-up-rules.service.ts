import { Injectable } from '@nestjs/common';
import type { FollowUpRulesView, PutFollowUpRules } from '@paceline/contracts/follow-ups';
import { mayDo } from '@paceline/contracts/permissions';
import { numbersOf } from '@paceline/domain/survey/answer';
import { questionOf, type Questionnaire } from '@paceline/domain/survey/questionnaire';
import { ClientFollowUps, ClientQuestionnaires, ClientUsers, inTransaction, recordChange } from '@paceline/persistence';
import { notFound } from '@paceline/platform/errors';
import { DataSource, type EntityManager } from 'typeorm';
import { actorOf } from '../audit/audit.service';
import type { CurrentUser } from '../auth/current-user';
import { invalid } from '../edge/validation';

/** From which score on somebody sees to it: it counts for answers from then on. */
@Injectable()
export class FollowUpRulesService {
  constructor(private readonly dataSource: DataSource) {}

  async find(caller: CurrentUser, id: string): Promise<FollowUpRulesView> {
    return await inTransaction(this.dataSource, async (manager) => {
      await draftOf(manager, caller, id);
      return await rulesOf(manager, caller, id);
    });
  }

  async put(caller: CurrentUser, id: string, { items }: PutFollowUpRules): Promise<FollowUpRulesView> {
    return await inTransaction(this.dataSource, async (manager) => {
      const draft = await draftOf(manager, caller, id);
      for (const [at, { question: name, ownerId }] of items.entries()) {
        const question = questionOf(draft, name);
        if (question === null || numbersOf(question) === null) throw invalid(`items.${String(at)}.question`, 'asks-no-number', { question: name });
        const owner = ownerId === null ? null : await new ClientUsers(manager, caller).find(ownerId);
        if (ownerId !== null && (owner === null || !mayDo(owner.role, 'follow-ups:handle'))) throw invalid(`items.${String(at)}.ownerId`, 'sees-to-nothing', { id: ownerId });
      }
      const was = await rulesOf(manager, caller, id);
      await new ClientFollowUps(manager, caller).putRules(id, items);
      const became = await rulesOf(manager, caller, id);
      await recordChange(manager, actorOf(caller), { resource: 'follow-up-rules', resourceId: id, action: 'changed', was, became });
      return became;
    });
  }
}

async function rulesOf(manager: EntityManager, caller: CurrentUser, id: string): Promise<FollowUpRulesView> {
  return { items: (await new ClientFollowUps(manager, caller).rules(id)).map(({ question, atMost, dueHours, ownerId }) => ({ question, atMost, dueHours, ownerId })) };
}

async function draftOf(manager: EntityManager, caller: CurrentUser, id: string): Promise<Questionnaire> {
  const found = await new ClientQuestionnaires(manager, caller).lock(id);
  if (found === null) throw notFound('questionnaire', id);
  return found.draft;
}
