import type { WaitingCallRow } from '@paceline/persistence';
import { toWaitingCallers } from './waiting-view';

const NOW = Date.UTC(2026, 0, 5, 9);
const row = (callId: string, waitedSec: number, changes: Partial<WaitingCallRow> = {}): WaitingCallRow =>
  ({ callId, phone: '+12025550123', dialedNumber: '+12025550199', since: new Date(NOW - waitedSec * 1_000), points: 0, isBeingConnected: false, lostItsAgent: false, ...changes });

it.each<[string, WaitingCallRow[], [string, number | null][]]>([
  ['by their wait', [row('a', 5), row('b', 50)], [['b', 1], ['a', 2]]],
  ['and their points', [row('a', 5, { points: 60 }), row('b', 50)], [['a', 1], ['b', 2]]],
  ['whoever is being connected before them, without a place', [row('a', 50), row('b', 5, { isBeingConnected: true }), row('c', 7, { isBeingConnected: true })], [['c', null], ['b', null], ['a', 1]]],
  ['whoever has lost an agent first', [row('a', 50), row('b', 5, { lostItsAgent: true })], [['b', 1], ['a', 2]]],
  ['then whoever has waited longer than anybody may', [row('a', 50, { points: 900 }), row('b', 601)], [['b', 1], ['a', 2]]],
])('those who wait are told in the order of service: %s', (_how, waiting, expected) => {
  expect(toWaitingCallers({ id: '7', longestWaitSec: 600 }, waiting, NOW).map(({ callId, place }) => [callId, place])).toEqual(expected);
});
