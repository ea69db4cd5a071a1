import type { Questionnaire } from '@paceline/domain/survey/questionnaire';
import { managerOf, type Database } from './database';
import { QuestionnaireRow, QuestionnaireVersion } from './entities/surveys';
import type { Campaign } from './entities/campaigns';

/** What is published of a campaign's questionnaire; null: nothing is, or it has none. */
export async function questionnaireOf(on: Database, { clientId, questionnaireId }: Pick<Campaign, 'clientId' | 'questionnaireId'>): Promise<Questionnaire | null> {
  const row = questionnaireId === null ? null : await managerOf(on).findOneBy(QuestionnaireRow, { clientId, id: questionnaireId });
  const versionId = row?.publishedVersionId ?? null;
  return versionId === null ? null : (await managerOf(on).findOneBy(QuestionnaireVersion, { id: versionId }))?.document ?? null;
}
