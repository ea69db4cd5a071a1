import { OUTCOMES } from '../call/outcome';
import { signOfUnheard } from './trunk-sign';

describe('a call that ended unheard says of its trunk', () => {
  it.each(['congestion', 'not-dialed', 'no-answer'] as const)('that it is sick: %s', (outcome) => {
    expect(signOfUnheard(outcome)).toBe('sick');
  });

  it.each(['cancelled', 'lost'] as const)('nothing: %s', (outcome) => {
    expect(signOfUnheard(outcome)).toBe('nothing');
  });

  it('that it is well, whatever else the far end said', () => {
    const well = OUTCOMES.filter((outcome) => signOfUnheard(outcome) === 'well');
    expect(well).toEqual(expect.arrayContaining(['busy', 'rejected', 'invalid-number', 'failed']));
    expect(well).toHaveLength(OUTCOMES.length - 5);
  });
});
