import fc from 'fast-check';
import { CALL_STATES, LIVE_STATES, isAnswered, mayMove, stateTakenOver, type CallState } from './call-state';

const MOVES: readonly (readonly [CallState, CallState])[] = [
  ['planned', 'originating'], ['planned', 'ended'],
  ['originating', 'ringing'], ['originating', 'answered'], ['originating', 'ended'],
  ['ringing', 'answered'], ['ringing', 'waiting'], ['ringing', 'ended'],
  ['answered', 'connecting'], ['answered', 'waiting'], ['answered', 'ended'],
  ['waiting', 'connecting'], ['waiting', 'ended'],
  ['connecting', 'talking'], ['connecting', 'waiting'], ['connecting', 'ended'],
  ['talking', 'waiting'], ['talking', 'ended'],
];

function reachableFrom(start: CallState): Set<CallState> {
  const found = new Set<CallState>([start]);
  for (const from of found) for (const to of CALL_STATES) if (mayMove(from, to)) found.add(to);
  return found;
}

const anyState = fc.constantFrom(...CALL_STATES);

describe('the life of a call', () => {
  it.each(CALL_STATES.flatMap((from) => CALL_STATES.map((to) => [from, to] as const)))('%s -> %s is allowed exactly when the table says so', (from, to) => {
    expect(mayMove(from, to)).toBe(MOVES.some(([a, b]) => a === from && b === to));
  });

  it.each([...CALL_STATES])('%s can reach the end, and is reached from planned', (state) => {
    expect(reachableFrom(state)).toContain('ended');
    expect(reachableFrom('planned')).toContain(state);
  });

  it('goes on under its next owner, where nobody is with an agent before the switch has shown it', () => {
    expect(CALL_STATES.map(stateTakenOver)).toEqual(['planned', 'originating', 'ringing', 'answered', 'waiting', 'waiting', 'waiting', 'ended']);
  });

  it('ends once, whatever is tried', () => {
    fc.assert(fc.property(fc.array(anyState, { maxLength: 40 }), (tries) => {
      let state: CallState = 'planned';
      let ends = 0;
      for (const to of tries) {
        if (!mayMove(state, to)) continue;
        expect(state).not.toBe('ended');
        state = to;
        if (state === 'ended') ends++;
      }
      expect(ends).toBeLessThanOrEqual(1);
    }));
  });

  it('is never answered before it was sent, and never unanswered after it was answered', () => {
    fc.assert(fc.property(anyState, anyState, (from, to) => {
      if (!mayMove(from, to)) return;
      if (isAnswered(from)) expect(isAnswered(to) || to === 'ended').toBe(true);
      if (from === 'planned') expect(isAnswered(to)).toBe(false);
    }), { numRuns: 300 });
  });

  it('holds a line until it has ended', () => {
    expect([...LIVE_STATES].sort()).toEqual(CALL_STATES.filter((state) => state !== 'ended').sort());
  });
});
