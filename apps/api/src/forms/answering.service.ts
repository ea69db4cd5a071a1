import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { FormSheet, OpenForm, StepForm } from '@paceline/contracts/forms';
import { agentStep } from '@paceline/domain/survey/agent';
import { entering } from '@paceline/domain/survey/entering';
import { isRightToLeft } from '@paceline/domain/survey/form';
import type { InterviewStep } from '@paceline/domain/survey/interview';
import { step } from '@paceline/domain/survey/step';
import { Interviews, formByLink, type KeptInterview, type LinkedForm, type SurveyForm } from '@paceline/persistence';
import { Clock } from '@paceline/platform/clock';
import { PacelineError } from '@paceline/platform/errors';
import { DataSource } from 'typeorm';
import { toFormSheet } from './form-sheet';
import { stateOf } from './forms.service';

/** Whoever else goes on with it at the same moment is the same browser, in another window. */
const TRIES = 5;

/** Answers at a link. Nothing is kept of who gives them: what goes on with an interview is a key that the browser alone has. */
@Injectable()
export class AnsweringService {
  constructor(private readonly dataSource: DataSource, private readonly interviews: Interviews, private readonly clock: Clock) {}

  async open(link: string): Promise<OpenForm> {
    const { form, version } = await this.found(link);
    const document = version?.document;
    if (document?.privacy !== 'anonymous' || !document.deliveries.includes('web')) return { state: 'closed', language: form.language ?? 'en', languages: [] };
    const language = document.languages.find((one) => one === form.language) ?? document.languages[0];
    return { state: stateOf(form, this.clock.nowMs()), language, languages: document.languages.map((one) => ({ language: one, rightToLeft: isRightToLeft(one) })) };
  }

  async begin(link: string, language: string): Promise<FormSheet> {
    const { form, version } = await this.found(link);
    if (version === null || (await this.open(link)).state !== 'open') throw new PacelineError('wrong-state', 'form-not-open');
    const at = this.now();
    const begun = await this.interviews.begin({ clientId: form.clientId }, { versionId: version.id, delivery: 'web', language, campaignId: null, queueId: null, agentId: null, callId: null, contactId: null, known: {}, at });
    if (begun === null) throw new PacelineError('unavailable', 'try-again');
    const key = randomBytes(32).toString('base64url');
    await this.interviews.commit(begun, { interview: begun.state, actions: [] }, at, { form: form.id, key: hashOf(key) });
    const resume = `${begun.id}.${key}`;
    return toFormSheet(await this.carryOut(form, resume, (kept) => step(kept.questionnaire, kept.state, { kind: 'begun' })), resume);
  }

  async resume(link: string, resume: string): Promise<FormSheet> {
    const { form } = await this.found(link);
    const kept = await this.own(form, resume);
    const first = entering(kept.state);
    if (first?.kind !== 'taken-up' || stateOf(form, this.clock.nowMs()) !== 'open') return toFormSheet(kept, resume);
    return toFormSheet(await this.carryOut(form, resume, (now) => step(now.questionnaire, now.state, first)), resume);
  }

  async step(link: string, { resume, step: command }: StepForm): Promise<FormSheet> {
    const { form } = await this.found(link);
    if (stateOf(form, this.clock.nowMs()) !== 'open') throw new PacelineError('wrong-state', 'form-not-open');
    return toFormSheet(await this.carryOut(form, resume, ({ questionnaire, state }) => {
      const done = agentStep(questionnaire, state, command);
      if (done.kind === 'refused') throw new PacelineError('wrong-state', 'form-answer');
      return done.step;
    }), resume);
  }

  private async carryOut(form: SurveyForm, resume: string, decide: (kept: KeptInterview) => InterviewStep): Promise<KeptInterview> {
    for (let tried = 0; tried < TRIES; tried++) {
      const kept = await this.own(form, resume);
      const done = await this.interviews.carryOut(kept, decide(kept), this.now());
      if (done !== null) return done;
    }
    throw new PacelineError('unavailable', 'try-again');
  }

  /** Whoever has not its key has no interview: nobody is told that there is one. */
  private async own({ id }: SurveyForm, resume: string): Promise<KeptInterview> {
    const [interviewId = '', key = ''] = resume.split('.');
    const kept = await this.interviews.read(interviewId);
    const { form, key: known } = kept?.beside ?? {};
    if (kept === null || kept.delivery !== 'web' || form !== id || typeof known !== 'string' || !timingSafeEqual(Buffer.from(known), Buffer.from(hashOf(key)))) {
      throw new PacelineError('not-found', 'form-interview');
    }
    return kept;
  }

  private async found(link: string): Promise<LinkedForm> {
    const found = await formByLink(this.dataSource, link);
    if (found === null) throw new PacelineError('not-found', 'form');
    return found;
  }

  private now(): Date {
    return new Date(this.clock.nowMs());
  }
}

function hashOf(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}
