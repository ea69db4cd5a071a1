import { Injectable } from '@nestjs/common';
import type { BeginInterview, InterviewStepAsked, InterviewView } from '@paceline/contracts/interviews';
import { mayDo } from '@paceline/contracts/permissions';
import { agentStep } from '@paceline/domain/survey/agent';
import { entering } from '@paceline/domain/survey/entering';
import { step } from '@paceline/domain/survey/step';
import { ClientAgents, ClientCalls, ClientCampaigns, ClientContacts, ClientQuestionnaires, Interviews, type Call, type KeptInterview } from '@paceline/persistence';
import { Clock } from '@paceline/platform/clock';
import { PacelineError, notFound } from '@paceline/platform/errors';
import { DataSource } from 'typeorm';
import type { CurrentUser } from '../auth/current-user';
import { invalid } from '../edge/validation';
import { InterviewNews } from './interview-news';
import { toSheetView } from './sheet-view';

/** Somebody else has taken a step between the look and the write: so often at most it is looked again. */
const TRIES = 3;

/** A questionnaire on the screen of the agent who talks: each step is kept before it is answered. */
@Injectable()
export class InterviewsService {
  constructor(
    private readonly dataSource: DataSource, private readonly interviews: Interviews, private readonly news: InterviewNews, private readonly clock: Clock,
  ) {}

  /** Tried again, or by an agent whose screen was gone, it stands where it stood. */
  async begin(caller: CurrentUser, callId: string, { language }: BeginInterview): Promise<InterviewView> {
    const call = await this.callOfAgent(caller, callId);
    const { versionId, campaign } = await this.askedOn(caller, call);
    const contact = call.contactId === null ? null : await new ClientContacts(this.dataSource, caller).find(call.contactId);
    const kept = await this.interviews.begin(caller, {
      versionId, delivery: 'agent', language: language ?? contact?.fields['language'] ?? '', campaignId: call.campaignId, queueId: null, agentId: call.agentId,
      callId, contactId: call.contactId, known: { ...contact?.fields, ...contact !== null && { name: contact.name }, campaign }, at: this.now(),
    });
    if (kept === null) throw new PacelineError('wrong-state', 'interview-severed');
    const first = entering(kept.state);
    if (first === null) return await this.toView(caller, kept);
    return await this.carriedOut(caller, call, kept, (so) => step(so.questionnaire, so.state, first));
  }

  async find(caller: CurrentUser, callId: string): Promise<InterviewView> {
    const call = await new ClientCalls(this.dataSource, caller).find(callId);
    const isTheirs = call !== null && call.agentId !== null && call.agentId === await this.agentOf(caller);
    if (call === null || !(isTheirs || mayDo(caller.role, 'calls:read'))) throw notFound('call', callId);
    const kept = await this.ofCall(caller, callId);
    if (!isTheirs && kept.privacy !== 'named') throw new PacelineError('not-allowed', 'confidential');
    return await this.toView(caller, kept);
  }

  async step(caller: CurrentUser, callId: string, command: InterviewStepAsked): Promise<InterviewView> {
    const call = await this.callOfAgent(caller, callId);
    const kept = await this.ofCall(caller, callId);
    if (command.kind === 'spoken-in' && !kept.questionnaire.languages.includes(command.language)) {
      throw invalid('language', 'not-one-of', { values: kept.questionnaire.languages });
    }
    return await this.carriedOut(caller, call, kept, (so) => {
      const done = agentStep(so.questionnaire, so.state, command);
      if (done.kind === 'refused') throw PacelineError.because('answer-refused', done.refusal);
      return done.step;
    });
  }

  private async carriedOut(caller: CurrentUser, call: Call, kept: KeptInterview, decide: (so: KeptInterview) => ReturnType<typeof step>): Promise<InterviewView> {
    let so: KeptInterview | null = kept;
    for (let tries = 0; tries < TRIES && so !== null; tries++) {
      const after: KeptInterview | null = await this.interviews.carryOut(so, decide(so), this.now());
      if (after !== null) {
        this.news.tell(call, after);
        return await this.toView(caller, after);
      }
      so = await this.interviews.read(kept.id);
    }
    throw new PacelineError('unavailable', 'try-again');
  }

  /** While they talk, and until the call has been dealt with: the last answer is typed when the person has hung up. */
  private async callOfAgent(caller: CurrentUser, callId: string): Promise<Call> {
    const call = await new ClientCalls(this.dataSource, caller).find(callId);
    const agentId = await this.agentOf(caller);
    if (call === null || (call.agentId !== agentId && !mayDo(caller.role, 'calls:read'))) throw notFound('call', callId);
    if (agentId === null || call.agentId !== agentId) throw new PacelineError('not-allowed', 'not-whose-call');
    const isWithAgent = call.state === 'talking' || (call.state === 'ended' && call.connectedAt !== null && call.settledAt === null);
    if (!isWithAgent) throw new PacelineError('wrong-state', 'interview-not-with-agent');
    return call;
  }

  private async agentOf(caller: CurrentUser): Promise<string | null> {
    return (await new ClientAgents(this.dataSource, caller).ofUser(caller.id))?.id ?? null;
  }

  private async askedOn(caller: CurrentUser, { campaignId }: Call): Promise<{ readonly versionId: string; readonly campaign: string }> {
    const campaign = campaignId === null ? null : await new ClientCampaigns(this.dataSource, caller).find(campaignId);
    const questionnaires = new ClientQuestionnaires(this.dataSource, caller);
    const questionnaire = campaign === null || campaign.questionnaireId === null ? null : await questionnaires.find(campaign.questionnaireId);
    const version = questionnaire === null ? undefined : (await questionnaires.published([questionnaire])).get(questionnaire.id);
    if (campaign === null || version?.document.deliveries.includes('agent') !== true) throw new PacelineError('wrong-state', 'call-asks-nothing');
    return { versionId: version.id, campaign: campaign.name };
  }

  private async ofCall(caller: CurrentUser, callId: string): Promise<KeptInterview> {
    const kept = (await this.interviews.ofCalls(caller, callId)).filter(({ delivery }) => delivery === 'agent').at(-1);
    if (kept === undefined) throw new PacelineError('not-found', 'interview-of-call');
    return kept;
  }

  private async toView(caller: CurrentUser, { questionnaire, state, ...kept }: KeptInterview): Promise<InterviewView> {
    const { id, callId, questionnaireId, versionId, delivery, privacy, begunAt, endedAt } = kept;
    const version = await new ClientQuestionnaires(this.dataSource, caller).numberOf(versionId);
    return {
      id, callId, questionnaireId, version, delivery, privacy, languages: [...questionnaire.languages], ...toSheetView(questionnaire, state),
      begunAt: begunAt.toISOString(), endedAt: endedAt?.toISOString() ?? null,
    };
  }

  private now(): Date {
    return new Date(this.clock.nowMs());
  }
}
