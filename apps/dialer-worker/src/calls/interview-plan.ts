import type { MessageRecorded } from '@paceline/domain/call/switch-event';
import { keypadStep } from '@paceline/domain/survey/keypad';
import type { KeypadAction, KeypadEvent } from '@paceline/domain/survey/keypad-run';
import { entering } from '@paceline/domain/survey/entering';
import { questionOf } from '@paceline/domain/survey/questionnaire';
import { askedNow } from '@paceline/domain/survey/step';
import type { SwitchChannel } from '@paceline/telephony/port/switch-port';
import type { OwnerContext } from '../context/owner-context';
import type { CallPlan, Done } from './call-plan';
import { Dialogue, type DialogueParts } from './dialogue';
import type { InterviewBook } from './interview-book';
import type { InterviewNow } from './interview-now';
import type { LiveCall } from './live-call';
import type { Vouching } from './vouching';

/** Behind the longest that a comment may be, its end has been told. */
const END_TOLD_MS = 2_000;

export interface InterviewPlanParts extends DialogueParts {
  readonly book: Pick<InterviewBook, 'keep'>;
  readonly vouching: Pick<Vouching, 'begin' | 'end' | 'answersFor'>;
}

/**
 * Somebody is asked by keys: what happens is told to the interview, and what follows is ordered from the switch once the step is
 * kept. So whoever owns the switch next goes on with the question that stood, and no answer that was thanked for is missing.
 */
export class InterviewPlan implements CallPlan {
  private readonly dialogue: Dialogue;

  constructor(
    private readonly owner: Pick<OwnerContext, 'clock' | 'lease' | 'run' | 'switchPort'>, private readonly parts: InterviewPlanParts,
  ) {
    this.dialogue = new Dialogue(owner, parts, 'interview-');
  }

  /** There is a person, and nothing under way on the switch. On a second call it goes on where it stopped. */
  begin(call: LiveCall): void {
    const first = call.interview === null ? null : entering(call.interview.keypad.interview);
    if (first === null) return;
    this.parts.vouching.begin(call);
    this.tell(call, { ...first, atMs: this.owner.clock.nowMs() });
  }

  /** Who has not said yes by then, and presses no key, is a machine. */
  beeped(call: LiveCall): void {
    if (call.interview !== null && call.interview.firstKeyAtMs !== null) return; // a key is a tone, too
    this.tell(call, { kind: 'machine', atMs: this.owner.clock.nowMs() });
  }

  answered(): void { /* it begins once a person is there */ }
  /** Again and again, between what it does. */
  parked(): void { /* nothing follows */ }
  bridged(call: LiveCall): void { this.parts.vouching.end(call); }
  nobodyCame(): void { /* nobody was to come */ }
  agentLeft(): void { /* none is on it */ }

  digit(call: LiveCall, _digit: string, atMs: number): void {
    if (call.interview !== null) call.interview.firstKeyAtMs ??= atMs;
  }

  done(call: LiveCall, what: Done): void {
    const { interview } = call;
    if (interview === null) return;
    if (what.type === 'channel-executed') this.wasAskedForComment(call, interview, what.executionId);
    const serial = this.dialogue.serialOf(call, what.executionId);
    if (serial === null) return;
    const atMs = this.owner.clock.nowMs();
    switch (what.type) {
      case 'channel-executed': this.tell(call, { kind: 'played', serial, atMs }); return;
      case 'message-recorded': this.recorded(call, serial, what, atMs); return;
      case 'question-ended':
        if (what.outcome === 'hangup') return; // the call's own end says so
        this.tell(call, {
          kind: 'heard', serial, atMs: what.atMs, keys: what.outcome === 'none' || what.outcome === 'cut' ? null : what.keys, pressedAtMs: interview.firstKeyAtMs, isTimedOut: what.outcome === 'timeout',
        });
    }
  }

  /** The switch's guard looked in the moment before our word for this call arrived: what was asked is asked again. */
  dismissed(call: LiveCall): void {
    if (!this.parts.vouching.answersFor(call)) { call.safeHarbour = true; return; }
    this.goOn(call);
  }

  ends(): void { /* told by `over` */ }

  /** However the call ended: what was said of it before is told by then, a comment too. */
  over(call: LiveCall): void {
    // One hang-up waits for the comment in which it came: the second says that none comes.
    for (let nth = 0; nth < 2 && call.interview?.keypad.interview.ending === null; nth++) this.tell(call, { kind: 'hung-up', atMs: this.owner.clock.nowMs() });
  }

