import fc from 'fast-check';
import { UnsafeArgumentError } from '../port/errors';
import type { Question } from '../port/sounds';
import {
  alertCommand, announceMessage, answerCommand, askMessage, bridgeCommand, dismissCommand, endingKeysCommand, executeMessage, existsCommand, hangupCommand,
  musicMessage, parkCommand, recordCommand, recordMessage, refuseCommand, setVariableCommand, stopPlayingCommand, type ExecuteMessage,
} from './channel-commands';
import { words } from './originate-grammar.spec-helper';
import { safeFolders } from './prompt';

const A = '4565ad22-1c52-41f0-9706-131944017d76';
const B = 'd9a8334d-2099-4ff5-846f-78f7de734af3';
const FILE = { kind: 'file', name: 'a.wav' } as const;
const TONE = { kind: 'tone', tone: '%(200,200,500);loops=3' } as const;
const argumentOf = (message: ExecuteMessage): string => message.headers['execute-app-arg'] ?? '';
const folders = safeFolders({ promptsDir: '/srv/prompts', recordingsDir: '/srv/recordings', musicStream: 'moh' });

describe('the commands on a channel', () => {
  it('are those that FreeSWITCH takes', () => {
    expect(bridgeCommand(A, B)).toBe(`uuid_bridge ${A} ${B}`);
    expect(hangupCommand(A, undefined)).toBe(`uuid_kill ${A}`);
    expect(hangupCommand(A, 'ORIGINATOR_CANCEL')).toBe(`uuid_kill ${A} ORIGINATOR_CANCEL`);
    expect(answerCommand(A)).toBe(`uuid_answer ${A}`);
    expect([refuseCommand(A, 'busy'), refuseCommand(A, 'congested')]).toEqual([`uuid_kill ${A} USER_BUSY`, `uuid_kill ${A} NORMAL_CIRCUIT_CONGESTION`]);
    expect(endingKeysCommand(A, '#')).toBe(`uuid_setvar ${A} playback_terminators #`);
    expect(stopPlayingCommand(A)).toBe(`uuid_break ${A} all`);
    expect(alertCommand(A)).toBe(`uuid_displace ${A} start tone_stream://%(150,0,880) 0 mw`);
    expect(parkCommand(A)).toBe(`uuid_transfer ${A} park inline`);
    expect(dismissCommand(A)).toBe(`uuid_transfer ${A} nobody-acted XML paceline`);
    expect(recordCommand(A, 'start', '2026/11/a.wav', folders)).toBe(`uuid_record ${A} start /srv/recordings/2026/11/a.wav`);
    expect(setVariableCommand(A, 'park_after_bridge', 'true')).toBe(`uuid_setvar ${A} park_after_bridge true`);
    expect(existsCommand(A)).toBe(`uuid_exists ${A}`);
    expect([musicMessage(A, folders), announceMessage(A, [FILE], B, folders), announceMessage(A, [FILE, TONE], B, folders), announceMessage(A, [{ kind: 'silence', ms: 1_000 }, FILE], B, folders)].map(argumentOf)).toEqual([
      'local_stream://moh', '/srv/prompts/a.wav', 'file_string:///srv/prompts/a.wav!tone_stream://%(200,200,500);loops=3', 'file_string://silence_stream://1000!/srv/prompts/a.wav',
    ]);
    expect(argumentOf(recordMessage(A, { name: 'voicemail-1.wav', maxSec: 120, silenceSec: 4 }, B, folders))).toBe('/srv/recordings/voicemail-1.wav 120 200 4');
    expect(executeMessage(A, 'play_and_get_digits', '1 1 1 3000 # tone_stream://%(400,400,400) silence_stream://10 q1 [1-5]', B)).toEqual({
      line: `sendmsg ${A}`,
      headers: {
        'call-command': 'execute', 'execute-app-name': 'play_and_get_digits',
        'execute-app-arg': '1 1 1 3000 # tone_stream://%(400,400,400) silence_stream://10 q1 [1-5]', 'Event-UUID': B,
      },
    });
  });

  it('ask one try of a question, in a variable of its own, closed by # only where more than one key is wanted', () => {
    const asked = (question: Partial<Question>): string => (
      argumentOf(askMessage(A, { prompts: [FILE], maxKeys: 1, timeoutMs: 5_000, nextKeyMs: 2_000, ...question }, B, folders))
    );
    const variable = 'keys_d9a8334d_2099_4ff5_846f_78f7de734af3';
    expect(asked({})).toBe(`1 1 1 5000 - /srv/prompts/a.wav silence_stream://10 ${variable} .+ 2000`);
    expect(asked({ maxKeys: 8, prompts: [FILE, FILE] })).toBe(`1 8 1 5000 +# file_string:///srv/prompts/a.wav!/srv/prompts/a.wav silence_stream://10 ${variable} .+ 2000`);
    expect(asked({ prompts: [] })).toBe(`1 1 1 5000 - silence silence_stream://10 ${variable} .+ 2000`);
  });

  it.each([
    ['a prompt elsewhere', () => announceMessage(A, [{ kind: 'file', name: '../../etc/passwd' }], B, folders)],
    ['a prompt that is a folder up', () => announceMessage(A, [{ kind: 'file', name: '..' }], B, folders)],
    ['an application in a prompt', () => announceMessage(A, [{ kind: 'file', name: 'system::id' }], B, folders)],
    ['another sound in a prompt', () => announceMessage(A, [FILE, { kind: 'file', name: 'a.wav!b.wav' }], B, folders)],
    ['a silence that is none', () => announceMessage(A, [{ kind: 'silence', ms: Number.NaN }], B, folders)],
    ['an application in a tone', () => announceMessage(A, [{ kind: 'tone', tone: 'x::system' }], B, folders)],
    ['a file in a tone', () => announceMessage(A, [{ kind: 'tone', tone: 'path=secret' }], B, folders)],
    ['a hang-up in a tone', () => announceMessage(A, [{ kind: 'tone', tone: 'hangup!x' }], B, folders)],
    ['an announcement of nothing', () => announceMessage(A, [], B, folders)],
    ['a question for no key', () => askMessage(A, { prompts: [], maxKeys: 0, timeoutMs: 1, nextKeyMs: 1 }, B, folders)],
    ['a question for half a key', () => askMessage(A, { prompts: [], maxKeys: 1.5, timeoutMs: 1, nextKeyMs: 1 }, B, folders)],
    ['a question that waits for ever', () => askMessage(A, { prompts: [], maxKeys: 1, timeoutMs: Infinity, nextKeyMs: 1 }, B, folders)],
    ['a message in a folder', () => recordMessage(A, { name: '2026/a.wav', maxSec: 9, silenceSec: 3 }, B, folders)],
    ['a message without an end', () => recordMessage(A, { name: 'a.wav', maxSec: 0, silenceSec: 3 }, B, folders)],
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
      [1, (a, b) => argumentOf(announceMessage(a, [{ kind: 'file', name: b }], B, folders))],
      [1, (a, b) => argumentOf(announceMessage(a, [{ kind: 'tone', tone: b }], B, folders))],
      [4, (a, b) => argumentOf(recordMessage(a, { name: b, maxSec: 9, silenceSec: 3 }, B, folders))],
      [10, (a, b) => argumentOf(askMessage(a, { prompts: [{ kind: 'file', name: b }], maxKeys: 2, timeoutMs: 1, nextKeyMs: 1 }, b, folders))],
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
