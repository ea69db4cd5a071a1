import type { PoolAgent, PoolSnapshot } from '@paceline/agent-pool';
import { CallRegistry } from '../calls/call-registry';
import { aCall, aCaller, aLine } from '../calls/call.spec-helper';
import type { LiveCall } from '../calls/live-call';
import { agentsNow } from './agents-now';
import { callsToGiveUp, callsNow } from './calls-now';

const NOW_MS = 100_000;
const LINE = 'campaign-1';

function call(callId: string, { state, ...changes }: Partial<LiveCall>, line = LINE): LiveCall {
  return Object.assign(aCall({ callId, line: { ...aLine(), id: line } }, state), changes);
}

function agent(agentId: string, changes: Partial<PoolAgent>): PoolAgent {
  return {
    agentId, lines: [LINE], status: 'available', statusReason: null, statusSinceAtMs: 0, state: 'idle', stateSinceAtMs: 0, idleSinceAtMs: 0, callId: null, token: null,
    dueAtMs: null, legMode: 'connected', legChannelId: 'leg', signedOut: false, reservable: changes.state === undefined, ...changes,
  };
}

/** Redis's clock is an hour ahead: only durations may be taken from it. */
const pool = (...agents: PoolAgent[]): PoolSnapshot => ({ builtAtMs: 0, takenAtMs: NOW_MS + 3_600_000, agents });
const ago = (ms: number): number => NOW_MS + 3_600_000 - ms;

describe('the agents of a line', () => {
  let registry: CallRegistry;
  beforeEach(() => { registry = new CallRegistry(); });

  it('are idle, reserved, talking for so long, wrapping up for so long', () => {
    registry.add(call('c1', { talkingSinceMs: NOW_MS - 90_000 }));
    const agents = agentsNow(LINE, pool(
      agent('1', {}), agent('2', { state: 'reserved' }),
      agent('3', { state: 'talking', callId: 'c1', stateSinceAtMs: ago(1) }), // the pool was rebuilt a moment ago
      agent('4', { state: 'talking', callId: 'unknown', stateSinceAtMs: ago(7_000) }), agent('5', { state: 'wrap-up', stateSinceAtMs: ago(3_000) }),
    ), [LINE], registry, NOW_MS);
    expect(agents).toEqual({ idle: 1, reserved: 1, talkingForMs: [90_000, 7_000], wrappingForMs: [3_000] });
  });

  it('are not those who serve others, have no leg, leave after this call or go on a break', () => {
    const agents = agentsNow(LINE, pool(
      agent('1', { lines: ['campaign-2'] }), agent('2', { reservable: false }), agent('3', { state: 'talking', signedOut: true }),
      agent('4', { state: 'talking', status: 'break' }), agent('5', { state: 'wrap-up', status: 'break' }),
    ), [LINE], registry, NOW_MS);
    expect(agents).toEqual({ idle: 0, reserved: 0, talkingForMs: [], wrappingForMs: [] });
  });

  it('count on one campaign each when several dial, and whole when the others do not', () => {
    const lines = [LINE, 'campaign-2', 'queue-1'];
    const shared = pool(...Array.from({ length: 200 }, (_, at) => agent(String(at), { lines, idleSinceAtMs: at })));
    const [one, two] = [LINE, 'campaign-2'].map((line) => agentsNow(line, shared, [LINE, 'campaign-2'], registry, NOW_MS).idle);
    expect((one ?? 0) + (two ?? 0)).toBe(200);
    expect(Math.abs((one ?? 0) - 100)).toBeLessThan(30);
    expect(agentsNow(LINE, shared, [LINE], registry, NOW_MS).idle).toBe(200);
  });
});

describe('the lines of a campaign', () => {
  const calls = [
    call('planned', { state: 'planned' }), call('sent', { state: 'originating', originatingAtMs: NOW_MS - 500 }),
    call('rings', { state: 'ringing', originatingAtMs: NOW_MS - 20_000, ringingAtMs: NOW_MS - 18_000 }),
    call('given up', { state: 'ringing', originatingAtMs: NOW_MS - 30_000, ringingAtMs: NOW_MS - 28_000, givenUp: true }),
    call('waits', { state: 'waiting', waitingSinceMs: NOW_MS - 700 }), call('hears the message', { state: 'waiting', waitingSinceMs: NOW_MS - 2_700, safeHarbour: true }),
    call('talks', { state: 'talking' }), call('another\'s', { state: 'ringing', ringingAtMs: 0 }, 'campaign-2'),
  ];

  it('are out, ringing or waiting for so long', () => {
    expect(callsNow(LINE, calls, NOW_MS)).toEqual({ outForMs: [0, 500, 20_000], ringingForMs: [18_000], waitingForMs: [700] });
  });

  it('are given up by how long they rang, never before the law lets it, nor twice', () => {
    const rings = (id: string, forMs: number): LiveCall => call(id, { state: 'ringing', ringingAtMs: NOW_MS - forMs });
    const ringing = [...calls, rings('short', 14_999), rings('long', 25_000), rings('just', 15_000)];
    const ids = (count: number): string[] => callsToGiveUp(LINE, ringing, count, 15_000, NOW_MS).map(({ callId }) => callId);
    expect(ids(2)).toEqual(['long', 'rings']);
    expect(ids(9)).toEqual(['long', 'rings', 'just']);
    expect(ids(-1)).toEqual([]);
  });

  it('are none that called us, and nobody who calls us is given up', () => {
    const callers = [Object.assign(aCaller('ringing'), { ringingAtMs: 0 }), aCaller('waiting')];
    expect(callsNow(LINE, callers, NOW_MS)).toEqual({ outForMs: [], ringingForMs: [], waitingForMs: [] });
    expect(callsToGiveUp(LINE, callers, 9, 0, NOW_MS)).toEqual([]);
  });
});