  takenOver(call: LiveCall, channel: SwitchChannel | undefined): void {
    if (channel === undefined || channel.dismissed || call.interview === null) return;
    this.parts.vouching.begin(call);
    this.heardAgain(call, channel);
  }

  /** What was asked may have ended unheard, or never reached the switch: it is asked again. */
  heardAgain(call: LiveCall, { application, dismissed }: SwitchChannel): void {
    const { interview } = call;
    if (interview === null || dismissed) return;
    const longestSec = application === 'record' ? commentNow(interview) : null;
    if (longestSec === null) this.goOn(call, application);
    else this.awaitComment(call, interview, longestSec);
  }

  /**
   * A comment goes on being recorded, and its end is told; or it had ended before we listened, which looks the same: a switch shows what
   * it did last. Then nobody is left in the silence behind it.
   */
  private awaitComment(call: LiveCall, interview: InterviewNow, longestSec: number): void {
    const { serial } = interview.keypad;
    call.after('comment', longestSec * 1_000 + END_TOLD_MS, () => {
      if (interview.keypad.serial === serial && interview.keypad.interview.ending === null) this.goOn(call);
    });
  }

  /** Nothing of what was asked counts any more. */
  private goOn(call: LiveCall, application = ''): void {
    this.owner.run('go on with an interview', async () => {
      if (application !== 'park') await this.owner.switchPort.park(call.callId);
      const first = call.interview === null ? null : entering(call.interview.keypad.interview);
      this.tell(call, { ...first ?? { kind: 'resumed' }, atMs: this.owner.clock.nowMs() });
    });
  }

  /** Of whoever hung up in it, more is not asked. */
  private recorded(call: LiveCall, serial: number, { name, lengthMs, end }: MessageRecorded, atMs: number): void {
    if (end === 'hangup') this.tell(call, { kind: 'hung-up', atMs });
    this.tell(call, { kind: 'recorded', serial, atMs, lengthMs }, name);
  }

  /** What was said before a comment has been heard. */
  private wasAskedForComment(call: LiveCall, interview: InterviewNow, executionId: string): void {
    const { keypad: { serial, isGone } } = interview;
    const longestSec = commentNow(interview);
    if (longestSec !== null && !isGone && this.dialogue.isReadyForMessage(call, serial, executionId)) this.dialogue.record(call, serial, longestSec);
  }

  /** @param path of what was recorded */
  private tell(call: LiveCall, event: KeypadEvent, path: string | null = null): void {
    const { interview } = call;
    if (interview === null) return;
    const { call: keypad, actions } = keypadStep(interview.kept.questionnaire, interview.keypad, event);
    if (keypad === interview.keypad && actions.length === 0) return;
    interview.keypad = keypad;
    this.owner.run('go on with an interview', async () => {
      const kept = await this.parts.book.keep(call, interview, { keypad, actions, path, atMs: event.atMs });
      if (kept === null || !this.owner.lease.isHeld()) return; // its next owner goes on
      if (kept.verdict !== null) this.tell(call, { ...kept.verdict, atMs: this.owner.clock.nowMs() });
      for (const action of actions) this.order(call, interview, action);
    });
  }

  /** What has been overtaken while its step was written is ordered no more. */
  private order(call: LiveCall, interview: InterviewNow, action: KeypadAction): void {
    if (call.state === 'ended' || ('serial' in action && action.serial !== interview.keypad.serial)) return;
    switch (action.kind) {
      case 'play': this.dialogue.play(call, action.serial, action.prompts); return;
      case 'ask':
        interview.firstKeyAtMs = null;
        this.dialogue.ask(call, action.serial, action);
        return;
      case 'record': this.dialogue.askForMessage(call, action.serial, action.prompts); return;
      case 'hang-up':
        this.owner.run('end an interview\'s call', async () => { await this.owner.switchPort.hangup(call.callId, 'NORMAL_CLEARING'); });
        return;
      case 'commit':
      case 'withdraw':
      case 'reserve':
      case 'give-back':
      case 'ended': return; // kept, and counted
    }
  }
}

/** So long the comment may be that is asked for now; null: none is. */
function commentNow({ kept: { questionnaire }, keypad }: InterviewNow): number | null {
  const asked = askedNow(questionnaire, keypad.interview);
  const question = asked?.kind === 'ask' ? questionOf(questionnaire, asked.question) : null;
  return question?.kind === 'comment' ? question.longestSec : null;
}
