import * as fc from 'fast-check';
import { PoolArgumentError } from './errors';
import { durationMs, lineList, toAgent, toRestoreArguments } from './pool-records';
import type { RestoredAgent } from './pool-types';

const idle: RestoredAgent = { agentId: '7', lines: ['queue:1'], status: 'available', legMode: 'on-demand', legChannelId: null, state: 'idle' };
const talking: RestoredAgent = { ...idle, state: 'talking', callId: 'c1', token: 't1' };

describe('restoring', () => {
  it('writes one record an agent, in what the scripts can read', () => {
    const [record] = toRestoreArguments([{ ...idle, statusReason: 'half \ud83c', idleSinceAtMs: 1_700_000_000_000 }]);
    expect(JSON.parse(record ?? '')).toEqual({
      agentId: '7', lines: 'queue:1', status: 'available', statusReason: 'half \ufffd', state: 'idle', idleSince: '1700000000000000',
      callId: '', token: '', due: '', legMode: 'on-demand', leg: '', signedOut: '',
    });
  });

  it('refuses one agent twice, and one call on two agents: the truth is in doubt', () => {
    expect(() => toRestoreArguments([idle, idle])).toThrow(PoolArgumentError);
    expect(() => toRestoreArguments([talking, { ...talking, agentId: '8', state: 'reserved', leaseMs: 1 }])).toThrow(PoolArgumentError);
  });

  it('accepts a call that one agent wraps up while another talks on it', () => {
    expect(() => toRestoreArguments([{ ...talking, agentId: '8', state: 'wrap-up', wrapUpMs: 1 }, talking])).not.toThrow();
  });
});

describe('arguments', () => {
  it.each([-1, Number.NaN, Number.POSITIVE_INFINITY, 86_400_001])('refuse %p as a duration', (ms) => {
    expect(() => durationMs(ms)).toThrow(PoolArgumentError);
  });

  it('round a duration up, to whole milliseconds', () => {
    expect([durationMs(0), durationMs(0.2), durationMs(30_000)]).toEqual(['0', '1', '30000']);
  });

  it('name a line once', () => {
    expect(lineList(['queue:1', 'campaign:2', 'queue:1'])).toBe('queue:1,campaign:2');
    expect(lineList([])).toBe('');
    expect(() => lineList(['queue:1,queue:2'])).toThrow(PoolArgumentError);
  });
});

describe('a record', () => {
  const record = {
    agentId: '7', lines: 'queue:1,campaign:2', status: 'break', statusReason: 'lunch', statusSince: '1700000000000001',
    state: 'wrap-up', stateSince: '1700000001999999', idleSince: '1700000002000000', callId: 'c1', token: 't1',
    due: '1700000060000000', legMode: 'connected', leg: '', signedOut: '',
  };

  it('is read into words, nulls and milliseconds, whose decimals are Redis\'s microseconds', () => {
    expect(toAgent(JSON.stringify(record))).toEqual({
      agentId: '7', lines: ['queue:1', 'campaign:2'], status: 'break', statusReason: 'lunch', statusSinceAtMs: 1_700_000_000_000.001,
      state: 'wrap-up', stateSinceAtMs: 1_700_000_001_999.999, idleSinceAtMs: 1_700_000_002_000, callId: 'c1', token: 't1',
      dueAtMs: 1_700_000_060_000, legMode: 'connected', legChannelId: null, signedOut: false, reservable: false,
    });
  });

  it('keeps each microsecond apart from the next, and is restored to the same', () => {
    const inUs = fc.integer({ min: 1_500_000_000_000_000, max: 4_000_000_000_000_000 });
    fc.assert(fc.property(inUs, (us) => {
      const [one, next] = [us, us + 1].map((idleSince) => toAgent(JSON.stringify({ ...record, idleSince: String(idleSince) })).idleSinceAtMs);
      expect(next).toBeGreaterThan(one ?? Number.NaN);
      expect(JSON.parse(toRestoreArguments([{ ...idle, idleSinceAtMs: one ?? 0 }])[0] ?? '')).toMatchObject({ idleSince: String(us) });
    }));
  });

  it('that is no record throws instead of becoming half an agent', () => {
    expect(() => toAgent(JSON.stringify({ ...record, state: 'dancing' }))).toThrow('dancing');
    expect(() => toAgent(JSON.stringify({ ...record, lines: undefined }))).toThrow();
    expect(() => toAgent('null')).toThrow();
    expect(() => toAgent(7)).toThrow();
  });
});
