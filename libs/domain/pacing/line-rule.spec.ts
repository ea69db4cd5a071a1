import { decide, type PacingSettings, type PacingState } from '.';
import { NOW_MS, PREDICTIVE, snapshotOf, times, type SnapshotChanges } from './fixtures';

const PLAYS: PacingSettings = { ...PREDICTIVE, mode: 'broadcast', broadcast: { lines: 50, callsPerSec: 8, needsAgents: false } };
const TO_AGENTS: PacingSettings = { ...PLAYS, broadcast: { lines: 50, callsPerSec: 1_000, needsAgents: true } };
const NOBODY: SnapshotChanges = { agents: { idle: 0 } };

const decided = (changes: SnapshotChanges, settings: PacingSettings, state: PacingState = {}, atMs = NOW_MS) =>
  decide({ ...snapshotOf(changes), takenAtMs: atMs }, settings, state, atMs);

describe('a broadcast that needs no agents', () => {
  it('dials as many calls a second as it may, whoever is at work, and no burst after a pause', () => {
    let state: PacingState = {};
    const dialed: number[] = [];
    for (const atMs of [0, 250, 500, 750, 1_000, 61_000, 61_250]) {
      const { dial, state: next } = decided(NOBODY, PLAYS, state, NOW_MS + atMs);
      dialed.push(dial);
      state = next;
    }
    expect(dialed).toEqual([1, 2, 2, 2, 2, 8, 2]);
  });

  it('gives nobody a turn that could not be used', () => {
    const { dial, state } = decided({ ...NOBODY, trunkLinesFree: 0 }, PLAYS);
    expect(dial).toBe(0);
    expect(decided(NOBODY, PLAYS, state, NOW_MS + 250).dial).toBe(3);
  });

  it.each([
    [{ outForMs: times(49, 5_000) }, 1, 'lines'], [{ outForMs: times(50, 5_000) }, 0, 'lines'], [{ outForMs: times(80, 5_000) }, 0, 'lines'], [{ outForMs: times(10, 5_000) }, 8, 'calls-per-sec'],
  ])('has no more lines out than it may, and says what holds it back: %j', (lines, dial, limit) => {
    const full = decided(NOBODY, PLAYS, {}, NOW_MS - 60_000).state;
    expect(decided({ ...NOBODY, lines }, PLAYS, full)).toMatchObject({ dial, cancel: 0, reasons: [{ limit }] });
  });

  it.each([Number.NaN, -3, 'x', NOW_MS + 5_000])('is not led astray by a state that is broken: %j', (turnsAtMs) => {
    expect(decided(NOBODY, PLAYS, { turnsAtMs: turnsAtMs as number, turnsOwed: 1_000_000 }).dial).toBeLessThanOrEqual(8);
  });
});

describe('a broadcast whose callees may ask for an agent', () => {
  /** Of three hundred calls that were listened to, three pressed 1. */
  const EXPERIENCED = decided({ heard: { answeredAfterMs: times(3, 25_000), failedAfterMs: times(297, 29_000), talkedForMs: times(3, 150_000) } }, TO_AGENTS, {}, NOW_MS - 60_000).state;

  it('dials nobody while no agent is at work', () => {
    expect(decided(NOBODY, TO_AGENTS, EXPERIENCED)).toMatchObject({ dial: 0, reasons: [{ limit: 'nobody-idle' }] });
  });

  it('dials far more than one line an agent where few press, and within its lines', () => {
    const { dial } = decided({ agents: { idle: 2 }, budget: { answers: 1_000, abandoned: 10 } }, TO_AGENTS, EXPERIENCED);
    expect(dial).toBeGreaterThan(20);
    expect(dial).toBeLessThanOrEqual(50);
  });

  it('dials less when more than may be were abandoned', () => {
    const after = (abandoned: number): number => decided({ agents: { idle: 2 }, budget: { answers: 1_000, abandoned } }, TO_AGENTS, EXPERIENCED).dial;
    expect(after(60)).toBeLessThan(after(5));
  });

  it('has an agent free for each line where nobody may be abandoned', () => {
    expect(decided({ agents: { idle: 4 } }, { ...TO_AGENTS, abandonCapRatio: 0 }, EXPERIENCED).dial).toBe(4);
  });
});
