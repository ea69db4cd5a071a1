import type { Answer, Given } from './given';
import { answered, branch, choice, comment, from, isIn, knownAs, number, option, questionnaire, rating, to, yesNo } from './fixtures';
import type { Interview, InterviewAction, InterviewEvent } from './interview';
import type { Question, Questionnaire } from './questionnaire';
import { beginning, mayBeTakenUp, step } from './step';

const numeral = (value: number): Answer => ({ kind: 'number', value });
const yes: Answer = { kind: 'yes-no', value: true };
const no: Answer = { kind: 'yes-no', value: false };
const ask = (question: string): InterviewAction => ({ kind: 'ask', question });
const commit = (question: string, given: Given): InterviewAction => ({ kind: 'commit', question, given });
const complete: InterviewAction = { kind: 'ended', ending: { result: 'complete' } };

class Talk {
  interview: Interview;

  constructor(private readonly of: Questionnaire, facts: Interview['facts'] = {}) {
    this.interview = beginning('interview 1', 'en', facts);
    this.first = this.happens({ kind: 'begun' });
  }

  readonly first: readonly InterviewAction[];

  happens(...events: readonly InterviewEvent[]): readonly InterviewAction[] {
    let actions: readonly InterviewAction[] = [];
    for (const event of events) {
      const next = step(this.of, this.interview, event);
      this.interview = next.interview;
      actions = next.actions;
    }
    return actions;
  }

  answers(question: string, answer: Answer): readonly InterviewAction[] {
    return this.happens({ kind: 'answered', question, answer });
  }
}

function agreed(of: Questionnaire, facts: Interview['facts'] = {}): Talk {
  const talk = new Talk(of, facts);
  talk.happens({ kind: 'consented' });
  return talk;
}

describe('an interview', () => {
  it('asks for consent, then question after question, and keeps each answer as it comes', () => {
    const talk = new Talk(questionnaire([rating('service'), yesNo('again')]));
    expect(talk.first).toEqual([{ kind: 'ask-consent' }]);
    expect(talk.happens({ kind: 'consented' })).toEqual([ask('service')]);
    expect(talk.answers('service', numeral(4))).toEqual([commit('service', numeral(4)), ask('again')]);
    expect(talk.answers('again', yes)).toEqual([commit('again', yes), complete]);
    expect(talk.interview).toMatchObject({ answers: { service: numeral(4), again: yes }, ending: { result: 'complete' } });
  });

  it.each<[string, InterviewEvent, string | null]>([
    ['no', { kind: 'refused' }, 'refused'], ['nothing', { kind: 'unheard' }, 'no-response'], ['goodbye', { kind: 'stopped', because: 'hung-up' }, 'no-response'],
  ])('whose consent is answered by %s puts no question', (_what, event, result) => {
    const talk = new Talk(questionnaire([rating('service')]));
    expect(talk.happens(event)).toEqual([{ kind: 'ended', ending: { result } }]);
    expect(mayBeTakenUp(talk.interview)).toBe(result === 'no-response');
  });

  it.each<[string, InterviewEvent]>([
    ['to another question', { kind: 'answered', question: 'again', answer: yes }], ['to none', { kind: 'answered', question: 'constructor', answer: yes }],
    ['out of range', { kind: 'answered', question: 'service', answer: numeral(6) }], ['of another kind', { kind: 'answered', question: 'service', answer: yes }],
    ['left out where it must not be', { kind: 'skipped', question: 'service' }], ['corrected before it was given', { kind: 'corrected', question: 'service', given: numeral(1) }],
    ['to consent, a second time', { kind: 'consented' }], ['of no', { kind: 'refused' }], ['of silence', { kind: 'unheard' }],
    ['of a quota nobody asked for', { kind: 'full', quota: 'men' }], ['in no language of it', { kind: 'spoken-in', language: 'fa' }], ['taken up', { kind: 'taken-up' }], ['begun again', { kind: 'begun' }],
  ])('is where it was by an answer %s', (_what, event) => {
    const talk = agreed(questionnaire([rating('service'), yesNo('again')]));
    const before = talk.interview;
    expect(talk.happens(event)).toEqual([]);
    expect(talk.interview).toBe(before);
  });

  it('keeps that an optional question was put and skipped', () => {
    const talk = agreed(questionnaire([rating('service', 'csat', { isOptional: true }), yesNo('why', { askIf: answered('service') }), yesNo('again')]));
    expect(talk.happens({ kind: 'skipped', question: 'service' })).toEqual([commit('service', { kind: 'none' }), ask('again')]);
  });

  it('puts a question only to whom it is for, and branches by what was said', () => {
    const questions: Question[] = [
      rating('nps', 'nps', { branches: [branch(answered('nps', from(9, 10)), to('praise')), branch(answered('nps', from(null, 2)), 'end')] }),
      yesNo('passive', { askIf: knownAs('city', 'Manila') }), comment('praise'),
    ];
    const of = questionnaire(questions, { facts: [{ kind: 'text', name: 'city' }] });
    expect(agreed(of, { city: 'Manila' }).answers('nps', numeral(7))).toContainEqual(ask('passive'));
    expect(agreed(of).answers('nps', numeral(7))).toContainEqual(ask('praise'));
    expect(agreed(of, { city: 'Manila' }).answers('nps', numeral(9))).toContainEqual(ask('praise'));
    expect(agreed(of, { city: 'Manila' }).answers('nps', numeral(2))).toContainEqual(complete);
  });

  it('ends with those who are not asked, and without a word to whom there is nothing to ask', () => {
    const of = questionnaire([number('age', 0, 120, { branches: [branch(answered('age', from(null, 17)), 'screen-out')] }), yesNo('again')]);
    expect(agreed(of).answers('age', numeral(17)).at(-1)).toEqual({ kind: 'ended', ending: { result: 'screened' } });
    const forManila = questionnaire([yesNo('again', { askIf: knownAs('city', 'Manila') })], { facts: [{ kind: 'text', name: 'city' }] });
    expect(new Talk(forManila).first).toEqual([{ kind: 'ended', ending: { result: 'screened' } }]);
  });

  it('goes on in another call where it stopped, when whoever is there agrees', () => {
    const talk = agreed(questionnaire([rating('service'), yesNo('again')]));
    talk.answers('service', numeral(4));
    expect(talk.happens({ kind: 'stopped', because: 'hung-up' })).toEqual([{ kind: 'ended', ending: { result: 'partial', because: 'hung-up' } }]);
    expect(talk.happens({ kind: 'answered', question: 'again', answer: yes })).toEqual([]);
    expect(talk.happens({ kind: 'taken-up' })).toEqual([{ kind: 'ask-consent' }]);
    expect(talk.happens({ kind: 'consented' })).toEqual([ask('again')]);
    talk.happens({ kind: 'stopped', because: 'put-off' }, { kind: 'taken-up' });
    expect(talk.happens({ kind: 'refused' })).toEqual([{ kind: 'ended', ending: { result: 'partial', because: 'refused' } }]);
    expect(mayBeTakenUp(talk.interview)).toBe(false);
    expect(talk.interview.answers).toEqual({ service: numeral(4) });
  });

  it('asks again what it waits for, by whoever finds it', () => {
    const talk = new Talk(questionnaire([rating('service')], { quotas: [{ name: 'all', when: { kind: 'all', of: [] }, most: 9 }] }));
    expect(talk.happens({ kind: 'resumed' })).toEqual([{ kind: 'reserve', quotas: ['all'] }]);
    talk.happens({ kind: 'reserved', quotas: ['all'] });
    expect(talk.happens({ kind: 'resumed' })).toEqual([{ kind: 'ask-consent' }]);
    talk.happens({ kind: 'consented' });
    expect(talk.happens({ kind: 'resumed' })).toEqual([ask('service')]);
  });
});

