import { answerRate, heardAnswers, willAnswer, type AnswerCounts } from './answer-rate';

const NONE: AnswerCounts = { answered: 0, ended: 0, endedEver: 0 };

it('begins at a third, unsure', () => {
  const rate = answerRate(NONE, 0, 0);
  expect(rate.mean).toBeCloseTo(1 / 3);
  expect(rate.deviation).toBeGreaterThan(0.12);
});

it('follows a rate that moves', () => {
  let counts = NONE;
  for (let i = 0; i < 200; i++) counts = heardAnswers(counts, 4, 10, 30);
  expect(answerRate(counts, 0, 0).mean).toBeCloseTo(0.4, 1);
  for (let i = 0; i < 120; i++) counts = heardAnswers(counts, 1, 10, 30);
  expect(answerRate(counts, 0, 0).mean).toBeLessThan(0.13);
});

it('does not take a burst of calls that still ring for failures', () => {
  let counts = NONE;
  for (let i = 0; i < 40; i++) counts = heardAnswers(counts, 3, 10, 30);
  const rate = answerRate(counts, 500, 500 * willAnswer(0.3, 1, 1)).mean;
  expect(rate).toBeGreaterThan(0.28);
});

it('remembers longer than a cohort rings', () => {
  const counts = heardAnswers({ answered: 300, ended: 1_000, endedEver: 1_000 }, 0, 300, 1_000);
  expect(answerRate(counts, 0, 0).mean).toBeGreaterThan(0.2);
});

it('tells a call that will answer by what is left of each', () => {
  expect(willAnswer(0.3, 1, 1)).toBeCloseTo(0.3);
  expect(willAnswer(0.3, 0.1, 0.65)).toBeLessThan(0.07);
  expect(willAnswer(0.3, 0, 0)).toBe(0);
});
