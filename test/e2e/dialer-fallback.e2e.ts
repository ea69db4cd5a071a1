import path from 'node:path';
import type { Campaign } from '@paceline/persistence';
import type { CallRecord } from '@paceline/simulator';
import { waitFor } from '@paceline/testing/wait-for';
import { legOf, numbers, setGateway, setStatus, talker, violations } from './lib/dialer-aids';
import { DialerRig } from './lib/dialer-rig';
import { WorkerProcess } from './lib/worker-process';
import { RawEsl } from '../switch/lib/raw-esl';

const RINGS_1_5_S = '+14156030001';
const [TALKS] = numbers('long-talk', 1);
/** Longer than a worker takes to start on a busy machine: it finds them in the message. */
const PROMPT_MS = 12_000;
/** Longer than everything here. */
const PATIENCE_MS = 120_000;
const LIMIT_MS = 2_000;
/** The switch counts whole seconds (up to one more), looks twice a second, and needs its frames. */
const GUARD_TOLERANCE_MS = 1_800;
/** A look of the guard, at least, whenever one begins to count. */
const LONGER_THAN_A_LOOK_MS = 3_600;

function messages(record: CallRecord | undefined): string[] {
  return (record?.plays ?? []).map(({ file }) => path.basename(file));
}

function messageMs(play: CallRecord['plays'][number] | undefined): number {
  return (play?.untilMs ?? Number.POSITIVE_INFINITY) - (play?.atMs ?? 0);
}

describe('without any worker', () => {
  let rig: DialerRig;
  let worker: WorkerProcess | null = null;
  let ringing: Campaign;
  let waiting: Campaign;
  let [answeredId, waitingId, callerId] = ['', '', ''];
  let killedAtMs = 0;
  let keptUntilMs = 0;

  const record = (callId: string): CallRecord => {
    const found = rig.simulated.callOf(callId);
    if (found === undefined) throw new Error(`the switch knows nothing of ${callId}`);
    return found;
  };

  /** The guard looks in the moment before the worker's word arrives: as if this were that moment. */
  const guardIsQuicker = async (callId: string): Promise<void> => {
    const esl = await RawEsl.login(rig.environment.FREESWITCH_HOST, rig.environment.FREESWITCH_PORT, 'rig', null);
    await esl.api(`uuid_transfer ${callId} nobody-acted XML paceline`);
    await esl.close();
    await waitFor('the worker has taken the call back', () => messages(record(callId)).filter((name) => name === 'moh').length === 2);
  };

  /** One talks, loses the agent and waits; then one rings, one calls us, and the only worker is killed. */
  beforeAll(async () => {
    rig = await DialerRig.open({
      callees: [talker(/^\+1415601\d{4}$/, 60_000, 50, PATIENCE_MS), talker(/^\+1415603\d{4}$/, 60_000, 1_500, PATIENCE_MS)],
      env: { LEASE_TTL_MS: '1000' }, simulator: { promptLengthMs: () => PROMPT_MS },
    });
    await setGateway(rig, { callsPerSec: 100, maxLines: 200 });
    worker = await WorkerProcess.start(rig.environment);
    waiting = await rig.campaign([TALKS ?? '']);
    ringing = await rig.campaign([RINGS_1_5_S], { status: 'paused' });
    const [agent] = await rig.agents(1, [waiting]);
    await rig.agents(1, [ringing], 1);
    waitingId = (await rig.call(waiting, 'is talking', (call) => call.state === 'talking')).id;
    rig.simulated.setPhone('1001', { registered: false });
    if (agent === undefined) throw new Error('no agent');
    rig.simulated.hangupFarEnd(await legOf(rig, agent));
    const lostAtMs = Date.now();
    await waitFor('the guard has looked at the customer who waits', () => Date.now() - lostAtMs > LONGER_THAN_A_LOOK_MS, { deadlineMs: 5_000, everyMs: 50 });
    keptUntilMs = Date.now();
    await guardIsQuicker(waitingId);
    await setStatus(rig, ringing, 'running');
    answeredId = (await rig.call(ringing, 'rings', (call) => call.state === 'ringing')).id;
    await worker.kill();
    killedAtMs = Date.now();
    callerId = rig.simulated.inboundCall({ from: '12025550111', to: '18005551000' }) ?? '';
    await waitFor('all of them hear a message', () => [answeredId, waitingId, callerId].every((id) => messages(record(id)).at(-1)?.endsWith('-en.wav')));
    await rig.workerReady(await rig.startWorker());
    await waitFor('all of them are gone', () => [answeredId, waitingId, callerId].every((id) => record(id).endedAtMs !== null));
  });
  afterAll(async () => {
    await worker?.kill();
    await rig.close();
  });

  it('who answers hears the message within the limit; the next worker gives them no agent and calls them abandoned', async () => {
    const { answeredAtMs, plays, bridges, endedBy } = record(answeredId);
    expect(answeredAtMs).toBeGreaterThan(killedAtMs);
    const waitedMs = (plays[0]?.atMs ?? 0) - (answeredAtMs ?? 0);
    expect(waitedMs).toBeGreaterThan(LIMIT_MS - 50);
    expect(waitedMs).toBeLessThan(LIMIT_MS + GUARD_TOLERANCE_MS);
    expect([messages(record(answeredId)), bridges, endedBy]).toEqual([['safe-harbour-en.wav'], [], 'near']);
    const call = await rig.call(ringing, 'has ended', ({ endedAt }) => endedAt !== null);
    expect([call.outcome, call.agentId]).toEqual(['abandoned', null]);
    expect(Math.abs((call.safeHarbourAt?.getTime() ?? 0) - (plays[0]?.atMs ?? 0))).toBeLessThan(200);
    await rig.completed(ringing);
    expect(await violations(rig, ringing)).toEqual([]);
  });

  it('who lost their agent waits with music for as long as a worker answers for them, also when the guard was quicker, then hears the message', async () => {
    const { plays, bridges, endedBy } = record(waitingId);
    expect(bridges).toHaveLength(1);
    expect([messages(record(waitingId)), endedBy]).toEqual([['moh', 'safe-harbour-en.wav', 'moh', 'safe-harbour-en.wav'], 'near']);
    expect(messageMs(plays[1])).toBeLessThan(1_000);
    const begunAtMs = plays[3]?.atMs ?? 0;
    expect(begunAtMs).toBeGreaterThan(keptUntilMs);
    // The word of the worker that was killed held for a while: another one might have come.
    expect(begunAtMs - killedAtMs).toBeGreaterThan(1_000);
    expect((await rig.call(waiting, 'has ended', ({ endedAt }) => endedAt !== null)).outcome).toBe('connected');
  });

  it('who calls us hears an apology, and does not ring for ever', () => {
    const { endedBy, cause } = record(callerId);
    expect([messages(record(callerId)), endedBy, cause]).toEqual([['no-agent-en.wav'], 'near', 'NORMAL_CLEARING']);
  });
});
