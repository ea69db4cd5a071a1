import type { Condition } from './condition';
import type { QuestionnaireFault } from './fault';
import { questionnaireFaults } from './faults';
import { answered, branch, choice, comment, date, from, isIn, knownAs, number, offered, option, prompts, questionnaire, rating, several, spoken, to, words, yesNo } from './fixtures';
import type { Question, Questionnaire } from './questionnaire';

const sizes = ['small', 'large'].map(option);
const not = (of: Condition): Condition => ({ kind: 'not', of });
const city = { facts: [{ kind: 'text', name: 'city' }] } as const;
const product = { kind: 'one-of', name: 'product', values: [{ name: 'tea', agent: { en: 'the tea' }, keypad: spoken('tea') }] } as const;
const said = (text: string): Pick<Question, 'words'> => ({ words: { ...words('q'), agent: { en: text } } });
const inPrompt = (gap: string): Pick<Question, 'words'> => ({ words: { ...words('q'), keypad: { ...words('q').keypad, ask: { en: [{ prompt: 'q.wav' }, { gap }] } } } });
const q = { kind: 'question', question: 'q' } as const;

describe('a questionnaire', () => {
  it.each<[string, Questionnaire]>([
    ['the smallest', questionnaire([rating('q')])],
    ['with every kind of question', questionnaire([
      rating('a', 'nps'), rating('b'), rating('c', 'ces'), choice('d', sizes), several('e', sizes), yesNo('f'), number('g', 0, 999_999_999), date('h'), comment('i'),
    ])],
    ['that branches, screens out and counts', questionnaire([
      number('age', 0, 120, { branches: [branch(answered('age', from(null, 17)), 'screen-out'), branch(answered('age', from(65, null)), to('q'))] }),
      yesNo('work', { askIf: knownAs('city', 'Manila'), branches: [branch(answered('work', isIn('no')), 'end')] }), rating('q', 'csat', { askIf: not(answered('work', isIn('no'))) }),
    ], { ...city, quotas: [{ name: 'old', when: answered('age', from(65, null)), most: 10 }] })],
    ['with rotations', questionnaire([yesNo('a', { branches: [branch(answered('a', isIn('no')), to('b'))] }), yesNo('x'), rating('b'), rating('c'), choice('d', ['small', 'large'].map(offered), { isRotated: true })], { rotations: [['c', 'b']] })],
    ['with gaps', questionnaire([number('n', 0, 9), { ...rating('q'), ...said('{city}, {product}, {n}?') }, { ...rating('r'), ...inPrompt('product') }, { ...rating('s'), ...inPrompt('n') }], { facts: [...city.facts, product] })],
    ['for agents alone', questionnaire([{ ...rating('q'), words: { agent: { en: 'q?' }, keypad: { ask: {}, again: {}, range: {} } } }, comment('k')], {
      deliveries: ['agent'], privacy: 'anonymous', consent: { agent: { en: 'May we?' }, keypad: { ask: {}, again: {}, range: {} } },
    })],
  ])('%s is published', (_what, sound) => {
    expect(questionnaireFaults(sound, prompts)).toEqual([]);
  });

  it.each<[string, Questionnaire, QuestionnaireFault[]]>([
    ['without questions', questionnaire([]), [{ code: 'no-question', params: {} }]],
    ['that nobody puts', questionnaire([rating('q')], { deliveries: [] }), [{ code: 'no-delivery', params: {} }]],
    ['with a name twice', questionnaire([rating('q'), yesNo('q'), yesNo('city')], city), [{ code: 'same-name', params: { name: 'q' } }, { code: 'same-name', params: { name: 'city' } }]],
    ['with a choice twice', questionnaire([choice('q', [...sizes, option('small')])]), [{ code: 'same-choice', params: { question: 'q', choice: 'small' } }]],
    ['with nothing to choose', questionnaire([choice('q', [])]), [{ code: 'no-choice', params: { question: 'q' } }]],
    ['with more to choose than there are keys', questionnaire([choice('q', Array.from({ length: 10 }, (_, at) => option(String(at))))]), [{ code: 'too-many-choices', params: { question: 'q', choices: 10, most: 9 } }]],
    ['with numbers below zero', questionnaire([number('q', -5, 5)]), [{ code: 'range-beyond-keys', params: { question: 'q', least: -5, most: 5 } }]],
    ['with numbers too long', questionnaire([number('q', 0, 1e9)]), [{ code: 'range-beyond-keys', params: { question: 'q', least: 0, most: 1e9 } }]],
    ['with a range of nothing', questionnaire([number('q', 5, 4), number('r', 0, 1.5), several('s', sizes, { least: 3, most: 3 })]), ['q', 'r', 's'].map((question) => ({ code: 'empty-range', params: { question } }))],
    ['anonymous with a voice', questionnaire([comment('q')], { privacy: 'anonymous' }), [{ code: 'voice-in-anonymous', params: { question: 'q' } }]],
    ['anonymous with a name', questionnaire([rating('q')], { privacy: 'anonymous', facts: [...city.facts, product] }), [{ code: 'fact-in-anonymous', params: { fact: 'city' } }]],
    ['with a branch to nowhere', questionnaire([yesNo('q', { branches: [branch(answered('q'), to('constructor'))] })]), [{ code: 'branch-leads-nowhere', params: { question: 'q', branch: 0, to: 'constructor' } }]],
    ['that asks round and round', questionnaire([rating('a'), yesNo('b'), yesNo('q', { branches: [branch(answered('q', isIn('no')), to('b'))] })]), [{ code: 'endless-loop', params: { questions: ['b', 'q'] } }]],
    ['that asks one again', questionnaire([yesNo('q', { branches: [branch(answered('q', isIn('no')), to('q'))] })]), [{ code: 'endless-loop', params: { questions: ['q'] } }]],
    ['with a question behind every way', questionnaire([yesNo('a', { branches: [branch(answered('a', isIn('yes')), to('c')), branch(answered('a', isIn('no')), 'end')] }), rating('b'), rating('c')]), [{ code: 'never-asked', params: { question: 'b' } }]],
    ['with conditions that exclude each other', questionnaire([rating('a'), rating('b', 'csat', { askIf: { kind: 'all', of: [answered('a', from(1, 2)), answered('a', from(3, 5))] } })]), [{ code: 'never-asked', params: { question: 'b' } }]],
    ['with such as exclude each other over several questions', questionnaire([
      rating('a'), rating('b', 'csat', { askIf: answered('a', from(1, 2)) }), rating('c', 'csat', { askIf: { kind: 'all', of: [answered('b'), answered('a', from(3, 5))] } }),
    ]), [{ code: 'never-asked', params: { question: 'c' } }]],
    ['with a branch that another takes before', questionnaire([rating('q', 'csat', { branches: [branch(answered('q', from(1, 3)), 'end'), branch(answered('q', from(2, 3)), 'screen-out')] })]), [{ code: 'never-taken', params: { question: 'q', branch: 1 } }]],
    ['with a score that nobody gives', questionnaire([rating('q', 'nps', { branches: [branch(answered('q', from(11, null)), 'end')] })]), [{ code: 'impossible-condition', params: { at: { kind: 'branch', question: 'q', branch: 0 }, of: 'q' } }]],
    ['with a choice that is none', questionnaire([choice('a', sizes), rating('q', 'csat', { askIf: answered('a', isIn('huge')) })]), [{ code: 'impossible-condition', params: { at: { kind: 'ask-if', question: 'q' }, of: 'a' } }]],
    ['with a value that is none', questionnaire([rating('q', 'csat', { askIf: knownAs('product', 'milk') })], { facts: [product] }), [{ code: 'impossible-condition', params: { at: { kind: 'ask-if', question: 'q' }, of: 'product' } }]],
    ['that hangs on what is not there', questionnaire([rating('q', 'csat', { askIf: { kind: 'any', of: [answered('gone'), knownAs('age')] } })]), [
      { code: 'unknown-question', params: { at: { kind: 'ask-if', question: 'q' }, question: 'gone' } }, { code: 'unknown-fact', params: { at: { kind: 'ask-if', question: 'q' }, fact: 'age' } },
    ]],
    ['that hangs on what comes later', questionnaire([rating('q', 'csat', { askIf: answered('b') }), yesNo('b')]), [{ code: 'asks-ahead', params: { at: { kind: 'ask-if', question: 'q' }, question: 'b' } }]],
    ['that hangs on itself', questionnaire([rating('q', 'csat', { askIf: answered('q') })]), [{ code: 'asks-ahead', params: { at: { kind: 'ask-if', question: 'q' }, question: 'q' } }]],
    ['that counts by no question', questionnaire([rating('q')], { quotas: [{ name: 'men', when: answered('sex', isIn('man')), most: 5 }] }), [{ code: 'quota-without-question', params: { quota: 'men', question: 'sex' } }]],
    ['that counts nobody', questionnaire([rating('q')], { quotas: [{ name: 'some', when: answered('q'), most: 0 }] }), [{ code: 'quota-of-nobody', params: { quota: 'some' } }]],
    ['that counts who is screened out', questionnaire([rating('q', 'csat', { branches: [branch(answered('q', from(1, 2)), 'screen-out')] })], { quotas: [{ name: 'low', when: answered('q', from(1, 2)), most: 5 }] }), [{ code: 'quota-of-nobody', params: { quota: 'low' } }]],
    ['with rotations of what is not so', questionnaire(['a', 'b', 'c'].map((name) => rating(name)), { rotations: [['a'], ['a', 'gone'], ['a', 'c'], ['b', 'a']] }), [
      { code: 'rotation-of-one', params: { rotation: 0 } }, { code: 'rotation-of-unknown', params: { rotation: 1, question: 'gone' } }, { code: 'rotation-apart', params: { rotation: 2 } }, { code: 'rotation-apart', params: { rotation: 3 } },
    ]],
    ['whose rotation hangs on its order', questionnaire([rating('a'), rating('b', 'csat', { askIf: answered('a') })], { rotations: [['a', 'b']] }), [{ code: 'hangs-on-rotated', params: { question: 'b', on: 'a' } }]],
    ['whose rotation is left and entered in its middle', questionnaire([
      yesNo('x', { branches: [branch(answered('x', isIn('no')), to('b'))] }), rating('a', 'csat', { branches: [branch(answered('a', from(1, 2)), to('z'))] }), rating('b'), rating('z'),
    ], { rotations: [['a', 'b']] }), [{ code: 'branch-into-rotation', params: { question: 'x', branch: 0, to: 'b' } }, { code: 'branch-out-of-rotation', params: { question: 'a', branch: 0 } }]],
    ['that lacks a language', questionnaire([rating('q')], { languages: ['en', 'fa'], deliveries: ['agent'], closings: {} as Questionnaire['closings'], consent: { ...words('c'), agent: { en: 'May we?', fa: 'اجازه؟' } } }), [{ code: 'not-said-in', params: { of: q, field: 'agent', language: 'fa' } }]],
    ['that lacks the shorter words', questionnaire([{ ...rating('q'), words: { ...words('q'), keypad: { ...words('q').keypad, again: {} } } }]), [{ code: 'not-said-in', params: { of: q, field: 'again', language: 'en' } }]],
    ['in a language too many', questionnaire([{ ...rating('q'), words: { ...words('q'), agent: { en: 'q', de: 'q' } } }]), [{ code: 'said-in-unspoken', params: { of: q, field: 'agent', language: 'de' } }]],
    ['whose prompt says a contact\'s field', questionnaire([{ ...rating('q'), words: { ...words('q'), keypad: { ...words('q').keypad, range: { en: [{ prompt: 'theirs.wav' }] } } } }]), [{ code: 'prompt-of-contacts', params: { of: q, prompt: 'theirs.wav' } }]],
    ['whose prompt is not there', questionnaire([{ ...rating('q'), words: { ...words('q'), keypad: { ...words('q').keypad, range: { en: [{ prompt: 'gone.mp3' }] } } } }]), [{ code: 'unknown-prompt', params: { of: q, prompt: 'gone.mp3' } }]],
    ['with a gap that nothing fills', questionnaire([{ ...rating('q'), ...said('{age}?') }]), [{ code: 'unknown-gap', params: { of: q, field: 'agent', gap: 'age' } }]],
    ['with a gap of a later answer', questionnaire([{ ...rating('q'), ...said('{q} {r}?') }, number('r', 0, 9)]), ['q', 'r'].map((gap) => ({ code: 'gap-ahead', params: { of: q, field: 'agent', gap } }))],
    ['that would have to say a name', questionnaire([{ ...rating('q'), ...inPrompt('city') }], city), [{ code: 'gap-without-words', params: { of: q, field: 'ask', gap: 'city', language: 'en' } }]],
    ['that would have to read a yes', questionnaire([yesNo('y'), { ...rating('q'), ...said('{y}?') }]), [{ code: 'gap-without-words', params: { of: q, field: 'agent', gap: 'y', language: 'en' } }]],
    ['whose choices change keys unsaid', questionnaire([choice('q', [offered('small'), option('large')], { isRotated: true })]), [{ code: 'rotated-choice-unsaid', params: { question: 'q', choice: 'large', language: 'en' } }]],
  ])('%s is not', (_what, faulty, faults) => {
    expect(questionnaireFaults(faulty, prompts)).toEqual(faults);
  });

  it('is not published when too much hangs on too much at once', () => {
    const many = Array.from({ length: 14 }, (_, at) => yesNo(`q${String(at)}`));
    const last = rating('last', 'csat', { askIf: { kind: 'any', of: many.map(({ name }) => answered(name, isIn('yes'))) } });
    expect(questionnaireFaults(questionnaire([...many, last]), prompts)).toEqual([{ code: 'too-intricate', params: {} }]);
  });
});
