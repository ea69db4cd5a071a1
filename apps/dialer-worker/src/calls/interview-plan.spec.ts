import type { QuestionEnded } from '@paceline/domain/call/switch-event';
import { aChannel, channelEvent } from '@paceline/testing/fake-switch';
import { OwnerBench, pass, useTestTime } from '../context/owner.spec-helper';
import { aCall } from './call.spec-helper';
import type { CallerSounds } from './caller-sounds';
import type { Kept, KeypadStepTaken } from './interview-book';
import type { InterviewNow } from './interview-now';
import { InterviewPlan } from './interview-plan';
import { aBegunInterview, anInterview } from './interview.spec-helper';
import type { LiveCall } from './live-call';
import { Voicemails } from './voicemails';

const BEEP = '%(400,0,800)';

/** One call on which somebody is asked. */
class Talk extends OwnerBench {
  readonly kept: string[] = [];
  readonly paths: string[] = [];
  answersFor = true;
  keeps: () => Promise<Kept | null> = () => Promise.resolve({ verdict: null });
  readonly call: LiveCall = aCall({}, 'answered');
  readonly plan = new InterviewPlan(this.owner, {
    sounds: { files: ((_call, names) => names.map((name) => ({ kind: 'file', name }))) satisfies CallerSounds['files'] },
    voicemails: new Voicemails(this.owner),
    vouching: { begin: () => { this.kept.push('vouch'); }, end: () => undefined, answersFor: () => this.answersFor },
    book: { keep: async (_call, _interview, step) => { this.note(step); return await this.keeps(); } },
  });

  constructor(interview: InterviewNow | null) {
    super();
    this.call.interview = interview;
  }

  private note({ actions, path }: KeypadStepTaken): void {
    if (path !== null) this.paths.push(path);
    for (const action of actions) {
      if (action.kind === 'commit') this.kept.push(`${action.question}=${'value' in action.given ? String(action.given.value) : action.given.kind}`);
      if (action.kind === 'ended') this.kept.push('because' in action.ending ? `${action.ending.result}, ${action.ending.because}` : action.ending.result);
      if (action.kind === 'reserve') this.kept.push(`reserve ${action.quotas.join()}`);
    }
  }

  get serial(): number { return this.call.interview?.keypad.serial ?? 0; }
  get execution(): string { return `a-interview-${this.serial}`; }

  /** @param readLateMs so long after the switch said them its events are read */
  async hears(keys: string, outcome: QuestionEnded['outcome'] = 'success', afterMs = 2_000, readLateMs = 0): Promise<void> {
    await pass(afterMs);
    const pressedAtMs = Date.now();
    await pass(readLateMs);
    this.plan.digit(this.call, keys.charAt(0), pressedAtMs);
    await pass(100);
    this.plan.done(this.call, channelEvent('question-ended', { executionId: this.execution, keys, outcome, atMs: pressedAtMs + 100 }));
    await pass();
  }

  async plays(executionId = this.execution): Promise<void> {
    this.plan.done(this.call, channelEvent('channel-executed', { executionId }));
    await pass();
  }

  async records(lengthMs: number, end: 'key' | 'hangup' = 'key'): Promise<void> {
    this.plan.done(this.call, channelEvent('message-recorded', { executionId: this.execution, name: `${this.execution}.wav`, lengthMs, end }));
    await pass();
  }

  /** As far as the comment. */
  async toComment(): Promise<void> {
    this.plan.begin(this.call);
    await pass();
    for (const keys of ['1', '10', '2']) await this.hears(keys);
    await this.plays(`${this.execution}-before`);
  }
}

