import type { Script } from '@paceline/domain/script/script';
import { beginning } from '@paceline/domain/script/step';
import type { ScriptState } from '@paceline/domain/script/script-run';
import { aChannel, channelEvent } from '@paceline/testing/fake-switch';
import { OwnerBench, pass, useTestTime } from '../context/owner.spec-helper';
import { aCaller } from './call.spec-helper';
import type { LiveCall } from './live-call';
import { ScriptPlan, type ScriptPlanParts } from './script-plan';

const SCRIPT: Script = {
  languages: ['en'], start: 'menu', emergency: 'closed', nodes: {
    menu: { kind: 'menu', say: { en: 'menu.wav' }, tries: 2, waitSec: 5, again: null, wrong: null, choices: { 1: 'queue', 2: 'box', 3: 'number', 9: 'no' }, noInput: 'closed', wrongKey: 'closed' },
    queue: { kind: 'queue', queueId: '5' }, closed: { kind: 'end', say: { en: 'closed.wav' } }, box: { kind: 'voicemail', say: { en: 'speak.wav' }, longestSec: 60, next: 'closed' },
    no: { kind: 'opt-out', reason: 'key 9', next: 'closed', noNumber: 'closed' },
    number: { kind: 'number', number: '+12125550177', gateway: null, ringSec: 20, failed: 'closed' },
  },
};
const STANDS: ScriptState = { ...beginning(SCRIPT), node: 'menu', isAnswered: true, serial: 1 };

class Studio extends OwnerBench {
  readonly did: string[] = [];
  answersFor = true;
  private readonly note = (what: string) => (): void => { this.did.push(what); };
  readonly plan: ScriptPlan;

  constructor() {
    super();
    const sounds: Pick<ScriptPlanParts['sounds'], 'answer' | 'farewell' | 'files' | 'music' | 'quiet' | 'ringNoLonger'> = {
      answer: this.note('answer'), farewell: this.note('farewell'), music: this.note('music'), quiet: this.note('quiet'), ringNoLonger: this.note('ring no longer'),
      files: (_call, names) => names.map((name) => ({ kind: 'file', name })),
    };
    const parts = {
      journal: { record: (_call: LiveCall, _kind: string, _patch: object, data: { readonly node?: string; readonly after?: string }) => { this.did.push(`write ${String(data.node)} after ${String(data.after)}`); } },
      queues: { enter: async (_call: LiveCall, _caller: object, queueId: string) => { await Promise.resolve(); this.did.push(`queue ${queueId}`); }, bridged: (_call: LiveCall, first: boolean) => { this.did.push(`in a queue, bridged, ${first ? 'first' : 'again'}`); } },
      sounds, voicemails: { ask: this.note('ask for a message'), record: this.note('record'), recorded: this.note('keep the message') },
      optOuts: { put: async (_call: LiveCall, words: string) => { await Promise.resolve(); this.did.push(`forbid: ${words}`); return true; } },
      outside: { dial: this.note('dial outside'), found: async () => await Promise.resolve(false) },
      vouching: { begin: this.note('vouch'), end: this.note('vouch no more'), answersFor: () => this.answersFor },
      laws: { now: async () => await Promise.reject(new Error('away')), almanac: () => ({ zones: new Map(), holidays: new Map() }) },
    };
    this.plan = new ScriptPlan(this.owner, parts as unknown as ScriptPlanParts); // as much of them as these scripts use
  }

  get all(): string[] {
    return [...this.did, ...this.switchPort.told];
  }
}

function calls(state: ScriptState, isEmergency = false): LiveCall {
  return aCaller('answered', {}, { inQueue: false, run: { script: SCRIPT, state, firstKeyAtMs: null, isEmergency } });
}

