import type { Script } from '@paceline/domain/script/script';
import { beginning } from '@paceline/domain/script/step';
import type { FlowTrial } from '@paceline/persistence';
import { aChannel, channelEvent } from '@paceline/testing/fake-switch';
import { LegIndex } from '../calls/leg-index';
import { NOW_MS, OwnerBench, pass, useTestTime } from '../context/owner.spec-helper';
import { FlowTrialDesk } from './flow-trials';

const SCRIPT: Script = { languages: ['en'], start: 'end', emergency: 'end', nodes: { end: { kind: 'end', say: { en: 'bye.wav' } } } };
const ROW: FlowTrial = {
  id: 'trial', clientId: '3', flowId: '5', switchId: 'main', script: SCRIPT, scriptState: null, legKind: 'gateway', legAddress: '+12125550177', legGateway: 'carrier',
  askedByUserId: '1', askedAt: new Date(NOW_MS - 1_000), placedAt: null, answeredAt: null, endedAt: null, endedBy: null,
};

class Bench extends OwnerBench {
  readonly did: string[] = [];
  readonly legs = new LegIndex();
  row: FlowTrial | null = ROW;
  unfinished: readonly FlowTrial[] = [];
  refusal: 'gateway-full' | null = null;
  isOurs = true;
  private readonly plans = (what: string) => (): void => { this.did.push(what); };
  readonly desk = new FlowTrialDesk(this.owner, {
    rows: {
      find: async () => await Promise.resolve(this.row), unfinished: async () => await Promise.resolve([...this.unfinished]),
      placed: async (_id, gateway) => { this.did.push(`placed ${String(gateway)}`); return await Promise.resolve(this.isOurs); },
      answered: async () => { this.did.push('answered'); await Promise.resolve(); }, ended: async (_id, by) => { this.did.push(`ended ${by}`); await Promise.resolve(); },
    },
    legs: this.legs, gateways: { free: async () => await Promise.resolve([]), inTurn: async (claim) => await claim(), works: () => undefined },
    door: {
      open: async ({ endpoint }) => await Promise.resolve(this.refusal ?? { gateway: null, withdrawn: () => undefined, send: (request) => this.switchPort.originate({ ...request, endpoint }) }),
    },
    plan: {
      begin: this.plans('begin'), digit: this.plans('digit'), done: this.plans('done'), dismissed: this.plans('dismissed'), takenOver: this.plans('taken over'),
      heardAgain: this.plans('heard again'),
    },
  });

  hears(type: 'channel-created' | 'channel-answered' | 'channel-parked' | 'channel-ended'): void {
    this.desk.handle(channelEvent(type, { channelId: 'trial' }));
  }

  /** @param agoMs since the switch was asked */
  async found(channels: Parameters<typeof aChannel>[1] | null, afresh = false, agoMs = 0): Promise<void> {
    await this.desk.found(new Map(channels === null ? [] : [['trial', aChannel('trial', channels)]]), Date.now() - agoMs, afresh);
    await pass();
  }
}