describe('somebody who is asked by keys', () => {
  useTestTime();

  it('consents, answers, speaks and is thanked: each answer is kept before more is asked', async () => {
    const talk = new Talk(anInterview());
    await talk.toComment();
    await talk.records(4_000);
    await talk.plays();
    expect(talk.switchPort.told).toEqual([
      'ask a 1 consent.wav', 'ask a 2 nps.wav', 'ask a 1 again.wav', `announce a words.wav ${BEEP}`, 'recordMessage a a-interview-4.wav', 'announce a thanks.wav', 'hangup a NORMAL_CLEARING',
    ]);
    expect([talk.kept, talk.paths]).toEqual([['vouch', 'nps=10', 'again=false', 'words=recorded', 'complete'], ['a-interview-4.wav']]);
  });

  it('hears nothing more before the step is kept, and nothing of a step that somebody else goes on from', async () => {
    const talk = new Talk(anInterview());
    let kept: (how: Kept | null) => void = () => undefined;
    talk.keeps = () => new Promise((resolve) => { kept = resolve; });
    talk.plan.begin(talk.call);
    await pass(5_000);
    expect(talk.switchPort.told).toEqual([]);
    kept(null);
    await pass(5_000);
    expect(talk.switchPort.told).toEqual([]);
  });

  it('is listened to for the rest of a ten that the switch gave up waiting for', async () => {
    const talk = new Talk(aBegunInterview());
    await talk.hears('1', 'timeout');
    expect(talk.switchPort.told).toEqual(['ask a 1']);
    await talk.hears('0', 'success', 100);
    expect(talk.kept).toEqual(['nps=10']);
  });

  it.each([[0], [5_000]])('has pressed a key twice by when it was pressed, however late that is read: %i ms', async (lateMs) => {
    const talk = new Talk(aBegunInterview());
    await talk.hears('10');
    await talk.hears('0', 'success', 440, lateMs);
    expect([talk.kept, talk.switchPort.told]).toEqual([['nps=10'], ['ask a 1 again.wav', 'ask a 1 again.wav']]);
  });

  it.each(['a-interview-7', 'a-2', 'a-interview-2-before', 'other-interview-2'])('answers with no end of anything else: %s', async (executionId) => {
    const talk = new Talk(aBegunInterview());
    talk.plan.done(talk.call, channelEvent('question-ended', { executionId, keys: '5' }));
    await pass();
    expect([talk.kept, talk.switchPort.told]).toEqual([[], []]);
  });

  it('that hangs up is asked nothing more: what was kept stays', async () => {
    const talk = new Talk(aBegunInterview());
    await talk.hears('7', 'timeout');
    talk.plan.done(talk.call, channelEvent('question-ended', { executionId: talk.execution, outcome: 'hangup' }));
    talk.plan.over(talk.call);
    talk.plan.over(talk.call);
    await pass();
    expect(talk.kept).toEqual(['nps=7', 'partial, hung-up']);
  });

  it.each([[3_920, ['words=recorded', 'complete']], [300, ['partial, hung-up']]])('that hangs up in the comment has said what was recorded until then: %i ms', async (lengthMs, said) => {
    const talk = new Talk(anInterview());
    await talk.toComment();
    await talk.records(lengthMs, 'hangup');
    talk.plan.over(talk.call);
    await pass();
    expect(talk.kept.slice(3)).toEqual(said);
  });

  it('that leaves before anything is asked has not answered', async () => {
    const talk = new Talk(anInterview());
    talk.plan.over(talk.call);
    await pass();
    expect([talk.kept, talk.switchPort.told]).toEqual([['no-response'], []]);
  });

  it('of whose comment nobody heard the end has left in it', async () => {
    const talk = new Talk(anInterview());
    await talk.toComment();
    talk.plan.over(talk.call);
    await pass();
    expect(talk.kept.slice(3)).toEqual(['partial, hung-up']);
  });

  it('is told what whoever counts says of the quotas', async () => {
    const interview = anInterview();
    const talk = new Talk({ ...interview, kept: { ...interview.kept, questionnaire: { ...interview.kept.questionnaire, quotas: [{ name: 'all', when: { kind: 'all', of: [] }, most: 5 }] } } });
    talk.keeps = () => Promise.resolve({ verdict: talk.kept.length === 2 ? { kind: 'full', quota: 'all' } : null });
    talk.plan.begin(talk.call);
    await pass();
    expect([talk.kept, talk.switchPort.told]).toEqual([['vouch', 'reserve all', 'quota-full'], ['announce a enough.wav']]);
  });

  it('before consent may be a machine, to which nothing more is said; with a beep behind it nobody is', async () => {
    const machine = new Talk(anInterview());
    machine.plan.begin(machine.call);
    await pass();
    machine.plan.beeped(machine.call);
    await pass();
    expect([machine.kept, machine.switchPort.told]).toEqual([['vouch', 'no-response'], ['ask a 1 consent.wav', 'hangup a NORMAL_CLEARING']]);
    const person = new Talk(aBegunInterview());
    person.plan.beeped(person.call);
    await pass();
    expect([person.kept, person.switchPort.told]).toEqual([[], []]);
  });

  describe('and is found by the next owner', () => {
    it.each([['play_and_get_digits', ['park a', 'ask a 2 nps.wav']], ['park', ['ask a 2 nps.wav']]])('in a question is asked it again: %s', async (application, told) => {
      const talk = new Talk(aBegunInterview());
      talk.plan.takenOver(talk.call, aChannel('a', { application }));
      await pass();
      expect([talk.kept, talk.switchPort.told]).toEqual([['vouch'], told]);
    });

    it('before the first question is asked that', async () => {
      const talk = new Talk(anInterview());
      talk.plan.takenOver(talk.call, aChannel('a'));
      await pass();
      expect(talk.switchPort.told).toEqual(['ask a 1 consent.wav']);
    });

    it('goes on speaking', async () => {
      const talk = new Talk(anInterview());
      await talk.toComment();
      const before = talk.switchPort.told.length;
      talk.plan.takenOver(talk.call, aChannel('a', { application: 'record' }));
      await talk.records(4_000);
      await pass(120_000);
      expect([talk.switchPort.told.slice(before), talk.paths]).toEqual([['announce a thanks.wav'], ['a-interview-4.wav']]);
    });

    it('is asked for the comment again whose end nobody heard', async () => {
      const talk = new Talk(anInterview());
      await talk.toComment();
      const before = talk.switchPort.told.length;
      talk.plan.takenOver(talk.call, aChannel('a', { application: 'record' }));
      await pass(60_000);
      expect(talk.switchPort.told.slice(before)).toEqual([]);
      await pass(3_000);
      expect(talk.switchPort.told.slice(before)).toEqual(['park a', `announce a words.wav ${BEEP}`]);
    });

    it.each([[undefined], [aChannel('a', { dismissed: true })]])('is left alone when the switch has them no more, or says goodbye', async (channel) => {
      const talk = new Talk(aBegunInterview());
      talk.plan.takenOver(talk.call, channel);
      await pass();
      expect(talk.switchPort.told).toEqual([]);
    });
  });

  it.each([[true, ['park a', 'ask a 2 nps.wav'], false], [false, [], true]])('is taken back from the guard, unless nobody answered for them: %j', async (answersFor, told, safeHarbour) => {
    const talk = new Talk(aBegunInterview());
    talk.answersFor = answersFor;
    talk.plan.dismissed(talk.call);
    await pass();
    expect([talk.switchPort.told, talk.call.safeHarbour]).toEqual([told, safeHarbour]);
  });
});
