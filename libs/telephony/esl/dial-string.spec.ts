import fc from 'fast-check';
import { UnsafeArgumentError } from '../port/errors';
import type { Endpoint, OriginateRequest } from '../port/switch-port';
import { originateCommand } from './dial-string';
import { readOriginate } from './originate-grammar.spec-helper';

const request: OriginateRequest = {
  channelId: '4565ad22-1c52-41f0-9706-131944017d76',
  endpoint: { kind: 'gateway', gateway: 'carrier', digits: '+15550100' },
  ringTimeoutSec: 25,
  callerNumber: '18005551000',
  accountCode: 'paceline',
  afterBridge: 'hangup',
  guard: null,
};

describe('originateCommand', () => {
  it('dials a number in its gateway\'s format, and none that is longer than any', () => {
    const dialing = (digits: string): string => originateCommand({ ...request, endpoint: { kind: 'gateway', gateway: 'carrier', digits } });
    expect(dialing('990011234567890123')).toContain('sofia/gateway/carrier/990011234567890123 ');
    expect(() => dialing('1'.repeat(31))).toThrow();
  });

  it('dials digits through a gateway', () => {
    expect(originateCommand(request)).toBe(
      'originate {origination_uuid=4565ad22-1c52-41f0-9706-131944017d76,ignore_early_media=true,originate_timeout=25,'
      + 'accountcode=paceline,send_silence_when_idle=-1,hangup_after_bridge=true,origination_caller_id_number=18005551000}'
      + 'sofia/gateway/carrier/+15550100 &park()');
  });

  it('calls a browser of our directory and keeps its leg', () => {
    expect(originateCommand({
      ...request, endpoint: { kind: 'extension', extension: '1001', domain: 'agents.example.org' },
      callerNumber: null, afterBridge: 'park', webrtc: true, variables: { campaign_id: 'c-12' },
    })).toBe(
      'originate {origination_uuid=4565ad22-1c52-41f0-9706-131944017d76,ignore_early_media=true,originate_timeout=25,'
      + 'accountcode=paceline,send_silence_when_idle=-1,park_after_bridge=true,hangup_after_bridge=false,uuid_bridge_park_on_cancel=true,media_webrtc=true,campaign_id=c-12}'
      + 'user/1001@agents.example.org &park()');
  });

  it('sends a guarded leg to the guard, with its interval and its message', () => {
    expect(originateCommand({ ...request, callerNumber: null, guard: { sec: 3, prompt: 'spring-offer.wav' }, variables: { campaign_id: 'c-12' } })).toBe(
      'originate {origination_uuid=4565ad22-1c52-41f0-9706-131944017d76,ignore_early_media=true,originate_timeout=25,'
      + 'accountcode=paceline,send_silence_when_idle=-1,hangup_after_bridge=true,paceline_guard_sec=3,paceline_prompt=spring-offer.wav,campaign_id=c-12}'
      + 'sofia/gateway/carrier/+15550100 \'&execute_extension(guarded-park XML paceline)\'');
  });

  it.each<[string, Partial<OriginateRequest>]>([
    ['a line break in the digits', { endpoint: { kind: 'gateway', gateway: 'carrier', digits: '15550100\n\napi system id' } }],
    ['a line break at their end', { endpoint: { kind: 'gateway', gateway: 'carrier', digits: '15550100\n' } }],
    ['no digits', { endpoint: { kind: 'gateway', gateway: 'carrier', digits: '' } }],
    ['digits that are not ASCII', { endpoint: { kind: 'gateway', gateway: 'carrier', digits: '٠١٢٣٤٥' } }],
    ['a second leg', { endpoint: { kind: 'gateway', gateway: 'carrier', digits: '15550100,sofia/gateway/x/1' } }],
    ['another application', { endpoint: { kind: 'gateway', gateway: 'carrier', digits: '1555 &system(id)' } }],
    ['a gateway with a path', { endpoint: { kind: 'gateway', gateway: 'carrier/x', digits: '15550100' } }],
    ['a domain with an enterprise separator', { endpoint: { kind: 'extension', extension: '1', domain: 'a:_:b' } }],
    ['a quote in a value', { variables: { note: 'O\'Brien' } }],
    ['a variable that runs an application', { variables: { execute_on_answer: 'system' } }],
    ['a variable that runs a command', { variables: { api_on_ring: 'reload' } }],
    ['a hook', { variables: { api_hangup_hook: 'x' } }],
    ['a variable that dials again', { variables: { originate_retries: '5' } }],
    ['another id', { variables: { origination_uuid: 'x' } }],
    ['another account', { variables: { accountcode: 'somebody' } }],
    ['another fate after the bridge', { variables: { park_after_bridge: 'true' } }],
    ['another fate before the bridge', { variables: { uuid_bridge_park_on_cancel: 'false' } }],
    ['another limit', { variables: { originate_timeout: '1' } }],
    ['an upper-case name', { variables: { Foo: 'x' } }],
    ['no whole seconds', { ringTimeoutSec: 1.5 }],
    ['no seconds', { ringTimeoutSec: Number.NaN }],
    ['an id that is no UUID', { channelId: 'x' }],
    ['a message elsewhere', { guard: { sec: 3, prompt: '../../etc/passwd' } }],
    ['a message with another variable', { guard: { sec: 3, prompt: 'a.wav,paceline_until=9999999999' } }],
    ['a message that ends the quotes', { guard: { sec: 3, prompt: 'a.wav\'' } }],
    ['a guard that never looks', { guard: { sec: 0, prompt: 'a.wav' } }],
    ['a guard of half a second', { guard: { sec: 0.5, prompt: 'a.wav' } }],
    ['a word that keeps the guard away', { variables: { paceline_until: '9999999999' } }],
    ['another guard', { variables: { paceline_guard_sec: '3600' } }],
    ['a caller\'s name for a number', { callerNumber: '"Ann" <1>' }],
  ])('refuses %s', (_, change) => {
    expect(() => originateCommand({ ...request, ...change })).toThrow(UnsafeArgumentError);
  });

  it('cannot be made to say anything but the request, whatever the request holds', () => {
    let written = 0;
    fc.assert(fc.property(anyRequest, (hostile) => {
      let line: string;
      try {
        line = originateCommand(hostile);
      } catch (error) {
        expect(error).toBeInstanceOf(UnsafeArgumentError);
        return;
      }
      written += 1;
      expect(readOriginate(line)).toEqual(readingOf(hostile));
    }), { numRuns: 5_000 });
    // The property must have seen commands, not only refusals.
    expect(written).toBeGreaterThan(500);
  });
});

