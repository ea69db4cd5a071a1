import { waitFor } from '@paceline/testing/wait-for';
import { originate, resultOf, STAYS, useFaultBench } from './raw-client.spec-helper';

const bench = useFaultBench();

it('takes a gateway out, in each way, and brings it back', async () => {
  const simulated = await bench.start();
  const client = bench.client();
  const callTo = async (id: string): Promise<string | null> => {
    client.send(originate(id, STAYS));
    const record = await waitFor('an answer or an end', () => {
      const call = simulated.callOf(id);
      return typeof (call?.answeredAtMs ?? call?.endedAtMs) === 'number' && call;
    });
    return record.cause ?? record.result;
  };
  const orders = [
    [{ fault: 'gateway', name: 'carrier', state: 'unreachable' }, 'NORMAL_TEMPORARY_FAILURE'],
    [{ fault: 'gateway', name: 'carrier', state: 'congested' }, 'NORMAL_TEMPORARY_FAILURE'],
    [{ fault: 'gateway', name: 'another', state: 'unreachable' }, 'answered'],
  ] as const;
  for (const [index, [order, result]] of orders.entries()) {
    const end = simulated.fault(order);
    expect(await callTo(`during-${index}`)).toBe(result);
    end();
    expect(await callTo(`after-${index}`)).toBe('answered');
  }
  expect([simulated.callOf('during-0')?.result, simulated.callOf('during-1')?.result]).toEqual(['unreachable', 'refused']);
  simulated.fault({ fault: 'gateway', name: 'carrier', state: 'slow', byMs: 300 });
  const dialedAt = performance.now();
  expect(await callTo('slow')).toBe('answered');
  expect(performance.now() - dialedAt).toBeGreaterThan(290);
});

it('says that a gateway is down', async () => {
  const simulated = await bench.start();
  const client = bench.client();
  simulated.fault({ fault: 'gateway', name: 'carrier', state: 'unreachable' });
  client.send('api sofia status gateway carrier');
  await waitFor('the status', () => /Status\s+\tDOWN/.test(client.heard()));
});

it('throttles at run time, until it is over', async () => {
  const simulated = await bench.start();
  const client = bench.client();
  client.send('event plain BACKGROUND_JOB');
  const dial = async (id: string): Promise<string | undefined> => {
    client.send(originate(id, STAYS));
    return await waitFor('the result', () => resultOf(client, `job-${id}`));
  };
  const end = simulated.fault({ fault: 'throttle', paused: true });
  expect(await dial('u1')).toBe('-ERR DESTINATION_OUT_OF_ORDER');
  end();
  expect(await dial('u2')).toBe('+OK u2');
  client.send('api simulator fault {"fault":"throttle","maxSessions":1}');
  await waitFor('the order', () => client.heard().includes('api/response'));
  await waitFor('the limit', () => {
    client.send('api fsctl max_sessions');
    return client.heard().includes('+OK max sessions: 1\n');
  }, { everyMs: 30 });
  expect(await dial('u3')).toBe('-ERR DESTINATION_OUT_OF_ORDER');
  client.send('api simulator heal');
  expect(await dial('u4')).toBe('+OK u4');
  expect(simulated.callOf('u3')).toBeUndefined();
});

it('knows no other fault', async () => {
  await bench.start();
  const client = bench.client();
  client.send('api simulator fault {"fault":"flood"}');
  client.send('api simulator fault nonsense');
  await waitFor('two refusals', () => client.heard().split('-ERR no such fault').length === 3);
});
