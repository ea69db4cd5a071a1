import { BadRequestException, HttpException, NotFoundException, PayloadTooLargeException } from '@nestjs/common';
import { ThrottlerException } from '@nestjs/throttler';
import { ERROR_CODES, PacelineError } from '@paceline/platform/errors';
import { problemOf } from './problem-of';

const secret = 'SELECT * FROM users at 10.0.0.5';

describe('the problem of something thrown', () => {
  it('is what an error of our own says', () => {
    expect(problemOf(new PacelineError('in-use', 'It is used.', { by: 'x' }))).toEqual({ code: 'in-use', detail: 'It is used.', extra: { by: 'x' }, isFault: false });
  });

  it.each([
    [new NotFoundException(secret), 'not-found', false],
    [new PayloadTooLargeException(secret), 'body-too-large', false],
    [new ThrottlerException(secret), 'too-many-requests', false],
    [new BadRequestException('x', { cause: Object.assign(new SyntaxError(secret), { type: 'entity.parse.failed' }) }), 'validation-failed', false],
    [new HttpException(secret, 418), 'validation-failed', false],
    [new HttpException(secret, 502), 'internal-error', true],
    [new HttpException(secret, 503), 'unavailable', true],
    [Object.assign(new Error(secret), { code: 'ECONNREFUSED' }), 'unavailable', true],
    [Object.assign(new Error(secret), { driverError: { code: 'PROTOCOL_CONNECTION_LOST' } }), 'unavailable', true],
    [Object.assign(new Error(secret), { driverError: { errno: 1213 } }), 'unavailable', true],
    [new Error(secret), 'internal-error', true],
    [secret, 'internal-error', true], [null, 'internal-error', true], [undefined, 'internal-error', true], [{ code: 12 }, 'internal-error', true],
  ] as const)('has a code of the catalogue and tells nothing of ours: %s', (thrown, code, isFault) => {
    const problem = problemOf(thrown);
    expect(problem).toMatchObject({ code, isFault });
    expect(Object.keys(ERROR_CODES)).toContain(problem.code);
    expect(problem.detail).not.toContain('SELECT');
    expect(problem.detail).not.toBe('');
  });
});
