import type { CallState } from '@paceline/domain/call/call-state';
import type { Arrival } from '@paceline/domain/call/switch-event';
import type { Script } from '@paceline/domain/script/script';
import type { DialedNumber, NewInboundCall } from '@paceline/persistence';
import { aChannel, channelEvent } from '@paceline/testing/fake-switch';
import type { DataSource } from 'typeorm';
import { aCall } from '../calls/call.spec-helper';
import { CallRegistry } from '../calls/call-registry';
import { NOW_MS, OwnerBench, pass, useTestTime } from '../context/owner.spec-helper';
import { DialedNumbers } from './dialed-numbers';
import { Reception } from './reception';

const SCRIPT: Script = { languages: ['fa', 'en'], start: 'queue', emergency: 'end', nodes: { queue: { kind: 'queue', queueId: '5' }, end: { kind: 'end', say: null } } };
const DESK: DialedNumber = { clientId: '3', maxCalls: 3, maxCallsPerCaller: 2, flowVersionId: '9', script: SCRIPT, isClosed: false };
const ARRIVAL: Arrival = { did: '12125550199', callerNumber: '+12125550142', withheld: false, gateway: 'carrier', address: '192.0.2.1', answered: false };
const OURS = '+12125550199';
const away = (): Error => Object.assign(new Error('away'), { code: 'ECONNREFUSED' });

class Desk extends OwnerBench {
  readonly did: string[] = [];
  readonly rows: NewInboundCall[] = [];
  readonly registry = new CallRegistry();
  ours: readonly string[] = [OURS];
  gateway: object | null = null;
  dialed: (number: string) => Promise<DialedNumber | null> = () => Promise.resolve(DESK);
  begin: (again: boolean) => Promise<boolean> = () => Promise.resolve(true);
  readonly reception = new Reception(this.owner, {
    registry: this.registry, journal: { note: (_call, kind, data) => { this.did.push(`note ${kind} ${JSON.stringify(data)}`); } },
    numbers: new DialedNumbers({ ...this.owner, dataSource: { manager: { findOneBy: () => Promise.resolve(this.gateway) } } as unknown as DataSource }, { // of it the gateway alone is asked for
      dialed: (number) => this.dialed(number), endingIn: (digits) => Promise.resolve(this.ours.filter((number) => number.endsWith(digits))),
    }),
    calls: {
      begin: async (call, fence, again = false) => { expect(fence).toBe(2n); this.rows.push(call); return await this.begin(again); },
    },
    flow: { handle: (call, event) => { this.did.push(`${event.type} while ${call.state}`); } }, plan: { begin: (call) => { this.did.push(`begin${call.caller?.run?.isEmergency === true ? ', closed' : ''}`); } },
    asked: { has: (channelId) => channelId === 'asked' },
    ending: { neverSent: async (call, why) => { this.did.push(`${call.callId} not sent: ${why}`); } },
  });

  comes(channelId = 'a', arrival: Partial<Arrival> = {}): void {
    this.reception.arrived(channelEvent('channel-parked', { channelId, arrival: { ...ARRIVAL, ...arrival }, atMs: NOW_MS - 40 }));
  }

  /** Who is followed, each in a line of their own. */
  get callers(): string[] {
    return [...this.registry.all()].map(({ callId, facts, state, caller }) => [callId, facts.phone, 'at', caller?.dialedNumber, state].join(' '));
  }
}