describe('a caller in a script', () => {
  useTestTime();
  let studio: Studio;
  beforeEach(() => { studio = new Studio(); });

  it.each([[false, ['vouch', 'ring no longer', 'write menu after begun', 'answer', 'ask caller 1 menu.wav']], [true, ['vouch', 'ring no longer', 'write closed after begun', 'answer', 'announce caller closed.wav']]])(
    'begins it, also when the holidays cannot be read; in an emergency elsewhere: %j', async (isEmergency, did) => {
      studio.plan.begin(calls(beginning(SCRIPT), isEmergency));
      await pass();
      expect(studio.all).toEqual(did);
    });

  it.each([['1', ['write queue after heard', 'queue 5']], ['2', ['write box after heard', 'ask for a message']], ['3', ['write number after heard', 'music', 'dial outside']],
    ['9', ['write no after heard', 'forbid: key 9', 'write closed after opted-out', 'announce caller closed.wav']]])('goes where its key leads: %s', async (keys, did) => {
    const call = calls(STANDS);
    studio.plan.digit(call, keys, Date.now());
    await pass(50);
    studio.plan.done(call, channelEvent('question-ended', { channelId: 'caller', executionId: 'caller-1', keys }));
    studio.plan.done(call, channelEvent('question-ended', { channelId: 'caller', executionId: 'caller-1', keys })); // said twice
    await pass();
    expect(studio.all).toEqual(did);
  });

  it.each(['caller-7', 'caller-1-before', 'other-1', 'caller-farewell'])('does not take another\'s end for its own: %s', async (executionId) => {
    studio.plan.done(calls(STANDS), channelEvent('question-ended', { channelId: 'caller', executionId, keys: '1' }));
    await pass();
    expect(studio.all).toEqual([]);
  });

  it('is not asked again when it hangs up while it is asked', async () => {
    studio.plan.done(calls(STANDS), channelEvent('question-ended', { channelId: 'caller', executionId: 'caller-1', outcome: 'hangup' }));
    await pass();
    expect(studio.all).toEqual([]);
  });

  const AGAIN = ['write menu after resumed', 'ask caller 1 menu.wav'];
  const shown = (application: string): ReturnType<typeof aChannel> => aChannel('caller', { application });
  it.each<[string, ScriptState, string, readonly string[]]>([
    ['in a question is asked again', STANDS, 'play_and_get_digits', [...AGAIN.slice(0, 1), 'park caller', ...AGAIN.slice(1)]],
    ['that had not begun begins', beginning(SCRIPT), 'park', ['vouch', 'ring no longer', 'write menu after begun', 'answer', 'ask caller 1 menu.wav']],
    ['on its way to a queue goes there', { ...STANDS, exit: { kind: 'queue', queueId: '5' } }, 'park', ['queue 5']],
    ['that was to be ended is', { ...STANDS, exit: { kind: 'ended' } }, 'park', ['hangup caller NORMAL_CLEARING']],
    ['that leaves a message goes on with it', { ...STANDS, node: 'box' }, 'record', []],
    ['for whom a number outside is called waits for that', { ...STANDS, node: 'number' }, 'playback', []],
  ])('that is heard again and was %s', async (_what, state, application, did) => {
    studio.plan.heardAgain(calls(state), shown(application));
    await pass();
    expect(studio.all).toEqual(did);
  });

  it.each<[string, (call: LiveCall) => void, readonly string[]]>([
    ['ends when nobody is heard to end it', () => undefined, ['hangup caller NORMAL_CLEARING']],
    ['goes on behind it when its end is told', (call) => { studio.plan.done(call, channelEvent('message-recorded', { channelId: 'caller', executionId: 'caller-4', name: 'caller-4.wav', lengthMs: 9_000, end: 'silence' })); },
      ['keep the message', 'write closed after recorded', 'announce caller closed.wav']],
  ])('that leaves a message while nobody listens %s: none is left in silence', async (_what, happens, did) => {
    const call = calls({ ...STANDS, node: 'box', serial: 4 });
    studio.plan.heardAgain(call, shown('record'));
    await pass(61_000);
    expect(studio.all).toEqual([]);
    happens(call);
    await pass(1_500);
    expect(studio.all).toEqual(did);
    call.cancelAll();
  });

  it('that hears the last message is left to it', async () => {
    studio.plan.heardAgain(calls(STANDS), aChannel('caller', { dismissed: true }));
    await pass();
    expect(studio.all).toEqual([]);
  });

  it.each<[string, ScriptState, readonly string[]]>([
    ['in a question is asked again', STANDS, ['vouch', 'ring no longer', 'write menu after resumed', 'park caller', 'ask caller 1 menu.wav']],
    ['that had not begun begins', beginning(SCRIPT), ['vouch', 'ring no longer', 'vouch', 'ring no longer', 'write menu after begun', 'answer', 'park caller', 'ask caller 1 menu.wav']],
    ['whose script was over hears the last message', { ...STANDS, exit: { kind: 'ended' } }, ['vouch no more', 'farewell']],
  ])('that is taken over %s', async (_what, state, did) => {
    studio.plan.takenOver(calls(state), shown('playback'));
    await pass();
    expect(studio.all).toEqual(did);
  });

  it.each([[true, ['write menu after resumed', 'park caller', 'ask caller 1 menu.wav'], false], [false, [], true]])('that the switch dismisses is taken back if that was not our word: %j', async (answersFor, did, safeHarbour) => {
    studio.answersFor = answersFor;
    const call = calls(STANDS);
    studio.plan.dismissed(call);
    await pass();
    expect([studio.all, call.safeHarbour]).toEqual([did, safeHarbour]);
  });

  it('that is found with an agent had been in a queue, of which nothing was written', () => {
    const call = calls(STANDS);
    studio.plan.bridged(call, true);
    expect([studio.did, call.caller?.inQueue]).toEqual([['in a queue, bridged, first'], true]);
  });
});
