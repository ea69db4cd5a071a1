import { ERROR_CODES, PacelineError, messageOf, notFound, type ErrorCode } from './errors';

const codes = Object.keys(ERROR_CODES) as ErrorCode[]; // the object's own keys, which its type says

describe('an error for a user', () => {
  it.each(codes)('%s has a status of HTTP errors and a title', (code) => {
    const error = new PacelineError(code, 'Because.');
    expect(error.status).toBeGreaterThanOrEqual(400);
    expect(error.status).toBeLessThan(600);
    expect(ERROR_CODES[code].title).not.toMatch(/\.$/);
    expect(error.message).toBe(`${code}: Because.`);
  });

  it('is an Error that can be told from others', () => {
    expect(notFound('campaign', '17')).toBeInstanceOf(PacelineError);
    expect(notFound('campaign', '17')).toMatchObject({ code: 'not-found', status: 404, detail: 'No campaign has the id 17.', extra: {} });
  });

  it.each([[new Error('why'), 'why'], ['why', 'why'], [undefined, 'undefined'], [{ toString: (): string => 'why' }, 'why']])('what was thrown is always something to log', (thrown, message) => {
    expect(messageOf(thrown)).toBe(message);
  });
});
