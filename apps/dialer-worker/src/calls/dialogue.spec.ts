import { OwnerBench, pass, useTestTime } from '../context/owner.spec-helper';
import { aCaller } from './call.spec-helper';
import { Dialogue } from './dialogue';
import { Voicemails } from './voicemails';

describe('what is said and asked on a call', () => {
  useTestTime();
  const CALL = aCaller('answered');
  const open = (whose?: string): { readonly bench: OwnerBench; readonly dialogue: Dialogue } => {
    const bench = new OwnerBench();
    const sounds = { files: (_call: object, names: readonly string[]) => names.map((name) => ({ kind: 'file', name }) as const) };
    return { bench, dialogue: new Dialogue(bench.owner, { sounds, voicemails: new Voicemails(bench.owner) }, whose) };
  };

  it.each<[string, string | undefined, string, number | null]>([
    ['an order of its own', undefined, 'caller-7', 7], ['another call\'s', undefined, 'other-7', null], ['another kind\'s on the same call', undefined, 'caller-interview-7', null], ['its own kind\'s', 'interview-', 'caller-interview-7', 7],
    ['a script\'s, where interviews are', 'interview-', 'caller-7', null], ['what is said before a message', undefined, 'caller-7-before', null], ['what is said at last', undefined, 'caller-farewell', null],
  ])('is told by what comes back: %s', (_what, whose, executionId, serial) => {
    expect(open(whose).dialogue.serialOf(CALL, executionId)).toBe(serial);
  });

  it.each<[string, boolean]>([['caller-7-before', true], ['caller-7', false], ['caller-6-before', false], ['other-7-before', false]])('takes a message once what goes before it was heard: %s', (executionId, ready) => {
    expect(open().dialogue.isReadyForMessage(CALL, 7, executionId)).toBe(ready);
  });

  it('is ordered from the switch in these words', async () => {
    const { bench, dialogue } = open();
    dialogue.play(CALL, 1, ['hello.wav']);
    dialogue.ask(CALL, 2, { prompts: ['which.wav'], mostKeys: 1, waitMs: 5_000 });
    dialogue.askForMessage(CALL, 3, ['speak.wav']);
    dialogue.record(CALL, 3, 60);
    await pass();
    expect(bench.switchPort.told).toEqual(['announce caller hello.wav', 'ask caller 1 which.wav', 'announce caller speak.wav %(400,0,800)', 'recordMessage caller caller-3.wav']);
  });
});
