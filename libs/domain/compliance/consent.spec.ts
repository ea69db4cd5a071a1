import fc from 'fast-check';
import { DELIVERIES, PURPOSES } from './call-purpose';
import { CONSENT_FORMS, coverage, isCovered, type AskedConsent, type ConsentGiven, type ConsentRevoked, type ConsentWord } from './consent';

const MAY = Date.parse('2026-05-01T10:00Z');
const JUNE = Date.parse('2026-06-01T10:00Z');
const JULY = Date.parse('2026-07-01T10:00Z');
const MOBILE = '+14155550100';
const OFFICE = '+14155550101';

const given = (changes: Partial<ConsentGiven> = {}): ConsentGiven =>
  ({ kind: 'given', atMs: MAY, purposes: ['sales'], deliveries: ['recorded', 'spoken'], phones: null, form: 'written', seller: null, untilMs: null, ...changes });
const revoked = (changes: Partial<ConsentRevoked> = {}): ConsentRevoked => ({ kind: 'revoked', atMs: JUNE, purposes: null, deliveries: null, phones: null, ...changes });
const asked = (changes: Partial<AskedConsent> = {}): AskedConsent => ({ purpose: 'sales', delivery: 'recorded', phone: MOBILE, seller: null, forms: ['written', 'digital'], ...changes });

describe('what a person has said of calls', () => {
  it.each<readonly [string, readonly ConsentWord[], Partial<AskedConsent>]>([
    ['a consent to it', [given()], {}],
    ['a consent by an electronic signature, where a signed one is asked', [given({ form: 'digital' })], {}],
    ['a spoken one, where any will do', [given({ form: 'oral' })], { forms: CONSENT_FORMS }],
    ['a consent to everything, where nothing is said of the call', [given({ purposes: null, deliveries: null })], { purpose: null, delivery: null }],
    ['one of several consents', [given({ purposes: ['survey'] }), given()], {}],
    ['a consent for this number', [given({ phones: [MOBILE] })], {}],
    ['a consent after a revocation', [given(), revoked(), given({ atMs: JUNE + 1 })], {}],
    ['a consent, and a revocation of another purpose', [given(), revoked({ purposes: ['survey'] })], {}],
    ['a consent, and a revocation for another number', [given(), revoked({ phones: [OFFICE] })], {}],
    ['a consent given before a revocation, that is known later', [revoked({ atMs: MAY - 1 }), given()], {}],
    ['a consent that ends later', [given({ untilMs: JULY + 1 })], {}],
    ['a consent to the seller in whose name it is called', [given({ seller: 'Acme' })], { seller: 'Acme' }],
  ])('covers a call by %s', (_title, words, call) => {
    expect(isCovered(words, asked(call), JULY)).toBe(true);
  });

  it.each<readonly [string, readonly ConsentWord[], Partial<AskedConsent>]>([
    ['nothing', [], {}],
    ['a consent to another purpose', [given({ purposes: ['survey'] })], {}],
    ['a consent to calls by a person', [given({ deliveries: ['agent'] })], {}],
    ['a spoken one, where a signed one is asked', [given({ form: 'oral' })], {}],
    ['a consent for another number', [given({ phones: [OFFICE] })], {}],
    ['a consent to somebody else', [given({ seller: 'Acme' })], {}],
    ['a consent to one purpose, where nothing is said of the call', [given()], { purpose: null }],
    ['a consent that has ended', [given({ untilMs: JULY })], {}],
    ['a consent that begins later', [given({ atMs: JULY + 1 })], {}],
    ['a consent that was revoked', [given(), revoked()], {}],
    ['a consent that was revoked at the same instant', [given({ atMs: JUNE }), revoked()], {}],
    ['a consent that was revoked for this number', [given(), revoked({ phones: [MOBILE] })], {}],
    ['a consent of which a part was revoked, where nothing is said of the call', [given({ purposes: null }), revoked({ purposes: ['debt'] })], { purpose: null }],
    ['a signed consent that was revoked, and a spoken one since', [given(), revoked(), given({ form: 'oral', atMs: JUNE + 1 })], {}],
  ])('does not cover a call by %s', (_title, words, call) => {
    expect(isCovered(words, asked(call), JULY)).toBe(false);
  });

  it('is told by purpose, delivery and number', () => {
    expect(coverage([given({ deliveries: ['recorded'] }), revoked({ phones: [OFFICE] })], [MOBILE, OFFICE], JULY)).toEqual([{ purpose: 'sales', delivery: 'recorded', phones: [MOBILE] }]);
    expect(coverage([given(), revoked()], [MOBILE, OFFICE], JULY)).toEqual([]);
  });

  const some = <T>(all: readonly T[]): fc.Arbitrary<T[] | null> => fc.option(fc.subarray([...all], { minLength: 1 }));
  const scope = { atMs: fc.integer({ min: MAY, max: JULY }), purposes: some(PURPOSES), deliveries: some(DELIVERIES), phones: some([MOBILE, OFFICE]) };
  const word: fc.Arbitrary<ConsentWord> = fc.oneof(
    fc.record({ kind: fc.constant('given' as const), ...scope, form: fc.constantFrom(...CONSENT_FORMS), seller: fc.option(fc.constant('Acme')), untilMs: fc.option(fc.integer({ min: MAY, max: JULY + 1_000 })) }),
    fc.record({ kind: fc.constant('revoked' as const), ...scope }));
  const call = fc.record({
    purpose: fc.option(fc.constantFrom(...PURPOSES)), delivery: fc.option(fc.constantFrom(...DELIVERIES)), phone: fc.constantFrom(MOBILE, OFFICE),
    seller: fc.option(fc.constant('Acme')), forms: fc.subarray([...CONSENT_FORMS]),
  });

  it('covers nothing at the instant of a no to everything, whatever came before and in whatever order it was written down', () => {
    fc.assert(fc.property(fc.array(word), call, fc.nat(), (words, question, at) => {
      const all = [...words];
      all.splice(at % (words.length + 1), 0, revoked({ atMs: JULY }));
      expect(isCovered(all, question, JULY)).toBe(false);
    }));
  });

  it('covers what a later consent to everything allows, until it ends', () => {
    fc.assert(fc.property(fc.array(word), call, (words, question) => {
      const anew = given({ atMs: JULY + 1, purposes: null, deliveries: null, seller: question.seller, form: 'written', untilMs: JULY + 5_000 });
      const forms = [...question.forms, 'written' as const];
      expect(isCovered([...words, anew], { ...question, forms }, JULY + 2_000)).toBe(true);
      expect(isCovered([...words, anew], { ...question, forms: ['written'] }, JULY + 5_000)).toBe(isCovered(words, { ...question, forms: ['written'] }, JULY + 5_000));
    }));
  });

  it('is covered the less the more is asked: a call of which nothing is said only if every kind is', () => {
    let covered = 0;
    fc.assert(fc.property(fc.array(word, { maxLength: 3 }), scope.atMs, call, (words, atMs, question) => {
      const all = [...words, given({ atMs, purposes: null, deliveries: null, seller: question.seller })];
      const whole = isCovered(all, { ...question, purpose: null, delivery: null }, JULY);
      if (whole) covered++;
      expect(!whole || isCovered(all, question, JULY)).toBe(true);
    }));
    expect(covered).toBeGreaterThan(0);
  });
});
