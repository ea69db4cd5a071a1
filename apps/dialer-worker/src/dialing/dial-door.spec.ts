import type { DialedBy } from '@paceline/domain/compliance/destination';
import type { Gateway } from '@paceline/persistence';
import type { NoTurn } from '../trunks/trunk-lines';
import { NOW_MS, OwnerBench } from '../context/owner.spec-helper';
import { aGateway } from '../context/rows.spec-helper';
import { DialDoor, causeOf, type Way } from './dial-door';

const REQUEST = { channelId: 'a', ringTimeoutSec: 30, callerNumber: null, accountCode: 'ours', afterBridge: 'park', guard: null } as const;

class Bench extends OwnerBench {
  readonly did: string[] = [];
  gateway: Gateway | null = aGateway();
  noTurn: NoTurn | null = null;
  isStopped = false;
  isFull = false;
  load: () => Promise<void> = () => Promise.resolve();
  readonly door = new DialDoor(this.owner, this.switchPort, {
    turn: async () => this.noTurn ?? { withdrawn: () => { this.did.push('give back the turn'); } },
    load: () => this.load(), find: () => this.gateway, hasTrunkLine: () => !this.isFull,
  }, { stop: async () => this.isStopped ? { reason: '', byUserId: '1', byUsername: 'boss', at: new Date() } : null });

  async open(by: DialedBy = 'campaign', digits = '+12125550123'): Promise<Way | string> {
    return await this.door.open({ by, endpoint: { kind: 'gateway', gateway: 'carrier', digits }, notAfterMs: NOW_MS });
  }
}

describe('the door to everything that is dialed', () => {
  let bench: Bench;
  beforeEach(() => { bench = new Bench(); });

  it.each<[string, Gateway['numberFormat']]>([['+12125550123', null], ['99112125550123', { style: 'e164', prefix: '991' }]])('opens: the gateway is given %s', async (given, numberFormat) => {
    bench.gateway = aGateway({ numberFormat });
    const way = await bench.open();
    if (typeof way === 'string') throw new Error(way);
    expect([way.gateway?.name, bench.switchPort.told]).toEqual(['carrier', []]); // nothing is dialed before it is said
    await way.send(REQUEST);
    expect(bench.switchPort.originated).toEqual([{ ...REQUEST, endpoint: { kind: 'gateway', gateway: 'carrier', digits: given } }]);
    way.withdrawn();
    expect(bench.did).toEqual(['give back the turn']);
  });

  it.each<[string, NoTurn, string]>([
    ['nobody knows', 'NO_GATEWAY', 'no-gateway'], ['is out', 'GATEWAY_OUT', 'gateway-out'], ['had no turn in time', 'GATEWAY_BUSY', 'gateway-busy'], ['has used up its day', 'GATEWAY_SPENT', 'gateway-spent'],
  ])('stays shut for a gateway that %s', async (_what, noTurn, refusal) => {
    bench.noTurn = noTurn;
    expect([await bench.open(), bench.did]).toEqual([refusal, []]);
  });

  it.each<[string, (bench: Bench) => void, DialedBy, string, string]>([
    ['while all dialing is stopped', (on) => { on.isStopped = true; }, 'campaign', '+12125550123', 'dialing-stopped'],
    ['when the gateway was taken off meanwhile', (on) => { on.gateway = null; }, 'campaign', '+12125550123', 'no-gateway'],
    ['to another country', () => undefined, 'campaign', '+442071838750', 'destination-not-allowed'],
    ['to an emergency number', () => undefined, 'campaign', '911', 'short-number'],
    ['when nothing is named for it', (on) => { on.gateway = aGateway({ allowedCountries: [] }); }, 'campaign', '+12125550123', 'nothing-allowed'],
    ['to an agent\'s phone when its trunk is full', (on) => { on.isFull = true; }, 'agent-leg', '+12125550123', 'gateway-full'],
  ])('stays shut %s, and the turn is somebody else\'s', async (_when, given, by, digits, refusal) => {
    given(bench);
    expect([await bench.open(by, digits), bench.did]).toEqual([refusal, ['give back the turn']]);
  });

  it('asks no campaign for a trunk line that was counted when it claimed', async () => {
    bench.isFull = true;
    expect(await bench.open('campaign')).toMatchObject({ gateway: { name: 'carrier' } });
  });

  it('gives the turn back when the gateways cannot be read', async () => {
    bench.load = () => Promise.reject(new Error('away'));
    await expect(bench.open()).rejects.toThrow('away');
    expect(bench.did).toEqual(['give back the turn']);
  });

  it('stays shut without a switch: that is not the trunk\'s fault', async () => {
    bench.switchPort.up = false;
    expect([await bench.open(), bench.did]).toEqual(['switch-not-connected', []]);
  });

  it.each([[false, ['originate a'], 'a way'], [true, [], 'dialing-stopped']])('asks for a phone of the directory only whether dialing is stopped: %s', async (isStopped, told, outcome) => {
    Object.assign(bench, { isStopped, noTurn: 'GATEWAY_OUT', isFull: true });
    const way = await bench.door.open({ by: 'agent-leg', endpoint: { kind: 'extension', extension: '1007', domain: 'here' }, notAfterMs: NOW_MS });
    if (typeof way !== 'string') await way.send(REQUEST);
    expect([typeof way === 'string' ? way : 'a way', bench.switchPort.told]).toEqual([outcome, told]);
  });

  it('says its refusals as hangup causes', () => {
    expect(causeOf('destination-not-allowed')).toBe('DESTINATION_NOT_ALLOWED');
  });
});
