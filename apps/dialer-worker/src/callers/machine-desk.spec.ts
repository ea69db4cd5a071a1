import type { Call, OpenMachineMessage } from '@paceline/persistence';
import { aChannel, channelEvent } from '@paceline/testing/fake-switch';
import { OwnerBench, pass, useTestTime } from '../context/owner.spec-helper';
import { aCall, aLine } from '../calls/call.spec-helper';
import { CallRegistry } from '../calls/call-registry';
import type { LiveCall } from '../calls/live-call';
import { MachineDesk } from './machine-desk';

const SAY = { en: 'call-us-back.wav' };

class Bench extends OwnerBench {
  readonly did: string[] = [];
  readonly registry = new CallRegistry();
  readonly call: LiveCall = aCall({ line: aLine('1', { machineMessage: SAY }) }, 'talking');
  open: OpenMachineMessage[] = [];
  asked = (): Promise<boolean> => Promise.resolve(true);
  readonly desk = new MachineDesk(this.owner, {
    registry: this.registry,
    rows: { asked: async (callId, prompt) => { this.did.push(`write ${callId} ${prompt}`); return await this.asked(); }, ended: async (callId, whole) => { this.did.push(`write ${callId} ${whole ? 'whole' : 'cut'}`); }, open: async () => this.open },
    ending: { ended: async (call, cause) => { call.move('ended'); this.registry.remove(call); this.did.push(`end ${call.callId} ${cause}${call.endedHere ? ' here' : ''}`); } },
    wrapUp: { disposition: async (callId, { code, byUserId }) => { this.did.push(`${callId} is ${code} by ${String(byUserId)}`); } },
    sounds: { prompts: (_call, _language, say) => say === null ? [] : [{ kind: 'file', name: `1-${SAY.en}` }] },
    vouching: { begin: ({ callId }) => { this.did.push(`vouch ${callId}`); } },
    recordings: { stop: async () => { this.did.push('stop recording'); }, stopped: async () => undefined },
  });

  constructor() {
    super();
    this.registry.add(this.call);
  }

  async says(...events: Parameters<MachineDesk['handle']>[0][]): Promise<void> {
    for (const event of events) this.desk.handle(event);
    await pass();
  }

  /** As the switch tells it. */
  beeps(): Promise<void> { return this.says(channelEvent('beep-heard', { atMs: Date.now() })); }
  parks(): Promise<void> { return this.says(channelEvent('channel-parked')); }
  said(serial: number): Promise<void> { return this.says(channelEvent('channel-executed', { executionId: `a-machine-${serial}` })); }
  hangsUp(): Promise<void> { return this.says(channelEvent('channel-ended')); }
}

const rowOf = (id: string, endedAt: Date | null = new Date(0)): OpenMachineMessage => ({ prompt: 'kept.wav', call: { id, clientId: '1', gateway: 'carrier', phone: null, endedAt } as Call }); // as much of it as is read

describe('a machine that an agent knows for one', () => {
  useTestTime();
  let bench: Bench;
  beforeEach(() => { bench = new Bench(); });

  it('ends the talk at once, with what came of it, and is left the message behind its beep', async () => {
    await bench.desk.leave('a', '12');
    expect(bench.did).toEqual(['write a 1-call-us-back.wav', 'end a NORMAL_CLEARING here', 'vouch a', 'a is answering-machine by 12']);
    expect([bench.switchPort.told, bench.desk.has('a'), bench.registry.legs.has('a'), bench.desk.onGateway('carrier')]).toEqual([['park a'], true, true, 1]);
    await bench.parks();
    await bench.beeps();
    await bench.beeps(); // told twice
    expect(bench.switchPort.told.slice(1)).toEqual(['announce a 1000 ms 1-call-us-back.wav', 'listenForNextBeep a']);
    await bench.parks();
    await bench.said(1);
    await bench.hangsUp();
    await bench.hangsUp();
    expect([bench.switchPort.told.slice(3), bench.did.slice(4)]).toEqual([['hangup a NORMAL_CLEARING'], ['write a whole']]);
    expect([bench.desk.has('a'), bench.registry.legs.has('a')]).toEqual([false, false]);
  });

  it('is left it at once when it has beeped, and is listened to for the next', async () => {
    bench.call.beepedAtMs = Date.now() - 4_000;
    await bench.desk.leave('a', '12');
    await bench.parks();
    expect(bench.switchPort.told.slice(1)).toEqual(['listenForNextBeep a', 'announce a 1-call-us-back.wav']);
  });

  it('is left it when neither its park nor a beep is heard of, and is cut off at last', async () => {
    await bench.desk.leave('a', '12');
    await pass(1_000);
    expect(bench.switchPort.told.slice(1)).toEqual([]);
    await pass(8_000);
    expect(bench.switchPort.told.slice(1)).toEqual(['announce a 1-call-us-back.wav']);
    await pass(5 * 60_000);
    expect(bench.switchPort.told.at(-1)).toBe('hangup a NORMAL_CLEARING');
    await bench.hangsUp();
    expect(bench.did.at(-1)).toBe('write a cut');
  });

  it.each<[string, (on: Bench) => void, string, string[]]>([
    ['the campaign has no message', (on) => { Object.assign(on, { call: aCall({}, 'talking') }); on.registry.add(on.call); }, 'no-machine-message', []],
    ['nobody talks on it', (on) => { on.call.move('ended'); }, 'nobody-talks', []],
    ['it hangs up in that moment', (on) => { on.asked = () => { on.call.move('ended'); return Promise.resolve(true); }; }, 'nobody-talks', ['write a 1-call-us-back.wav', 'write a cut']],
  ])('is not left it when %s', async (_why, happens, reason, did) => {
    happens(bench);
    await expect(bench.desk.leave('a', '12')).rejects.toThrow(reason);
    expect([bench.did, bench.switchPort.told, bench.desk.has('a')]).toEqual([did, [], false]);
  });

  it('is left it by the next owner, who says what came of the call when nobody had; who is gone is told so', async () => {
    bench.registry.remove(bench.call);
    bench.open = [rowOf('a'), rowOf('gone'), rowOf('talking', null)];
    await bench.desk.leave('a', '12');
    expect(bench.did).toEqual(['a is answering-machine by 12']);
    await bench.desk.found(new Map([['a', aChannel('a')], ['talking', aChannel('talking')]]), Date.now());
    await pass();
    expect([bench.did.slice(1), bench.switchPort.told]).toEqual([['vouch a', 'write gone cut'], ['park a']]);
    await bench.parks();
    await bench.beeps();
    expect(bench.switchPort.told.slice(1)).toEqual(['announce a 1000 ms kept.wav', 'listenForNextBeep a']);
    await pass(1);
    bench.open = [rowOf('a')]; // its end is not written yet
    await bench.desk.found(new Map(), Date.now());
    await pass();
    expect([bench.did.slice(3).filter((what) => what.startsWith('write a')).length, bench.did.at(-1), bench.desk.has('a')]).toEqual([1, 'write a cut', false]);
  });
});
