import fc from 'fast-check';
import { faultsOfVoice, isTollFree, voiceLawsOf, type Disclosure } from './artificial-voice';
import { MACHINE, PURPOSES, type Kind } from './call-purpose';

const SALE: Kind = { purpose: 'sales', delivery: 'recorded' };
const LAWFUL: Disclosure = { identifiesFirst: true, optOutSaidAtSec: 8, number: '+18005550100', numberOnMachines: true };
const codes = (countries: readonly string[], kind: Kind, says: Partial<Disclosure>): string[] =>
  faultsOfVoice(voiceLawsOf(countries, kind), { ...LAWFUL, ...says }).map(({ code }) => code);

describe('what a machine says to people', () => {
  it.each<[string, readonly string[], Kind, Partial<Disclosure>, readonly string[]]>([
    ['says all of it', ['US', 'CA', 'GB'], SALE, {}, []],
    ['is not said who calls', ['US'], SALE, { identifiesFirst: false }, ['voice-not-identified']],
    ['says the key late in the US', ['US'], SALE, { optOutSaidAtSec: 20 }, ['voice-opt-out-late']],
    ['says the key late in Canada', ['CA'], SALE, { optOutSaidAtSec: 20 }, []],
    ['never says the key', ['CA'], SALE, { optOutSaidAtSec: null }, ['voice-opt-out-unsaid']],
    ['says no number in the US', ['US'], SALE, { number: null }, ['voice-without-number', 'machine-without-number']],
    ['says one that costs on US machines', ['US'], SALE, { number: '+12125550100' }, ['machine-without-number']],
    ['says one that costs to British persons', ['GB'], SALE, { number: '+442079460000', numberOnMachines: null }, ['voice-without-number']],
    ['says no number on machines', ['US'], SALE, { numberOnMachines: false }, ['machine-without-number']],
    ['leaves nothing on machines', ['US'], SALE, { number: '+12125550100', numberOnMachines: null }, []],
    ['is a survey by keys in the US', ['US'], { purpose: 'survey', delivery: 'keypad' }, { optOutSaidAtSec: 30 }, ['voice-opt-out-late']],
    ['is a notice where no law is known', ['IR'], { purpose: 'notice', delivery: 'spoken' }, { number: null, numberOnMachines: false }, ['machine-without-number']],
    ['is a notice in Britain', ['GB'], { purpose: 'notice', delivery: 'recorded' }, { number: null, numberOnMachines: null }, []],
    ['goes to nobody knows where', [], SALE, { optOutSaidAtSec: 20, number: '+12125550100' }, ['voice-opt-out-late', 'voice-without-number', 'machine-without-number']],
  ])('%s', (_what, countries, kind, says, expected) => {
    expect(codes(countries, kind, says)).toEqual(expected);
  });

  it('names the law behind each fault, and of several that bind all', () => {
    const faults = faultsOfVoice(voiceLawsOf(['US', 'GB'], SALE), { ...LAWFUL, identifiesFirst: false, number: null });
    for (const { sources } of faults) expect(sources.join()).toMatch(/CFR|PECR/);
    expect(faults.find(({ code }) => code === 'voice-without-number')).toMatchObject({ tollFree: true, sources: [expect.stringContaining('64.1200'), expect.stringContaining('PECR')] });
  });

  it('is nothing of these laws where an agent speaks', () => {
    for (const purpose of PURPOSES) expect(voiceLawsOf(['US'], { purpose, delivery: 'agent' })).toEqual([]);
  });

  it('may pass nowhere by more countries, and never by what is not said', () => {
    const countries = fc.uniqueArray(fc.constantFrom('US', 'CA', 'GB', 'IR', 'DE'));
    const says = fc.record({ identifiesFirst: fc.boolean(), optOutSaidAtSec: fc.option(fc.nat(60)), number: fc.option(fc.constantFrom('+18005550100', '+12125550100', '+448001111')), numberOnMachines: fc.option(fc.boolean()) });
    fc.assert(fc.property(countries, fc.constantFrom('US', 'CA', 'GB'), fc.constantFrom(...PURPOSES), fc.constantFrom(...MACHINE), says, (some, more, purpose, delivery, said) => {
      const faults = (where: readonly string[], kind: Kind): readonly string[] => faultsOfVoice(voiceLawsOf(where, kind), said).map(({ code }) => code);
      const [few, many, unsaid] = [faults([...some, more], { purpose, delivery }), faults([...new Set([...some, more, 'US'])], { purpose, delivery }), faults([...some, more], { purpose: null, delivery: null })];
      for (const code of few) {
        expect(many.includes(code)).toBe(true);
        expect(unsaid).toContain(code);
      }
    }));
  });

  it.each([['+18005550100', true], ['+18885550100', true], ['+18015550100', false], ['+448001111234', true], ['+442079460000', false], ['8005550100', false]])('%s is toll-free: %j', (number, expected) => {
    expect(isTollFree(number)).toBe(expected);
  });
});

