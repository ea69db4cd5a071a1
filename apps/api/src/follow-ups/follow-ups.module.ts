import { Module } from '@nestjs/common';
import { FollowUpRulesService } from './follow-up-rules.service';
import { FollowUpsController } from './follow-ups.controller';
import { FollowUpsService } from './follow-ups.service';

@Module({ controllers: [FollowUpsController], providers: [FollowUpsService, FollowUpRulesService] })
export class FollowUpsModule {}
