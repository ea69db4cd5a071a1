import { STRATEGIES, strategyOf } from './strategy';

it.each(STRATEGIES)('%s is a strategy', (name) => {
  expect(strategyOf(name)).toEqual({ ok: true, strategy: name });
});

it.each([
  '', 'ring-all', 'longest-idle', 'Longest-Idle-Agent', 'round_robin', ' random', 'constructor',
])('%p is none, and those that are, are named', (name) => {
  expect(strategyOf(name)).toEqual({ ok: false, code: 'unknown-strategy', name, known: STRATEGIES });
});
