import { questionnaireDocument, type QuestionnaireDocument } from '@paceline/contracts/questionnaire-document';
import type { QuestionnaireVersionView, QuestionnaireView } from '@paceline/contracts/questionnaires';
import type { Questionnaire } from '@paceline/domain/survey/questionnaire';
import type { AuditedFields, QuestionnaireRow, QuestionnaireVersion } from '@paceline/persistence';

export function toQuestionnaireView(questionnaire: QuestionnaireRow, published: QuestionnaireVersion | undefined): QuestionnaireView {
  const { id, name, draft, draftChangedAt, createdAt } = questionnaire;
  return {
    id, name, draft: documentOf(draft), draftChangedAt: draftChangedAt.toISOString(),
    published: published === undefined ? null : publishingOf(published), createdAt: createdAt.toISOString(),
  };
}

export function publishingOf({ version, publishedAt, publishedBy, copyOf }: QuestionnaireVersion): NonNullable<QuestionnaireView['published']> {
  return { version, publishedAt: publishedAt.toISOString(), publishedBy, copyOf };
}

export function toVersionView(version: QuestionnaireVersion): QuestionnaireVersionView {
  return { questionnaireId: version.questionnaireId, ...publishingOf(version), document: documentOf(version.document) };
}

/** What the trail keeps of one: the draft whole, as it is what somebody has written. */
export function traceOf({ name, draft }: QuestionnaireRow): AuditedFields {
  return { name, draft };
}

function documentOf(kept: Questionnaire): QuestionnaireDocument {
  return questionnaireDocument.parse(kept);
}
