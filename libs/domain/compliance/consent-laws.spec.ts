import type { Kind } from './call-purpose';
import { consentNeeded, mayNeedConsent } from './consent-laws';

describe('the laws that ask for consent', () => {
  it.each<readonly [string, readonly string[], Kind, readonly string[] | null]>([
    ['a recording that sells in the US: signed', ['US'], { purpose: 'sales', delivery: 'recorded' }, ['written', 'digital']],
    ['a synthetic voice that sells in the US: signed', ['US'], { purpose: 'sales', delivery: 'spoken' }, ['written', 'digital']],
    ['a survey by keypad in the US: any', ['US'], { purpose: 'survey', delivery: 'keypad' }, ['written', 'oral', 'digital']],
    ['a person who sells: none', ['US'], { purpose: 'sales', delivery: 'agent' }, null],
    ['a recording that sells in the EU: any', ['DE'], { purpose: 'sales', delivery: 'recorded' }, ['written', 'oral', 'digital']],
    ['a survey by keypad in the EU: none', ['DE'], { purpose: 'survey', delivery: 'keypad' }, null],
    ['where no law is known: none', ['IR'], { purpose: 'sales', delivery: 'recorded' }, null],
    ['in two countries: what both take', ['GB', 'US'], { purpose: 'sales', delivery: 'recorded' }, ['written', 'digital']],
    ['in no known country: the strictest', [], { purpose: 'sales', delivery: 'recorded' }, ['written', 'digital']],
    ['of a purpose that is not said: the strictest', ['US'], { purpose: null, delivery: 'recorded' }, ['written', 'digital']],
    ['of a delivery that was never asked: agents\'', ['US'], { purpose: 'sales', delivery: null }, null],
  ])('of %s', (_title, countries, kind, forms) => {
    const need = consentNeeded(countries, kind);
    expect(need === null ? null : need.forms).toEqual(forms);
    expect(need === null || need.sources.length > 0).toBe(true);
  });

  it('ask nothing of campaigns in which people speak', () => {
    expect([mayNeedConsent({ delivery: 'agent' }), mayNeedConsent({ delivery: 'keypad' }), mayNeedConsent({ delivery: null })]).toEqual([false, true, false]);
  });
});
