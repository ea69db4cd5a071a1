import { Gateway } from '@paceline/persistence';
import { FakeRows } from '@paceline/testing/fake-rows';
import { NOW_MS, OwnerBench, pass, useTestTime } from '../context/owner.spec-helper';
import { aGateway } from '../context/rows.spec-helper';
import { TrunkLines, type JudgedCall } from './trunk-lines';

const NAMES = ['carrier'];
const LONG_MS = NOW_MS + 3_600_000;

class Bench extends OwnerBench {
  /** Calls on the trunk, those to be sent, those of which nothing was heard; agents' phones on it. */
  calls = 0;
  planned = 0;
  unheard = 0;
  phones = 0;
  /** Of those the calls that came in, and whom callers were sent to outside. */
  callers = 0;
  outside = 0;
  readonly trunks: TrunkLines;

  constructor(readonly rows: FakeRows) {
    super({ dataSource: rows.dataSource, environment: { SWITCH_ID: 'main' } });
    this.trunks = new TrunkLines(this.owner, { onGateway: () => this.calls, callersOn: () => this.callers, plannedOn: () => this.planned, unheardOn: () => this.unheard }, { onGateway: () => this.phones, outsideOn: () => this.outside });
  }

  async free(): Promise<number | null> { return (await this.trunks.free(NAMES))[0]?.trunkLines ?? null; }
  get limits(): string[] { return this.trunks.outages(NAMES).map(({ limit }) => limit); }

  /** An administrator changes it; what was read before is another object. */
  async change(columns: Partial<Gateway>): Promise<void> {
    this.rows.of(Gateway).splice(0, 1, aGateway(columns));
    await pass(2_000);
    await this.trunks.load();
  }

  fail(times: number): void { for (let call = 0; call < times; call++) this.trunks.endedUnheard('carrier', 'congestion', Date.now()); }
}

async function trunk(columns: Partial<Gateway> = {}): Promise<Bench> {
  const bench = new Bench(new FakeRows().has(Gateway, aGateway(columns)));
  await bench.trunks.load();
  return bench;
}

describe('the trunk lines that are free', () => {
  useTestTime();

  it.each<[string, Partial<Gateway>, Partial<Bench>, number | null]>([
    ['all, up to what may be sent within a second', {}, {}, 10], ['less those planned already', {}, { planned: 7 }, 3],
    ['less calls and agents\' phones', { maxLines: 8 }, { calls: 4, phones: 3 }, 1], ['none when more are in use than there are', { maxLines: 5 }, { calls: 9 }, 0], ['none of one that is off', { enabled: false }, {}, null],
  ])('are %s', async (_what, columns, given, free) => {
    const bench = await trunk(columns);
    Object.assign(bench, given);
    expect(await bench.free()).toBe(free);
  });

  it.each([[5, 5, true], [5, 6, false]])('are enough for what is on them: %s lines, %s in use', async (maxLines, calls, isEnough) => {
    const bench = await trunk({ maxLines });
    bench.calls = calls;
    expect(bench.trunks.hasTrunkLine('carrier')).toBe(isEnough);
  });

  it.each<[string, Partial<Gateway>, Partial<Bench>, number, number, readonly string[]]>([
    ['all for both while none is kept', { maxLines: 5 }, { calls: 2 }, 3, 3, []], ['the last for callers alone', { maxLines: 5, linesForCallers: 2 }, { calls: 2 }, 1, 3, []],
    ['none for campaigns when the rest is kept', { maxLines: 5, linesForCallers: 2 }, { calls: 3 }, 0, 2, ['gateway-kept']], ['kept no more when callers have them', { maxLines: 5, linesForCallers: 2 }, { calls: 3, callers: 1, phones: 1, outside: 1 }, 1, 1, []],
    ['none for anybody when all are in use', { maxLines: 5, linesForCallers: 2 }, { calls: 5 }, 0, 0, []],
  ])('are %s', async (_what, columns, given, campaigns, callers, limits) => {
    const bench = await trunk(columns);
    Object.assign(bench, given);
    expect([await bench.free(), (await bench.trunks.free(NAMES, 'callers'))[0]?.trunkLines]).toEqual([campaigns, callers]);
    expect(bench.limits).toEqual(limits);
  });

  it('are counted by one claim after the other, whatever becomes of it', async () => {
    const bench = await trunk();
    const did: string[] = [];
    const first = bench.trunks.inTurn(async () => { await pass(); did.push('first'); throw new Error('away'); });
    const second = bench.trunks.inTurn(async () => { did.push('second'); });
    await expect(first).rejects.toThrow('away');
    await second;
    expect(did).toEqual(['first', 'second']);
  });
});

