import { Body, Controller, Param, Query } from '@nestjs/common';
import type { Page, PageQuery } from '@paceline/contracts/common';
import type {
  CreateQuestionnaire, PatchQuestionnaire, PreviewQuestionnaire, QuestionnaireCheck, QuestionnairePreview, QuestionnaireVersionList, QuestionnaireVersionView, QuestionnaireView,
} from '@paceline/contracts/questionnaires';
import { routes } from '@paceline/contracts/routes';
import { Caller } from '../auth/current-user';
import type { CurrentUser } from '../auth/current-user';
import { Routed } from '../edge/routed';
import { QuestionnairePreviewService } from './questionnaire-preview.service';
import { QuestionnairePublishingService } from './questionnaire-publishing.service';
import { QuestionnairesService } from './questionnaires.service';

const route = routes.questionnaires;

interface VersionKey { readonly id: string; readonly version: number }

@Controller()
export class QuestionnairesController {
  constructor(
    private readonly questionnaires: QuestionnairesService, private readonly publishing: QuestionnairePublishingService,
    private readonly previews: QuestionnairePreviewService,
  ) {}

  @Routed(route.create)
  async create(@Caller() caller: CurrentUser, @Body({ schema: route.create.body }) body: CreateQuestionnaire): Promise<QuestionnaireView> {
    return await this.questionnaires.create(caller, body);
  }

  @Routed(route.page)
  async page(@Caller() caller: CurrentUser, @Query({ schema: route.page.query }) query: PageQuery): Promise<Page<QuestionnaireView>> {
    return await this.questionnaires.page(caller, query);
  }

  @Routed(route.find)
  async find(@Caller() caller: CurrentUser, @Param({ schema: route.find.params }) { id }: { id: string }): Promise<QuestionnaireView> {
    return await this.questionnaires.find(caller, id);
  }

  @Routed(route.patch)
  async patch(
    @Caller() caller: CurrentUser, @Param({ schema: route.patch.params }) { id }: { id: string }, @Body({ schema: route.patch.body }) body: PatchQuestionnaire,
  ): Promise<QuestionnaireView> {
    return await this.questionnaires.patch(caller, id, body);
  }

  @Routed(route.remove)
  async remove(@Caller() caller: CurrentUser, @Param({ schema: route.remove.params }) { id }: { id: string }): Promise<void> {
    await this.questionnaires.remove(caller, id);
  }

  @Routed(route.check)
  async check(@Caller() caller: CurrentUser, @Param({ schema: route.check.params }) { id }: { id: string }): Promise<QuestionnaireCheck> {
    return await this.publishing.check(caller, id);
  }

  @Routed(route.preview)
  async preview(
    @Caller() caller: CurrentUser, @Param({ schema: route.preview.params }) { id }: { id: string }, @Body({ schema: route.preview.body }) body: PreviewQuestionnaire,
  ): Promise<QuestionnairePreview> {
    return await this.previews.preview(caller, id, body);
  }

  @Routed(route.publish)
  async publish(@Caller() caller: CurrentUser, @Param({ schema: route.publish.params }) { id }: { id: string }): Promise<QuestionnaireVersionView> {
    return await this.publishing.publish(caller, id);
  }

  @Routed(route.versions)
  async versions(@Caller() caller: CurrentUser, @Param({ schema: route.versions.params }) { id }: { id: string }): Promise<QuestionnaireVersionList> {
    return await this.publishing.versions(caller, id);
  }

  @Routed(route.version)
  async version(@Caller() caller: CurrentUser, @Param({ schema: route.version.params }) { id, version }: VersionKey): Promise<QuestionnaireVersionView> {
    return await this.publishing.version(caller, id, version);
  }

  @Routed(route.publishAgain)
  async publishAgain(@Caller() caller: CurrentUser, @Param({ schema: route.publishAgain.params }) { id, version }: VersionKey): Promise<QuestionnaireVersionView> {
    return await this.publishing.publishAgain(caller, id, version);
  }

  @Routed(route.clone)
  async clone(@Caller() caller: CurrentUser, @Param({ schema: route.clone.params }) { id, version }: VersionKey): Promise<QuestionnaireView> {
    return await this.questionnaires.clone(caller, id, version);
  }
}
