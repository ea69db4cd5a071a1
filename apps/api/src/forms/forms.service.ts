import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { CreateForm, FormList, FormView, PatchForm } from '@paceline/contracts/forms';
import { formState } from '@paceline/domain/survey/form';
import { ClientQuestionnaires, ClientSurveyForms, ClientSurveyResults, inTransaction, recordChange, type AuditedFields, type SurveyForm } from '@paceline/persistence';
import { Clock } from '@paceline/platform/clock';
import { PacelineError, notFound } from '@paceline/platform/errors';
import { DataSource } from 'typeorm';
import { actorOf } from '../audit/audit.service';
import type { CurrentUser } from '../auth/current-user';
import { isEmpty } from '../edge/unique';

/** Links at which staff answer. */
@Injectable()
export class FormsService {
  constructor(private readonly dataSource: DataSource, private readonly clock: Clock) {}

  async all(caller: CurrentUser, id: string): Promise<FormList> {
    if (await new ClientQuestionnaires(this.dataSource, caller).find(id) === null) throw notFound('questionnaire', id);
    return { items: (await new ClientSurveyForms(this.dataSource, caller).of(id)).map((form) => this.view(form)) };
  }

  /** Of an anonymous questionnaire alone: whoever has a link is not known, and is told so. */
  async create(caller: CurrentUser, id: string, { language, opensAt, closesAt }: CreateForm): Promise<FormView> {
    const [newest] = await new ClientSurveyResults(this.dataSource, caller).versions(id);
    if (newest === undefined) throw notFound('questionnaire', id);
    if (newest.document.privacy !== 'anonymous' || !newest.document.deliveries.includes('web')) throw new PacelineError('wrong-state', 'no-anonymous-form');
    return await inTransaction(this.dataSource, async (manager) => {
      const link = randomBytes(24).toString('base64url');
      const form = await new ClientSurveyForms(manager, caller).create({ questionnaireId: id, link, language, opensAt: instantOf(opensAt), closesAt: instantOf(closesAt) });
      await recordChange(manager, actorOf(caller), { resource: 'survey-form', resourceId: form.id, action: 'created', was: null, became: traceOf(form) });
      return this.view(form);
    });
  }

  async patch(caller: CurrentUser, id: string, formId: string, { language, opensAt, closesAt }: PatchForm): Promise<FormView> {
    return await inTransaction(this.dataSource, async (manager) => {
      const forms = new ClientSurveyForms(manager, caller);
      const was = await forms.lock(id, formId);
      if (was === null) throw notFound('survey-form', formId);
      const columns = {
        ...language !== undefined && { language }, ...opensAt !== undefined && { opensAt: instantOf(opensAt) }, ...closesAt !== undefined && { closesAt: instantOf(closesAt) },
      };
      if (!isEmpty(columns)) await forms.change(formId, columns);
      const became = { ...was, ...columns };
      await recordChange(manager, actorOf(caller), { resource: 'survey-form', resourceId: formId, action: 'changed', was: traceOf(was), became: traceOf(became) });
      return this.view(became);
    });
  }

  private view(form: SurveyForm): FormView {
    const { id, questionnaireId, link, language, opensAt, closesAt, createdAt } = form;
    return {
      id, questionnaireId, path: `/forms/${link}`, language, state: stateOf(form, this.clock.nowMs()), opensAt: opensAt?.toISOString() ?? null, closesAt: closesAt?.toISOString() ?? null,
      createdAt: createdAt.toISOString(),
    };
  }
}

export function stateOf({ opensAt, closesAt }: Pick<SurveyForm, 'opensAt' | 'closesAt'>, nowMs: number): FormView['state'] {
  return formState({ opensAtMs: opensAt?.getTime() ?? null, closesAtMs: closesAt?.getTime() ?? null }, nowMs);
}

function traceOf({ questionnaireId, language, opensAt, closesAt }: SurveyForm): AuditedFields {
  return { questionnaireId, language, opensAt: opensAt?.toISOString() ?? null, closesAt: closesAt?.toISOString() ?? null };
}

function instantOf(at: string | null): Date | null {
  return at === null ? null : new Date(at);
}
