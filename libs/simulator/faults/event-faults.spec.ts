import { waitFor } from '@paceline/testing/wait-for';
import { count, eventsOf, originate, STAYS, useFaultBench, type RawClient } from './raw-client.spec-helper';

const bench = useFaultBench();
const LIFE = ['CHANNEL_CREATE', 'CHANNEL_ANSWER', 'CHANNEL_PARK', 'CHANNEL_HANGUP', 'CHANNEL_HANGUP_COMPLETE', 'CHANNEL_DESTROY'];

async function listening(): Promise<RawClient> {
  const client = bench.client();
  client.send(`event plain ${LIFE.join(' ')} BACKGROUND_JOB`);
  await waitFor('the subscription', () => client.heard().includes('event listener enabled'));
  return client;
}

it('loses what it is told to lose, and the book knows of it', async () => {
  const simulated = await bench.start();
  const client = await listening();
  simulated.fault({ fault: 'lose-events', names: ['CHANNEL_ANSWER', 'CHANNEL_PARK'], channels: '^u1$' });
  client.send(originate('u1', STAYS));
  client.send(originate('u2', STAYS));
  await waitFor('both answers', () => simulated.callOf('u1')?.answeredAtMs && simulated.callOf('u2')?.answeredAtMs);
  await waitFor('the park of the second', () => count(client, 'CHANNEL_PARK', 'u2') === 1);
  for (const id of ['u1', 'u2']) simulated.hangupFarEnd(id);
  await waitFor('both ends', () => ['u1', 'u2'].every((id) => count(client, 'CHANNEL_DESTROY', id) === 1));
  expect(eventsOf(client, 'u1')).toEqual(LIFE.filter((name) => name !== 'CHANNEL_ANSWER' && name !== 'CHANNEL_PARK'));
  expect(eventsOf(client, 'u2')).toEqual(LIFE);
});

it('loses a share, the same one with the same seed', async () => {
  const runs: number[][] = [];
  for (const seed of [7, 7, 8]) {
    const simulated = await bench.start({ seed });
    const client = await listening();
    simulated.fault({ fault: 'lose-events', names: ['CHANNEL_CREATE'], share: 0.5 });
    const ids = Array.from({ length: 24 }, (_, index) => `u${index}`);
    for (const id of ids) client.send(originate(id, STAYS));
    await waitFor('all answers', () => ids.every((id) => count(client, 'CHANNEL_ANSWER', id) === 1));
    runs.push(ids.map((id) => count(client, 'CHANNEL_CREATE', id)));
    await simulated.stop();
  }
  expect(runs[0]).toEqual(runs[1]);
  expect(runs[0]).not.toEqual(runs[2]);
  expect(runs[0]).toEqual(expect.arrayContaining([0, 1]));
});

it('delays what is fired, each channel\'s events in their order, also those behind the delayed ones', async () => {
  const simulated = await bench.start();
  const client = await listening();
  simulated.fault({ fault: 'delay-events', names: ['CHANNEL_CREATE', 'CHANNEL_ANSWER'], byMs: 500, jitterMs: 200 });
  const ids = Array.from({ length: 8 }, (_, index) => `u${index}`);
  for (const id of ids) client.send(originate(id, STAYS));
  await waitFor('all answers', () => ids.every((id) => typeof simulated.callOf(id)?.answeredAtMs === 'number'));
  expect(ids.some((id) => count(client, 'CHANNEL_ANSWER', id) === 1)).toBe(false);
  await waitFor('all parks', () => simulated.channels.every((channel) => channel.state === 'CS_EXECUTE'));
  for (const id of ids) simulated.hangupFarEnd(id);
  await waitFor('all ends', () => ids.every((id) => count(client, 'CHANNEL_DESTROY', id) === 1));
  for (const id of ids) expect(eventsOf(client, id)).toEqual(LIFE);
  const created = [...client.heard().matchAll(/Event-Name: CHANNEL_CREATE\n[^]*?Unique-ID: (\w+)\n/g)].map(([, id]) => id);
  expect(created).not.toEqual(ids);
});

it('repeats, at once or later', async () => {
  const simulated = await bench.start();
  const client = await listening();
  simulated.fault({ fault: 'repeat-events', names: ['CHANNEL_CREATE'] });
  simulated.fault({ fault: 'repeat-events', names: ['CHANNEL_ANSWER'], afterMs: 100, next: 1 });
  client.send(originate('u1', STAYS));
  client.send(originate('u2', STAYS));
  await waitFor('the late repeat', () => count(client, 'CHANNEL_ANSWER', 'u1') === 2);
  expect(eventsOf(client, 'u1')).toEqual(['CHANNEL_CREATE', 'CHANNEL_CREATE', 'CHANNEL_ANSWER', 'CHANNEL_PARK', 'CHANNEL_ANSWER']);
  expect(count(client, 'CHANNEL_ANSWER', 'u2')).toBe(1);
  simulated.heal();
  client.send(originate('u3', STAYS));
  await waitFor('the park', () => count(client, 'CHANNEL_PARK', 'u3') === 1);
  expect(count(client, 'CHANNEL_CREATE', 'u3')).toBe(1);
});
