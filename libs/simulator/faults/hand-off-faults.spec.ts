import { waitFor } from '@paceline/testing/wait-for';
import type { SimulatedSwitch } from '../index';
import type { HandOffRace } from './fault-order';
import { AGENT, count, originate, resultOf, useFaultBench, type RawClient } from './raw-client.spec-helper';

const bench = useFaultBench();
/** Rings, answers, stays. */
const CUSTOMER = '55501030';
const KEEP = ',park_after_bridge=true,hangup_after_bridge=false';

/** Seeds, so that both frames in which the leg may leave are played. */
const SEEDS = [1, 2, 3, 4];

async function agentIsUp(seed: number): Promise<{ simulated: SimulatedSwitch; client: RawClient }> {
  const simulated = await bench.start({ seed });
  const client = bench.client();
  client.send('event plain CHANNEL_ANSWER CHANNEL_PARK CHANNEL_BRIDGE CHANNEL_DESTROY CHANNEL_HANGUP BACKGROUND_JOB');
  client.send(originate('agent', AGENT, KEEP));
  await waitFor('the agent', () => count(client, 'CHANNEL_PARK', 'agent') === 1);
  return { simulated, client };
}

async function bridged(seed: number, race: HandOffRace, at: 'CHANNEL_PARK' | 'CHANNEL_ANSWER' = 'CHANNEL_PARK'): Promise<{ simulated: SimulatedSwitch; client: RawClient }> {
  const { simulated, client } = await agentIsUp(seed);
  simulated.fault({ fault: 'hand-off', race, next: 1 });
  client.send(originate('customer', CUSTOMER, KEEP));
  await waitFor('the customer', () => count(client, at, 'customer') === 1);
  client.send('bgapi uuid_bridge customer agent\nJob-UUID: job-bridge');
  await waitFor('the result', () => resultOf(client, 'job-bridge') !== undefined);
  return { simulated, client };
}

const stateOf = (simulated: SimulatedSwitch, id: string): string | undefined => simulated.channels.find(({ channelId }) => channelId === id)?.state;

it.each(SEEDS)('the customer leaves: +OK, no bridge, and the agent\'s leg is stuck until it is parked (seed %i)', async (seed) => {
  const { simulated, client } = await bridged(seed, 'customer-leaves');
  expect(resultOf(client, 'job-bridge')).toBe('+OK agent');
  await waitFor('the end of the customer', () => count(client, 'CHANNEL_DESTROY', 'customer') === 1);
  expect(simulated.callOf('customer')).toMatchObject({ endedBy: 'far', bridges: [] });
  await waitFor('the agent to be stuck', () => ['CS_RESET', 'CS_SOFT_EXECUTE'].includes(stateOf(simulated, 'agent') ?? ''));
  expect(count(client, 'CHANNEL_PARK', 'agent')).toBe(1);
  client.send('api uuid_transfer agent park inline');
  await waitFor('the agent\'s park', () => count(client, 'CHANNEL_PARK', 'agent') === 2);
  expect(count(client, 'CHANNEL_BRIDGE', 'customer')).toBe(0);
});

it.each(SEEDS)('the agent leaves: the customer is hung up too (seed %i)', async (seed) => {
  const { simulated, client } = await bridged(seed, 'agent-leaves');
  expect(resultOf(client, 'job-bridge')).toBe('+OK agent');
  await waitFor('the end of both', () => ['customer', 'agent'].every((id) => count(client, 'CHANNEL_DESTROY', id) === 1));
  expect(simulated.callOf('agent')).toMatchObject({ endedBy: 'far', bridges: [] });
  expect(simulated.callOf('customer')).toMatchObject({ endedBy: 'near', cause: 'ORIGINATOR_CANCEL', bridges: [] });
  expect(count(client, 'CHANNEL_BRIDGE', 'customer')).toBe(0);
});

it('the customer is gone already: -ERR, and the agent\'s leg is untouched', async () => {
  const { simulated, client } = await bridged(1, 'customer-gone');
  expect(resultOf(client, 'job-bridge')).toBe('-ERR Invalid uuid');
  await waitFor('the end of the customer', () => count(client, 'CHANNEL_DESTROY', 'customer') === 1);
  expect(stateOf(simulated, 'agent')).toBe('CS_EXECUTE');
  expect(count(client, 'CHANNEL_PARK', 'agent')).toBe(1);
});

it.each(SEEDS)('the bridge overtakes the park: the agent is hung up and the customer parked (seed %i)', async (seed) => {
  const { simulated, client } = await bridged(seed, 'bridge-before-park', 'CHANNEL_ANSWER');
  await waitFor('the end of the agent', () => count(client, 'CHANNEL_DESTROY', 'agent') === 1);
  expect(simulated.callOf('agent')).toMatchObject({ cause: 'DESTINATION_OUT_OF_ORDER', bridges: [] });
  await waitFor('the customer\'s park', () => count(client, 'CHANNEL_PARK', 'customer') === 1);
  expect(simulated.callOf('customer')).toMatchObject({ endedAtMs: null, bridges: [] });
  expect(simulated.channels).toMatchObject([{ channelId: 'customer', state: 'CS_EXECUTE' }]);
});

it('loses a customer once, however many agents are tried', async () => {
  const { simulated, client } = await agentIsUp(1);
  for (const id of ['other', 'third']) client.send(originate(id, AGENT, KEEP));
  for (const id of ['customer', 'next']) client.send(originate(id, CUSTOMER, KEEP));
  await waitFor('all legs', () => ['other', 'third', 'customer', 'next'].every((id) => count(client, 'CHANNEL_PARK', id) === 1));
  simulated.fault({ fault: 'hand-off', race: 'customer-leaves', next: 2 });
  client.send('bgapi uuid_bridge customer agent');
  client.send('bgapi uuid_bridge customer other');
  await waitFor('the end of the customer', () => count(client, 'CHANNEL_DESTROY', 'customer') === 1);
  client.send('bgapi uuid_bridge next third');
  await waitFor('the end of the next', () => count(client, 'CHANNEL_DESTROY', 'next') === 1);
  expect(simulated.callOf('next')).toMatchObject({ endedBy: 'far', bridges: [] });
});

it('is over after as many as were ordered', async () => {
  const { simulated, client } = await bridged(1, 'customer-leaves');
  await waitFor('the end of the customer', () => count(client, 'CHANNEL_DESTROY', 'customer') === 1);
  client.send(originate('second', CUSTOMER, KEEP));
  await waitFor('the second', () => count(client, 'CHANNEL_PARK', 'second') === 1);
  client.send('bgapi uuid_bridge second agent');
  await waitFor('the bridge', () => count(client, 'CHANNEL_BRIDGE', 'second') === 1);
  expect(simulated.callOf('second')?.bridges).toHaveLength(1);
});
