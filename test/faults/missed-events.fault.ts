import { randomUUID } from 'node:crypto';
import { EslSwitch } from '@paceline/telephony/esl/esl-switch';
import { waitFor } from '@paceline/testing/wait-for';
import { invitesOf, legOf, numbers, serve, setGateway, violations } from '../e2e/lib/dialer-aids';
import type { DialerRig } from '../e2e/lib/dialer-rig';
import { openFaultRig } from './lib/fault-campaign';

let rig: DialerRig;
beforeEach(async () => { rig = await openFaultRig(); });
afterEach(async () => { await rig.close(); });

it('a person whose answer was not heard of is given to an agent when the call parks', async () => {
  const end = rig.simulated.fault({ fault: 'lose-events', names: ['CHANNEL_ANSWER'] });
  const campaign = await rig.campaign(numbers('short-talk', 1), { wrapUpSec: 0 });
  await rig.agents(1, [campaign]);
  await rig.completed(campaign);
  end();
  expect(await rig.calls(campaign)).toMatchObject([{ outcome: 'connected' }]);
  const [invite] = invitesOf(rig);
  const silenceMs = (invite?.bridges[0]?.atMs ?? Number.POSITIVE_INFINITY) - (invite?.answeredAtMs ?? 0);
  expect(silenceMs).toBeLessThan(rig.environment.SAFE_HARBOUR_AFTER_MS);
  expect(await violations(rig, campaign)).toEqual([]);
});

it('a talk whose bridge was not heard of goes on', async () => {
  const phones = numbers('long-talk', 1);
  const end = rig.simulated.fault({ fault: 'lose-events', names: ['CHANNEL_BRIDGE'] });
  const campaign = await rig.campaign(phones, { wrapUpSec: 0 });
  await rig.agents(1, [campaign]);
  // Before its end, which would tell of it too.
  await waitFor('the switch was asked', async () => (await rig.calls(campaign)).some((call) => call.state === 'talking'));
  end();
  await rig.completed(campaign);
  expect(await rig.calls(campaign)).toMatchObject([{ outcome: 'connected' }]);
  expect(invitesOf(rig)).toMatchObject([{ bridges: [expect.anything()], endedBy: 'far' }]);
  expect(await violations(rig, campaign)).toEqual([]);
});

it('an answer of which nothing was heard before the end is not lost', async () => {
  const [phone = ''] = numbers('short-talk', 1);
  rig.simulated.declareCallee(phone, { kind: 'answers', progress: 'ringing', ringMs: 50, farewell: { kind: 'after-answer', ms: 500 } });
  const campaign = await rig.campaign([phone], { wrapUpSec: 0 });
  const agents = await rig.agents(1, []);
  await Promise.all(agents.map((agent) => legOf(rig, agent)));
  rig.simulated.fault({ fault: 'lose-events', names: ['CHANNEL_ANSWER', 'CHANNEL_PARK'] });
  await serve(rig, agents, [campaign]);
  await rig.completed(campaign);
  const [call] = await rig.calls(campaign);
  expect(call).toMatchObject({ outcome: 'hung-up-waiting', hangupCause: 'NORMAL_CLEARING', answeredAt: expect.any(Date) as Date });
  expect(await violations(rig, campaign)).toEqual([]);
});

it('a person of whom nothing was heard but that the line is busy was dialed once', async () => {
  const [phone = ''] = numbers('short-talk', 1);
  rig.simulated.declareCallee(phone, { kind: 'refuses', progress: 'ringing', afterMs: 50, sipStatus: 486 });
  const campaign = await rig.campaign([phone], { wrapUpSec: 0 });
  const agents = await rig.agents(1, []);
  await Promise.all(agents.map((agent) => legOf(rig, agent)));
  rig.simulated.fault({ fault: 'lose-events', names: ['CHANNEL_CREATE', 'CHANNEL_PROGRESS', 'CHANNEL_HANGUP', 'CHANNEL_HANGUP_COMPLETE', 'CHANNEL_DESTROY'] });
  await serve(rig, agents, [campaign]);
  await rig.completed(campaign);
  expect(await rig.calls(campaign)).toMatchObject([{ outcome: 'busy', hangupCause: 'USER_BUSY' }]);
  expect(await violations(rig, campaign)).toEqual([]);
});

it('a switch that was stuck places no burst of calls when it goes on', async () => {
  const callsPerSec = 20;
  await setGateway(rig, { callsPerSec, maxLines: 200 });
  // Busy at once: a line is free for the next call as fast as the gateway takes it.
  const phones = numbers('short-talk', 200);
  for (const phone of phones) rig.simulated.declareCallee(phone, { kind: 'refuses', progress: 'ringing', afterMs: 50, sipStatus: 486 });
  const campaign = await rig.campaign(phones, { maxLinesPerAgent: 10 });
  await rig.agents(20, [campaign]);
  await waitFor('calls are placed', () => invitesOf(rig).length > 20);
  rig.simulated.fault({ fault: 'half-open', whom: 'present', forMs: 3_000 });
  const healedAtMs = Date.now() + 3_000;
  await waitFor('calls are placed again', () => invitesOf(rig).some(({ atMs }) => atMs > healedAtMs + 1_000));
  // At once, what lay there; and then its rate.
  expect(invitesOf(rig).filter(({ atMs }) => atMs > healedAtMs - 500 && atMs < healedAtMs + 200).length).toBeLessThanOrEqual(callsPerSec * 0.75); // of 60 that it could have been sent
});

it('a call that the switch begins when it was given up is ended at once', async () => {
  const { FREESWITCH_HOST: host, FREESWITCH_PORT: port, FREESWITCH_PASSWORD: password, SWITCH_ACCOUNT_CODE: accountCode } = rig.environment;
  const ignore = (): void => undefined;
  // As a command that lay in a stuck switch: of ours, and no call wants it.
  const late = new EslSwitch({ host, port, password, promptsDir: '/srv', recordingsDir: '/srv', log: { info: ignore, warn: ignore, error: ignore } });
  try {
    await late.connect();
    const channelId = randomUUID();
    await late.originate({
      channelId, endpoint: { kind: 'gateway', gateway: 'carrier', digits: '+14155503000' }, ringTimeoutSec: 10, callerNumber: null, accountCode, afterBridge: 'park', guard: null,
    });
    const record = rig.simulated.callOf(channelId);
    expect(record).toMatchObject({ result: 'cancelled', endedBy: 'near' });
    expect((record?.endedAtMs ?? Number.POSITIVE_INFINITY) - (record?.atMs ?? 0)).toBeLessThan(1_000);
  } finally {
    await late.close();
  }
});
