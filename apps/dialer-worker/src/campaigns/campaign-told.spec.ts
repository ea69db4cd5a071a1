import type { PoolAgent } from '@paceline/agent-pool';
import { lineOfCampaign } from '@paceline/domain/routing/line';
import type { Campaign } from '@paceline/persistence';
import { CallRegistry } from '../calls/call-registry';
import { aCall, aCaller, aLine } from '../calls/call.spec-helper';
import { OwnerBench, pass, useTestTime } from '../context/owner.spec-helper';
import { CampaignTold } from './campaign-told';

const CAMPAIGN = { id: '7', clientId: '1', status: 'running' } as Campaign;
const LINE = lineOfCampaign('7');

function agent(agentId: string, changes: Partial<PoolAgent>): PoolAgent {
  return {
    agentId, lines: [LINE], status: 'available', statusReason: null, statusSinceAtMs: 0, state: 'idle', stateSinceAtMs: 0, idleSinceAtMs: 0, callId: null, token: null,
    dueAtMs: null, legMode: 'connected', legChannelId: 'leg', signedOut: false, reservable: changes.state === undefined, ...changes,
  };
}

describe('what the screens are told of a campaign', () => {
  useTestTime();
  let bench: OwnerBench;
  let registry: CallRegistry;
  let told: CampaignTold;
  let counting: Promise<void>;

  beforeEach(() => {
    counting = Promise.resolve();
    bench = new OwnerBench({ calls: { totals: async () => { await counting; return { 'connected': 2, 'busy': 3, 'abandoned': 1, 'hung-up-waiting': 1 }; } } });
    registry = new CallRegistry();
    told = new CampaignTold(bench.owner, registry, { counts: async () => Promise.resolve({ ready: 5, calling: 1, done: 7 }) });
  });

  it('is who does what, which calls are where, and how they ended', async () => {
    const line = { ...aLine(), id: LINE };
    [agent('1', {}), agent('2', { reservable: false, status: 'break' }), agent('3', { state: 'talking' }), agent('4', { lines: ['campaign:8'] })]
      .forEach((each) => { bench.owner.known.seen(each.agentId, each); });
    [aCall({ callId: 'a', line }, 'ringing'), aCall({ callId: 'b', line }, 'waiting'), aCall({ callId: 'c', line }, 'talking'), aCaller('waiting')].forEach((call) => { registry.add(call); });
    await told.tell(CAMPAIGN, [{ limit: 'hours', figures: { zonesClosed: 1 } }]);
    expect(bench.published).toEqual([expect.objectContaining({
      type: 'campaign', clientId: '1', campaignId: '7', status: 'running', reasons: [{ limit: 'hours', figures: { zonesClosed: 1 } }],
      agents: { idle: 1, reserved: 0, talking: 1, wrapUp: 0, onBreak: 1 }, lines: { dialing: 1, waiting: 1, talking: 1 },
      totals: { dialed: 7, answered: 4, connected: 2, abandoned: 1, hungUpWaiting: 1 }, targets: { ready: 5, calling: 1, done: 7 },
    })]);
  });

  it('is the agents of whom its reasons speak, whoever becomes idle meanwhile', async () => {
    const seen = bench.owner.known.view();
    bench.owner.known.seen('1', agent('1', {}));
    await told.tell(CAMPAIGN, [{ limit: 'nobody-idle', figures: {} }], seen);
    expect(bench.published).toEqual([expect.objectContaining({ agents: expect.objectContaining({ idle: 0 }) as object })]);
  });

  it('is told once a second, and at once when its status changes', async () => {
    await told.tell(CAMPAIGN, []);
    await told.tell(CAMPAIGN, []);
    await pass(1_000);
    await told.tell(CAMPAIGN, []);
    await told.tellNow({ ...CAMPAIGN, status: 'paused' });
    expect(bench.published).toEqual([expect.objectContaining({ status: 'running' }), expect.objectContaining({ status: 'running' }), expect.objectContaining({ status: 'paused' })]);
  });

  it('is not what has been counted too slowly to be the newest', async () => {
    let counted = (): void => undefined;
    counting = new Promise((done) => { counted = done; });
    const slow = told.tell(CAMPAIGN, []);
    await pass(5);
    const newer = told.tellNow({ ...CAMPAIGN, status: 'completed' });
    counted();
    await Promise.all([slow, newer]);
    expect(bench.published).toEqual([expect.objectContaining({ status: 'completed' })]);
  });
});
