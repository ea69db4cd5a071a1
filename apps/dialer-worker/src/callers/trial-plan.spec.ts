import type { Script, ScriptNode } from '@paceline/domain/script/script';
import { beginning } from '@paceline/domain/script/step';
import type { ScriptState } from '@paceline/domain/script/script-run';
import { channelEvent } from '@paceline/testing/fake-switch';
import { almanacOf } from '@paceline/platform/law/almanac';
import { LawBook } from '@paceline/platform/law/law-book';
import { aCaller } from '../calls/call.spec-helper';
import { CallerSounds } from '../calls/caller-sounds';
import type { LiveCall } from '../calls/live-call';
import { Voicemails } from '../calls/voicemails';
import { OwnerBench, pass, useTestTime } from '../context/owner.spec-helper';
import { aQueue } from '../lines/queue.spec-helper';
import { trialPlan } from './trial-plan';

const scriptOf = (first: ScriptNode): Script => ({ languages: ['en'], start: 'first', emergency: 'end', nodes: { first, end: { kind: 'end', say: { en: 'bye.wav' } } } });

describe('whoever tries a draft', () => {
  useTestTime();
  let bench: OwnerBench;
  let stood: string[];
  let call: LiveCall;
  afterEach(() => { call.cancelAll(); });

  async function tries(first: ScriptNode, queue = aQueue()): Promise<ReturnType<typeof trialPlan>> {
    [bench, stood] = [new OwnerBench(), []];
    const script = scriptOf(first);
    call = aCaller('answered', { phone: '+12125550142' }, { inQueue: false, run: { script, state: beginning(script), firstKeyAtMs: null, isEmergency: false } });
    call.answeredAtMs = Date.now();
    const plan = trialPlan(bench.owner, {
      rows: { stands: async (_id: string, { node }: ScriptState) => { stood.push(String(node)); await Promise.resolve(); } }, sounds: new CallerSounds(bench.owner), voicemails: new Voicemails(bench.owner),
      queues: { find: (id) => Promise.resolve(id === queue.id ? queue : null) }, vouching: { begin: () => undefined, end: () => undefined, answersFor: () => true },
      laws: { now: () => Promise.resolve(new LawBook()), almanac: () => almanacOf([]) },
    });
    plan.begin(call);
    await pass();
    return plan;
  }
  const heard = (): string[] => bench.switchPort.told.map((told) => told.replace(/ \S*\//, ' '));

  it.each<[string, Parameters<typeof aQueue>[0], string, string[]]>([
    ['a queue\'s greeting over its music', { greeting: { en: 'welcome.wav' } }, '5', ['music caller', 'announce caller welcome.wav']],
    ['nothing in a queue in which callers ring', { whileWaiting: 'ringing', greeting: { en: 'welcome.wav' } }, '5', []],
  ])('hears %s, and is hung up after twenty seconds', async (_what, settings, queueId, sounds) => {
    await tries({ kind: 'queue', queueId }, aQueue(settings));
    expect(heard()).toEqual(sounds);
    await pass(19_999);
    expect(heard()).toEqual(sounds);
    await pass(1);
    expect(heard()).toEqual([...sounds, 'hangup caller NORMAL_CLEARING']);
  });

  it('is told goodbye where the queue is not there any more', async () => {
    await tries({ kind: 'queue', queueId: '9' });
    expect(heard()).toEqual(['dismiss caller']);
  });

  it('hears a number ring outside for five seconds, where nobody is rung, and goes on as if nobody had answered', async () => {
    await tries({ kind: 'number', number: '+12125550177', gateway: null, ringSec: 20, failed: 'end' });
    expect([bench.switchPort.originated, heard()]).toEqual([[], ['music caller']]);
    await pass(5_000);
    expect([stood, heard().at(-1)]).toEqual([['first', 'end'], 'announce caller bye.wav']);
  });

  it('hears the prompt of a voicemail and its beep, and nothing is recorded', async () => {
    const plan = await tries({ kind: 'voicemail', say: { en: 'speak.wav' }, longestSec: 60, next: 'end' });
    expect(heard()).toEqual(['announce caller speak.wav %(400,0,800)']);
    plan.done(call, channelEvent('channel-executed', { channelId: 'caller', executionId: 'caller-1-before' }));
    await pass();
    expect([stood, heard().slice(1)]).toEqual([['first', 'end'], ['announce caller bye.wav']]);
  });

  it('is put on no list by the key for that', async () => {
    await tries({ kind: 'opt-out', reason: 'key 9', next: 'end', noNumber: 'end' });
    expect([stood, heard()]).toEqual([['first', 'end'], ['announce caller bye.wav']]); // the bench has no database that could be told
  });
});