describe('the reception', () => {
  useTestTime();
  let desk: Desk;
  beforeEach(() => { desk = new Desk(); });
  afterEach(() => { desk.registry.clear(); });

  it('writes the row of whoever comes in before anything else, and begins the script of their number', async () => {
    desk.comes();
    await pass();
    expect(desk.rows).toEqual([{
      id: 'a', clientId: '3', line: 'number-12125550199', state: 'ringing', phone: '+12125550142', gateway: 'carrier', dialedNumber: '+12125550199', flowVersionId: '9',
      scriptState: expect.objectContaining({ node: null, language: 'fa', exit: null }) as unknown, at: new Date(NOW_MS - 40),
    }]);
    expect(desk.did).toEqual(['note came-in {"dialedNumber":"+12125550199","withheld":false,"isEmergency":false}', 'begin']);
    expect(desk.callers).toEqual(['a +12125550142 at +12125550199 ringing']);
    expect(desk.registry.get('a')?.begunAtMs).toBe(NOW_MS - 40);
    expect(desk.switchPort.told).toEqual([]);
  });

  it.each<[string, Partial<Arrival>, string]>([
    ['who was answered already', { answered: true }, 'a +12125550142 at +12125550199 answered'], ['who withholds their number', { withheld: true }, 'a  at +12125550199 ringing'],
    ['whose trunk tells no number', { callerNumber: 'anonymous' }, 'a  at +12125550199 ringing'],
    ['whose trunk writes their number as at home', { callerNumber: '2125550142' }, 'a +12125550142 at +12125550199 ringing'], ['whose trunk writes 00', { did: '0012125550199' }, 'a +12125550142 at +12125550199 ringing'],
    ['whose trunk writes our number as at home', { did: '2125550199' }, 'a +12125550142 at +12125550199 ringing'],
  ])('takes one %s', async (_who, arrival, caller) => {
    desk.comes('a', arrival);
    await pass();
    expect(desk.callers).toEqual([caller]);
  });

  it.each<[CallState, string[], string[]]>([
    ['planned', ['ours not sent: NUMBER_ON_CALL'], []], ['ringing', [], ['hangup ours ORIGINATOR_CANCEL']], ['answered', [], []],
  ])('calls off what we are calling them with, unless somebody has answered: %s', async (state, did, told) => {
    desk.registry.add(aCall({ callId: 'ours', phone: ARRIVAL.callerNumber }, state));
    desk.registry.add(aCall({ callId: 'another', phone: '+12125550143' }, state));
    desk.comes();
    await pass();
    expect([desk.did.slice(2), desk.switchPort.told]).toEqual([did, told]);
  });

  it('says to the script that the number is closed', async () => {
    desk.dialed = () => Promise.resolve({ ...DESK, isClosed: true });
    desk.comes();
    await pass();
    expect(desk.did.at(-1)).toBe('begin, closed');
  });

  it.each<[string, Partial<Arrival>]>([['nobody has set up', {}], ['is none', { did: 'desk' }]])('turns away a call for a number that %s', async (_what, arrival) => {
    desk.dialed = () => Promise.resolve(null);
    desk.comes('a', arrival);
    await pass();
    expect([desk.switchPort.told, desk.rows]).toEqual([['hangup a UNALLOCATED_NUMBER'], []]);
  });

  it.each<[string, object | null, string[], string[]]>([
    ['nobody knows which is meant', null, [], ['callersTurnedAway ambiguous']],
    ['the trunk\'s country is not known', { numberFormat: null, allowedCountries: ['IR', 'US'] }, [], ['callersTurnedAway ambiguous']],
    ['it is that of the trunk\'s country', { numberFormat: null, allowedCountries: ['IR'] }, ['a +12125550142 at +982124567890 ringing'], []],
    ['it is that of the country in whose form the trunk takes numbers', { numberFormat: { style: 'national', callingCode: '1' }, allowedCountries: ['IR'] }, ['a +12125550142 at +12124567890 ringing'], []],
  ])('where two of our numbers are written alike: %s', async (_what, gateway, callers, counted) => {
    desk.ours = ['+12124567890', '+982124567890'];
    desk.gateway = gateway;
    desk.comes('a', { did: '2124567890' });
    await pass();
    expect([desk.callers, desk.counted]).toEqual([callers, counted]);
  });

  it.each<[string, string[], string[]]>([
    ['of one caller', ['+12125550142', '+12125550142', '+12125550142'], ['refuse c busy']], ['of a number', ['+12125550101', '+12125550102', '+12125550103', '+12125550104'], ['refuse d busy']],
    ['of callers who withhold theirs, who are not told apart', ['', '', ''], []],
  ])('takes no more calls at once than may be, also of those who come in one moment: %s', async (_who, numbers, told) => {
    for (const [index, callerNumber] of numbers.entries()) desk.comes('abcd'[index], { callerNumber });
    await pass();
    expect(desk.switchPort.told).toEqual(told);
    expect(desk.rows).toHaveLength(numbers.length - told.length);
  });

  it('takes another when one has ended', async () => {
    for (const callId of ['a', 'b', 'c']) {
      desk.comes(callId);
      await pass();
      if (callId === 'b') desk.registry.get('a')?.move('ended');
    }
    expect(desk.switchPort.told).toEqual([]);
  });

  it('keeps what is said of a caller until their row is there: whoever hangs up meanwhile has a row that ends', async () => {
    let written: (began: boolean) => void = () => undefined;
    desk.begin = () => new Promise((resolve) => { written = resolve; });
    desk.comes();
    await pass();
    expect(desk.reception.awaits('a')).toBe(true);
    desk.reception.keep(channelEvent('channel-ended'));
    expect(desk.did).toEqual([]);
    written(true);
    await pass();
    expect(desk.did.slice(-2)).toEqual(['begin', 'channel-ended while ringing']);
    expect(desk.reception.awaits('a')).toBe(false);
  });

  it('takes callers in as they came, whichever row is written first', async () => {
    let written: (began: boolean) => void = () => undefined;
    desk.begin = () => new Promise((resolve) => { written = resolve; });
    desk.comes('a');
    await pass();
    desk.begin = () => Promise.resolve(true);
    desk.comes('b', { callerNumber: '+12125550143' });
    await pass();
    expect(desk.callers).toEqual([]);
    written(true);
    await pass();
    expect(desk.callers).toEqual(['a +12125550142 at +12125550199 ringing', 'b +12125550143 at +12125550199 ringing']);
  });

  it('asks a database that is away until it is there, and knows a row again whose answer was lost', async () => {
    const asked: boolean[] = [];
    desk.dialed = () => { desk.dialed = () => Promise.resolve(DESK); return Promise.reject(away()); };
    desk.begin = (again) => { asked.push(again); return asked.length < 3 ? Promise.reject(away()) : Promise.resolve(true); };
    desk.comes();
    desk.comes(); // parked again meanwhile
    await pass(1_000);
    expect([asked, desk.callers, desk.failed]).toEqual([[false, true, true], ['a +12125550142 at +12125550199 ringing'], []]);
  });

  it('leaves to the switch\'s guard whom it cannot write, and takes them in when they are found again', async () => {
    desk.begin = () => Promise.reject(new Error('no such column'));
    desk.comes();
    await pass();
    expect([desk.callers, desk.reception.awaits('a'), desk.switchPort.told]).toEqual([[], false, []]);
    desk.begin = () => Promise.resolve(true);
    desk.reception.found([aChannel('a', { direction: 'inbound', initialDestination: '+12125550199', callerNumber: '12125550142', createdAtMs: NOW_MS - 9_000 })]);
    await pass();
    expect(desk.callers).toEqual(['a +12125550142 at +12125550199 answered']);
  });

  it.each<[string, Parameters<typeof aChannel>[1]]>([
    ['is ours to dial', { direction: 'outbound' }], ['is somebody else\'s', { accountCode: 'theirs' }], ['hears already that nobody comes', { dismissed: true }], ['is asked behind its call', { channelId: 'asked' }],
  ])('does not take in a channel that is found and %s', async (_what, shown) => {
    desk.reception.found([aChannel('a', { direction: 'inbound', initialDestination: '+12125550199', ...shown })]);
    await pass();
    expect(desk.rows).toEqual([]);
  });

  it('takes nobody in twice: not who is followed, nor who left a moment ago', async () => {
    desk.comes();
    await pass();
    desk.comes();
    const call = desk.registry.get('a');
    if (call !== undefined) desk.registry.remove(call);
    desk.comes();
    await pass();
    expect(desk.rows).toHaveLength(1);
  });

  it.each([['another owner has the row', true, false], ['the lease is lost while it is written', false, true]])('leaves the caller to the next owner when %s', async (_what, isHeld, began) => {
    desk.begin = async () => { desk.lease.held = isHeld; return began; };
    desk.comes();
    await pass();
    expect([desk.callers, desk.did, desk.switchPort.told]).toEqual([[], [], []]);
  });

  it('takes nobody in without its lease', async () => {
    desk.lease.held = false;
    desk.comes();
    await pass();
    expect(desk.rows).toEqual([]);
  });
});
