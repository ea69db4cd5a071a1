import { Module } from '@nestjs/common';
import { InterviewNews } from './interview-news';
import { InterviewsController } from './interviews.controller';
import { InterviewsService } from './interviews.service';
import { LeftInterviews } from './left-interviews';

@Module({ controllers: [InterviewsController], providers: [InterviewsService, InterviewNews, LeftInterviews] })
export class InterviewsModule {}
