import { answerRateAt, type AnswerRate } from './answer-rate';

const PIECES: AnswerRate = { kind: 'pieces', pieces: [{ fromMs: 0, ratio: 0.4 }, { fromMs: 100, ratio: 0.15 }] };
const CURVE: AnswerRate = { kind: 'curve', points: [{ atMs: 100, ratio: 0.4 }, { atMs: 200, ratio: 0.2 }, { atMs: 400, ratio: 0.3 }] };

it.each<[AnswerRate, number, number]>([
  [{ kind: 'constant', ratio: 0.3 }, 5, 0.3],
  [PIECES, 0, 0.4], [PIECES, 99, 0.4], [PIECES, 100, 0.15], [PIECES, 9_999, 0.15],
  [CURVE, 0, 0.4], [CURVE, 100, 0.4], [CURVE, 150, 0.3], [CURVE, 200, 0.2], [CURVE, 300, 0.25], [CURVE, 500, 0.3],
])('%j at %d ms is %d', (rate, atMs, ratio) => {
  expect(answerRateAt(rate, atMs)).toBeCloseTo(ratio, 10);
});