describe('a correction', () => {
  const of = questionnaire([yesNo('visited'), rating('visit', 'csat', { askIf: answered('visited', isIn('yes')) }), yesNo('again', { isOptional: true })]);

  it('keeps what is still asked, and takes back what is not', () => {
    const talk = agreed(of);
    talk.answers('visited', yes);
    talk.answers('visit', numeral(5));
    expect(talk.happens({ kind: 'corrected', question: 'visit', given: numeral(4) })).toEqual([commit('visit', numeral(4)), ask('again')]);
    expect(talk.happens({ kind: 'corrected', question: 'visited', given: no })).toEqual([commit('visited', no), { kind: 'withdraw', question: 'visit' }, ask('again')]);
    expect(talk.interview.answers).toEqual({ visited: no });
  });

  it('opens again what had ended by it', () => {
    const talk = agreed(of);
    talk.answers('visited', no);
    talk.answers('again', yes);
    expect(talk.happens({ kind: 'corrected', question: 'visited', given: yes })).toEqual([commit('visited', yes), ask('visit')]);
    expect(talk.interview.ending).toBeNull();
    expect(talk.happens({ kind: 'corrected', question: 'visited', given: { kind: 'none' } })).toEqual([]);
    // What was answered behind it is not asked again.
    expect(talk.answers('visit', numeral(2))).toEqual([commit('visit', numeral(2)), complete]);
    expect(Object.keys(talk.interview.answers).sort()).toEqual(['again', 'visit', 'visited']);
  });
});

