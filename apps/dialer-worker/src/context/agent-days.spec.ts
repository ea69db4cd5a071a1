import type { PoolAgent } from '@paceline/agent-pool';
import { AgentDays } from './agent-days';
import { aPoolAgent } from './rows.spec-helper';

const NOON = Date.parse('2026-01-05T12:00:00Z');
const MIDNIGHT = Date.parse('2026-01-06T00:00:00Z');
const in_ = (state: PoolAgent['state'], stateSinceAtMs: number): PoolAgent => aPoolAgent({ agentId: '1', state, stateSinceAtMs });

describe('an agent\'s day', () => {
  let nowMs = NOON;
  let days: AgentDays;
  /** From one state to the next, as the pool says it. */
  const goes = (...states: readonly PoolAgent[]): void => {
    states.forEach((state, nth) => { days.seen(states[nth - 1], state, 'queue-1'); });
  };
  beforeEach(() => { nowMs = NOON; days = new AgentDays({ nowMs: () => nowMs }); });

  it('begins with nothing done, at midnight by UTC', () => {
    expect(days.of('1')).toEqual({ calls: 0, talkMs: 0, lastCallAtMs: new Map() });
    expect([days.has('1'), days.beganAtMs()]).toEqual([false, Date.parse('2026-01-05T00:00:00Z')]);
  });

  it.each<[string, PoolAgent[], object]>([
    ['counts a talk when it begins', [in_('reserved', NOON), in_('talking', NOON + 1)],
      { calls: 1, talkMs: 0, lastCallAtMs: new Map([['queue-1', NOON + 1]]) }],
    ['and what it lasted when it is over', [in_('reserved', NOON), in_('talking', NOON + 1), in_('wrap-up', NOON + 60_001), in_('idle', NOON + 90_000)],
      { calls: 1, talkMs: 60_000, lastCallAtMs: new Map([['queue-1', NOON + 1]]) }],
    ['each once, however often it is told',
      [in_('reserved', NOON), in_('talking', NOON + 1), in_('talking', NOON + 1), in_('idle', NOON + 2), in_('idle', NOON + 2)],
      { calls: 1, talkMs: 1, lastCallAtMs: new Map([['queue-1', NOON + 1]]) }],
    ['not a promise that came to nothing', [in_('idle', NOON), in_('reserved', NOON), in_('idle', NOON)], { calls: 0, talkMs: 0, lastCallAtMs: new Map() }],
    ['not a talk that it did not see begin', [in_('talking', NOON)], { calls: 0, talkMs: 0, lastCallAtMs: new Map() }],
  ])('%s', (_what, states, expected) => {
    goes(...states);
    expect(days.of('1')).toEqual(expected);
  });

  it('goes on from what was read, and on another line beside it', () => {
    days.is('1', { calls: 4, talkMs: 1_000, lastCallAtMs: new Map([['campaign-1', NOON - 5]]) });
    goes(in_('reserved', NOON), in_('talking', NOON), in_('idle', NOON + 500));
    expect([days.has('1'), days.of('1')]).toEqual([true, { calls: 5, talkMs: 1_500, lastCallAtMs: new Map([['campaign-1', NOON - 5], ['queue-1', NOON]]) }]);
  });

  it('is over at midnight, for everybody, and need not be read anew', () => {
    days.is('1', { calls: 4, talkMs: 1_000, lastCallAtMs: new Map() });
    nowMs = MIDNIGHT;
    expect([days.of('1').calls, days.has('1'), days.has('2'), days.beganAtMs()]).toEqual([0, true, false, MIDNIGHT]);
  });
});
