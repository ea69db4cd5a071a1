import { entering, left } from './entering';
import { questionnaire, rating } from './fixtures';
import type { InterviewEvent } from './interview';
import { beginning, step } from './step';

const survey = questionnaire([rating('service'), rating('price')]);
const after = (...events: readonly InterviewEvent[]): ReturnType<typeof beginning> =>
  events.reduce((so, event) => step(survey, so, event).interview, beginning('a', 'en', {}));
const BEGUN = { kind: 'begun' } as const;
const CONSENTED = { kind: 'consented' } as const;
const ANSWERED: InterviewEvent = { kind: 'answered', question: 'service', answer: { kind: 'number', value: 4 } };

describe('whoever comes to an interview', () => {
  it.each<[string, readonly InterviewEvent[], string | null]>([
    ['begins it', [], 'begun'],
    ['asks again what stands to be asked', [BEGUN, CONSENTED], 'resumed'],
    ['goes on where it stopped', [BEGUN, CONSENTED, ANSWERED, { kind: 'stopped', because: 'put-off' }], 'taken-up'],
    ['calls again where nobody said yes or no', [BEGUN, { kind: 'unheard' }], 'taken-up'],
    ['leaves who refused alone', [BEGUN, { kind: 'refused' }], null],
    ['leaves what is complete', [BEGUN, CONSENTED, ANSWERED, { kind: 'answered', question: 'price', answer: { kind: 'number', value: 1 } }], null],
  ])('%s', (_what, events, told) => {
    expect(entering(after(...events))?.kind ?? null).toBe(told);
  });
});

describe('an interview that nobody goes on with', () => {
  it('is partial with what was answered, and no response where nothing was asked', () => {
    expect(left(survey, after(BEGUN, CONSENTED, ANSWERED)).interview.ending).toEqual({ result: 'partial', because: 'hung-up' });
    expect(left(survey, after()).interview).toMatchObject({ ending: { result: 'no-response' }, isBegun: true });
    expect(left(survey, after(BEGUN, { kind: 'refused' })).actions).toEqual([]);
  });
});
