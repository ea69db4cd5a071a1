import { refusalOfPerson, refusalOfTalk, type Invitation, type Invited, type SampledTalk, type SampleRefusal } from '@paceline/domain/survey/sampling';
import type { RuleNow, SampledCall, SurveyInvitation, SurveySamples } from '@paceline/persistence';
import type { Clock } from '@paceline/platform/clock';

/** Rules that a manager changes count within this. */
const FRESH_MS = 5_000;

/** Whose talk it is, and of which queue or campaign. */
export interface CallToAsk extends SampledCall { readonly line: string }

export type ToAsk =
  | { readonly ask: true; readonly ruleId: string; readonly versionId: string }
  | { readonly ask: false; readonly refusal: SampleRefusal };

/** Whether to ask somebody who waits, and how. */
export type ToInvite = Extract<ToAsk, { readonly ask: false }> | (Extract<ToAsk, { readonly ask: true }> & { readonly invitation: Invitation });

/** Of most calls: it costs no query, and is written nowhere. */
const NO_RULE: Extract<ToAsk, { readonly ask: false }> = { ask: false, refusal: { code: 'no-rule', params: {} } };

/**
 * Whether a caller is asked once their agent has left. No agent knows before: the calls are drawn by their ids. Throws when the
 * database does not answer: then nobody is asked.
 */
export class AfterCall {
  private rules: ReadonlyMap<string, RuleNow> = new Map();
  private readAtMs = Number.NEGATIVE_INFINITY;
  private reading: Promise<void> | null = null;

  constructor(private readonly samples: Pick<SurveySamples, 'rules' | 'person' | 'decide' | 'decided' | 'takeBack'>, private readonly clock: Pick<Clock, 'monotonicMs'>) {}

  /** As they wait: whether to ask them now if they would answer afterwards. What they say to it is the asker's to keep. */
  async invites(call: CallToAsk): Promise<ToInvite> {
    const invitation = (await this.ruleOf(call))?.rule.invitation ?? null;
    if (invitation === null) return NO_RULE;
    const told = await this.judge(call, 'before-agent', { callId: call.callId, talkedMs: null, endedAgoMs: 0 });
    return told.ask ? { ...told, invitation } : told;
  }

  /**
   * As the agent leaves and they stay, or when they have hung up: which version to ask, of those whom a rule asks then, and of those who
   * were invited before and have accepted. @param endedAgoMs 0: they are still there
   */
  async asks(call: CallToAsk, talkedMs: number, endedAgoMs = 0): Promise<ToAsk> {
    const talk = { callId: call.callId, talkedMs, endedAgoMs };
    const rule = (await this.ruleOf(call))?.rule;
    if (rule?.invited !== 'before-agent') return await this.judge(call, 'after-agent', talk);
    const decided = await this.samples.decided(call, rule.id);
    if (decided?.refusal === null && !Boolean(decided.accepted)) return { ask: false, refusal: { code: 'not-accepted', params: {} } };
    // Invited is invited, though the rule is off by now.
    const refusal = decided?.refusal === null ? refusalOfTalk({ ...rule, isOn: true }, talk) : null;
    if (refusal === null) return toldBy(decided);
    await this.samples.takeBack(call, rule.id, refusal);
    return { ask: false, refusal };
  }

  private async judge(call: CallToAsk, invited: Invited, talk: SampledTalk): Promise<ToAsk> {
    const now = await this.ruleOf(call);
    if (now?.rule.invited !== invited) return NO_RULE;
    return toldBy(await this.samples.decide(call, now, refusalOfTalk(now.rule, talk) ?? await this.refusalOf(call, now)));
  }

  private async refusalOf(call: CallToAsk, { rule, versionId }: RuleNow): Promise<SampleRefusal | null> {
    return versionId === null ? { code: 'nothing-published', params: {} } : refusalOfPerson(rule, await this.samples.person(call));
  }

  private async ruleOf({ clientId, line }: CallToAsk): Promise<RuleNow | null> {
    if (this.clock.monotonicMs() - this.readAtMs >= FRESH_MS) await (this.reading ??= this.read().finally(() => { this.reading = null; }));
    return this.rules.get(keyOf(clientId, line)) ?? null;
  }

  private async read(): Promise<void> {
    const startedAtMs = this.clock.monotonicMs();
    this.rules = new Map((await this.samples.rules()).map((now) => [keyOf(now.rule.clientId, now.rule.line), now]));
    this.readAtMs = startedAtMs;
  }
}

function keyOf(clientId: string, line: string): string {
  return `${clientId} ${line}`;
}

function toldBy(decided: SurveyInvitation | null): ToAsk {
  if (decided === null) return NO_RULE;
  const { ruleId, versionId, refusal, params } = decided;
  if (refusal !== null) return { ask: false, refusal: { code: refusal, params } as SampleRefusal }; // the two were written together
  return versionId === null ? { ask: false, refusal: { code: 'nothing-published', params: {} } } : { ask: true, ruleId, versionId };
}
