import { faultsOf, type ScriptFault } from './faults';
import { end, menu, office, outside, play, say, script } from './fixtures';
import type { Script } from './script';

const queue = { kind: 'queue', queueId: '7'} as const;
const voicemail = { kind: 'voicemail', say: say('speak'), longestSec: 60, next: 'bye' } as const;
const number = { kind: 'number', number: '+982112345678', gateway: null, ringSec: 20, failed: 'bye' } as const;
const language = { kind: 'language', say: { en: 'en.wav', fa: 'fa.wav' }, choices: { 1: 'en', 2: 'fa' }, tries: 2, waitSec: 5, next: 'bye' } as const;
const bilingual: Partial<Script> = { languages: ['en', 'fa'], nodes: { language, bye: { kind: 'end', say: { en: 'en.wav', fa: 'fa.wav' } } }, start: 'language' };

describe('a script', () => {
  it.each<[string, Script]>([
    ['the smallest', script({ bye: end() })],
    ['that says goodbye in silence to who has heard something', script({ hello: play('hello', 'off'), off: end(null) })],
    ['with every kind of node', script({
      hours: office({ open: 'menu', closed: 'voicemail' }), menu: menu({ 1: 'queue', 2: 'number', 9: 'menu' }), queue, number, voicemail,
    })],
    ['in two languages', script({}, bilingual)],
  ])('%s is published', (_what, sound) => {
    expect(faultsOf(sound, outside)).toEqual([]);
  });

  it.each<[string, Script, ScriptFault[]]>([
    ['whose entries are not there', script({ bye: end() }, { start: 'nothing', emergency: 'constructor' }), [
      { code: 'entry-leads-nowhere', params: { entry: 'start', to: 'nothing' } }, { code: 'entry-leads-nowhere', params: { entry: 'emergency', to: 'constructor' } },
      { code: 'never-reached', params: { node: 'bye' } },
    ]],
    ['with a key that leads nowhere', script({ menu: menu({ 1: 'sales' }) }), [{ code: 'branch-leads-nowhere', params: { node: 'menu', branch: '1', to: 'sales' } }]],
    ['with a node that nothing leads to', script({ hello: play('hello', 'bye'), queue }), [{ code: 'never-reached', params: { node: 'queue' } }]],
    ['that asks for ever whoever says nothing', script({ menu: menu({ 1: 'bye' }, { noInput: 'hello' }), hello: play('hello', 'menu') }), [{ code: 'endless-loop', params: { nodes: ['menu', 'hello'] } }]],
    ['that plays for ever', script({ hello: play('hello', 'hello') }), [{ code: 'endless-loop', params: { nodes: ['hello'] } }]],
    ['that dials for ever', script({ number: { ...number, failed: 'number' } }), [{ code: 'endless-loop', params: { nodes: ['number'] } }]],
    ['that hangs up on who has heard nothing', script({ hours: office({ open: 'queue', closed: 'off' }), queue, off: end(null) }), [{ code: 'ends-in-silence', params: { node: 'off' } }]],
    ['the same behind a number where nobody answers', script({ number: { ...number, failed: 'off' }, off: end(null) }), [{ code: 'ends-in-silence', params: { node: 'off' } }]],
    ['with a menu without a key', script({ menu: menu({}) }), [{ code: 'no-choice', params: { node: 'menu' } }]],
    ['that lacks a language', script({}, { ...bilingual, nodes: { language, bye: end() } }), [{ code: 'not-said-in', params: { node: 'bye', field: 'say', language: 'fa' } }]],
    ['that lacks one in what is said again', script({ menu: menu({ 1: 'bye' }, { again: {} }) }), [{ code: 'not-said-in', params: { node: 'menu', field: 'again', language: 'en' } }]],
    ['that says something in a language that it does not have', script({ hello: { kind: 'play', say: { en: 'en.wav', fa: 'fa.wav' }, next: 'bye' } }), [{ code: 'said-in-unspoken', params: { node: 'hello', field: 'say', language: 'fa' } }]],
    ['that offers such a language', script({ language: { ...language, say: say('hello') } }), [{ code: 'unspoken-choice', params: { node: 'language', key: '2', language: 'fa' } }]],
    ['with a language that nobody can choose', script({}, { ...bilingual, start: 'bye', nodes: { bye: { kind: 'end', say: { en: 'en.wav', fa: 'fa.wav' } } } }), [{ code: 'language-never-chosen', params: { language: 'fa' } }]],
    ['whose prompt says a contact\'s field', script({ hello: { kind: 'play', say: { en: 'theirs.wav' }, next: 'bye' } }), [{ code: 'prompt-of-contacts', params: { node: 'hello', prompt: 'theirs.wav' } }]],
    ['whose prompt is not there', script({ hello: { kind: 'play', say: { en: 'gone.mp3' }, next: 'bye' } }), [{ code: 'unknown-prompt', params: { node: 'hello', prompt: 'gone.mp3' } }]],
    ['whose queue is not there', script({ queue: { ...queue, queueId: '8' } }), [{ code: 'unknown-queue', params: { node: 'queue', queueId: '8' } }]],
    ['whose queue lacks a language', script({}, { ...bilingual, nodes: { language: { ...language, next: 'queue' }, queue, bye: { kind: 'end', say: { en: 'en.wav', fa: 'fa.wav' } } } }), [{ code: 'queue-not-said-in', params: { node: 'queue', queueId: '7', language: 'fa' } }]],
    ['whose gateway is not there', script({ number: { ...number, gateway: 'nowhere' } }), [{ code: 'unknown-gateway', params: { node: 'number', gateway: 'nowhere' } }]],
    ['whose hours are nowhere and never', script({ hours: office({ zone: 'Nowhere', holidaysOf: ['IQ'], hours: { 1: [] }, open: 'bye' }) }), [
      { code: 'unknown-zone', params: { node: 'hours', zone: 'Nowhere' } }, { code: 'no-holiday-data', params: { node: 'hours', country: 'IQ' } }, { code: 'never-open', params: { node: 'hours' } },
    ]],
  ])('%s is not published', (_what, faulty, faults) => {
    expect(faultsOf(faulty, outside)).toEqual(faults);
  });

  it('is not published with a number that may not be dialed', () => {
    expect(faultsOf(script({ number }), { ...outside, reach: () => 'premium-number' })).toEqual([{ code: 'number-refused', params: { node: 'number', number: '+982112345678', refusal: 'premium-number' } }]);
  });
});
