import { BadRequestException, HttpException, NotFoundException, PayloadTooLargeException } from '@nestjs/common';
import { ThrottlerException } from '@nestjs/throttler';
import { PacelineError } from '@paceline/platform/errors';
import { ERROR_STATUS } from '@paceline/contracts/messages/error-reasons';
import { problemOf } from './problem-of';
import { toProblem } from './to-problem';

const secret = 'SELECT * FROM users at 10.0.0.5';

describe('the problem of something thrown', () => {
  it('is what an error of our own says', () => {
    const error = new PacelineError('in-use', 'gateway-of-agent', { agent: 'x' });
    expect(problemOf(error)).toEqual({ error, isFault: false });
    expect(problemOf(new PacelineError('unavailable', 'switch-silent')).isFault).toBe(true);
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
    const { error, isFault: isOurs } = problemOf(thrown);
    const problem = toProblem(error, 'r1');
    expect([problem.code, isOurs]).toEqual([code, isFault]);
    expect(Object.keys(ERROR_STATUS)).toContain(problem.code);
    expect(problem.detail).not.toContain('SELECT');
    expect(problem.detail).not.toBe('');
  });
});
