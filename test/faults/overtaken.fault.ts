import { AgentPool } from '@paceline/agent-pool';
import type { FailOrder } from '@paceline/platform/fail-points';
import type { Campaign } from '@paceline/persistence';
import { producerConnection } from '@paceline/queues';
import { EslSwitch } from '@paceline/telephony/esl/esl-switch';
import { waitFor } from '@paceline/testing/wait-for';
import type { Redis } from 'ioredis';
import { invitesOf, legOf, setStatus, talker, violations } from '../e2e/lib/dialer-aids';
import { DialerRig } from '../e2e/lib/dialer-rig';
import { WorkerProcess } from '../e2e/lib/worker-process';

const PHONE = '+14156000001';
/** The message goes on long after the next owner has come; whoever is taken out of it talks. */
const MESSAGE_MS = 20_000;
const TALK_MS = 4_000;
const STOPPED_BEFORE_ITS_BRIDGE: FailOrder = { point: 'switch.bridge:before', hit: 1, action: 'stop' };

const ignore = (): void => undefined;

describe('a bridge that a slow switch carries out late', () => {
  let rig: DialerRig;
  const workers: WorkerProcess[] = [];
  let redis: Redis;
  let pool: AgentPool;
  /** Carries out now what the first owner was about to order. */
  let late: EslSwitch;
  const start = async (): Promise<WorkerProcess> => {
    const worker = await WorkerProcess.start(rig.environment);
    workers.push(worker);
    return worker;
  };
  const isStopped = (worker: WorkerProcess) => async (): Promise<boolean> => worker.state() === 'stopped';
  beforeEach(async () => {
    rig = await DialerRig.open({
      callees: [talker(/^\+1415600\d{4}$/, TALK_MS)], simulator: { promptLengthMs: () => MESSAGE_MS },
      env: { FAIL_POINTS: '1', LEASE_TTL_MS: '2000', LOST_GRACE_MS: '1000', SAFE_HARBOUR_AFTER_MS: '700', BRIDGE_DEADLINE_MS: '900' },
    });
    redis = producerConnection(rig.environment.REDIS_URL);
    await redis.connect();
    pool = new AgentPool(redis, rig.environment.SWITCH_ID, rig.environment.REDIS_PREFIX, null);
    const { FREESWITCH_HOST: host, FREESWITCH_PORT: port, FREESWITCH_PASSWORD: password } = rig.environment;
    late = new EslSwitch({ host, port, password, promptsDir: '/srv', recordingsDir: '/srv', log: { info: ignore, warn: ignore, error: ignore } });
    await late.connect();
  });
  afterEach(async () => {
    redis.disconnect();
    await late.close();
    for (const worker of workers.splice(0)) await worker.kill();
    await rig.close();
  });

  async function customerInTheMessage(): Promise<string> {
    const { channelId } = await waitFor('the message is heard', () => invitesOf(rig).find(({ plays }) => plays.some(({ untilMs }) => untilMs === null)));
    return channelId;
  }

  async function bridgeOutOfTheMessage(leg: string): Promise<void> {
    // A bridge that meets the beginning of the message is lost to it.
    const customer = await customerInTheMessage();
    await late.bridge(customer, leg);
    await waitFor('they talk', () => invitesOf(rig).some(({ bridges }) => bridges.length > 0));
  }

  it.each<[when: string, heirStopsAt: string | null]>([
    ['before the next owner looks', 'leases.acquire:after'],
    ['behind its look at the switch, before it knows the call', 'switch.listChannels:after'],
    ['when the next owner has taken the call for one that nobody came for', null],
  ])('%s, is a talk', async (_when, heirStopsAt) => {
    const first = await start();
    const campaign = await rig.campaign([PHONE], { status: 'paused', wrapUpSec: 0 });
    const [agent] = await rig.agents(1, [campaign]);
    if (agent === undefined) throw new Error('there is no agent');
    const leg = await legOf(rig, agent);
    first.failAt(STOPPED_BEFORE_ITS_BRIDGE);
    const running = setStatus(rig, campaign, 'running'); // the owner may be stopped before it has said so
    await waitFor('the owner is stopped', isStopped(first));
    await first.kill();
    const heir = await start();
    if (heirStopsAt === null) await waitFor('the heir knows the switch', async () => ((await (await fetch(`${heir.url}/health/ready`)).json()) as { dialing: boolean }).dialing);
    else {
      heir.failAt({ point: heirStopsAt, hit: 1, action: 'stop' });
      await waitFor('the heir is stopped', isStopped(heir));
    }
    await bridgeOutOfTheMessage(leg);
    heir.wake();
    await waitFor('the pool knows that the agent talks', async () => (await pool.find(agent.id))?.state === 'talking');
    await running;
    await rig.completed(campaign);
    expect(await rig.calls(campaign)).toMatchObject([{ outcome: 'connected', agentId: agent.id, connectedAt: expect.any(Date) as Date }]);
    expect(await violations(rig, campaign)).toEqual([]);
  });

  describe('when it was given up', () => {
    /** Until the worker has begun the message by itself, and the leg that it parked is parked: by its sign-in it was before. */
    async function givenUp(): Promise<{ readonly campaign: Campaign; readonly leg: string }> {
      await start();
      const campaign = await rig.campaign([PHONE], { status: 'paused', wrapUpSec: 0 });
      const [agent] = await rig.agents(1, [campaign]);
      if (agent === undefined) throw new Error('there is no agent');
      const leg = await legOf(rig, agent);
      let parkedAtMs = 0;
      late.onEvent((event) => { if (event.type === 'channel-parked' && event.channelId === leg) parkedAtMs = event.atMs; });
      rig.simulated.fault({ fault: 'leave-unanswered', command: 'uuid_bridge', carriedOut: false, next: 1 });
      await setStatus(rig, campaign, 'running');
      const { answeredAt } = await rig.call(campaign, 'was given up', ({ safeHarbourAt }) => safeHarbourAt !== null);
      await waitFor('the leg of the bridge that was given up is parked', () => answeredAt !== null && parkedAtMs > answeredAt.getTime());
      return { campaign, leg };
    }

    const plays = (): number => invitesOf(rig)[0]?.plays.length ?? 0;

    it('was a talk by its end at the latest', async () => {
      const { campaign, leg } = await givenUp();
      await bridgeOutOfTheMessage(leg);
      await rig.completed(campaign);
      expect(await rig.calls(campaign)).toMatchObject([{ outcome: 'connected', connectedAt: expect.any(Date) as Date }]);
      expect(await violations(rig, campaign)).toEqual([]);
    });

    it('and its agent leaves before anybody knows of the talk, leaves nobody in silence: the message is heard anew', async () => {
      const { leg } = await givenUp();
      await bridgeOutOfTheMessage(leg);
      const heard = plays();
      await late.park(leg);
      await waitFor('the message is heard anew', () => plays() > heard);
    });
  });
});
