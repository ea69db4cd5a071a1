import type { QueueCallback, WaitingCallRow } from '@paceline/persistence';
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
  expect(toWaitingCallers({ id: '7', longestWaitSec: 600 }, waiting, [], NOW).map(({ callId, place }) => [callId, place])).toEqual(expected);
});

const wish = (id: string, waitedSec: number, changes: Partial<QueueCallback> = {}): QueueCallback => ({
  id, clientId: '1', queueId: '7', askedCallId: 'asked', phone: '+12025550124', language: 'en', waitingSince: new Date(NOW - waitedSec * 1_000), points: 0, state: 'waiting', tries: 0,
  nextAt: new Date(NOW), expiresAt: new Date(NOW + 60_000), lastCallId: null, endedAt: null, endedBy: null, ...changes,
});

it('whoever hung up and keeps the place stands among those on the line; who is called has none any more, and who is not called yet is last', () => {
  const later = new Date(NOW + 300_000);
  const told = toWaitingCallers({ id: '7', longestWaitSec: 600 }, [row('a', 50), row('b', 5)], [
    wish('1', 20), wish('2', 90, { state: 'calling', lastCallId: 'c' }), wish('3', 400, { nextAt: later }), wish('4', 1, { points: 300 }),
  ], NOW);
  expect(told.map(({ callId, callbackId, place, notBefore }) => [callId, callbackId, place, notBefore])).toEqual([
    ['c', '2', null, null], [null, '4', 1, null], ['a', null, 2, null], [null, '1', 3, null], ['b', null, 4, null], [null, '3', null, later.toISOString()],
  ]);
});
