import { answerRate, heardAnswers, rateOfEnded, willAnswer, type AnswerCounts } from './answer-rate';

const NONE: AnswerCounts = { answered: 0, ended: 0, endedEver: 0, failedAtOnce: 0 };

it('begins at a third, unsure', () => {
  const rate = answerRate(NONE, 0, 0);
  expect(rate.mean).toBeCloseTo(1 / 3);
  expect(rate.deviation).toBeGreaterThan(0.12);
});

it('follows a rate that moves', () => {
  let counts = NONE;
  for (let i = 0; i < 200; i++) counts = heardAnswers(counts, 4, 10, 0, 30);
  expect(answerRate(counts, 0, 0).mean).toBeCloseTo(0.4, 1);
  for (let i = 0; i < 120; i++) counts = heardAnswers(counts, 1, 10, 0, 30);
  expect(answerRate(counts, 0, 0).mean).toBeLessThan(0.13);
});

it('does not take a burst of calls that still ring for failures', () => {
  let counts = NONE;
  for (let i = 0; i < 40; i++) counts = heardAnswers(counts, 3, 10, 0, 30);
  const rate = answerRate(counts, 500, 500 * willAnswer(0.3, 1, 1)).mean;
  expect(rate).toBeGreaterThan(0.28);
});

it('remembers longer than a cohort rings', () => {
  const counts = heardAnswers({ answered: 300, ended: 1_000, endedEver: 1_000, failedAtOnce: 0 }, 0, 300, 0, 1_000);
  expect(answerRate(counts, 0, 0).mean).toBeGreaterThan(0.2);
});

it('tells a call that will answer by what is left of each', () => {
  expect(willAnswer(0.3, 1, 1)).toBeCloseTo(0.3);
  expect(willAnswer(0.3, 0.1, 0.65)).toBeLessThan(0.07);
  expect(willAnswer(0.3, 0, 0)).toBe(0);
});

describe('calls that fail at once', () => {
  it('make those that still ring after a second the likelier to answer, from the first of them on', () => {
    const none = answerRate(NONE, 20, 20 / 3);
    const after = answerRate(heardAnswers(NONE, 0, 0, 20, 20), 20, 20 / 3);
    expect(none.lasts).toBe(1);
    expect(after.lasts).toBeCloseTo(32 / 52);
    expect(after.mean).toBeGreaterThan(none.mean);
  });

  it('are learned apart: 100 dials of which half fail at once and 40 answer', () => {
    let counts = NONE;
    for (let i = 0; i < 50; i++) counts = heardAnswers(counts, 8, 10, 10, 20);
    const rate = answerRate(counts, 0, 0);
    expect(rate.mean).toBeCloseTo(0.8, 1);
    expect(rate.lasts * rate.mean).toBeCloseTo(0.4, 1);
  });

  it('are forgotten like the others', () => {
    let counts = NONE;
    for (let i = 0; i < 50; i++) counts = heardAnswers(counts, 0, 0, 20, 20);
    for (let i = 0; i < 200; i++) counts = heardAnswers(counts, 3, 10, 0, 20);
    expect(answerRate(counts, 0, 0).lasts).toBeGreaterThan(0.95);
  });
});

it('of those that have ended alone a burst looks better than it is', () => {
  const counts = heardAnswers(NONE, 10, 10, 0, 20);
  const known = answerRate(counts, 20, 20 / 3);
  expect(rateOfEnded(counts, known)).toBeGreaterThan(known.mean + 0.1);
});
