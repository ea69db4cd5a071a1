import fc from 'fast-check';
import { MAX_CONTACT_CHARS } from './contact-bounds';
import { isSameContact, mergeContact, type KnownContact, type ReadContact } from './merge-contact';

const KNOWN: KnownContact = { name: 'Ann Smith', zone: 'America/New_York', phones: ['+12025550123', '+12025550124'], fields: { city: 'Boston', plan: 'gold' } };
const read = (changes: Partial<ReadContact> = {}): ReadContact => ({ name: '', zone: 'America/New_York', zoneIsSaid: false, phones: ['+12025550123'], fields: {}, ...changes });

it.each<[string, Partial<ReadContact>, Partial<KnownContact>]>([
  ['nothing new', {}, {}],
  ['a new name', { name: 'Ann Jones' }, { name: 'Ann Jones' }],
  ['a new field, and one that changed', { fields: { city: 'Rome', since: '2020' } }, { fields: { city: 'Rome', plan: 'gold', since: '2020' } }],
  ['another phone', { phones: ['+12025550123', '+12025550199'] }, { phones: ['+12025550123', '+12025550124', '+12025550199'] }],
  ['its phones in another order', { phones: ['+12025550124', '+12025550123'] }, {}],
  ['a zone', { zone: 'America/Denver', zoneIsSaid: true }, { zone: 'America/Denver' }],
  ['a zone that only the number tells', { zone: 'America/Chicago' }, {}],
])('a file that says %s', (_what, changes, expected) => {
  const merged = mergeContact(KNOWN, read(changes));
  expect(merged).toEqual({ ...KNOWN, ...expected });
  expect(isSameContact(KNOWN, merged)).toBe(Object.keys(expected).length === 0);
});

it('an unknown zone is known by the number', () => {
  expect(mergeContact({ ...KNOWN, zone: null }, read()).zone).toBe('America/New_York');
});

it('no more phones than a contact may have, and none of the known ones is lost', () => {
  const phones = Array.from({ length: 12 }, (_, at) => `+1202555${String(1000 + at)}`);
  expect(mergeContact({ ...KNOWN, phones: phones.slice(0, 9) }, read({ phones: phones.slice(8) })).phones).toEqual(phones.slice(0, 10));
  expect(mergeContact({ ...KNOWN, phones }, read({ phones: ['+12025559999'] })).phones).toEqual(phones);
});

it('old fields go where there is no room for all', () => {
  const { fields } = mergeContact({ ...KNOWN, fields: { a: 'x'.repeat(20_000), b: 'short' } }, read({ fields: { c: 'y'.repeat(20_000) } }));
  expect(Object.keys(fields)).toEqual(['b', 'c']);
});

const texts = fc.dictionary(fc.string({ maxLength: 8 }), fc.string({ maxLength: 200 }), { maxKeys: 6, noNullPrototype: true });
const anyKnown: fc.Arbitrary<KnownContact> = fc.record({
  name: fc.string(), zone: fc.constantFrom(null, 'Asia/Tehran', '*CN'), phones: fc.uniqueArray(fc.constantFrom('+1', '+2', '+3', '+4'), { minLength: 1 }), fields: texts,
});

it('what the file says stands there afterwards, and saying it again changes nothing', () => {
  fc.assert(fc.property(anyKnown, anyKnown, fc.boolean(), (known, said, zoneIsSaid) => {
    const merged = mergeContact(known, { ...said, zoneIsSaid });
    if (said.name !== '') expect(merged.name).toBe(said.name);
    for (const [header, value] of Object.entries(said.fields)) expect(merged.fields[header]).toBe(value);
    expect(merged.phones.slice(0, known.phones.length)).toEqual(known.phones);
    expect(new Set(merged.phones)).toEqual(new Set([...known.phones, ...said.phones]));
    expect(Object.entries(merged.fields).flat().join('').length).toBeLessThanOrEqual(MAX_CONTACT_CHARS);
    expect(isSameContact(merged, mergeContact(merged, { ...said, zoneIsSaid }))).toBe(true);
  }));
});
