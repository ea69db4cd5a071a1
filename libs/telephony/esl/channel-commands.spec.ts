import fc from 'fast-check';
import { UnsafeArgumentError } from '../port/errors';
import {
  bridgeCommand, executeMessage, existsCommand, hangupCommand, parkCommand, playCommand, recordCommand, setVariableCommand,
  alertCommand, dismissCommand, stopPlayingCommand,
} from './channel-commands';
import { words } from './originate-grammar.spec-helper';
import { safeFolders } from './prompt';

const A = '4565ad22-1c52-41f0-9706-131944017d76';
const B = 'd9a8334d-2099-4ff5-846f-78f7de734af3';
const folders = safeFolders({ promptsDir: '/srv/prompts', recordingsDir: '/srv/recordings', musicStream: 'moh' });

describe('the commands on a channel', () => {
  it('are those that FreeSWITCH takes', () => {
    expect(bridgeCommand(A, B)).toBe(`uuid_bridge ${A} ${B}`);
    expect(hangupCommand(A, undefined)).toBe(`uuid_kill ${A}`);
    expect(hangupCommand(A, 'ORIGINATOR_CANCEL')).toBe(`uuid_kill ${A} ORIGINATOR_CANCEL`);
    expect(playCommand(A, { kind: 'file', name: 'safe-harbour.wav' }, folders)).toBe(`uuid_broadcast ${A} /srv/prompts/safe-harbour.wav aleg`);
    expect(playCommand(A, { kind: 'tone', tone: '%(200,200,500);loops=3' }, folders)).toBe(`uuid_broadcast ${A} tone_stream://%(200,200,500);loops=3 aleg`);
    expect(playCommand(A, { kind: 'music' }, folders)).toBe(`uuid_broadcast ${A} local_stream://moh aleg`);
    expect(stopPlayingCommand(A)).toBe(`uuid_break ${A} all`);
    expect(alertCommand(A)).toBe(`uuid_displace ${A} start tone_stream://%(150,0,880) 0 mw`);
    expect(parkCommand(A)).toBe(`uuid_transfer ${A} park inline`);
    expect(dismissCommand(A)).toBe(`uuid_transfer ${A} nobody-acted XML paceline`);
    expect(recordCommand(A, 'start', '2026/11/a.wav', folders)).toBe(`uuid_record ${A} start /srv/recordings/2026/11/a.wav`);
    expect(setVariableCommand(A, 'park_after_bridge', 'true')).toBe(`uuid_setvar ${A} park_after_bridge true`);
    expect(existsCommand(A)).toBe(`uuid_exists ${A}`);
    expect(executeMessage(A, 'play_and_get_digits', '1 1 1 3000 # tone_stream://%(400,400,400) silence_stream://10 q1 [1-5]', B)).toEqual({
      line: `sendmsg ${A}`,
      headers: {
        'call-command': 'execute', 'execute-app-name': 'play_and_get_digits',
        'execute-app-arg': '1 1 1 3000 # tone_stream://%(400,400,400) silence_stream://10 q1 [1-5]', 'Event-UUID': B,
      },
    });
  });

  it.each([
    ['a prompt elsewhere', () => playCommand(A, { kind: 'file', name: '../../etc/passwd' }, folders)],
    ['a prompt that is a folder up', () => playCommand(A, { kind: 'file', name: '..' }, folders)],
    ['an application in a prompt', () => playCommand(A, { kind: 'file', name: 'system::id' }, folders)],
    ['an application in a tone', () => playCommand(A, { kind: 'tone', tone: 'x::system' }, folders)],
    ['a file in a tone', () => playCommand(A, { kind: 'tone', tone: 'path=secret' }, folders)],
    ['a hang-up in a tone', () => playCommand(A, { kind: 'tone', tone: 'hangup!x' }, folders)],
    ['a recording elsewhere', () => recordCommand(A, 'start', '../a.wav', folders)],
    ['a recording at the root', () => recordCommand(A, 'start', '/a.wav', folders)],
    ['a cause that is none', () => hangupCommand(A, 'NORMAL_CLEARING x')],
    ['a variable that acts', () => setVariableCommand(A, 'api_hangup_hook', 'x')],
    ['a value that expands', () => setVariableCommand(A, 'x', '${system(id)}')],
    ['a program as an application', () => executeMessage(A, 'system', 'id', B)],
    ['an argument that expands', () => executeMessage(A, 'playback', '${system(id)}', B)],
    ['an argument that expands a global', () => executeMessage(A, 'playback', '$${system(id)}', B)],
    ['an argument of two lines', () => executeMessage(A, 'playback', 'a.wav\n\napi system id', B)],
    ['an execution id of two lines', () => executeMessage(A, 'playback', 'a.wav', 'x\ny: z')],
    ['a prompts folder with blanks', () => safeFolders({ ...folders, promptsDir: '/srv/my prompts' })],
    ['a recordings folder with a way up', () => safeFolders({ ...folders, recordingsDir: '/srv/../etc' })],
  ])('refuse %s', (_, build) => {
    expect(build).toThrow(UnsafeArgumentError);
  });

  it('stay one command of as many words, whatever the arguments hold', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }), fc.constantFrom(A, 'a.wav', '%(1,2,3)', 'x', 'NORMAL_CLEARING'),
      fc.tuple(fc.constantFrom(A, 'a.wav', '%(1,2,3)', 'x', 'NORMAL_CLEARING'), fc.constantFrom(' ', '\n', '\'', '\\', '::', '!', '${x}', '\0', ',', '\u2028'), fc.string())
        .map((parts) => parts.join('')),
    );
    const builders: [number, (a: string, b: string) => string][] = [
      [3, (a, b) => bridgeCommand(a, b)],
      [3, (a, b) => hangupCommand(a, b)],
      [4, (a, b) => playCommand(a, { kind: 'file', name: b }, folders)],
      [4, (a, b) => playCommand(a, { kind: 'tone', tone: b }, folders)],
      [3, (a) => stopPlayingCommand(a)],
      [6, (a) => alertCommand(a)],
      [4, (a) => parkCommand(a)],
      [5, (a) => dismissCommand(a)],
      [4, (a, b) => recordCommand(a, 'start', b, folders)],
      [4, (a, b) => setVariableCommand(a, 'x', b)],
    ];
    fc.assert(fc.property(fc.constantFrom(...builders), fc.oneof(fc.constant(A), text), text, ([count, build], a, b) => {
      let line: string;
      try {
        line = build(a, b);
      } catch (error) {
        expect(error).toBeInstanceOf(UnsafeArgumentError);
        return;
      }
      expect(line).not.toMatch(/[\r\n\0'"\\$`]|::|!/);
      expect(words(line)).toEqual(line.split(' '));
      expect(words(line)).toHaveLength(count);
    }), { numRuns: 4_000 });
  });
});
