import { judge } from './question';

const asked = { askedAtMs: 10_000, tries: 0, triesAtMost: 2, answers: ['0', '10', '#'] };

describe('what was heard of a question', () => {
  it.each([
    ['10', 12_000, { kind: 'answer', answer: '10' }],
    ['#', 12_000, { kind: 'answer', answer: '#' }],
    ['1', 12_000, { kind: 'again', because: 'wrong-key' }],
    ['', null, { kind: 'again', because: 'no-input' }],
    [null, null, { kind: 'again', because: 'no-input' }],
    ['0', 10_000, { kind: 'too-soon' }],
    ['1', 10_699, { kind: 'too-soon' }],
    ['0', 10_700, { kind: 'answer', answer: '0' }],
    ['0', null, { kind: 'answer', answer: '0' }],
    ['0', 9_000, { kind: 'answer', answer: '0' }], // a clock that was set back makes nobody deaf
  ] as const)('%p, first pressed at %p', (keys, pressedAtMs, hearing) => {
    expect(judge(asked, keys, pressedAtMs)).toEqual(hearing);
  });

  it('is given up at the last try, which a key that came too soon does not use up', () => {
    expect(judge({ ...asked, tries: 1 }, '7', 12_000)).toEqual({ kind: 'given-up', because: 'wrong-key' });
    expect(judge({ ...asked, tries: 1 }, '7', 10_100)).toEqual({ kind: 'too-soon' });
  });
});