describe('the reference grammar', () => {
  it('reads what FreeSWITCH reads, hostile lines included', () => {
    // These three variables were sent to FreeSWITCH 1.10.12, and this is what the channel had.
    expect(readOriginate('originate {x=\'a,b\',y=a\\,b,z=^^:q:r}sofia/gateway/g/1,sofia/gateway/g/2|user/3 &echo(z)')).toMatchObject({
      variables: [['x', 'a'], ['y', 'a,b'], ['z', '^^:q:r']],
      legs: ['sofia/gateway/g/1', 'sofia/gateway/g/2', 'user/3'],
      application: 'echo',
      applicationArgument: 'z',
    });
    expect(readOriginate('originate {a=1}{^^:b=2:c=3}sofia/gateway/g/1 &park() XML default').variables)
      .toEqual([['a', '1'], ['b', '2'], ['c', '3']]);
    expect(readOriginate('originate sofia/gateway/g/1:_:user/2 &park()').legs).toHaveLength(2);
    expect(() => readOriginate('originate a &park()\n\napi system id')).toThrow();
  });
});

/** What the given request, and nothing else, must read as. */
function readingOf(given: OriginateRequest): object {
  const { endpoint } = given;
  const leg = endpoint.kind === 'gateway'
    ? `sofia/gateway/${endpoint.gateway}/${endpoint.digits}`
    : `user/${endpoint.extension}@${endpoint.domain}`;
  return {
    words: [expect.any(String), given.guard === null ? '&park()' : '&execute_extension(guarded-park XML paceline)'],
    variables: [
      ['origination_uuid', given.channelId],
      ['ignore_early_media', 'true'],
      ['originate_timeout', String(given.ringTimeoutSec)],
      ['accountcode', given.accountCode],
      ['send_silence_when_idle', '-1'],
      ...(given.afterBridge === 'park'
        ? [['park_after_bridge', 'true'], ['hangup_after_bridge', 'false'], ['uuid_bridge_park_on_cancel', 'true']]
        : [['hangup_after_bridge', 'true']]),
      ...(given.callerNumber === null ? [] : [['origination_caller_id_number', given.callerNumber]]),
      ...(given.webrtc === true ? [['media_webrtc', 'true']] : []),
      ...(given.guard === null ? [] : [['paceline_guard_sec', String(given.guard.sec)], ['paceline_prompt', given.guard.prompt]]),
      ...Object.entries(given.variables ?? {}),
    ],
    legs: [leg],
    application: given.guard === null ? 'park' : 'execute_extension',
    applicationArgument: given.guard === null ? '' : 'guarded-park XML paceline',
  };
}

