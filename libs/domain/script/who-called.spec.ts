import { SPOKEN_LANGUAGES } from '../spoken/language';
import { piecesOf } from '../spoken/texts/catalogue';
import { faultsOf } from './faults';
import { almanac, outside } from './fixtures';
import { beginning, step } from './step';
import type { ScriptEvent, ScriptState } from './script-run';
import { OPT_OUT_KEY, whoCalledScript } from './who-called';

const of = (name: string | null = null) => whoCalledScript({ language: 'en', name, queueId: '7', reason: 'asked by key' });

/** Where somebody stands in it who does this. */
function after(...events: readonly ScriptEvent[]): ScriptState {
  const script = of();
  return events.reduce((state, event) => step(script, state, event, almanac).state, beginning(script));
}
const begun = { kind: 'begun', atMs: 0, isAnswered: false, isEmergency: false } as const;
const heard = (keys: string | null) => ({ kind: 'heard', serial: 1, keys, pressedAtMs: keys === null ? null : 5_000, atMs: 6_000 }) as const;

describe('who called', () => {
  it.each([
    ['the campaign\'s agents, when nothing is pressed', [heard(null)], { exit: { kind: 'queue', queueId: '7' } }],
    ['the agents, by a key that is none', [heard('4')], { exit: { kind: 'queue', queueId: '7' } }],
    ['the do-not-call list, by its key', [heard(OPT_OUT_KEY)], { node: 'no-more-calls', exit: null }],
    ['a word that it is done', [heard(OPT_OUT_KEY), { kind: 'opted-out', serial: 2, hasNumber: true, atMs: 6_100 }], { node: 'opted-out', exit: null }],
    ['the agents, when there is no number to be called no more', [heard(OPT_OUT_KEY), { kind: 'opted-out', serial: 2, hasNumber: false, atMs: 6_100 }], { exit: { kind: 'queue', queueId: '7' } }],
  ] as const)('leads to %s', (_where, events, expected) => {
    expect(after(begun, ...events)).toMatchObject(expected);
  });

  it('is sorry while its number is closed', () => {
    expect(after({ ...begun, isEmergency: true })).toMatchObject({ node: 'nobody-there', exit: null });
  });

  it.each(SPOKEN_LANGUAGES)('could be published in %s, and its key is the one that is said', (language) => {
    const script = whoCalledScript({ language, name: null, queueId: '7', reason: 'asked by key' });
    expect(faultsOf(script, { ...outside, queueSays: () => [] })).toEqual([]);
    const said = piecesOf(language).get('who-called')?.text ?? '';
    const digit = piecesOf(language).get(OPT_OUT_KEY) ?? piecesOf(language).get(`${OPT_OUT_KEY}-m`);
    expect(said).toContain(digit?.text ?? 'no word for the key');
  });

  it('is said by a prompt of the manager\'s, who has a name', () => {
    expect(of('acme.wav').nodes['who-called']).toMatchObject({ say: { en: 'acme.wav' } });
  });
});
