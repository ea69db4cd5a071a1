import { Module, StandardSchemaSerializerInterceptor, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_INTERCEPTOR, RouterModule } from '@nestjs/core';
import { API_PATH } from '@paceline/contracts/routes/route';
import type { Environment } from '@paceline/platform/environment';
import type { Logger } from '@paceline/platform/logger';
import { AgentsModule } from './agents/agents.module';
import { AuditModule } from './audit/audit.module';
import { AuthModule } from './auth/auth.module';
import { CallRecordsModule } from './call-records/call-records.module';
import { CallerNumbersModule } from './caller-numbers/caller-numbers.module';
import { CallsModule } from './calls/calls.module';
import { CampaignsModule } from './campaigns/campaigns.module';
import { CommandsModule } from './commands/commands.module';
import { ConsentsModule } from './consents/consents.module';
import { ContactsModule } from './contacts/contacts.module';
import { DialingModule } from './dialing/dialing.module';
import { DispositionsModule } from './dispositions/dispositions.module';
import { DoNotCallModule } from './do-not-call/do-not-call.module';
import { ProblemFilter } from './edge/problem.filter';
import { TakesWhatItNames } from './edge/takes-what-it-names';
import { FlowsModule } from './flows/flows.module';
import { FollowUpsModule } from './follow-ups/follow-ups.module';
import { FormPageModule, FormsModule } from './forms/forms.module';
import { GatewaysModule } from './gateways/gateways.module';
import { HealthModule } from './health/health.module';
import { HolidaysModule } from './holidays/holidays.module';
import { ImportsModule } from './imports/imports.module';
import { InboundModule } from './inbound/inbound.module';
import { InfrastructureModule } from './infrastructure/infrastructure.module';
import { ListsModule } from './lists/lists.module';
import { OffersModule } from './offers/offers.module';
import { InterviewsModule } from './interviews/interviews.module';
import { PromptsModule } from './prompts/prompts.module';
import { QuestionnairesModule } from './questionnaires/questionnaires.module';
import { QueuesModule } from './queues/queues.module';
import { RealtimeModule } from './realtime/realtime.module';
import { RecordingsModule } from './recordings/recordings.module';
import { SurveyResultsModule } from './survey-results/survey-results.module';
import { SurveyRulesModule } from './survey-rules/survey-rules.module';
import { UsersModule } from './users/users.module';
import { VoicemailsModule } from './voicemails/voicemails.module';

/** Everything below /api/v1: a folder and a module a resource. */
const RESOURCES = [
  AuthModule, UsersModule, ListsModule, ImportsModule, ContactsModule, ConsentsModule, OffersModule, CampaignsModule, QueuesModule, FlowsModule, InboundModule, CallsModule, RecordingsModule, VoicemailsModule, CallerNumbersModule, AgentsModule,
  QuestionnairesModule, InterviewsModule,
  GatewaysModule, DialingModule, PromptsModule, DispositionsModule, DoNotCallModule, HolidaysModule, CommandsModule, CallRecordsModule, AuditModule,
  SurveyRulesModule, SurveyResultsModule, FollowUpsModule, FormsModule,
];

@Module({})
export class AppModule {
  static for(environment: Environment, log: Logger): DynamicModule {
    return {
      module: AppModule,
      imports: [
        InfrastructureModule.for(environment, log),
        ...RESOURCES, RouterModule.register(RESOURCES.map((module) => ({ path: API_PATH, module }))),
        HealthModule, FormPageModule, RealtimeModule,
      ],
      providers: [
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_INTERCEPTOR, useClass: TakesWhatItNames },
        { provide: APP_INTERCEPTOR, useClass: StandardSchemaSerializerInterceptor },
      ],
    };
  }
}
