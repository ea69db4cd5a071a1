import { customersOf, figuresOf, verdictOf, type HeardCall, type KeptOfCustomer, type SurveyedCustomer } from './survey-people';

const PEOPLE = customersOf(Array.from({ length: 200 }, (_, index) => ({ contactId: String(index), phone: `+1212555${String(1_000 + index)}` })));
const [USUAL] = PEOPLE;
const SAYS = { nps: { kind: 'number', value: 9 }, service: { kind: 'number', value: 4 }, size: { kind: 'choice', value: 'middle' }, again: { kind: 'yes-no', value: true }, said: { kind: 'recorded', lengthMs: 3_000 } } as const;
const NAMES = Object.keys(SAYS);
const WHOLE: KeptOfCustomer = { interviews: [{ answers: SAYS, ending: { result: 'complete' } }], answerRows: NAMES };
const STOPPED: KeptOfCustomer = { interviews: [{ answers: { nps: SAYS.nps }, ending: { result: 'partial', because: 'hung-up' } }], answerRows: ['nps'] };
const call = (...names: readonly string[]): HeardCall => ({ answeredAtMs: 1_000, endedAtMs: 9_000, plays: names.map((name) => ({ file: `/prompts/${name}.wav` })) });
const CALL = call('consent', ...NAMES);

function verdict(kept: KeptOfCustomer, calls: readonly HeardCall[] = [CALL], awayAtMs = 0, customer: SurveyedCustomer | undefined = USUAL): string | null {
  return customer === undefined ? 'nobody' : verdictOf(customer, kept, calls, (atMs) => atMs === awayAtMs).wrong;
}

describe('a customer of the survey', () => {
  it('is as they were when all that they said is recorded, each answer once and to what they heard', () => {
    expect(verdict(WHOLE)).toBeNull();
    expect(verdict(WHOLE, [call('consent', 'nps'), call('consent', 'service-short', 'size', 'again', 'said')])).toBeNull();
  });

  it.each<[string, KeptOfCustomer, readonly HeardCall[], string]>([
    ['another answer', { ...WHOLE, interviews: [{ answers: { ...SAYS, nps: { kind: 'number', value: 1 } }, ending: { result: 'complete' } }] }, [CALL], 'they said'],
    ['an answer less', STOPPED, [CALL], 'they said'],
    ['no interview', { interviews: [], answerRows: [] }, [CALL], 'they said'],
    ['a row less', { ...WHOLE, answerRows: NAMES.slice(1) }, [CALL], 'the rows'],
    ['a row twice', { ...WHOLE, answerRows: [...NAMES, 'nps'] }, [CALL], 'the rows'],
    ['a second interview', { interviews: [...WHOLE.interviews, ...WHOLE.interviews], answerRows: [...NAMES, ...NAMES] }, [CALL], '2 interviews'],
    ['an answer to what was not put', WHOLE, [call('consent', 'nps', 'service', 'size', 'again')], 'said was never put'],
    ['no call', WHOLE, [], 'never called'],
  ])('is not, with %s', (_what, kept, calls, told) => {
    expect(verdict(kept, calls)).toContain(told);
  });

  it('who was cut off while there was no worker has said what they said before', () => {
    expect(verdict(STOPPED, [CALL], 9_000)).toBeNull();
    expect(verdict({ interviews: [], answerRows: [] }, [call('safe-harbour-en')], 1_000)).toBeNull();
    expect(verdict({ ...STOPPED, interviews: [{ answers: { nps: { kind: 'number', value: 8 } }, ending: { result: 'partial', because: 'hung-up' } }] }, [CALL], 9_000)).toContain('they said');
    expect(verdict({ ...STOPPED, interviews: [{ answers: { nps: SAYS.nps }, ending: { result: 'refused' } }] }, [CALL], 9_000)).toContain('they said');
  });

  it('who has not agreed is not called, and whose line is busy is not recorded', () => {
    const notAgreed = PEOPLE.find(({ hasAgreed }) => !hasAgreed);
    const busy = PEOPLE.find(({ hasAgreed, says }) => hasAgreed && says === null);
    expect([verdict({ interviews: [], answerRows: [] }, [], 0, notAgreed), verdict({ interviews: [], answerRows: [] }, [{ ...CALL, answeredAtMs: null, plays: [] }], 0, busy)]).toEqual([null, null]);
    expect([verdict({ interviews: [], answerRows: [] }, [CALL], 0, notAgreed), verdict(WHOLE, [CALL], 0, busy)]).toEqual([expect.stringContaining('without consent'), expect.stringContaining('they said')]);
  });
});

it('the figures are counted from what was said, question by question', () => {
  const whole = { result: 'complete', answers: { nps: 9, service: 4, size: 'middle', again: true, said: 'recorded' } };
  const figures = figuresOf([whole, whole, { result: 'complete', answers: { ...whole.answers, nps: 3, service: 'none' } }, { result: 'partial, hung-up', answers: { nps: 7, service: 2 } }, { result: 'refused', answers: {} }]);
  expect(figures).toMatchObject({ begun: 5, byResult: { complete: 3, partial: 1, refused: 1 } });
  expect(figures.questions).toMatchObject([
    { question: 'nps', put: 4, answered: 4, skipped: 0, stopped: 0, score: { n: 4, value: 25 } }, { question: 'service', put: 4, answered: 3, skipped: 1, score: { n: 3, value: 2 / 3 } },
    { question: 'size', put: 4, answered: 3, stopped: 1, score: null }, { question: 'again', put: 3 }, { question: 'said', put: 3, stopped: 0 },
  ]);
});
