import { z } from 'zod';
import { english } from './en';
import { told } from './message';
import { plainIssue } from './plain-issue';
import { heard } from './schema-words';

const inWords = (message = ''): string => told(english.issues, heard(message));

const settings = z.strictObject({
  target: z.number().min(0.001).max(0.03), lines: z.number().int().positive(), name: z.string().min(1).max(5), codes: z.array(z.string()).min(1).max(2),
  mode: z.enum(['preview', 'power']), only: z.literal('call'), on: z.boolean(), window: z.object({}), at: z.iso.datetime(), id: z.uuid(),
  byCode: z.record(z.string().regex(/^[a-z]/, 'small letters'), z.number()), limit: z.coerce.number(), secret: z.string().min(8), pin: z.string().length(4), own: z.string().regex(/^x/, 'must begin with x'), bare: z.string().regex(/^x/), day: z.iso.date(),
  shape: z.discriminatedUnion('style', [z.object({ style: z.literal('round') }), z.object({ style: z.literal('square') })]),
  label: z.string().min(1).refine((text) => !text.includes('\n'), 'must be one line').or(z.literal('')), either: z.union([z.string(), z.number(), z.object({ x: z.number() })]).or(z.literal('none')),
});

it.each<[field: string, given: unknown, message: string]>([
  ['target', 0.05, 'must be at most 0.03'],
  ['target', 0, 'must be at least 0.001'],
  ['target', '0.01', 'must be a number, not text'],
  ['target', null, 'must be a number, not null'],
  ['target', undefined, 'is missing'],
  ['target', Infinity, 'must be a number, not Infinity'],
  ['lines', 1.5, 'must be a whole number, not 1.5'],
  ['lines', 0, 'must be more than 0'],
  ['name', '', 'must not be empty'],
  ['name', 'too long', 'must have at most 5 characters'],
  ['name', ['a'], 'must be text, not a list'],
  ['name', { a: 1 }, 'must be text, not an object'],
  ['codes', [], 'must have at least 1 entry'],
  ['codes', ['a', 'b', 'c'], 'must have at most 2 entries'],
  ['codes', 'a', 'must be a list, not text'],
  ['mode', 'predictiv', 'must be one of preview, power'],
  ['only', 'agent', 'must be call'],
  ['on', 1, 'must be true or false, not 1'],
  ['window', [], 'must be an object, not a list'],
  ['at', 'yesterday', 'must be a time such as 2026-01-31T12:00:00Z'],
  ['id', '17', 'must be an id such as 01a21bc6-93b3-76d9-b45e-a87abd8935a4'],
  ['limit', 'many', 'must be a number'],
  ['secret', 'short', 'must have at least 8 characters'],
  ['pin', '12345', 'must have exactly 4 characters'],
  ['own', 'a', 'must begin with x'],
  ['bare', 'a', 'is not written as it must be'],
  ['day', '2026-02-30', 'must be a day such as 2026-01-31'],
  ['shape', { style: 'foo' }, 'must be one of round, square'],
  ['shape', null, 'must be an object, not null'],
  ['label', null, 'must be text, not null'],
  ['label', 'a\nb', 'must be one line'],
  ['either', true, 'must be text, not true or false, or must be a number, not true or false, or must be an object, not true or false'],
  ['either', { x: 'y' }, 'x must be a number, not text'],
  ['byCode', { a: 'x' }, 'must be a number, not text'],
  ['byCode', { A: 1 }, 'is no name that may stand here: small letters'],
])('says of %s %j: %s', (field, given, message) => {
  const result = settings.partial().extend({ [field]: settings.shape[field as keyof typeof settings.shape] }).safeParse({ [field]: given }, { error: plainIssue });
  expect(result.error?.issues.map((issue) => [issue.path.join('.'), inWords(issue.message)])).toEqual([[expect.stringMatching(new RegExp(`^${field}`)), message]]);
});

it('names what is not known, and what is no request at all', () => {
  const messageOf = (given: unknown): string => inWords(settings.partial().safeParse(given, { error: plainIssue }).error?.issues[0]?.message);
  expect(messageOf({ maxLinesPerAgnet: 3 })).toBe('has nothing called maxLinesPerAgnet');
  expect(messageOf(Object.fromEntries(Array.from({ length: 13 }, (_, at) => [`k${String(at)}`, 1])))).toBe('has nothing called k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, and 3 more');
  expect(messageOf({ ['x'.repeat(5_000)]: 1 })).toBe(`has nothing called ${'x'.repeat(60)}…`);
  expect(messageOf([])).toBe('must be an object, not a list');
});

/** A schema for every kind of complaint that the validator has, and what it complains of: a new kind does not compile without one. */
const EVERY_KIND: Readonly<Record<z.core.$ZodIssue['code'], readonly (readonly [schema: z.ZodType, given: unknown])[]>> = {
  invalid_type: [[z.string(), 1], [z.date(), 'x'], [z.tuple([z.string()]), {}], [z.map(z.string(), z.string()), 1], [z.never(), 1], [z.instanceof(Date), 1]],
  too_big: [[z.number().max(1), 2], [z.string().max(1), 'ab'], [z.array(z.string()).max(0), ['a']], [z.set(z.string()).max(0), new Set(['a'])], [z.date().max(new Date(0)), new Date(1)]],
  too_small: [[z.number().min(1), 0], [z.bigint().min(1n), 0n], [z.string().min(2), 'a']],
  invalid_format: [z.email(), z.url(), z.uuid(), z.ipv4(), z.ipv6(), z.base64(), z.jwt(), z.iso.date(), z.iso.time(), z.iso.datetime(), z.iso.duration(), z.emoji(), z.nanoid(), z.cuid2(), z.ulid(),
    z.string().regex(/^x/), z.string().startsWith('x'), z.string().endsWith('x'), z.string().includes('x'), z.string().lowercase()].map((schema) => [schema, 'A B'] as const),
  not_multiple_of: [[z.number().multipleOf(5), 3]],
  unrecognized_keys: [[z.strictObject({}), { a: 1 }]],
  invalid_union: [[z.union([z.string(), z.number()]), true], [z.discriminatedUnion('a', [z.object({ a: z.literal('x') })]), { a: 'y' }], [z.discriminatedUnion('a', [z.object({ a: z.literal('x') })]), {}],
    [z.xor([z.string(), z.string()]), 'a']],
  invalid_key: [[z.record(z.string().min(2), z.string()), { a: 'b' }]],
  invalid_element: [[z.map(z.array(z.string()), z.number()), new Map([[['a'], 'b']])]],
  invalid_value: [[z.enum(['a', 'b']), 'c'], [z.literal(''), 'c']],
  custom: [[z.string().refine(() => false), 'a'], [z.custom(() => false), 'a']],
};

it.each(Object.entries(EVERY_KIND))('has plain words for %s', (code, cases) => {
  for (const [schema, given] of cases) {
    const [issue] = schema.safeParse(given, { error: plainIssue }).error?.issues ?? [];
    expect(issue?.code).toBe(code);
    expect(inWords(issue?.message)).toMatch(/^(must|has|is) /);
    expect(inWords(issue?.message)).not.toMatch(/[Ii]nvalid|expected|received|undefined|discriminator/);
  }
});