describe('a draft that rings a phone', () => {
  useTestTime();
  let bench: Bench;
  beforeEach(() => { bench = new Bench(); });
  const asked = async (): Promise<string> => await bench.desk.ask('trial').then(() => 'done', (thrown: unknown) => String(thrown));

  it('takes a line of its gateway, is nobody\'s stray, and begins once it is parked', async () => {
    const done = asked();
    await pass();
    expect([bench.desk.onGateway('carrier'), bench.desk.has('trial'), bench.legs.has('trial')]).toEqual([1, true, true]);
    expect(bench.switchPort.originated).toMatchObject([{ channelId: 'trial', afterBridge: 'hangup', endpoint: { gateway: 'carrier', digits: '+12125550177' }, guard: { sec: 3 } }]);
    for (const type of ['channel-created', 'channel-answered', 'channel-parked', 'channel-parked'] as const) bench.hears(type);
    await expect(done).resolves.toBe('done');
    bench.hears('channel-ended');
    await pass();
    expect([bench.did, bench.desk.onGateway('carrier'), bench.legs.has('trial')]).toEqual([['placed carrier', 'begin', 'answered', 'ended NORMAL_CLEARING'], 0, false]);
  });

  it('is over after ten minutes, however it goes', async () => {
    void asked();
    await pass();
    await pass(10 * 60_000);
    expect(bench.switchPort.told).toContain('hangup trial NORMAL_CLEARING');
  });

  it.each<[string, () => void, string]>([
    ['may not be', () => { bench.refusal = 'gateway-full'; }, 'ended gateway-full'], ['is refused by the switch', () => { bench.switchPort.answers.originate = { ok: false, kind: 'refused', text: '-ERR USER_NOT_REGISTERED' }; }, 'ended USER_NOT_REGISTERED'],
    ['was asked for too long ago', () => { bench.row = { ...ROW, askedAt: new Date(NOW_MS - 61_000) }; }, 'ended TOO_LATE'],
  ])('that %s is told of, and over', async (_what, given, end) => {
    given();
    await expect(asked()).resolves.toMatch(/^Error|unavailable/);
    await pass();
    expect([bench.did.at(-1), bench.desk.has('trial')]).toEqual([end, false]);
  });

  it.each<[string, Partial<FlowTrial> | null]>([['is there no more', null], ['was rung before', { placedAt: new Date(NOW_MS) }], ['is over', { endedAt: new Date(NOW_MS) }]])('that %s rings nobody', async (_what, row) => {
    bench.row = row === null ? null : { ...ROW, ...row };
    await expect(asked()).resolves.toBe('done');
    expect([bench.did, bench.switchPort.originated]).toEqual([[], []]);
  });

  it('that another owner has rung meanwhile is not rung again', async () => {
    bench.isOurs = false;
    await expect(asked()).resolves.toMatch('not-called');
    expect(bench.switchPort.originated).toEqual([]);
  });

  it.each<[string, Partial<FlowTrial>, Parameters<typeof aChannel>[1] | null, readonly string[]]>([
    ['goes on where it stood', { scriptState: beginning(SCRIPT), answeredAt: new Date(NOW_MS) }, { callState: 'ACTIVE' }, ['taken over']],
    ['begins when it was answered meanwhile', {}, { callState: 'ACTIVE' }, ['begin', 'answered']], ['rings on', {}, { callState: 'RINGING' }, []], ['is about to be parked', {}, { callState: 'ACTIVE', application: '' }, []], ['is gone', {}, null, ['ended LOST']],
  ])('of an earlier owner %s', async (_what, row, channel, did) => {
    bench.unfinished = [{ ...ROW, placedAt: new Date(NOW_MS), ...row }];
    await bench.found(channel);
    expect([bench.did, bench.desk.has('trial')]).toEqual([did, channel !== null]);
  });

  it('is over when the switch does not have it any more, and is heard again after a while of silence', async () => {
    void asked();
    await pass();
    await bench.found(null); // the switch has said nothing of it yet
    bench.hears('channel-created');
    await bench.found({ callState: 'ACTIVE' });
    await bench.found({ callState: 'ACTIVE' }, true);
    await pass(1);
    await bench.found(null);
    expect(bench.did).toEqual(['placed carrier', 'begin', 'answered', 'heard again', 'ended LOST']);
  });

  it('is not over by a list of the switch that is older than it is', async () => {
    void asked();
    await pass(10);
    bench.hears('channel-created');
    await bench.found(null, false, 10);
    expect([bench.did, bench.desk.has('trial')]).toEqual([['placed carrier'], true]);
  });

  it.each<[string, Parameters<typeof aChannel>[1] | null]>([['that still has it', { callState: 'ACTIVE' }], ['that has it no more', null]])('and is over is not begun or ended again by a list %s, while its row does not say so yet', async (_what, channel) => {
    void asked();
    await pass();
    for (const type of ['channel-created', 'channel-parked', 'channel-ended'] as const) bench.hears(type);
    bench.unfinished = [{ ...ROW, placedAt: new Date(NOW_MS) }];
    await bench.found(channel, true);
    expect([bench.did, bench.desk.has('trial')]).toEqual([['placed carrier', 'begin', 'answered', 'ended NORMAL_CLEARING'], false]);
  });

  it('is followed no more when the switch is lost', async () => {
    void asked();
    await pass();
    bench.desk.stop();
    await pass(20 * 60_000);
    expect([bench.desk.has('trial'), bench.switchPort.told.filter((order) => order.startsWith('hangup'))]).toEqual([false, []]);
  });
});
