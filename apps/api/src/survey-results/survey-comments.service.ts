import { Injectable } from '@nestjs/common';
import type { Page } from '@paceline/contracts/common';
import type { SurveyCommentQuery, SurveyCommentView } from '@paceline/contracts/survey-results';
import { API_PATH } from '@paceline/contracts/routes/route';
import { ClientSurveyComments, ClientSurveyResults, inTransaction, recordChange, type FoundComment } from '@paceline/persistence';
import { PacelineError, notFound } from '@paceline/platform/errors';
import { DataSource } from 'typeorm';
import { actorOf } from '../audit/audit.service';
import type { CurrentUser } from '../auth/current-user';
import { decodeCursor, toPage } from '../edge/paging';
import { RecordingFolder, type RecordingFile } from '../recordings/recording-folder';

const TIME_PART = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const ID_PART = /^[0-9a-f-]{36}$/;
const NAME_PART = /^.{1,64}$/;

/** What people said in their own words. Of an anonymous one what was written stands alone, and nothing can be heard. */
@Injectable()
export class SurveyCommentsService {
  constructor(private readonly dataSource: DataSource, private readonly folder: RecordingFolder) {}

  async page(caller: CurrentUser, id: string, { limit, cursor, ...filter }: SurveyCommentQuery): Promise<Page<SurveyCommentView>> {
    if ((await new ClientSurveyResults(this.dataSource, caller).versions(id)).length === 0) throw notFound('questionnaire', id);
    const [at, interviewId, question] = cursor === undefined ? [] : decodeCursor(cursor, [TIME_PART, ID_PART, NAME_PART]);
    const after = at === undefined || interviewId === undefined || question === undefined ? null : { at: new Date(at), interviewId, question };
    const found = await new ClientSurveyComments(this.dataSource, caller).page(id, filter, after, limit + 1);
    return toPage(found, limit, (one) => [one.at.toISOString(), one.interviewId, one.question], toView);
  }

  /** Committed before anything is sent: who heard whom, and which part of it. */
  async fetch(caller: CurrentUser, interviewId: string, question: string, range: string | null): Promise<RecordingFile> {
    const { path, privacy } = known(await new ClientSurveyComments(this.dataSource, caller).find(interviewId, question), interviewId);
    if (path === null || privacy === 'anonymous') throw new PacelineError('not-found', 'nothing-spoken');
    const file = await this.folder.find(path);
    if (file === null) throw new PacelineError('not-found', 'recording-gone', { path });
    await recordChange(this.dataSource, actorOf(caller), { resource: 'survey-comment', resourceId: interviewId, action: 'fetched', was: null, became: { question, range } });
    return file;
  }

  async putTags(caller: CurrentUser, interviewId: string, question: string, tags: readonly string[]): Promise<SurveyCommentView> {
    return await inTransaction(this.dataSource, async (manager) => {
      const comments = new ClientSurveyComments(manager, caller);
      const was = known(await comments.find(interviewId, question), interviewId);
      await comments.putTags(was, [...new Set(tags)].sort());
      const became = known(await comments.find(interviewId, question), interviewId);
      await recordChange(manager, actorOf(caller), { resource: 'survey-comment', resourceId: interviewId, action: 'changed', was: { tags: was.tags }, became: { tags: became.tags } });
      return toView(became);
    });
  }
}

function toView({ interviewId, question, version, delivery, privacy, language, at, given, path, tags, agentId, contactId, callId }: FoundComment): SurveyCommentView {
  const isNamed = privacy === 'named';
  const isHeard = privacy !== 'anonymous' && path !== null;
  return {
    interviewId, question, version, delivery, language, at: privacy === 'anonymous' ? null : at.toISOString(), text: given.kind === 'written' ? given.text : null,
    lengthMs: given.kind === 'recorded' ? given.lengthMs : null, audio: isHeard ? `${API_PATH}/interviews/${interviewId}/comments/${encodeURIComponent(question)}/audio` : null,
    tags: [...tags], agentId, contactId: isNamed ? contactId : null, callId: isNamed ? callId : null,
  };
}

function known(comment: FoundComment | null, id: string): FoundComment {
  if (comment === null) throw notFound('survey-comment', id);
  return comment;
}
