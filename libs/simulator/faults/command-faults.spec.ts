import { waitFor } from '@paceline/testing/wait-for';
import { count, originate, resultOf, STAYS, useFaultBench, type RawClient } from './raw-client.spec-helper';

const bench = useFaultBench();

async function listening(): Promise<RawClient> {
  const client = bench.client();
  client.send('event plain BACKGROUND_JOB CHANNEL_ANSWER');
  await waitFor('the subscription', () => client.heard().includes('event listener enabled'));
  return client;
}

it('refuses the next ones of a command and carries nothing out', async () => {
  const simulated = await bench.start();
  const client = await listening();
  const onHit = jest.fn();
  simulated.fault({ fault: 'refuse-command', command: 'originate', next: 1, onHit });
  client.send(originate('u1', STAYS));
  client.send(originate('u2', STAYS));
  await waitFor('both results', () => resultOf(client, 'job-u1') !== undefined && resultOf(client, 'job-u2') !== undefined);
  expect([resultOf(client, 'job-u1'), resultOf(client, 'job-u2')]).toEqual(['-ERR DESTINATION_OUT_OF_ORDER', '+OK u2']);
  expect(simulated.invites.map((invite) => invite.channelId)).toEqual(['u2']);
  expect(onHit).toHaveBeenCalledTimes(1);
});

it.each([true, false])('leaves a job without a result (carried out: %s)', async (carriedOut) => {
  const simulated = await bench.start();
  const client = await listening();
  simulated.fault({ fault: 'leave-unanswered', command: 'originate', carriedOut, next: 1 });
  client.send(originate('u1', STAYS));
  client.send(originate('u2', STAYS));
  await waitFor('the second result', () => resultOf(client, 'job-u2') === '+OK u2');
  expect(client.heard()).toContain('Reply-Text: +OK Job-UUID: job-u1');
  expect(resultOf(client, 'job-u1')).toBeUndefined();
  expect(simulated.callOf('u1') !== undefined).toBe(carriedOut);
  expect(count(client, 'CHANNEL_ANSWER', 'u1')).toBe(carriedOut ? 1 : 0);
});

it('keeps a socket blocked behind an unanswered api, until it is over', async () => {
  const simulated = await bench.start();
  const client = await listening();
  const heal = simulated.fault({ fault: 'leave-unanswered', command: 'status', carriedOut: true });
  client.send('api status');
  client.send('api version');
  const other = await listening();
  other.send('api version');
  await waitFor('the other client\'s answer', () => other.heard().includes('FreeSWITCH Version'));
  expect(client.heard()).not.toContain('FreeSWITCH Version');
  heal();
  await waitFor('the answers', () => client.heard().includes('FreeSWITCH Version'));
  expect(client.heard().indexOf('UP 0 years')).toBeLessThan(client.heard().indexOf('FreeSWITCH Version'));
});

it('answers late what it did at once', async () => {
  const simulated = await bench.start();
  const client = await listening();
  simulated.fault({ fault: 'delay-replies', command: 'sendmsg', byMs: 100 });
  simulated.fault({ fault: 'delay-replies', command: 'originate', byMs: 100 });
  client.send(originate('u1', STAYS));
  await waitFor('the answer', () => count(client, 'CHANNEL_ANSWER', 'u1') === 1);
  expect(resultOf(client, 'job-u1')).toBeUndefined();
  await waitFor('the result', () => resultOf(client, 'job-u1') === '+OK u1');
  const before = client.heard().length;
  const sentAt = performance.now();
  client.send('sendmsg u1\ncall-command: hangup');
  await waitFor('the reply', () => client.heard().slice(before).includes('Reply-Text: +OK\n'));
  expect(performance.now() - sentAt).toBeGreaterThan(95);
  expect(simulated.callOf('u1')?.endedBy).toBe('near');
});
