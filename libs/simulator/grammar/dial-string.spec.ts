import fc from 'fast-check';
import { readBrackets } from './brackets';
import { readDialString, readOriginate } from './dial-string';

describe('readBrackets', () => {
  it.each([
    ['{a=1,b=2}rest', { variables: { a: '1', b: '2' }, rest: 'rest' }],
    ['{a=1}{b=2}rest', { variables: { a: '1', b: '2' }, rest: 'rest' }],
    ['{^^:a=1,2:b=3}rest', { variables: { a: '1,2', b: '3' }, rest: 'rest' }],
    ['{a={x}}rest', { variables: { a: '{x}' }, rest: 'rest' }],
    ['{a=b=c,novalue}rest', { variables: { a: 'b=c' }, rest: 'rest' }],
    ['rest', { variables: {}, rest: 'rest' }],
    ['{a=1', null],
  ])('%j', (text, expected) => {
    expect(readBrackets(text, '{', '}')).toEqual(expected);
  });
});

describe('readDialString', () => {
  it('tells groups that are tried in turn from legs that ring together', () => {
    expect(readDialString('{a=1}sofia/gateway/g/1,[b=2]user/2@d|error/x')).toEqual([{
      variables: { a: '1' },
      groups: [
        [{ endpoint: 'sofia', data: 'gateway/g/1', variables: {} }, { endpoint: 'user', data: '2@d', variables: { b: '2' } }],
        [{ endpoint: 'error', data: 'x', variables: {} }],
      ],
    }]);
  });

  it('takes `:_:` for two originates', () => {
    expect(readDialString('sofia/gateway/carrier/1:_:2')?.map((spec) => spec.groups[0]?.[0]?.endpoint)).toEqual(['sofia', '2']);
  });

  it('never throws, whatever it is given', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => { readDialString(text); }));
  });
});

describe('readOriginate', () => {
  const park = { kind: 'application', name: 'park', argument: '' };

  it('reads variables, leg and application', () => {
    expect(readOriginate("{origination_uuid=u,x='a,b',y=a\\,b,z=^^:q:r}sofia/gateway/carrier/1 &park()")).toEqual({
      ok: true,
      command: {
        // The first pass over the words has taken the quotes away, so the comma splits all the same (recorded).
        originates: [{ variables: { origination_uuid: 'u', x: 'a', y: 'a,b', z: '^^:q:r' }, groups: [[{ endpoint: 'sofia', data: 'gateway/carrier/1', variables: {} }]] }],
        target: park, callerName: null, callerNumber: null, timeoutSec: 60,
      },
    });
  });

  it.each([
    ['', 'usage'],
    ['sofia/gateway/carrier/1', 'usage'],
    ["sofia/gateway/carrier/1'2 &park()", 'usage'],
    ['{a=1 sofia/x/1 &park()', 'brackets'],
    ['a b c d e f g h', 'usage'],
  ])('refuses %j', (text, reason) => {
    expect(readOriginate(text)).toEqual({ ok: false, reason });
  });

  it.each([
    ['&park()', park],
    ['&park', park],
    ['&eavesdrop(abc)', { kind: 'application', name: 'eavesdrop', argument: 'abc' }],
    ['9000', { kind: 'extension', extension: '9000' }],
  ])('takes %j for where the leg goes', (word, target) => {
    expect(readOriginate(`sofia/gateway/g/1 ${word}`)).toMatchObject({ ok: true, command: { target } });
  });

  it('a second application is a dialplan, and does no harm', () => {
    expect(readOriginate('sofia/gateway/carrier/1 &echo &park()')).toMatchObject({ ok: true, command: { target: { name: 'echo' } } });
  });

  it('takes caller id and timeout by place, and undef for nothing', () => {
    expect(readOriginate('sofia/gateway/g/1 &park() undef undef Name 555 7')).toMatchObject({ ok: true, command: { callerName: 'Name', callerNumber: '555', timeoutSec: 7 } });
  });
});
