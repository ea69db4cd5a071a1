import type { PacingSnapshot, PacingState } from '@paceline/domain/pacing';
import { fallBack } from './fall-back';

const STATE = {} as PacingState; // it is handed on

const seen = (idle: number, out: number, waiting: number, trunkLinesFree: number, targetsReady: number): PacingSnapshot => ({
  takenAtMs: 0, agents: { idle, reserved: 0, talkingForMs: [], wrappingForMs: [] },
  lines: { outForMs: Array<number>(out).fill(1), ringingForMs: [], waitingForMs: Array<number>(waiting).fill(1) },
  heard: [], budget: { answers: 0, abandoned: 0 }, trunkLinesFree, targetsReady,
} as unknown as PacingSnapshot); // what it goes by

it.each<[string, PacingSnapshot, number]>([
  ['a line for each idle agent', seen(5, 0, 0, 99, 99), 5], ['none twice for one who has a line out', seen(5, 3, 0, 99, 99), 2], ['none for one whom somebody waits for', seen(5, 3, 1, 99, 99), 1],
  ['no more than the trunks take', seen(5, 0, 0, 2, 99), 2], ['no more than there are contacts', seen(5, 0, 0, 99, 1), 1], ['none when more are out than agents are idle', seen(1, 4, 0, 99, 99), 0],
  ['none by figures that are none', seen(Number.NaN, 0, 0, 99, 99), 0],
])('a pacer that failed has dialed %s', (_what, snapshot, dial) => {
  expect(fallBack(snapshot, STATE)).toMatchObject({ dial, cancel: 0, state: STATE, reasons: [{ limit: 'fallback' }] });
});

it('a pacer that failed has dialed nobody for agents who are kept for callers', () => {
  expect(fallBack({ ...seen(5, 1, 0, 99, 99), callers: { kept: 3, owed: 0, perSec: 0 } }, STATE).dial).toBe(1);
});
