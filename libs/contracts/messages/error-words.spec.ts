import { english } from './en';
import { ERROR_STATUS, type ErrorReasons } from './error-reasons';
import { errorInWords } from './error-words';
import type { Sentences } from './message';

const titles = Object.entries(english.errorTitles);
const fixed = Object.entries(english.errors).flatMap(([code, reasons]) => Object.entries(reasons).map(([reason, sentence]) => [code, reason, sentence as unknown] as const))
  .filter(([, , sentence]) => typeof sentence === 'string');

describe('the English of errors', () => {
  it('titles every code, without a full stop', () => {
    expect(titles.map(([code]) => code).sort()).toEqual(Object.keys(ERROR_STATUS).sort());
    for (const [, title] of titles) expect(title).toMatch(/^[A-Z].*[^.]$/);
  });

  it.each(fixed)('%s: %s is a whole sentence', (_code, _reason, sentence) => { expect(sentence).toMatch(/^[A-Z].*\.$/); });

  it.each([
    ['not-found', 'id', { what: 'contact', id: '4711' }, 'No contact has the id 4711.'],
    ['already-exists', 'name', { what: 'agent-with-phone', name: 'Ann' }, 'There is an agent with that phone called “Ann” already.'],
    ['wrong-state', 'campaign-cannot', { move: 'pause', status: 'draft' }, 'Cannot pause this campaign. It was never started.'],
    ['file-too-large', 'import', { maxBytes: 50 * 1024 * 1024 }, 'A file may have up to 50 MB. Split it.'],
    ['validation-failed', 'invalid-parts', { issues: [{ path: 'name', code: 'missing', params: {} }] }, 'name: is missing'],
    ['campaign-not-ready', 'not-ready', { reasons: [{ code: 'no-list', params: {} }, { code: 'unknown-gateway', params: { gateway: 'a', switchId: 'main' } }] },
      'The campaign has no list. There is no gateway a on the switch main.'],
    ['prompt-unplayable', 'cut-short', { where: 'in-sound', claimedBytes: 10, presentBytes: 4 },
      'The file says that it has 10 bytes of sound, and has 4: it was cut short, or never finished. Save it again.'],
  ])('%s: %s tells its parameters', (code, reason, params, words) => { expect(errorInWords(english, { code, reason, params })).toBe(words); });

  it.each([
    ['wrong-state', 'of-a-later-version', 'Not possible in the present state.'],
    ['wrong-state', 'toString', 'Not possible in the present state.'],
    ['of-a-later-version', 'call-over', 'Something failed on our side.'],
  ])('says of what it does not know the title alone: %s %s', (code, reason, words) => { expect(errorInWords(english, { code, reason, params: {} })).toBe(words); });

  it('does not compile without a sentence, with one too many, or with a parameter that there is not', () => {
    const whole: Sentences<ErrorReasons['not-set-up']> = english.errors['not-set-up'];
    const { 'call-records-password': _left, ...part } = whole;
    // @ts-expect-error -- a sentence is missing
    const less: typeof whole = part;
    // @ts-expect-error -- no such reason
    const more: typeof whole = { ...whole, 'of-nobody': '' };
    // @ts-expect-error -- no such parameter
    const other: Sentences<ErrorReasons['file-too-large']> = { import: ({ minBytes }) => String(minBytes), prompt: () => '' };
    expect([less, more, other]).toHaveLength(3);
  });
});
