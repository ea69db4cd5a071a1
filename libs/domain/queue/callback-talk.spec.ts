import fc from 'fast-check';
import { LONGEST_TYPED, MOST_QUESTIONS, TRIES, beginTalk, goOnTalking, type CallbackTalk, type TalkHeard, type TalkStep } from './callback-talk';

const OWN = '+12125550142';
const OTHER = '+982112345678';

/** Says of the number that is asked for, or confirmed. */
const words = (step: TalkStep | null): string => {
  if (step === null) return 'nothing';
  switch (step.kind) {
    case 'ask': return `${step.sentences.map(({ id }) => id).join(' ')} (${step.talk.number ?? 'typed'}, ${String(step.maxKeys)} keys)`;
    case 'agreed': return `calls ${step.number}`;
    case 'waits-on': return 'waits on';
  }
};
const CONFIRM = `callback-number key-number-right key-number-other (${OWN}, 1 keys)`;
const TYPE = `callback-type (typed, ${String(LONGEST_TYPED)} keys)`;

/** So many seconds after the question each answers; `typed` as the rules of numbers read it. */
function talked(own: string | null, answers: readonly (readonly [keys: string | null, typed?: string])[]): string[] {
  let [step, atMs] = [beginTalk(own, 0, 0), 0];
  const said = [words(step)];
  for (const [keys, typed] of answers) {
    if (step.kind !== 'ask') throw new Error('nothing is asked any more');
    atMs += 3_000;
    step = goOnTalking(step.talk, { serial: step.talk.serial, keys, typed: typed ?? null, pressedAtMs: keys === null ? null : atMs - 1_000, atMs }) ?? step;
    said.push(words(step));
  }
  return said;
}

describe('a caller who wants to be called back', () => {
  it.each<[string, string | null, readonly (readonly [string | null, string?])[], string[]]>([
    ['confirms the number by which they call', OWN, [['1']], [CONFIRM, `calls ${OWN}`]],
    ['types another, which is read back', OWN, [['2'], ['02112345678', OTHER], ['1']], [CONFIRM, TYPE, CONFIRM.replace(OWN, OTHER), `calls ${OTHER}`]],
    ['types it when theirs is withheld, or may not be called', null, [['2125550142', OWN], ['1']], [TYPE, CONFIRM, `calls ${OWN}`]],
    ['types again what is no number that may be called, and is told so', null, [['123'], ['2125550142', OWN]], [TYPE, `number-unreachable ${TYPE}`, CONFIRM]],
    ['is told of a wrong key', OWN, [['7'], ['*']], [CONFIRM, `invalid-key ${CONFIRM}`, `invalid-key ${CONFIRM}`]],
    ['is asked again after silence', OWN, [[null], ['1']], [CONFIRM, `no-input ${CONFIRM}`, `calls ${OWN}`]],
    ['waits on after three silences', OWN, [[null], [null], [null]], [CONFIRM, `no-input ${CONFIRM}`, `no-input ${CONFIRM}`, 'waits on']],
    ['waits on after three numbers that cannot be called', null, [['1'], ['#'], ['911']], [TYPE, `number-unreachable ${TYPE}`, `number-unreachable ${TYPE}`, 'waits on']],
    ['has the tries anew at each question', OWN, [[null], [null], ['2'], [null], [null], ['2125550142', OWN]], [CONFIRM, `no-input ${CONFIRM}`, `no-input ${CONFIRM}`, TYPE, `no-input ${TYPE}`, `no-input ${TYPE}`, CONFIRM]],
  ])('%s', (_who, own, answers, said) => {
    expect(talked(own, answers)).toEqual(said);
  });

  it('who pressed the key twice has not confirmed anything: they are asked again, and lose no try', () => {
    const first = beginTalk(OWN, 4, 10_000);
    if (first.kind !== 'ask') throw new Error('they are asked');
    const again = goOnTalking(first.talk, { serial: 5, keys: '1', typed: null, pressedAtMs: 10_300, atMs: 10_300 });
    expect(again).toMatchObject({ kind: 'ask', talk: { number: OWN, serial: 6, tries: 0 } });
    expect(goOnTalking(first.talk, { serial: 4, keys: '1', typed: null, pressedAtMs: 12_000, atMs: 12_000 })).toBeNull(); // of before
  });

  const heard = fc.record({
    late: fc.boolean(), keys: fc.option(fc.constantFrom('1', '2', '9', '#', '2125550142', '123')), typed: fc.option(fc.constantFrom(OWN, OTHER)), afterMs: fc.integer({ min: 0, max: 8_000 }),
  });
  it('is called only at a number that they heard and confirmed by key, and is asked no more than a dozen times', () => {
    fc.assert(fc.property(fc.option(fc.constant(OWN)), fc.array(heard, { maxLength: 60 }), (own, answers) => {
      let [step, atMs] = [beginTalk(own, 0, 0), 0];
      let asked = 1;
      for (const { late, keys, typed, afterMs } of answers) {
        if (step.kind !== 'ask') break;
        const { talk }: { talk: CallbackTalk } = step;
        atMs += afterMs;
        const said: TalkHeard = { serial: late ? talk.serial - 1 : talk.serial, keys, typed: keys === null ? null : typed, pressedAtMs: keys === null ? null : atMs, atMs };
        const next = goOnTalking(talk, said);
        expect(next === null).toBe(late);
        if (next === null) continue;
        if (next.kind === 'ask') {
          asked++;
          expect(next.talk.serial).toBe(talk.serial + 1);
          expect(next.talk.tries).toBeLessThan(TRIES);
          if (next.talk.number !== null && next.talk.number !== talk.number) expect(next.talk.number).toBe(said.typed);
        }
        if (next.kind === 'agreed') expect([keys, next.number, atMs - talk.askedAtMs >= 700]).toEqual(['1', talk.number, true]);
        step = next;
      }
      expect(asked).toBeLessThanOrEqual(MOST_QUESTIONS);
    }));
  });
});
