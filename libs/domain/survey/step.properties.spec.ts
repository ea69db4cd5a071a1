import fc from 'fast-check';
import { testsIn } from './condition';
import { anyQuestionnaire, copied, draws, everyAnswer, facts, full, seed, smallQuestionnaire, word } from './drawn.spec-helper';
import { questionnaireFaults } from './faults';
import { conditionsOf } from './faults-of-conditions';
import { prompts } from './fixtures';
import { NONE, type Answer, type Given } from './given';
import type { Interview, InterviewEvent } from './interview';
import { questionOf, type Questionnaire } from './questionnaire';
import { reachOf } from './reach';
import { askedNow, beginning, step } from './step';

const anyAnswer: fc.Arbitrary<Answer> = fc.oneof<fc.Arbitrary<Answer>[]>(
  fc.record({ kind: fc.constant('number'), value: fc.integer({ min: -1, max: 12 }) }), fc.record({ kind: fc.constant('yes-no'), value: fc.boolean() }),
  fc.record({ kind: fc.constant('choice'), value: fc.constantFrom('one', 'two', 'constructor') }), fc.record({ kind: fc.constant('several'), value: fc.subarray(['one', 'two', 'three']) }),
  fc.record({ kind: fc.constant('date'), value: fc.constantFrom('2026-01-01', '2026-06-01', '2027-01-01') }), fc.record({ kind: fc.constant('recorded'), lengthMs: fc.nat(3_000) }),
);
const name = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'nowhere');
const quotas = fc.subarray(['x', 'y']);
const anyEvent: fc.Arbitrary<InterviewEvent> = fc.oneof<fc.Arbitrary<InterviewEvent>[]>(
  fc.constantFrom<InterviewEvent[]>({ kind: 'begun' }, { kind: 'consented' }, { kind: 'consented' }, { kind: 'refused' }, { kind: 'unheard' }, { kind: 'taken-up' }, { kind: 'resumed' }, { kind: 'stopped', because: 'hung-up' }),
  fc.record({ kind: fc.constant('answered'), question: name, answer: anyAnswer }), fc.record({ kind: fc.constant('skipped'), question: name }),
  fc.record({ kind: fc.constant('corrected'), question: name, given: fc.oneof(anyAnswer, fc.constant(NONE)) }),
  fc.record({ kind: fc.constant('reserved'), quotas }), fc.record({ kind: fc.constant('full'), quota: fc.constantFrom('x', 'y') }),
);

/** What comes next of itself, an answer by its number; or anything. */
const anyMove = fc.oneof({ weight: 4, arbitrary: fc.nat(1_000) }, { weight: 1, arbitrary: anyEvent });
const moves = fc.array(anyMove, { maxLength: 25 });

function eventOf(of: Questionnaire, interview: Interview, move: number | InterviewEvent): InterviewEvent {
  if (typeof move !== 'number') return move;
  const asked = askedNow(of, interview);
  if (asked?.kind === 'ask-consent') return { kind: 'consented' };
  const question = asked === null ? null : questionOf(of, asked.question);
  if (question === null) return { kind: interview.ending === null ? 'resumed' : 'taken-up' };
  const all = everyAnswer(question);
  return said(question.name, all[move % all.length] ?? NONE);
}

function said(question: string, given: Given): InterviewEvent {
  return given.kind === 'none' ? { kind: 'skipped', question } : { kind: 'answered', question, answer: given };
}

interface Person { readonly seed: string; readonly facts: Interview['facts']; readonly noPlace: readonly string[] }

/** A way to the end: each number chooses an answer, or a skip. @returns the questions that were put; null: it did not end */
function wayThrough(of: Questionnaire, person: Person, draw: readonly number[]): readonly string[] | null {
  let next = step(of, beginning(person.seed, 'en', person.facts), { kind: 'begun' });
  const put: string[] = [];
  for (let nth = 0; next.interview.ending === null; nth++) {
    if (nth > 3 * of.questions.length + of.quotas.length + 3) return null;
    const action = next.actions.at(-1);
    if (action?.kind === 'reserve') next = step(of, next.interview, word(action.quotas, person.noPlace));
    else if (action?.kind === 'ask-consent') next = step(of, next.interview, { kind: 'consented' });
    else if (action?.kind === 'ask') {
      put.push(action.question);
      const question = questionOf(of, action.question);
      const given = question === null ? [] : everyAnswer(question);
      const one = given[(draw[nth] ?? 0) % given.length] ?? NONE;
      next = step(of, next.interview, said(action.question, one));
    } else return null;
  }
  return put;
}

