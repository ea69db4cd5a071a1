import type { Reservation } from '@paceline/agent-pool';
import { News } from '../context/news';
import { OwnerBench, pass, useTestTime } from '../context/owner.spec-helper';
import { aCall, aLine } from './call.spec-helper';
import { CallbackDialer, type CallbackDialerParts } from './callback-dialer';
import type { LiveCall } from './live-call';

const queueLine = { ...aLine(), id: 'queue-5', campaignId: null };
const reserved = (legMode: 'connected' | 'on-demand', legChannelId: string | null): Reservation => ({ agentId: '7', token: 't', legChannelId, agent: { agentId: '7', legMode } }) as unknown as Reservation; // as much of it as is used
const TURN = {} as Parameters<CallbackDialer['cameUp']>[2]; // handed on

class Desk extends OwnerBench {
  readonly did: string[] = [];
  begun: Awaited<ReturnType<CallbackDialerParts['callbacks']['begin']>> = 'begun';
  gateways: readonly object[] = [{ name: 'carrier', switchId: 'main', enabled: true, allowedPrefixes: ['+1'], allowedCountries: [], allowedNumbers: [], shortNumbers: [] }];
  readonly call: LiveCall = Object.assign(aCall({ line: queueLine, gateway: null, phone: '+14155550142' }), { callbackId: '11', waitingSinceMs: 1 });
  readonly dialer: CallbackDialer;

  constructor() {
    super({ dataSource: { manager: { find: async () => this.gateways } } });
    this.dialer = new CallbackDialer(this.owner, {
      registry: { goesBy: (_call, gateway) => { this.did.push(`by ${gateway}`); } },
      callbacks: {
        begin: async (id, { gateway, agentId }) => { this.did.push(`begin ${id} by ${gateway} for ${agentId}`); return await Promise.resolve(this.begun); },
        putOff: async (id, until) => { this.did.push(`put off ${id} for ${(until.getTime() - Date.now()) / 1_000} s`); },
      },
      inLine: { notMade: () => { this.did.push('not made'); } },
      gateways: { free: async (names) => names.map((name) => ({ name, trunkLines: 5 })), inTurn: async (work) => await work() }, // of a gateway its free lines alone are looked at
      keeping: { keep: (call, { agentId, token, legChannelId }) => { this.did.push(`keep ${agentId}`); call.viewer = { agentId, token, ...legChannelId === null ? {} : { legChannelId } }; }, letGo: (call) => { this.did.push('let go'); call.viewer = null; } },
      phones: { ring: () => { this.did.push('ring the agent first'); }, end: (leg) => { this.did.push(`hang up ${leg}`); } },
      journal: { shown: (_call, agentId) => { this.did.push(`shown to ${agentId}`); }, note: () => undefined },
      ending: { neverSentAfter: () => undefined }, originator: { handle: async ({ callIds }) => { this.did.push(`dial ${callIds.join(' ')}`); } }, agents: new News(),
    });
  }

  async comesUp(legMode: 'connected' | 'on-demand' = 'connected', legChannelId: string | null = 'leg'): Promise<readonly string[]> {
    this.dialer.cameUp(this.call, reserved(legMode, legChannelId), TURN);
    await pass(100);
    return this.did;
  }
}

describe('a caller whose place has come up', () => {
  useTestTime();
  let desk: Desk;
  beforeEach(() => { desk = new Desk(); });
  afterEach(() => { desk.call.cancelAll(); });

  it('is called once the row says for whom, by the gateway with lines left, while the agent is kept', async () => {
    await expect(desk.comesUp()).resolves.toEqual(['keep 7', 'by carrier', 'begin 11 by carrier for 7', 'shown to 7', 'dial a']);
    expect(desk.failed).toEqual([]);
  });

  it('is not called before the agent\'s own phone, which is rung for each call, was answered', async () => {
    await expect(desk.comesUp('on-demand', null)).resolves.toEqual(['ring the agent first']);
  });

  it('is called when that phone was answered, and it is hung up when nothing comes of it', async () => {
    desk.begun = 'on-call';
    await expect(desk.comesUp('on-demand', 'leg')).resolves.toEqual(['keep 7', 'by carrier', 'begin 11 by carrier for 7', expect.stringMatching(/^put off 11 for /), 'hang up leg', 'let go', 'not made']);
  });

  it.each<[string, (desk: Desk) => void, readonly string[]]>([
    ['no gateway may reach them: later', (at) => { at.gateways = []; }, ['keep 7', 'put off 11 for 10 s', 'hang up leg', 'let go', 'not made']],
    ['they talk with us already: later', (at) => { at.begun = 'on-call'; }, ['keep 7', 'by carrier', 'begin 11 by carrier for 7', expect.stringMatching(/^put off 11 for /), 'hang up leg', 'let go', 'not made']],
    ['their wish is over', (at) => { at.begun = 'not-now'; }, ['keep 7', 'by carrier', 'begin 11 by carrier for 7', 'hang up leg', 'let go', 'not made']],
    ['their call is over', (at) => { at.call.move('ended'); }, ['keep 7', 'hang up leg', 'let go', 'not made']],
  ])('is not called when %s; the agent is free again', async (_why, happens, did) => {
    happens(desk);
    await expect(desk.comesUp()).resolves.toEqual(did);
  });
});
