import { ERROR_STATUS } from '@paceline/contracts/messages/error-reasons';
import { PacelineError, messageOf, notFound } from './errors';

describe('an error for a user', () => {
  it('is data: a code, a reason and what its sentence is told', () => {
    const error = notFound('campaign', '17');
    expect(error).toBeInstanceOf(PacelineError);
    expect(error.facts).toEqual({ code: 'not-found', reason: 'id', params: { what: 'campaign', id: '17' } });
    expect(error.status).toBe(404);
    expect(new PacelineError('wrong-state', 'call-over').facts).toEqual({ code: 'wrong-state', reason: 'call-over', params: {} });
  });

  it('reads in a log as its codes and parameters', () => {
    expect(messageOf(new PacelineError('wrong-state', 'call-over'))).toBe('wrong-state: call-over');
    expect(messageOf(notFound('campaign', '17'))).toBe('not-found: id {"what":"campaign","id":"17"}');
  });

  it('can be made of a reason that is data already', () => {
    const fault = { code: 'unsupported-channels', params: { channels: 6 } } as const;
    expect(PacelineError.because('prompt-unplayable', fault).facts).toEqual({ code: 'prompt-unplayable', reason: 'unsupported-channels', params: { channels: 6 } });
  });

  it.each(Object.entries(ERROR_STATUS))('%s has a status of HTTP errors', (_code, status) => {
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(600);
  });

  it.each([[new Error('why'), 'why'], ['why', 'why'], [undefined, 'undefined'], [{ toString: (): string => 'why' }, 'why']])('what was thrown is always something to log', (thrown, message) => {
    expect(messageOf(thrown)).toBe(message);
  });
});
