import { z } from 'zod';
import { plainMessage } from './plain-message';

const settings = z.strictObject({
  target: z.number().min(0.001).max(0.03), lines: z.number().int().positive(), name: z.string().min(1).max(5), codes: z.array(z.string()).min(1).max(2),
  mode: z.enum(['preview', 'power']), only: z.literal('call'), on: z.boolean(), window: z.object({}), at: z.iso.datetime(), id: z.uuid(),
  byCode: z.record(z.string().regex(/^[a-z]/, 'small letters'), z.number()), limit: z.coerce.number(), secret: z.string().min(8), pin: z.string().length(4), own: z.string().regex(/^x/, 'must begin with x'), bare: z.string().regex(/^x/),
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
  ['bare', 'a', 'Invalid string: must match pattern /^x/'],
  ['byCode', { a: 'x' }, 'must be a number, not text'],
  ['byCode', { A: 1 }, 'is no name that may stand here: small letters'],
])('says of %s %j: %s', (field, given, message) => {
  const result = settings.partial().extend({ [field]: settings.shape[field as keyof typeof settings.shape] }).safeParse({ [field]: given }, { error: plainMessage });
  expect(result.error?.issues.map((issue) => [issue.path.join('.'), issue.message])).toEqual([[expect.stringMatching(new RegExp(`^${field}`)), message]]);
});

it('names what is not known, and what is no request at all', () => {
  const messageOf = (given: unknown): string | undefined => settings.partial().safeParse(given, { error: plainMessage }).error?.issues[0]?.message;
  expect(messageOf({ maxLinesPerAgnet: 3 })).toBe('has nothing called maxLinesPerAgnet');
  expect(messageOf(Object.fromEntries(Array.from({ length: 13 }, (_, at) => [`k${String(at)}`, 1])))).toBe('has nothing called k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, and 3 more');
  expect(messageOf({ ['x'.repeat(5_000)]: 1 })).toBe(`has nothing called ${'x'.repeat(60)}…`);
  expect(messageOf([])).toBe('must be an object, not a list');
});
