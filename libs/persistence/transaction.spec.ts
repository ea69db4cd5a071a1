import { isPassing, mysqlErrorOf } from './transaction';

const errors: readonly (readonly [string, unknown, boolean])[] = [
  ['a lock that was waited for too long', { errno: 1205 }, true],
  ['a deadlock', { errno: 1213 }, true],
  ['too many connections', { errno: 1040 }, true],
  ['a server that shuts down', { errno: 1053 }, true],
  ['a connection that somebody killed', { errno: 1927 }, true],
  ['a session that was idle for too long', { errno: 4031 }, true],
  ['a replica that is not promoted yet', { driverError: { errno: 1836 } }, true],
  ['a server that is not there', Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED', errno: -111 }), true],
  ['a connection that broke', { driverError: { code: 'PROTOCOL_CONNECTION_LOST' } }, true],
  ['a connection that broke before', new Error('Can\'t add new command when connection is in closed state'), true],
  ['a name that does not resolve for now', Object.assign(new Error('getaddrinfo EAI_AGAIN db'), { code: 'EAI_AGAIN', errno: -3001 }), true],
  ['a name that does not resolve', Object.assign(new Error('getaddrinfo ENOTFOUND db'), { code: 'ENOTFOUND', errno: -3008 }), true],
  ['a duplicate', { errno: 1062 }, false],
  ['a value that is too long', { driverError: { errno: 1406 } }, false],
  ['a mistake in the SQL', { errno: 1064, code: 'ER_PARSE_ERROR' }, false],
  ['a wrong password', { errno: 1045, code: 'ER_ACCESS_DENIED_ERROR' }, false],
  ['a mistake of ours', new TypeError('x is not a function'), false],
  ['nothing', undefined, false],
  ['a word', 'ECONNREFUSED', false],
];

describe('whether a write may succeed later as it is', () => {
  it.each(errors)('%s', (_title, thrown, passes) => {
    expect(isPassing(thrown)).toBe(passes);
  });
});

describe('the number of a database error', () => {
  it.each([[{ errno: 1213 }, 1213], [{ driverError: { errno: 1062 } }, 1062], [{ errno: 'ECONNREFUSED' }, 0], [new Error('x'), 0], [null, 0], ['1213', 0]])('of %j is %i', (thrown, number) => {
    expect(mysqlErrorOf(thrown)).toBe(number);
  });
});
