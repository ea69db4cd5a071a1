import fc from 'fast-check';
import { columnOfConsent } from './consent-column';
import { readConsent, type ConsentCells, type ConsentFault, type ReadConsent } from './read-consent';

const NOW_MS = Date.parse('2026-07-01T12:00Z');
const read = (cells: ConsentCells) => readConsent(cells, NOW_MS);
const FULL: ConsentCells = { at: '2026-03-21', purpose: 'Marketing', delivery: 'calls', form: 'web form', proof: 'form 17' };
const atOf = (at: string): unknown => { const found = read({ ...FULL, at }); return 'fault' in found ? found.fault.code : found.consent === null ? null : new Date(found.consent.atMs).toISOString(); };

describe('the consent of a row', () => {
  it.each<[string, ConsentCells, ReadConsent | null]>([
    ['is all that it says', FULL, { atMs: Date.parse('2026-03-21'), purposes: ['sales'], deliveries: ['agent'], form: 'digital', proof: 'form 17' }],
    ['is the least where it says less', { at: '2026-03-21', purpose: 'sales' }, { atMs: Date.parse('2026-03-21'), purposes: ['sales'], deliveries: ['agent'], form: 'oral', proof: null }],
    ['has several purposes and ways', { ...FULL, purpose: 'umfrage; Werbung', delivery: 'automatic, person' }, { atMs: Date.parse('2026-03-21'), purposes: ['sales', 'survey'], deliveries: ['agent', 'keypad', 'recorded', 'spoken'], form: 'digital', proof: 'form 17' }],
    ['is to everything', { ...FULL, purpose: 'all', delivery: 'any' }, { atMs: Date.parse('2026-03-21'), purposes: null, deliveries: null, form: 'digital', proof: 'form 17' }],
    ['is none where nothing is said', {}, null],
    ['is none where only the purpose stands in every row', { purpose: 'marketing' }, null],
  ])('%s', (_title, cells, consent) => {
    expect(read(cells)).toEqual({ consent });
  });

  it.each<[string, string]>([
    ['2026-03-21', '2026-03-21T00:00:00.000Z'], ['2026/3/5', '2026-03-05T00:00:00.000Z'], ['21.03.2026', '2026-03-21T00:00:00.000Z'], ['21.3.2026 14:30', '2026-03-21T14:30:00.000Z'],
    ['2026-03-21 14:30:15', '2026-03-21T14:30:15.000Z'], ['2026-03-21T14:30:00+03:30', '2026-03-21T11:00:00.000Z'], ['2026-03-21T14:30:00.123Z', '2026-03-21T14:30:00.000Z'], ['2026-03-21T14:30:00-0500', '2026-03-21T19:30:00.000Z'],
    ['1405/01/01', '2026-03-21T00:00:00.000Z'], ['۱۴۰۵/۰۱/۰۱', '2026-03-21T00:00:00.000Z'], ['٢٠٢٦-٠٣-٢١', '2026-03-21T00:00:00.000Z'],
    ['03/04/2026', 'consent-date-unclear'], ['3-4-26', 'consent-date-unclear'], ['2026-02-30', 'consent-date'], ['1404/12/30', 'consent-date'], ['2026-13-01', 'consent-date'], ['2026-03-21 24:10', 'consent-date'],
    ['yesterday', 'consent-date'], ['yes', 'consent-date'], ['46102', 'consent-date'], ['2026-07-02', 'consent-in-future'], ['2026-07-01T12:00:01Z', 'consent-in-future'],
  ])('was given at %s', (written, at) => {
    expect(atOf(written)).toBe(at);
  });

  it.each<[ConsentCells, ConsentFault]>([
    [{ ...FULL, purpose: undefined }, { code: 'consent-for-nothing' }], [{ ...FULL, at: undefined }, { code: 'consent-not-dated' }],
    [{ ...FULL, purpose: 'fun' }, { code: 'consent-purpose', written: 'fun' }], [{ ...FULL, purpose: 'sales, fun' }, { code: 'consent-purpose', written: 'sales, fun' }],
    [{ ...FULL, delivery: 'pigeon' }, { code: 'consent-delivery', written: 'pigeon' }], [{ ...FULL, form: 'nod' }, { code: 'consent-form', written: 'nod' }],
  ])('is refused, never guessed: %j', (cells, fault) => {
    expect(read(cells)).toEqual({ fault });
  });

  it('is read or refused, whatever stands there, and the same twice', () => {
    const cell = fc.option(fc.oneof(fc.string(), fc.constantFrom('2026-03-21', 'sales', 'all', 'web', '0000-00-00')), { nil: undefined });
    fc.assert(fc.property(fc.record({ at: cell, purpose: cell, delivery: cell, form: cell, proof: cell }), (cells) => {
      const found = read(cells);
      expect(read(cells)).toEqual(found);
      if ('consent' in found && found.consent !== null) expect(found.consent.atMs).toBeLessThanOrEqual(NOW_MS);
    }));
  });
});

describe('a column', () => {
  it.each([
    ['Consent date', 'consent-at'], ['consent_given_at', 'consent-at'], ['OptInTimestamp', 'consent-at'], ['Einwilligung am', 'consent-at'], ['تاریخ رضایت', 'consent-at'], ['同意日期', 'consent-at'],
    ['Consent purpose', 'consent-purpose'], ['Einwilligung Zweck', 'consent-purpose'], ['هدف رضایت', 'consent-purpose'], ['Consent channel', 'consent-delivery'], ['consentForm', 'consent-form'],
    ['Consent proof', 'consent-proof'], ['Proof of consent', 'consent-proof'], ['Consent', null], ['Date', null], ['Proof', null], ['Purpose of call', null],
  ])('%s says of a consent: %s', (header, use) => {
    expect(columnOfConsent(header)).toBe(use);
  });
});
