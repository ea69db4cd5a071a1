import type { KeypadInterviews } from '@paceline/persistence';
import type { OwnerContext } from '../context/owner-context';
import { persistently } from '../context/persistently';
import { listenForBeep } from './beep-listening';
import type { InterviewBook } from './interview-book';
import type { InterviewPlan } from './interview-plan';
import type { LiveCall } from './live-call';
import type { Vouching } from './vouching';

export interface AutomaticSurveysParts {
  readonly rows: Pick<KeypadInterviews, 'publishedOf' | 'agentAskedAbout'>;
  readonly book: Pick<InterviewBook, 'begin'>;
  readonly plan: Pick<InterviewPlan, 'begin'>;
  readonly vouching: Pick<Vouching, 'begin'>;
}

/** Calls of campaigns that put a questionnaire by keys to whoever answers, in the version that is published then. */
export class AutomaticSurveys {
  private readonly begun = new WeakSet<LiveCall>();

  constructor(private readonly owner: Pick<OwnerContext, 'fence' | 'lease' | 'log' | 'run' | 'switchPort'>, private readonly parts: AutomaticSurveysParts) {}

  /** Once, at the park. A beep is listened for meanwhile; whom there is nothing to ask any more is not kept. */
  begin(call: LiveCall): void {
    if (this.begun.has(call)) return;
    this.begun.add(call);
    this.parts.vouching.begin(call);
    this.owner.run('begin an automatic survey', async () => {
      const versionId = await persistently(this.owner, () => this.parts.rows.publishedOf(call.facts.line.campaignId));
      const interview = versionId === null ? null : await persistently(this.owner, async () => await this.parts.book.begin(call, versionId, await this.parts.rows.agentAskedAbout(call.facts, call.facts.contactId)));
      if (call.state === 'ended' || !this.owner.lease.isHeld()) return;
      if (interview === null) { await this.owner.switchPort.hangup(call.callId, 'NORMAL_CLEARING'); return; }
      call.interview = interview;
      listenForBeep(this.owner, call);
      this.parts.plan.begin(call);
    });
  }
}