describe('any questionnaire', () => {
  it('is judged, and every path through it ends, each question put once at most', () => {
    fc.assert(fc.property(anyQuestionnaire(), seed, facts, full, draws, (of, each, known, noPlace, draw) => {
      questionnaireFaults(of, prompts);
      const put = wayThrough(of, { seed: each, facts: known, noPlace }, draw);
      expect(put).toEqual([...new Set(put)]);
    }));
  });

  it('takes any event at any moment, and goes on after a copy by JSON as without it', () => {
    fc.assert(fc.property(anyQuestionnaire(), facts, moves, (of, known, drawn) => {
      let [one, other] = [beginning('s1', 'en', known), beginning('s1', 'en', known)];
      for (const move of [{ kind: 'begun' } as const, ...drawn]) {
        const event = eventOf(of, one, move);
        const next = step(of, one, event);
        const again = step(copied(of), copied(other), copied(event));
        expect(copied(next)).toEqual(again);
        [one, other] = [next.interview, again.interview];
        const asked = askedNow(of, one);
        expect([one.ending !== null || one.reserving.length > 0, asked !== null]).toContain(true);
      }
    }));
  });

  it('has whoever counts hold what the interview holds, and only who completes it in the end', () => {
    fc.assert(fc.property(anyQuestionnaire(), facts, full, moves, (of, known, noPlace, drawn) => {
      let interview = beginning('s1', 'en', known);
      let held = new Set<string>();
      const happens = (event: InterviewEvent): void => {
        const next = step(of, interview, event);
        interview = next.interview;
        for (const action of next.actions) {
          if (action.kind === 'give-back') held = new Set([...held].filter((quota) => !action.quotas.includes(quota)));
          if (action.kind !== 'reserve') continue;
          const told = word(action.quotas, noPlace);
          if (told.kind === 'reserved') held = new Set([...held, ...told.quotas]);
          happens(told);
        }
      };
      for (const move of [{ kind: 'begun' } as const, ...drawn]) {
        const event = eventOf(of, interview, move);
        if (event.kind !== 'reserved' && event.kind !== 'full') happens(event);
      }
      expect([...held].sort()).toEqual([...interview.held].sort());
      if (interview.ending !== null && interview.ending.result !== 'complete') expect(interview.held).toEqual([]);
    }));
  });
});

describe('what somebody comes to', () => {
  it('is found, neither more nor less; what is published is put to somebody to the last question', () => {
    fc.assert(fc.property(smallQuestionnaire(), (of) => {
      const put = putToAnybody(of);
      expect([...reachOf(of)?.questions ?? []].sort()).toEqual([...put].sort());
      const never = questionnaireFaults(of, prompts).flatMap(({ code, params }) => code === 'never-asked' ? [params.question] : []);
      expect([...put, ...never].sort()).toEqual(of.questions.map(({ name }) => name).sort());
    }), { numRuns: 30 });
  });
});

/** By trying every answer of everybody. */
function putToAnybody(whole: Questionnaire): ReadonlySet<string> {
  // Among the orders of a rotation is the written one.
  const of = { ...whole, quotas: [], rotations: [] };
  const seen = new Set<string>();
  for (const known of peopleFor(of)) {
    for (const ahead = [{ ...beginning('s1', 'en', known), isBegun: true, hasConsent: true }]; ahead.length > 0;) {
      const interview = ahead.pop();
      const asked = interview === undefined ? null : askedNow(of, interview);
      const question = asked?.kind === 'ask' ? questionOf(of, asked.question) : null;
      if (interview === undefined || question === null) continue;
      seen.add(question.name);
      for (const given of everyAnswer(question)) ahead.push(step(of, interview, said(question.name, given)).interview);
    }
  }
  return seen;
}

/** Whatever is asked after of them. */
function peopleFor(of: Questionnaire): readonly Interview['facts'][] {
  const asked = new Set(conditionsOf(of).flatMap(({ when }) => testsIn(when)).flatMap((test) => test.kind === 'fact' ? [test.fact] : []));
  const cities = asked.has('city') ? ['Manila', 'Cebu', 'Davao'].map((city): Interview['facts'] => ({ city })).concat({}) : [{}];
  const orders = asked.has('orders') ? [0, 1, 2, 3, 4, 5].map((number) => ({ orders: number })) : [];
  return cities.flatMap((city) => [...orders, {}].map((order) => ({ ...city, ...order })));
}