describe('quotas', () => {
  const of = questionnaire([choice('sex', ['man', 'woman'].map(option)), rating('service')], {
    facts: [{ kind: 'text', name: 'city' }],
    quotas: [{ name: 'manila', when: knownAs('city', 'Manila'), most: 100 }, { name: 'men', when: answered('sex', isIn('man')), most: 50 }],
  });
  const man: Answer = { kind: 'choice', value: 'man' };

  it('are reserved before anything is asked, as far as they are known, and the others with the answer', () => {
    const talk = new Talk(of, { city: 'Manila' });
    expect(talk.first).toEqual([{ kind: 'reserve', quotas: ['manila'] }]);
    expect(talk.happens({ kind: 'consented' })).toEqual([]);
    expect(talk.happens({ kind: 'reserved', quotas: ['manila'] })).toEqual([{ kind: 'ask-consent' }]);
    talk.happens({ kind: 'consented' });
    expect(talk.answers('sex', man)).toEqual([commit('sex', man), { kind: 'reserve', quotas: ['men'] }]);
    expect(talk.answers('service', numeral(3))).toEqual([]);
    expect(talk.happens({ kind: 'reserved', quotas: ['men'] })).toEqual([ask('service')]);
    expect(talk.answers('service', numeral(3)).at(-1)).toEqual(complete);
    expect(talk.interview.held).toEqual(['manila', 'men']);
  });

  it('are given back by who does not end it, and reserved again when they go on', () => {
    const talk = new Talk(of, { city: 'Manila' });
    talk.happens({ kind: 'reserved', quotas: ['manila'] }, { kind: 'consented' });
    expect(talk.happens({ kind: 'stopped', because: 'hung-up' })).toEqual([{ kind: 'give-back', quotas: ['manila'] }, { kind: 'ended', ending: { result: 'partial', because: 'hung-up' } }]);
    expect(talk.happens({ kind: 'taken-up' })).toEqual([{ kind: 'reserve', quotas: ['manila'] }]);
  });

  it('that are full end it, and what was reserved is given back', () => {
    const talk = new Talk(of, { city: 'Manila' });
    talk.happens({ kind: 'reserved', quotas: ['manila'] }, { kind: 'consented' });
    talk.answers('sex', man);
    expect(talk.happens({ kind: 'full', quota: 'men' })).toEqual([{ kind: 'give-back', quotas: ['manila', 'men'] }, { kind: 'ended', ending: { result: 'quota-full', quota: 'men' } }]);
    expect(talk.happens({ kind: 'corrected', question: 'sex', given: { kind: 'choice', value: 'woman' } })).toEqual([commit('sex', { kind: 'choice', value: 'woman' }), { kind: 'reserve', quotas: ['manila'] }]);
  });

  it('are given back by who is not asked', () => {
    const talk = new Talk(questionnaire([number('age', 0, 120, { branches: [branch(answered('age', from(null, 17)), 'screen-out')] })], {
      facts: [{ kind: 'text', name: 'city' }], quotas: [{ name: 'manila', when: knownAs('city', 'Manila'), most: 100 }],
    }), { city: 'Manila' });
    talk.happens({ kind: 'reserved', quotas: ['manila'] }, { kind: 'consented' });
    expect(talk.answers('age', numeral(12))).toEqual([
      commit('age', numeral(12)), { kind: 'give-back', quotas: ['manila'] }, { kind: 'ended', ending: { result: 'screened' } },
    ]);
  });

  it('that are granted to who has gone meanwhile are given back', () => {
    const talk = new Talk(of, { city: 'Manila' });
    talk.happens({ kind: 'stopped', because: 'hung-up' });
    expect(talk.happens({ kind: 'reserved', quotas: ['manila'] })).toEqual([{ kind: 'give-back', quotas: ['manila'] }]);
  });

  it('follow a correction', () => {
    const talk = agreed(of);
    talk.answers('sex', man);
    talk.happens({ kind: 'reserved', quotas: ['men'] });
    expect(talk.happens({ kind: 'corrected', question: 'sex', given: { kind: 'choice', value: 'woman' } }))
      .toEqual([commit('sex', { kind: 'choice', value: 'woman' }), { kind: 'give-back', quotas: ['men'] }, ask('service')]);
  });
});

describe('a rotation', () => {
  const names = ['a', 'b', 'c'];
  const of = questionnaire([yesNo('first', { branches: [branch(answered('first', isIn('no')), to('a'))] }), yesNo('left', {}), ...names.map((name) => rating(name)), yesNo('last')], { rotations: [names] });

  function orderOf(seed: string, first: Answer): string {
    let interview = step(of, step(of, beginning(seed, 'en', {}), { kind: 'begun' }).interview, { kind: 'consented' }).interview;
    const order: string[] = [];
    for (let question = 'first'; question !== '';) {
      const next = step(of, interview, { kind: 'answered', question, answer: question === 'first' ? first : names.includes(question) ? numeral(3) : yes });
      order.push(question);
      interview = next.interview;
      question = next.actions.flatMap((action) => action.kind === 'ask' ? [action.question] : [])[0] ?? '';
    }
    return order.join(' ');
  }

  it('puts all of its questions, in each order about as often, each interview always in its own', () => {
    const orders = new Map<string, number>();
    for (let nth = 0; nth < 300; nth++) {
      const order = orderOf(`interview ${String(nth)}`, yes);
      orders.set(order, (orders.get(order) ?? 0) + 1);
    }
    expect([...orders.keys()].every((order) => order.startsWith('first left ') && order.endsWith(' last'))).toBe(true);
    expect(orders.size).toBe(6);
    for (const often of orders.values()) expect(Math.abs(often - 50)).toBeLessThan(25);
    expect(orderOf('interview 7', yes)).toBe(orderOf('interview 7', yes));
  });

  it('is led to as a whole', () => {
    for (let nth = 0; nth < 20; nth++) expect(orderOf(`interview ${String(nth)}`, no).split(' ').sort()).toEqual(['a', 'b', 'c', 'first', 'last']);
  });
});