/** Valid text mostly, sometimes with something hostile in it or instead of it: one bad part must be enough. */
function mostly(valid: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const poison = fc.oneof(
    fc.constantFrom(
      '\n', '\r\n', '\0', '\n\napi system id\n\n', ',', '=', '}', '{', '[', ']', '<', '>', '\'', '"', '\\', '\\s', ' ', '|', '&', '(', ')',
      ':_:', '^^:', '${system(id)}', '$', '%0a', '/', '..', '@', '&system(id)', '}{x=y}', '\u2028', '\u202e', 'سلام', '١٢٣', '😀', 'é', '\ud800',
    ),
    fc.string({ unit: 'binary', maxLength: 6 }),
  );
  const poisoned = fc.tuple(valid, poison, fc.nat(40)).map(([text, bad, at]) => text.slice(0, at) + bad + text.slice(at));
  return fc.oneof({ arbitrary: valid, weight: 24 }, { arbitrary: poisoned, weight: 2 }, { arbitrary: poison, weight: 1 });
}

const chars = (alphabet: string, minLength: number, maxLength: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...alphabet), minLength, maxLength });
const DIGITS = '0123456789';
const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const digits = mostly(fc.tuple(fc.constantFrom('', '+'), chars(DIGITS, 3, 15)).map((parts) => parts.join('')));
const name = mostly(chars(`${LETTERS}${DIGITS}_.-`, 1, 20));
const endpoint: fc.Arbitrary<Endpoint> = fc.oneof(
  fc.record({ kind: fc.constant('gateway' as const), gateway: name, digits }),
  fc.record({ kind: fc.constant('extension' as const), extension: name, domain: mostly(fc.domain()) }),
);
const variableName = fc.oneof(
  { arbitrary: mostly(fc.tuple(fc.constantFrom('q', 'x_'), chars('abcxyz0123_', 0, 10)).map((parts) => parts.join(''))), weight: 20 },
  { arbitrary: fc.constantFrom('execute_on_answer', 'api_on_answer', 'origination_uuid', 'accountcode', 'exec_after_bridge_app', 'park_after_bridge'), weight: 1 },
);
const anySeconds = fc.oneof({ arbitrary: fc.integer({ min: 1, max: 3600 }), weight: 20 }, { arbitrary: fc.double(), weight: 1 });
const anyRequest: fc.Arbitrary<OriginateRequest> = fc.record({
  channelId: mostly(fc.uuid()),
  endpoint,
  ringTimeoutSec: anySeconds,
  callerNumber: fc.oneof(fc.constant(null), digits),
  accountCode: mostly(chars(`${LETTERS}${DIGITS}_-`, 1, 64)),
  afterBridge: fc.constantFrom('park' as const, 'hangup' as const),
  webrtc: fc.boolean(),
  guard: fc.oneof(fc.constant(null), fc.record({ sec: anySeconds, prompt: mostly(fc.tuple(chars(LETTERS, 1, 1), chars(`${LETTERS}${DIGITS}_.-`, 0, 20)).map((parts) => parts.join(''))) })),
  variables: fc.dictionary(variableName, mostly(chars(`${LETTERS}${DIGITS}_.@+-`, 1, 20)), { maxKeys: 4, noNullPrototype: true }),
});
