import type { Given } from './given';

/** Of an answer or a fact. Of what was not answered, or is not known, none holds. */
export type Test =
  /** Ratings and numbers as their digits, `yes` and `no`, choices by their names; of several choices one is enough. */
  | { readonly kind: 'in'; readonly values: readonly string[] }
  /** Both included; null: no bound. Numbers, and days as Gregorian text. */
  | { readonly kind: 'between'; readonly least: number | string | null; readonly most: number | string | null }
  /** Answered at all, or known. */
  | { readonly kind: 'given' };

export type Condition =
  | { readonly kind: 'answer'; readonly question: string; readonly is: Test }
  | { readonly kind: 'fact'; readonly fact: string; readonly is: Test }
  | { readonly kind: 'all' | 'any'; readonly of: readonly Condition[] }
  | { readonly kind: 'not'; readonly of: Condition };

export type FactValue = string | number;

export interface Known {
  /** Null: not put to this person; undefined: it may still be. */
  readonly answer: (question: string) => Given | null | undefined;
  readonly fact: (fact: string) => FactValue | null;
}

/** Null: it hangs on an answer that may still come. */
export function truthOf(condition: Condition, known: Known): boolean | null {
  switch (condition.kind) {
    case 'answer': {
      const given = known.answer(condition.question);
      return given === undefined ? null : given !== null && meets(given, condition.is);
    }
    case 'fact': {
      const value = known.fact(condition.fact);
      return value !== null && valueMeets(value, condition.is);
    }
    case 'not': {
      const truth = truthOf(condition.of, known);
      return truth === null ? null : !truth;
    }
    case 'all':
    case 'any': {
      const decisive = condition.kind === 'any';
      const truths = condition.of.map((part) => truthOf(part, known));
      if (truths.includes(decisive)) return decisive;
      return truths.includes(null) ? null : !decisive;
    }
  }
}

/** Whether an answer is one of those. */
export function meets(given: Given, test: Test): boolean {
  switch (given.kind) {
    case 'none': return false;
    case 'number':
    case 'choice':
    case 'date': return valueMeets(given.value, test);
    case 'yes-no': return valueMeets(given.value ? 'yes' : 'no', test);
    case 'several': return test.kind === 'given' || (test.kind === 'in' && given.value.some((value) => test.values.includes(value)));
    case 'recorded':
    case 'written': return test.kind === 'given';
  }
}

export function valueMeets(value: FactValue, test: Test): boolean {
  switch (test.kind) {
    case 'given': return true;
    case 'in': return test.values.includes(String(value));
    case 'between': return isOnSide(test.least, value, (bound, it) => bound <= it) && isOnSide(test.most, value, (bound, it) => bound >= it);
  }
}

function isOnSide(bound: number | string | null, value: FactValue, holds: (bound: FactValue, value: FactValue) => boolean): boolean {
  return bound === null || (typeof bound === typeof value && holds(bound, value));
}

export type SingleTest = Exclude<Condition, { readonly kind: 'all' | 'any' | 'not' }>;

/** Every answer and fact that it asks after. */
export function testsIn(condition: Condition): readonly SingleTest[] {
  switch (condition.kind) {
    case 'answer':
    case 'fact': return [condition];
    case 'all':
    case 'any': return condition.of.flatMap(testsIn);
    case 'not': return testsIn(condition.of);
  }
}
