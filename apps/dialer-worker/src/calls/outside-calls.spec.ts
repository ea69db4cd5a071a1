import { aChannel, channelEvent } from '@paceline/testing/fake-switch';
import { OwnerBench, pass, useTestTime } from '../context/owner.spec-helper';
import { aCaller } from './call.spec-helper';
import { LegIndex } from './leg-index';
import type { LiveCall } from './live-call';
import { OutsideCalls, outsideLegOf } from './outside-calls';

const LEG = outsideLegOf('caller', 3);
const NUMBER = { number: '+12125550177', gateway: 'carrier', ringMs: 20_000 };

describe('somebody outside who is called for a caller', () => {
  useTestTime();
  const did: string[] = [];
  /** What its gateway's minutes are counted from. */
  const rows: string[] = [];
  let bench: OwnerBench;
  let legs: LegIndex;
  let outside: OutsideCalls;
  let call: LiveCall;
  let refusal: 'gateway-full' | null;
  beforeEach(() => {
    [did.length, rows.length] = [0, 0];
    [bench, legs, call, refusal] = [new OwnerBench(), new LegIndex(), Object.assign(aCaller('answered', {}, { inQueue: false }), { answeredAtMs: 1 }), null];
    outside = new OutsideCalls(bench.owner, {
      legs, gateways: { free: async () => [], inTurn: async (claim) => await claim(), works: (gateway) => { did.push(`${String(gateway)} works`); } },
      door: { open: async ({ by, endpoint }) => refusal ?? { gateway: null, withdrawn: () => undefined, send: async (request) => await bench.switchPort.originate({ ...request, endpoint }).finally(() => { did.push(`called by ${by}`); }) } },
      journal: { note: () => undefined },
      rows: {
        placed: async (channelId, callId, gateway) => { rows.push(`${channelId === LEG ? 'leg' : channelId} of ${callId} on ${gateway}`); await Promise.resolve(); },
        gatewayOf: async () => await Promise.resolve('carrier'),
        answered: async (_channelId, at) => { rows.push(`answered ${at.getTime()}`); await Promise.resolve(); }, ended: async () => { rows.push('ended'); await Promise.resolve(); },
      }, told: (_call, serial, what) => { did.push(`${serial} ${what}`); },
    });
  });
  const dialed = async (): Promise<void> => { outside.dial(call, 3, NUMBER); await pass(); };
  const happens = (type: 'channel-created' | 'channel-parked' | 'channel-ended'): void => { outside.handle(channelEvent(type, { channelId: LEG })); };
  const orders = (): readonly string[] => bench.switchPort.told.filter((order) => !order.startsWith('originate'));

  it('is a leg of the call, with an id that the next owner knows, and takes a line of its gateway', async () => {
    await dialed();
    expect(legs.of(LEG)).toMatchObject({ callId: 'caller', role: 'third' });
    expect([outside.onGateway('carrier'), outside.onGateway('other'), did]).toEqual([1, 0, ['called by transfer']]);
    expect(bench.switchPort.originated).toMatchObject([{ channelId: LEG, ringTimeoutSec: 20, afterBridge: 'hangup', endpoint: { gateway: 'carrier', digits: '+12125550177' } }]);
    expect(LEG).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(outsideLegOf('caller', 4)).not.toBe(LEG);
  });

  it.each<[string, number | null, string]>([['who was answered', 1, `bridge caller ${LEG}`], ['who rings, and is answered with it', null, `answerAndBridge caller ${LEG}`]])('is bridged once to a caller %s', async (_who, answeredAtMs, order) => {
    call.answeredAtMs = answeredAtMs;
    await dialed();
    happens('channel-parked');
    happens('channel-parked');
    outside.met(call, LEG);
    outside.met(call, LEG);
    expect([orders(), did.slice(1)]).toEqual([[order], ['3 talks']]);
    happens('channel-ended');
    await pass();
    expect(rows).toEqual(['leg of caller on carrier', 'ended']);
    expect([did.slice(1), legs.of(LEG)]).toEqual([['3 talks', '3 over'], undefined]);
  });

  it.each<[string, () => Promise<void> | void]>([
    ['does not answer', async () => { await dialed(); happens('channel-ended'); }], ['may not be called', async () => { refusal = 'gateway-full'; await dialed(); }],
    ['is not heard of', async () => { await dialed(); await pass(35_000); }], ['is not bridged in time', async () => { await dialed(); happens('channel-parked'); await pass(60_000); }],
    ['is gone before the bridge', async () => { await dialed(); bench.switchPort.answers.bridge = { ok: false, kind: 'refused', text: '-ERR' }; happens('channel-parked'); await pass(); }],
    ['is refused by the switch', async () => { bench.switchPort.answers.originate = { ok: false, kind: 'refused', text: '-ERR' }; await dialed(); }],
  ])('who %s has failed, once', async (_how, ends) => {
    await ends();
    happens('channel-ended');
    await pass(60_000);
    expect(did.filter((what) => what.startsWith('3 '))).toEqual(['3 failed']);
    expect([legs.of(LEG), outside.onGateway('carrier')]).toEqual([undefined, 0]);
  });

  it('is hung up when the caller leaves', async () => {
    await dialed();
    call.move('ended');
    outside.callerLeft(call);
    await pass(60_000);
    expect([orders(), did.filter((what) => what.startsWith('3 '))]).toEqual([[`hangup ${LEG} ORIGINATOR_CANCEL`], []]);
  });

  it.each<[string, boolean, boolean, readonly string[]]>([
    ['talks on', true, true, []], ['who rings still is ended', false, true, [`hangup ${LEG} ORIGINATOR_CANCEL`]], ['who is gone is gone', false, false, []],
  ])('of an earlier owner %s', async (_how, talks, isThere, told) => {
    const shown = talks ? { callUuid: 'both', state: 'CS_EXCHANGE_MEDIA' } : {};
    bench.switchPort.channels = [aChannel('caller', shown), ...isThere ? [aChannel(LEG, shown)] : []];
    await expect(outside.found(call, 3)).resolves.toBe(talks);
    expect([orders().filter((order) => !order.includes('list')), legs.has(LEG)]).toEqual([told, talks]);
  });

  it('of an earlier owner is not taken for gone while the switch cannot be asked', async () => {
    bench.switchPort.channels = null;
    const found = outside.found(call, 3);
    await pass(2_000);
    const shown = { callUuid: 'both', state: 'CS_EXCHANGE_MEDIA' };
    bench.switchPort.channels = [aChannel('caller', shown), aChannel(LEG, shown)];
    await pass(500);
    await expect(found).resolves.toBe(true);
    expect(legs.has(LEG)).toBe(true);
  });
});
