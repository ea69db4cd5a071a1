import fc from 'fast-check';
import { spokenPieceOf } from '../spoken/file';
import { SPOKEN_LANGUAGES } from '../spoken/language';
import { CODE_BYTES, codeOf, readCode, shownCode, spokenCodeOf } from './code';
import { MOST_CONTROL_RATIO, controlBelow } from './control-group';
import { isPrompted, offerText, whyNotTaken, type Offer, type OfferedTo } from './offer';
import { spokenCode } from './spoken-code';

const NOW = Date.parse('2026-07-01T10:00Z');
const DAY = 24 * 60 * 60_000;
const OFFER: Offer = { validFromMs: NOW - DAY, validUntilMs: NOW + DAY, stock: 100, taken: 99, perContact: 1, isWithdrawn: false };
const ANN: OfferedTo = { has: 0, isMeant: true, isControl: false, refusedAtMs: null };

describe('an offer', () => {
  it.each<readonly [string, Partial<Offer>, Partial<OfferedTo>, ReturnType<typeof whyNotTaken>]>([
    ['the last of it', {}, {}, null],
    ['one of an unbounded stock', { stock: null, taken: 1e6 }, {}, null],
    ['a second one where two may be had', { perContact: 2 }, { has: 1 }, null],
    ['one whose control group they are in: they asked', {}, { isControl: true }, null],
    ['one that they refused: they changed their mind', {}, { refusedAtMs: NOW - 1 }, null],
    ['one that begins now', { validFromMs: NOW }, {}, null],
    ['one that begins later', { validFromMs: NOW + 1 }, {}, 'not-yet'],
    ['one that ends now', { validUntilMs: NOW }, {}, 'over'],
    ['one without an end', { validUntilMs: null }, {}, null],
    ['one that was withdrawn', { isWithdrawn: true }, {}, 'withdrawn'],
    ['one that is sold out', { taken: 100 }, {}, 'sold-out'],
    ['one whose stock was lowered', { stock: 50 }, {}, 'sold-out'],
    ['one for others', {}, { isMeant: false }, 'not-theirs'],
    ['one that they have', {}, { has: 1 }, 'has-it'],
  ])('may be had or not: %s', (_title, offer, to, refusal) => {
    expect(whyNotTaken({ ...OFFER, ...offer }, { ...ANN, ...to }, NOW)).toBe(refusal);
  });

  it.each<readonly [string, Partial<OfferedTo>, boolean]>([
    ['somebody who could have it', {}, true],
    ['somebody in its control group', { isControl: true }, false],
    ['somebody who refused it yesterday', { refusedAtMs: NOW - DAY }, false],
    ['somebody who refused it a month ago', { refusedAtMs: NOW - 30 * DAY }, true],
    ['somebody who has it', { has: 1 }, false],
  ])('is shown to an agent, or not, for %s', (_title, to, shown) => {
    expect(isPrompted(OFFER, { ...ANN, ...to }, NOW)).toBe(shown);
  });

  it('is never prompted where it could not be had', () => {
    const offers = fc.record({
      validFromMs: fc.constantFrom(NOW - 1, NOW, NOW + 1), validUntilMs: fc.option(fc.constantFrom(NOW, NOW + 1)), stock: fc.option(fc.nat(3)), taken: fc.nat(3),
      perContact: fc.integer({ min: 1, max: 2 }), isWithdrawn: fc.boolean(),
    });
    const people = fc.record({ has: fc.nat(2), isMeant: fc.boolean(), isControl: fc.boolean(), refusedAtMs: fc.option(fc.constantFrom(NOW - DAY, NOW - 40 * DAY)) });
    fc.assert(fc.property(offers, people, (offer, to) => {
      if (isPrompted(offer, to, NOW)) expect(whyNotTaken(offer, to, NOW)).toBeNull();
    }));
  });

  it('has its text in the language that is wanted, or in its first', () => {
    expect(offerText({ en: 'Save', de: 'Sparen' }, 'de')).toEqual({ language: 'de', text: 'Sparen' });
    expect(offerText({ en: 'Save', de: 'Sparen' }, 'fa')).toEqual({ language: 'en', text: 'Save' });
    expect(offerText({}, 'fa')).toBeNull();
  });
});

describe('a code', () => {
  const bytes = fc.array(fc.integer({ min: 0, max: 255 }), { minLength: CODE_BYTES, maxLength: CODE_BYTES });

  it('is read back however it is written, and has no sign that is taken for another', () => {
    fc.assert(fc.property(bytes, (random) => {
      const code = codeOf(random);
      expect(code).toMatch(/^[2-9A-HJ-NP-Z]{10}$/);
      expect([readCode(shownCode(code)), readCode(` ${shownCode(code).toLowerCase()} `), readCode([...code].join(' '))]).toEqual([code, code, code]);
    }));
  });

  it('is another one for other bits of each byte', () => {
    fc.assert(fc.property(bytes, bytes, (one, other) => {
      expect(codeOf(one) === codeOf(other)).toBe(one.every((byte, at) => byte % 32 === (other[at] ?? 0) % 32));
    }));
  });

  it('that is only heard is digits, said twice in each of our languages, and read back like any other', () => {
    fc.assert(fc.property(bytes, fc.constantFrom(...SPOKEN_LANGUAGES), (random, language) => {
      const code = spokenCodeOf(random);
      expect(code).toMatch(/^[2-9]{10}$/);
      expect(readCode(shownCode(code))).toBe(code);
      const said = spokenCode(language, code);
      expect(said.every((file) => spokenPieceOf(file)?.language === language)).toBe(true);
      expect(said.slice(said.length / 2)).toEqual(said.slice(0, said.length / 2));
      expect(said.filter((file) => spokenPieceOf(file)?.piece !== 'pause')).toHaveLength(20);
    }));
  });

  it('is not said in a language without digits of ours, nor one with letters', () => {
    expect([spokenCode('de', '2345678923'), spokenCode('en', '7KMPXR94TB')]).toEqual([[], []]);
  });

  it.each(['', '7KMPX', '7KMPX-R94TBX', '0KMPX-R94TB', '7KMPX-R94TO', 'ÄKMPX-R94TB'])('is not read of %s', (typed) => {
    expect(readCode(typed)).toBeNull();
  });

  it('is not made of too few bytes', () => {
    expect(() => codeOf([1, 2, 3])).toThrow(RangeError);
  });
});

describe('the bound of a control group', () => {
  it('takes its share of the draws, nobody for none, and half at most', () => {
    expect([controlBelow(0), controlBelow(-1), controlBelow(0.25), controlBelow(1)]).toEqual([0, 0, 2 ** 30, 2 ** 31]);
    expect(MOST_CONTROL_RATIO).toBe(0.5);
  });
});
