import { Body, Controller, Headers, Param, Query, Res, type StreamableFile } from '@nestjs/common';
import type { Page } from '@paceline/contracts/common';
import { routes } from '@paceline/contracts/routes';
import type { PutCommentTags, SurveyCommentQuery, SurveyCommentView, SurveyResultQuery, SurveyResults } from '@paceline/contracts/survey-results';
import type { Response } from 'express';
import { Caller } from '../auth/current-user';
import type { CurrentUser } from '../auth/current-user';
import { Routed } from '../edge/routed';
import { LONGEST_RANGE, sendSound } from '../recordings/send-sound';
import { AnswerFileService } from './answer-file.service';
import { SurveyCommentsService } from './survey-comments.service';
import { SurveyResultsService } from './survey-results.service';

const route = routes.surveyResults;

interface CommentKey { readonly id: string; readonly question: string }

@Controller()
export class SurveyResultsController {
  constructor(private readonly counted: SurveyResultsService, private readonly files: AnswerFileService, private readonly said: SurveyCommentsService) {}

  @Routed(route.results)
  async results(
    @Caller() caller: CurrentUser, @Param({ schema: route.results.params }) { id }: { id: string }, @Query({ schema: route.results.query }) query: SurveyResultQuery,
  ): Promise<SurveyResults> {
    return await this.counted.results(caller, id, query);
  }

  @Routed(route.file)
  async file(@Caller() caller: CurrentUser, @Param({ schema: route.file.params }) { id, version }: { id: string; version: number }): Promise<StreamableFile> {
    return await this.files.file(caller, id, version);
  }

  @Routed(route.comments)
  async comments(
    @Caller() caller: CurrentUser, @Param({ schema: route.comments.params }) { id }: { id: string }, @Query({ schema: route.comments.query }) query: SurveyCommentQuery,
  ): Promise<Page<SurveyCommentView>> {
    return await this.said.page(caller, id, query);
  }

  @Routed(route.commentAudio)
  async commentAudio(
    @Caller() caller: CurrentUser, @Param({ schema: route.commentAudio.params }) { id, question }: CommentKey, @Headers('range') range: string | undefined, @Res() response: Response,
  ): Promise<void> {
    await sendSound(response, await this.said.fetch(caller, id, question, range?.slice(0, LONGEST_RANGE) ?? null), `comment-${id}.wav`);
  }

  @Routed(route.putTags)
  async putTags(
    @Caller() caller: CurrentUser, @Param({ schema: route.putTags.params }) { id, question }: CommentKey, @Body({ schema: route.putTags.body }) { tags }: PutCommentTags,
  ): Promise<SurveyCommentView> {
    return await this.said.putTags(caller, id, question, tags);
  }
}