describe('the turn to place a call', () => {
  useTestTime();

  it('comes as often as the gateway takes calls, who came first goes first', async () => {
    const bench = await trunk({ callsPerSec: 2 });
    const at: string[] = [];
    for (const name of ['a', 'b', 'c']) void bench.trunks.turn('carrier', LONG_MS).then(() => at.push(`${name} at ${Date.now() - NOW_MS}`));
    await pass(2_000);
    expect(at).toEqual(['a at 0', 'b at 500', 'c at 1000']);
  });

  it('is not taken by who came later and looked in the right moment', async () => {
    const bench = await trunk();
    bench.unheard = 9;
    const came: string[] = [];
    void bench.trunks.turn('carrier', LONG_MS).then(() => came.push('first'));
    await pass(20);
    void bench.trunks.turn('carrier', LONG_MS).then(() => came.push('second'));
    await pass(40);
    bench.unheard = 0;
    await pass(500);
    expect(came).toEqual(['first', 'second']);
  });

  it('is not waited for longer than the call may', async () => {
    const bench = await trunk({ callsPerSec: 1 });
    await bench.trunks.turn('carrier', LONG_MS);
    const late = bench.trunks.turn('carrier', NOW_MS + 400);
    await pass(1_000);
    await expect(late).resolves.toBe('GATEWAY_BUSY');
  });

  it('does not come while the switch has said nothing of those before', async () => {
    const bench = await trunk();
    bench.unheard = 3;
    let came = false;
    void bench.trunks.turn('carrier', LONG_MS).then(() => { came = true; });
    await pass(5_000);
    expect(came).toBe(false);
    bench.unheard = 2;
    await pass(50);
    expect(came).toBe(true);
  });

  it.each<[string, Partial<Gateway>, (bench: Bench) => void, string]>([
    ['is off', { enabled: false }, () => undefined, 'NO_GATEWAY'], ['is out', {}, (bench) => { bench.fail(10); }, 'GATEWAY_OUT'], ['is a lost owner\'s', {}, (bench) => { bench.lease.held = false; }, 'GATEWAY_BUSY'],
  ])('does not come for a gateway that %s', async (_what, columns, happens, noTurn) => {
    const bench = await trunk(columns);
    happens(bench);
    await expect(bench.trunks.turn('carrier', LONG_MS)).resolves.toBe(noTurn);
  });

  it('does not come for a gateway that nobody knows', async () => {
    await expect((await trunk()).trunks.turn('other', LONG_MS)).resolves.toBe('NO_GATEWAY');
  });

  it('does not come when the minutes of the day are used up', async () => {
    const rows = new FakeRows().has(Gateway, aGateway({ maxMinutesPerDay: 10 }));
    rows.answer = (sql) => sql.includes('gateway_days') ? [{ gateway: 'carrier', seconds: '600' }] : [];
    const bench = new Bench(rows);
    await expect(bench.trunks.turn('carrier', LONG_MS)).resolves.toBe('GATEWAY_SPENT');
    expect([bench.limits, await bench.free()]).toEqual([['gateway-spent'], null]);
  });
});

describe('a trunk whose calls fail', () => {
  useTestTime();

  it('is out after ten in a row, is probed by one call, and works when that is carried', async () => {
    const bench = await trunk();
    bench.fail(9);
    expect([bench.limits, bench.trunks.endedUnheard('carrier', 'congestion', NOW_MS)]).toEqual([[], true]);
    expect([bench.limits, await bench.free()]).toEqual([['gateway-out'], null]);
    await pass(5_000);
    expect(await bench.free()).toBe(1);
    await bench.trunks.turn('carrier', LONG_MS);
    expect(await bench.free()).toBeNull();
    bench.trunks.works('carrier', NOW_MS + 5_000);
    expect([bench.limits, await bench.free()]).toEqual([[], 10]);
    expect(bench.counted).toEqual(['gatewayOut carrier 1', 'gatewayOut carrier 0']);
  });

  it('is not out when one of them reached somebody', async () => {
    const bench = await trunk();
    bench.fail(9);
    bench.trunks.endedUnheard('carrier', 'busy', NOW_MS);
    bench.fail(9);
    expect(bench.limits).toEqual([]);
  });

  it('knows no number and has carried none: its format is doubted, and the calls say nothing of their numbers', async () => {
    const bench = await trunk({ carriedAt: null });
    const judged = (at: number): JudgedCall => ({ callId: String(at), phone: `+1212555012${at}`, placedAtMs: NOW_MS, giveBack: () => undefined });
    const spared = [0, 1, 2, 3, 4].map((at) => bench.trunks.knowsNot('carrier', judged(at)).map(({ callId }) => callId));
    expect(spared).toEqual([[], [], [], [], ['0', '1', '2', '3', '4']]);
    expect([bench.limits, bench.rows.sql.filter((sql) => sql.includes('format_doubted_at')).length]).toEqual([['gateway-format'], 1]);

    await bench.change({ carriedAt: null, numberFormat: { style: 'e164', prefix: '' } });
    expect(bench.limits).toEqual([]); // tried at once in another format
    expect(bench.trunks.knowsNot('carrier', judged(5)).map(({ callId }) => callId)).toEqual(['5']); // placed before: it tells of the old one
    bench.trunks.works('carrier', Date.now());
    await pass();
    expect(bench.trunks.knowsNot('carrier', { ...judged(6), placedAtMs: Date.now() })).toEqual([]);
  });

  it('and has carried calls, is not doubted for its numbers', async () => {
    const bench = await trunk();
    for (let at = 0; at < 9; at++) bench.trunks.knowsNot('carrier', { callId: String(at), phone: `+1212555012${at}`, placedAtMs: NOW_MS, giveBack: () => undefined });
    expect(bench.limits).toEqual([]);
  });
});

describe('gateways as they are set', () => {
  useTestTime();

  it('are read again every two seconds, and forgotten when they are gone', async () => {
    const bench = await trunk();
    bench.rows.of(Gateway).splice(0, 1, aGateway({ enabled: false }));
    await pass(1_999);
    await bench.trunks.load();
    expect(bench.trunks.find('carrier')?.name).toBe('carrier');
    await pass(1);
    await bench.trunks.load();
    expect([bench.trunks.find('carrier'), bench.limits]).toEqual([null, ['gateway-off']]);
    bench.rows.of(Gateway).splice(0, 1);
    await pass(2_000);
    expect(await bench.trunks.known(NAMES)).toEqual([]);
  });

  it.each([[[], true], [['US'], false]])('allow nothing when nothing is named: %s', async (allowedCountries, nothing) => {
    expect(await (await trunk({ allowedCountries })).trunks.allowNothing(NAMES)).toBe(nothing);
  });
});
