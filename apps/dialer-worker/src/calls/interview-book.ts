import { keypadCall } from '@paceline/domain/survey/keypad';
import type { KeypadAction, KeypadCall } from '@paceline/domain/survey/keypad-run';
import type { InterviewAction } from '@paceline/domain/survey/interview';
import { entering } from '@paceline/domain/survey/entering';
import { queueOfLine } from '@paceline/domain/routing/line';
import type { Interviews, KeptInterview, KeypadInterviews, QuotaVerdict } from '@paceline/persistence';
import type { OwnerContext } from '../context/owner-context';
import { whateverComes } from '../context/persistently';
import type { InterviewNow } from './interview-now';
import type { LiveCall } from './live-call';

export interface InterviewBookParts {
  readonly interviews: Pick<Interviews, 'begin' | 'commit' | 'read'>;
  readonly rows: Pick<KeypadInterviews, 'keepComment' | 'personOf'>;
}

/** Where a step has led, and what is kept of it. */
export interface KeypadStepTaken {
  readonly keypad: KeypadCall;
  readonly actions: readonly KeypadAction[];
  /** Of what was recorded, in the switch's recordings folder. */
  readonly path: string | null;
  readonly atMs: number;
}

/** What is said of the quotas of a step; null: of none. */
export interface Kept { readonly verdict: QuotaVerdict | null }

/** Interviews by keys as they are kept: each step in the order in which it happened, whole, and once. */
export class InterviewBook {
  constructor(private readonly owner: Pick<OwnerContext, 'clock' | 'fence' | 'lease' | 'log'>, private readonly parts: InterviewBookParts) {}

  /**
   * The one that is held on this call: a new one, or that in which this person stopped in an earlier call. Null: it is over, or this
   * call had one that nobody knows any more.
   */
  async begin({ callId, facts: { clientId, line, contactId }, caller }: LiveCall, versionId: string, agentId: string | null): Promise<InterviewNow | null> {
    const person = await this.parts.rows.personOf({ clientId }, contactId);
    const kept = await this.parts.interviews.begin({ clientId }, {
      versionId, delivery: 'keypad', callId, contactId, agentId, campaignId: line.campaignId, queueId: queueOfLine(line.id),
      language: caller?.language ?? person.language ?? '', known: person.known, at: new Date(this.owner.clock.nowMs()),
    });
    // What has come of it in this call is beside it; in an earlier one, nothing.
    const isOverHere = kept !== null && kept.state.ending !== null && kept.beside !== null;
    return kept === null || isOverHere || entering(kept.state) === null ? null : interviewNow(kept);
  }

  /** Null: somebody else goes on with it, and nothing was kept of this. */
  async keep(call: LiveCall, interview: InterviewNow, step: KeypadStepTaken): Promise<Kept | null> {
    return await call.write(() => whateverComes(this.owner, (again) => this.commit(interview, step, again)));
  }

  private async commit(now: InterviewNow, { keypad, actions, path, atMs }: KeypadStepTaken, again: boolean): Promise<Kept | null> {
    const { kept } = now;
    const { interview, ...beside } = keypad;
    const at = new Date(atMs);
    for (const action of actions) {
      if (path === null || action.kind !== 'commit' || action.given.kind !== 'recorded') continue;
      await this.parts.rows.keepComment({ interviewId: kept.id, question: action.question, path, lengthMs: action.given.lengthMs, recordedAt: at });
    }
    const done = await this.parts.interviews.commit(kept, { interview, actions: actions.filter(isKept) }, at, { ...beside });
    if (done.kind === 'committed') {
      now.kept = { ...kept, state: interview, beside: { ...beside }, revision: done.revision };
      return { verdict: done.verdict };
    }
    const found = again ? await this.parts.interviews.read(kept.id) : null;
    const isOurs = found !== null && found.revision === kept.revision + 1 && keypadOf(found).serial === keypad.serial && keypadOf(found).askedAtMs === keypad.askedAtMs;
    if (!isOurs) {
      this.owner.log.warn({ interviewId: kept.id }, 'somebody else goes on with an interview');
      return null;
    }
    // Said before, and only the answer was lost; with it what was said of its quotas.
    now.kept = found;
    const { reserving } = interview;
    return reserving.length === 0 ? { verdict: null } : await this.commit(now, { keypad, actions: [{ kind: 'reserve', quotas: reserving }], path, atMs }, false);
  }
}

/** Where an interview stands that was kept. */
export function interviewNow(kept: KeptInterview): InterviewNow {
  return { kept, keypad: keypadOf(kept), firstKeyAtMs: null };
}

function keypadOf({ state, beside }: KeptInterview): KeypadCall {
  const kept = beside as Partial<Omit<KeypadCall, 'interview'>> | null; // by `commit` above
  return { ...keypadCall(state), ...kept };
}

function isKept(action: KeypadAction): action is Extract<KeypadAction, InterviewAction> {
  return action.kind === 'commit' || action.kind === 'withdraw' || action.kind === 'reserve' || action.kind === 'give-back' || action.kind === 'ended';
}
