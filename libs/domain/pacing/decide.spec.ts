import { STALE_SNAPSHOT_MS, decide } from '.';
import { NOW_MS, PREDICTIVE, PROGRESSIVE, snapshotOf, times, type SnapshotChanges } from './fixtures';

const dial = (changes: SnapshotChanges, settings = PREDICTIVE): number => decide(snapshotOf(changes), settings, {}, NOW_MS).dial;

it('progressive dials one line per idle agent, less what is out already', () => {
  expect(dial({}, PROGRESSIVE)).toBe(10);
  expect(dial({ lines: { outForMs: times(4, 1_000), waitingForMs: [100] } }, PROGRESSIVE)).toBe(5);
});

it('dials nobody on a snapshot that is too old', () => {
  expect(decide(snapshotOf(), PREDICTIVE, {}, NOW_MS + STALE_SNAPSHOT_MS + 1)).toMatchObject({ dial: 0, reasons: [{ limit: 'stale' }] });
});
