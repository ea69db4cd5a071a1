import { managerOf, type Database } from './database';
import { SurveyForm } from './entities/survey-forms';
import { QuestionnaireRow, QuestionnaireVersion } from './entities/surveys';

/** With what is published of its questionnaire; null: nothing is. */
export interface LinkedForm { readonly form: SurveyForm; readonly version: QuestionnaireVersion | null }

/** Of whichever client: whoever has the link has nothing else. */
export async function formByLink(on: Database, link: string): Promise<LinkedForm | null> {
  const form = await managerOf(on).findOneBy(SurveyForm, { link });
  if (form === null) return null;
  const { clientId, questionnaireId } = form;
  const questionnaire = await managerOf(on).findOneBy(QuestionnaireRow, { clientId, id: questionnaireId });
  const versionId = questionnaire?.publishedVersionId ?? null;
  return { form, version: versionId === null ? null : await managerOf(on).findOneBy(QuestionnaireVersion, { id: versionId }) };
}
