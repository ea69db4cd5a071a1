import { Body, Controller, Param, UseGuards } from '@nestjs/common';
import type { BeginForm, FormSheet, OpenForm, ResumeForm, StepForm } from '@paceline/contracts/forms';
import { routes } from '@paceline/contracts/routes';
import { Routed } from '../edge/routed';
import { AnsweringService } from './answering.service';
import { FormThrottle } from './form-throttle';

const route = routes.forms;

/** For everybody who has a link. */
@Controller()
@UseGuards(FormThrottle)
export class AnsweringController {
  constructor(private readonly answering: AnsweringService) {}

  @Routed(route.open)
  async open(@Param({ schema: route.open.params }) { link }: { link: string }): Promise<OpenForm> {
    return await this.answering.open(link);
  }

  @Routed(route.begin)
  async begin(@Param({ schema: route.begin.params }) { link }: { link: string }, @Body({ schema: route.begin.body }) { language }: BeginForm): Promise<FormSheet> {
    return await this.answering.begin(link, language);
  }

  @Routed(route.resume)
  async resume(@Param({ schema: route.resume.params }) { link }: { link: string }, @Body({ schema: route.resume.body }) { resume }: ResumeForm): Promise<FormSheet> {
    return await this.answering.resume(link, resume);
  }

  @Routed(route.step)
  async step(@Param({ schema: route.step.params }) { link }: { link: string }, @Body({ schema: route.step.body }) body: StepForm): Promise<FormSheet> {
    return await this.answering.step(link, body);
  }
}
