import fc from 'fast-check';
import { calledNumber, homeOf, lastDigits, toldNumber } from './told-number';

describe('the number of whoever calls, as a trunk tells it', () => {
  it.each<[string, string, string | null, string | null]>([
    ['with a plus sign', '+12125550142', 'US', '+12125550142'],
    ['with a plus sign, from abroad', '+442079460123', 'US', '+442079460123'],
    ['as digits of an international number', '12125550142', 'US', '+12125550142'],
    ['as such digits, from abroad', '442079460123', 'US', '+442079460123'],
    ['as such digits, where nobody knows whence', '442079460123', null, '+442079460123'],
    ['with 00', '00442079460123', 'IR', '+442079460123'],
    ['with 00, where nobody knows whence', '00442079460123', null, '+442079460123'],
    ['with its country\'s own way abroad', '011442079460123', 'US', '+442079460123'],
    ['with its country\'s own way abroad that begins with 00', '0016562234567', 'HK', '+6562234567'],
    ['as at home, ten digits', '2125550142', 'US', '+12125550142'],
    ['as at home, with its 0', '09123456789', 'IR', '+989123456789'],
    ['as at home, without its 0', '9123456789', 'IR', '+989123456789'],
    ['as a landline at home', '02188776655', 'IR', '+982188776655'],
    ['as a number that is too new for the plan', '+121255501420', 'US', '+121255501420'],
    ['within a SIP address', 'sip:+12125550142@trunk.example;user=phone', 'US', '+12125550142'],
    ['within a SIP address, as digits', 'sip:12125550142@192.0.2.1:5060', null, '+12125550142'],
    ['within a SIP address with a name before it', '"Sara Ahmadi" <sip:+989123456789@trunk.example>', 'IR', '+989123456789'],
    ['within a SIP address whose plus sign is escaped', 'sip:%2B989123456789@trunk.example', 'IR', '+989123456789'],
    ['within a tel address with marks', 'tel:+1-212-555-0142', null, '+12125550142'],
    ['with parameters', '+12125550142;npdi;rn=+12125550000', 'US', '+12125550142'],
    ['as nobody', '', 'US', null],
    ['as nobody', 'anonymous', 'US', null],
    ['as nobody, in an address', 'sip:anonymous@anonymous.invalid', 'US', null],
    ['as nobody', 'Restricted', 'US', null],
    ['as nobody', 'unavailable', 'US', null],
    ['as zeros', '0000000000', 'US', null],
    ['as a number without its area', '5550142', 'US', null],
    ['as an extension', '1001', 'US', null],
    ['as a name', 'reception', 'US', null],
    ['as digits that are no number anywhere', '+1234', 'US', null],
    ['as more digits than any number has', '+1234567890123456', 'US', null],
  ])('%s: %s', (_how, told, home, expected) => {
    expect(toldNumber(told, home)).toBe(expected);
  });

  it.each([
    ['+12125550100', '+12125550100'], ['12125550100', '+12125550100'], ['0012125550100', '+12125550100'], [' 982188001234 ', '+982188001234'],
    ['2125550', '+2125550'], ['02125550100', null], ['100', null], ['anonymous', null], ['+1212555010012345', null], ['', null],
  ])('is, where nobody knows whence: %s', (told, number) => {
    expect(toldNumber(told)).toBe(number);
  });

  it.each([['+12125550199', 'US'], ['+982188776655', 'IR'], ['+79123456789', 'RU'], ['+1234', null]])('is at home where ours is: %s', (number, home) => {
    expect(homeOf(number)).toBe(home);
  });

  it('is E.164 or nobody\'s, whatever is told', () => {
    fc.assert(fc.property(fc.oneof(fc.string({ maxLength: 40 }), fc.stringMatching(/^[+0-9 ()@:;.-]{0,30}$/)), fc.constantFrom(null, 'US', 'IR', 'HK'), (told, home) => {
      expect(toldNumber(told, home) ?? '+1234567').toMatch(/^\+[1-9][0-9]{6,14}$/);
    }));
  });
});

describe('the number that was called, as a trunk tells it', () => {
  const [TEHRAN, TABRIZ, BAY, LONDON, ROME] = ['+982188776655', '+984188776655', '+14155550100', '+442079460123', '+390669821234'];
  const OURS = [TEHRAN, TABRIZ, BAY, LONDON, ROME];
  const nowhere = (): boolean => false;

  it.each([
    ['internationally', '+982188776655', TEHRAN], ['without its plus sign', '982188776655', TEHRAN], ['with the way abroad', '00982188776655', TEHRAN],
    ['as at home', '02188776655', TEHRAN], ['as at home, of another city', '04188776655', TABRIZ], ['as at home, without the 0', '2188776655', TEHRAN],
    ['as at home in North America', '4155550100', BAY], ['as at home in North America, with the 1', '14155550100', BAY], ['with North America\'s way abroad', '01114155550100', BAY],
    ['as at home in Britain', '02079460123', LONDON], ['as at home in Italy, whose 0 is the number\'s own', '0669821234', ROME], ['within an address', 'sip:02188776655@trunk.example', TEHRAN],
    ['with marks', '415-555-0100', BAY], ['without its area', '88776655', null], ['of another', '02188776656', null], ['as an extension', '1001', null], ['as nothing', '', null],
  ])('is known when it is written %s: %s', (_how, told, number) => {
    expect(calledNumber(told, OURS, nowhere)).toEqual(number === null ? { kind: 'none' } : { kind: 'one', number });
  });

  it('is that of the trunk\'s country where two are written so, and else none that could be told', () => {
    const both = ['+12124567890', '+982124567890'];
    expect(calledNumber('2124567890', both, nowhere)).toEqual({ kind: 'several', numbers: both });
    expect(calledNumber('2124567890', both, (number) => number.startsWith('+98'))).toEqual({ kind: 'one', number: '+982124567890' });
    expect(calledNumber('02124567890', both, nowhere)).toEqual({ kind: 'one', number: '+982124567890' });
    expect(calledNumber('12124567890', both, (number) => number.startsWith('+98'))).toEqual({ kind: 'one', number: '+12124567890' });
  });

  it('is never another than one of ours, and every one of ours is known by its own digits', () => {
    fc.assert(fc.property(fc.stringMatching(/^[+0-9]{0,16}$/), (told) => {
      const called = calledNumber(told, OURS, nowhere);
      if (called.kind === 'one') expect(OURS).toContain(called.number);
    }));
    for (const number of OURS) for (const told of [number, number.slice(1), `00${number.slice(1)}`]) expect(calledNumber(told, OURS, nowhere)).toEqual({ kind: 'one', number });
  });

  it.each([['+982188776655', '8776655'], ['0218 877-6655', '8776655'], ['sip:02188776655@trunk.example', '8776655'], ['1001', null], ['anonymous', null]])('is looked for by its last digits: %s', (told, digits) => {
    expect(lastDigits(told)).toBe(digits);
  });
});
