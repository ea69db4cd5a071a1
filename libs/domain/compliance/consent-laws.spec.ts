import { PURPOSES, type Kind } from './call-purpose';
import { consentNeeded } from './consent-laws';

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
    ['of a delivery that was never asked, where agents need none: none', ['US'], { purpose: 'sales', delivery: null }, null],
    ['of a delivery that was never asked, where agents need it: any', ['DE'], { purpose: 'sales', delivery: null }, ['written', 'oral', 'digital']],
    ...['AT', 'CN', 'DE', 'DK', 'FR', 'NL', 'PL', 'RU'].map((country): readonly [string, readonly string[], Kind, readonly string[]] =>
      [`a person who sells in ${country}: any`, [country], { purpose: 'sales', delivery: 'agent' }, ['written', 'oral', 'digital']]),
    ...PURPOSES.filter((purpose) => purpose !== 'sales').map((purpose): readonly [string, readonly string[], Kind, null] =>
      [`a person who calls in Germany for a ${purpose}: none`, ['DE'], { purpose, delivery: 'agent' }, null]),
    ...['BE', 'CA', 'ES', 'GB', 'IR', 'IT', 'SE'].map((country): readonly [string, readonly string[], Kind, null] =>
      [`a person who sells in ${country}, where people may say no: none`, [country], { purpose: 'sales', delivery: 'agent' }, null]),
    ['a person who sells to somebody in one of two countries: what one of them asks', ['DE', 'GB'], { purpose: 'sales', delivery: 'agent' }, ['written', 'oral', 'digital']],
    ['a person who calls for what is not said: the strictest', ['DE'], { purpose: null, delivery: 'agent' }, ['written', 'oral', 'digital']],
    ['a person who sells in no known country: the strictest', [], { purpose: 'sales', delivery: 'agent' }, ['written', 'oral', 'digital']],
    ['a person who asks for a survey in no known country: none', [], { purpose: 'survey', delivery: 'agent' }, null],
  ])('of %s', (_title, countries, kind, forms) => {
    const need = consentNeeded(countries, kind);
    expect(need === null ? null : need.forms).toEqual(forms);
    expect(need === null || need.sources.length > 0).toBe(true);
  });

  it('of agents say another thing than those of machines: each is cited for its own calls', () => {
    const sources = (delivery: Kind['delivery']) => consentNeeded(['DE'], { purpose: 'sales', delivery })?.sources ?? [];
    expect([sources('agent'), sources('recorded')]).toEqual([[expect.stringContaining('UWG')], [expect.stringContaining('2002/58/EC')]]);
  });
});
