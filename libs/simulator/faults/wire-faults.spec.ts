import { waitFor, waitForValue } from '@paceline/testing/wait-for';
import { count, originate, STAYS, useFaultBench } from './raw-client.spec-helper';

const bench = useFaultBench();

async function listening(events = 'CHANNEL_ANSWER CHANNEL_HANGUP'): Promise<ReturnType<typeof bench.client>> {
  const client = bench.client();
  client.send(`event plain ${events}`);
  await waitFor('the subscription', () => client.heard().includes('event listener enabled'));
  return client;
}

describe('reset', () => {
  it('ends every connection without a word, by method and by command', async () => {
    const simulated = await bench.start();
    const first = await listening();
    simulated.fault({ fault: 'reset' });
    await waitForValue('the reset', () => first.ended() ?? 'open', (end) => end === 'ECONNRESET');
    const second = await listening();
    second.send('api simulator fault {"fault":"reset"}');
    await waitForValue('the reset by command', () => second.ended() ?? 'open', (end) => end === 'ECONNRESET');
    expect(second.heard()).toMatch(/\+OK\n$/);
  });
});

describe('half-open', () => {
  it('says nothing and reads nothing until it is over; events of the time are lost, calls go on', async () => {
    const simulated = await bench.start();
    const client = await listening();
    const heal = simulated.fault({ fault: 'half-open', whom: 'present' });
    client.send('api status');
    const other = await listening();
    other.send(originate('u1', STAYS));
    await waitFor('the answer, by the other client', () => count(other, 'CHANNEL_ANSWER', 'u1') === 1);
    expect(simulated.callOf('u1')?.answeredAtMs).not.toBeNull();
    const before = client.heard();
    expect(before).not.toContain('UP 0 years');
    heal();
    await waitFor('the reply to what was sent meanwhile', () => client.heard().includes('UP 0 years'));
    simulated.hangupFarEnd('u1');
    await waitFor('events again', () => count(client, 'CHANNEL_HANGUP', 'u1') === 1);
    expect(count(client, 'CHANNEL_ANSWER', 'u1')).toBe(0);
  });

  it('can keep newcomers waiting too, for so long', async () => {
    const simulated = await bench.start();
    simulated.fault({ fault: 'half-open', whom: 'all', forMs: 150 });
    const orderedAt = performance.now();
    const client = await listening();
    expect(performance.now() - orderedAt).toBeGreaterThan(140);
    expect(client.ended()).toBeUndefined();
  });
});

describe('writes in pieces', () => {
  it('drips', async () => {
    const simulated = await bench.start();
    const client = await listening();
    const heal = simulated.fault({ fault: 'drip', bytes: 7, everyMs: 3 });
    const from = client.chunks.length;
    client.send('api version');
    await waitFor('the whole answer', () => client.heard().includes('64bit)\n'));
    const pieces = client.chunks.slice(from);
    expect(pieces.length).toBeGreaterThan(5);
    expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThanOrEqual(14);
    heal();
  });

  it.each([['every-byte', 60], ['random', 2]] as const)('cuts %s, and nothing is missing', async (at, least) => {
    const simulated = await bench.start();
    const client = await listening();
    const whole = bench.client();
    whole.send('api version');
    await waitFor('the answer', () => whole.heard().includes('64bit)\n'));
    simulated.fault({ fault: 'split', at });
    const [from, before] = [client.chunks.length, client.heard().length];
    client.send('api version');
    client.send('exit');
    await waitFor('the end', () => client.ended() === 'closed');
    expect(client.chunks.length - from).toBeGreaterThanOrEqual(least);
    expect(client.heard().slice(before)).toContain(whole.heard().slice(whole.heard().indexOf('Content-Type: api/response')));
    expect(client.heard()).toMatch(/See you at ClueCon! http:\/\/www\.cluecon\.com\/\n$/);
  });
});

describe('down', () => {
  it.each([['closed', 'ECONNREFUSED'], ['reset', 'ECONNRESET']] as const)('%s: clients find nobody for so long, while calls go on unheard', async (how, code) => {
    const simulated = await bench.start();
    const client = await listening();
    client.send(originate('u1', STAYS));
    await waitFor('the answer', () => count(client, 'CHANNEL_ANSWER', 'u1') === 1);
    const { coreId } = simulated;
    simulated.fault({ fault: 'down', how, forMs: 200 });
    await waitFor('the reset of who is there', () => client.ended() === 'ECONNRESET');
    const refused = bench.client();
    await waitFor('the refusal', () => refused.ended() === code);
    simulated.hangupFarEnd('u1');
    expect(simulated.callOf('u1')).toMatchObject({ result: 'answered', endedBy: 'far' });
    const back = await waitFor('somebody listens again', async () => {
      const next = bench.client();
      await waitFor('an answer', () => next.ended() !== undefined || next.heard().includes('+OK accepted'));
      return next.ended() === undefined && next;
    });
    expect(count(back, 'CHANNEL_HANGUP', 'u1')).toBe(0);
    expect(simulated.coreId).toBe(coreId);
  });
});

describe('restart', () => {
  it('is away for so long, and then another one without calls', async () => {
    const simulated = await bench.start();
    const client = await listening();
    client.send(originate('u1', STAYS));
    await waitFor('the answer', () => count(client, 'CHANNEL_ANSWER', 'u1') === 1);
    const { coreId } = simulated;
    const orderedAt = performance.now();
    client.send('api simulator fault {"fault":"restart","awayMs":200}');
    await waitFor('the end', () => client.ended() !== undefined);
    const refused = bench.client();
    await waitFor('the refusal', () => refused.ended() === 'ECONNREFUSED');
    await waitFor('the next start', () => { try { return simulated.coreId !== coreId; } catch { return false; } });
    expect(performance.now() - orderedAt).toBeGreaterThan(190);
    expect(simulated.channels).toEqual([]);
    expect(simulated.callOf('u1')?.cause).toBe('SWITCH_GONE');
  });
});
