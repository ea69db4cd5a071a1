import type { Call, OpenInterview } from '@paceline/persistence';
import { aChannel, channelEvent } from '@paceline/testing/fake-switch';
import { OwnerBench, pass, useTestTime } from '../context/owner.spec-helper';
import { aCall, aLine } from '../calls/call.spec-helper';
import { CallRegistry } from '../calls/call-registry';
import { aKeptInterview, anInterview } from '../calls/interview.spec-helper';
import type { LiveCall } from '../calls/live-call';
import type { AfterCall } from '../surveys/after-call';
import { AfterCallDesk } from './after-call-desk';

const NOT_ASKED = { ask: false, refusal: { code: 'no-rule', params: {} } } as const;

class Bench extends OwnerBench {
  readonly did: string[] = [];
  readonly registry = new CallRegistry();
  readonly call: LiveCall = aCall({ line: aLine('1', { isRecorded: true }) }, 'talking');
  asks: AfterCall['asks'] = () => Promise.resolve({ ask: true, ruleId: '5', versionId: '30' });
  isOver = false;
  open: OpenInterview[] = [];
  private readonly note = (what: string) => ({ callId }: LiveCall): void => { this.did.push(`${what} ${callId}`); };
  readonly desk = new AfterCallDesk(this.owner, {
    registry: this.registry, rule: { asks: (...of) => this.asks(...of) },
    book: { begin: async (_call, versionId, agentId) => { this.did.push(`version ${versionId} after ${String(agentId)}`); return this.isOver ? null : anInterview(); } },
    rows: { open: async () => this.open },
    plan: { begin: this.note('begin'), digit: this.note('key'), done: this.note('done'), dismissed: this.note('dismissed'), over: this.note('over'), takenOver: this.note('take over'), heardAgain: this.note('hear again') },
    ending: { ended: async (call, cause) => { call.move('ended'); this.registry.remove(call); this.did.push(`end ${call.callId} ${cause}${call.endedHere ? ' here' : ''}`); } },
    vouching: { begin: this.note('vouch') },
    recordings: { stop: async () => { this.did.push('stop recording'); }, stopped: async () => { this.did.push('recording stopped'); } },
  });

  constructor() {
    super();
    Object.assign(this.call, { talkingSinceMs: Date.now() - 40_000, lastAgentId: '7' });
    this.registry.add(this.call);
  }

  async says(...types: readonly ('channel-parked' | 'channel-digit' | 'question-ended' | 'channel-dismissed' | 'channel-ended' | 'recording-stopped')[]): Promise<void> {
    for (const type of types) this.desk.handle(channelEvent(type));
    await pass();
  }
}

function row(more: Partial<Call> = {}): OpenInterview {
  return { kept: aKeptInterview(), call: { id: 'a', clientId: '1', gateway: 'carrier', phone: null, endedAt: new Date(0), ...more } as Call }; // as much of it as is read
}

describe('a customer whose agent leaves', () => {
  useTestTime();
  let bench: Bench;
  beforeEach(() => { bench = new Bench(); });

  it('stays: their call ends with the talk, and they are asked once they are parked', async () => {
    await expect(bench.desk.keeps(bench.call)).resolves.toBe(true);
    expect(bench.did).toEqual(['version 30 after 7', 'stop recording', 'end a NORMAL_CLEARING here', 'vouch a']);
    expect([bench.switchPort.told, bench.desk.has('a'), bench.registry.legs.has('a'), bench.desk.onGateway('carrier')]).toEqual([['park a'], true, true, 1]);
    await bench.says('recording-stopped', 'channel-parked', 'channel-parked', 'channel-digit', 'question-ended', 'channel-ended', 'channel-ended');
    expect(bench.did.slice(4)).toEqual(['recording stopped', 'begin a', 'key a', 'done a', 'over a']);
    expect([bench.desk.has('a'), bench.registry.legs.has('a')]).toEqual([false, false]);
  });

  it('is asked though nobody heard that they were parked', async () => {
    await bench.desk.keeps(bench.call);
    await pass(1_000);
    expect(bench.did.at(-1)).toBe('begin a');
  });

  it.each<[string, (on: Bench) => void]>([
    ['no rule asks them', (on) => { on.asks = () => Promise.resolve(NOT_ASKED); }], ['the database is away', (on) => { on.asks = () => Promise.reject(new Error('away')); }],
    ['the database says nothing', (on) => { on.asks = () => new Promise(() => undefined); }], ['they have been asked', (on) => { on.isOver = true; }],
    ['they hang up meanwhile', (on) => { on.asks = () => { on.call.move('ended'); return Promise.resolve({ ask: true, ruleId: '5', versionId: '30' }); }; }],
    ['the switch is somebody else\'s by now', (on) => { on.lease.held = false; }],
  ])('does not stay when %s', async (_why, happens) => {
    happens(bench);
    const kept = bench.desk.keeps(bench.call);
    await pass(2_000);
    await expect(kept).resolves.toBe(false);
    expect([bench.switchPort.told, bench.desk.has('a')]).toEqual([[], false]);
  });

  it('is judged by their line and how long they talked', async () => {
    const asked: unknown[] = [];
    bench.asks = (...of) => { asked.push(of); return Promise.resolve(NOT_ASKED); };
    await bench.desk.keeps(bench.call);
    expect(asked).toEqual([[{ callId: 'a', clientId: '1', phone: '+14155550100', contactId: null, line: 'campaign-1' }, 40_000]]);
  });

  it('is not gone because an older list of the switch does not have them', async () => {
    const listedAtMs = Date.now();
    await pass(10);
    await bench.desk.keeps(bench.call);
    await bench.desk.found(new Map(), listedAtMs, false);
    expect(bench.desk.has('a')).toBe(true);
    await pass(10);
    await bench.desk.found(new Map(), Date.now(), false);
    expect([bench.desk.has('a'), bench.did.at(-1)]).toEqual([false, 'over a']);
  });

  it('is found by the next owner, and their interview ended if they are gone', async () => {
    bench.registry.remove(bench.call);
    bench.open = [row(), row({ id: 'gone' }), row({ id: 'talking', endedAt: null })];
    await bench.desk.found(new Map([['a', aChannel('a')]]), Date.now(), true);
    expect(bench.did).toEqual(['take over a', 'over gone']);
    await bench.desk.found(new Map([['a', aChannel('a')]]), Date.now(), false);
    await bench.desk.found(new Map([['a', aChannel('a')]]), Date.now(), true);
    await pass(1);
    await bench.desk.found(new Map(), Date.now(), false);
    expect(bench.did.slice(2)).toEqual(['hear again a', 'over a']);
  });
});
