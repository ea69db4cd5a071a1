import { waitForValue } from '@paceline/testing/wait-for';
import { Scenario } from './lib/scenario';
import { stopTarget } from './lib/target';

afterAll(stopTarget);

/** The customer goes, the agent's leg parks, then it goes too. */
async function endCall(scenario: Scenario): Promise<void> {
  await scenario.kill('customer');
  await scenario.gone('customer');
  await scenario.on('agent', 'CHANNEL_PARK', 2);
  await scenario.kill('agent');
  await scenario.gone('agent');
}

const KEEP = ',hangup_after_bridge=false,park_after_bridge=true';

describe('a hand-off to a waiting agent', () => {
  it.concurrent('connects, and the agent\'s leg parks by itself and takes the next call [bridge_to_waiting_agent]', async () => {
    await Scenario.play(async (scenario) => {
      await scenario.agent();
      await scenario.customer('55501104', ',hangup_after_bridge=true');
      const bridge = await scenario.connect('customer', 'agent');
      expect(await scenario.result(bridge)).toBe(`+OK ${scenario.id('agent')}\n`);
      await scenario.gone('customer');
      await scenario.on('agent', 'CHANNEL_PARK', 2);
      expect(await scenario.esl.api(`uuid_exists ${scenario.id('agent')}`)).toBe('true');
      expect(await scenario.esl.api(`uuid_getvar ${scenario.id('agent')} park_after_bridge`)).toBe('true');
      await scenario.customer('55501120', '', 'second');
      await scenario.connect('second', 'agent');
      const rows = await channels(scenario);
      expect(rows.get('agent')).toMatchObject({ state: 'CS_EXCHANGE_MEDIA', application: 'uuid_bridge', application_data: scenario.id('second'), callstate: 'ACTIVE', call_uuid: scenario.id('second') });
      expect(rows.get('second')).toMatchObject({ state: 'CS_SOFT_EXECUTE', application: 'uuid_bridge', dest: '55501120', direction: 'outbound', call_uuid: scenario.id('second') });
      const calls = JSON.parse(await scenario.esl.api('show calls as json')) as { rows: Array<Record<string, string>> };
      expect(calls.rows.find((row) => row['uuid'] === scenario.id('second'))).toMatchObject({ b_uuid: scenario.id('agent'), b_state: 'CS_EXCHANGE_MEDIA' });
      await scenario.kill('second');
      await scenario.gone('second');
      await scenario.on('agent', 'CHANNEL_PARK', 3);
      await scenario.kill('agent');
      await scenario.gone('agent');
      scenario.expectFlow('bridge_to_waiting_agent');
    });
  });

  it.concurrent('says +OK at once; the bridge exists some 40 to 70 ms later [bridge_says_ok_first]', async () => {
    await Scenario.play(async (scenario) => {
      await scenario.agent();
      await scenario.customer('55501130');
      const sentAt = performance.now();
      const bridge = await scenario.background(`uuid_bridge ${scenario.id('customer')} ${scenario.id('agent')}`);
      await scenario.result(bridge);
      expect(scenario.count('customer', 'CHANNEL_BRIDGE')).toBe(0);
      await scenario.on('customer', 'CHANNEL_BRIDGE');
      const tookMs = performance.now() - sentAt;
      expect(tookMs).toBeGreaterThan(15);
      expect(tookMs).toBeLessThan(2000);
    });
  });

  it.concurrent('may be asked for at CHANNEL_ANSWER, before the leg has parked [bridge_at_answer]', async () => {
    await Scenario.play(async (scenario) => {
      await scenario.agent();
      await scenario.dial('customer', '55501130', ',ignore_early_media=true');
      await scenario.on('customer', 'CHANNEL_ANSWER');
      await scenario.connect('customer', 'agent');
      expect(await scenario.on('customer', 'CHANNEL_BRIDGE')).toMatchObject({
        'Bridge-A-Unique-ID': scenario.id('customer'), 'Bridge-B-Unique-ID': scenario.id('agent'), 'Other-Leg-Unique-ID': scenario.id('agent'),
      });
    });
  });

  it.concurrent('leaves the customer parked when the agent drops, if the customer\'s leg wants it [agent_drops_customer_parked]', async () => {
    await Scenario.play(async (scenario) => {
      await scenario.agent();
      await scenario.customer('55501130', KEEP);
      await scenario.connect('customer', 'agent');
      await scenario.kill('agent');
      await scenario.gone('agent');
      await scenario.on('customer', 'CHANNEL_PARK', 2);
      expect(await scenario.esl.api(`uuid_exists ${scenario.id('customer')}`)).toBe('true');
      await scenario.kill('customer');
      await scenario.gone('customer');
      scenario.expectFlow('agent_drops_customer_parked');
    });
  });

  it.concurrent('ends with the agent when the customer\'s leg does not [agent_drops_customer_hung_up]', async () => {
    await Scenario.play(async (scenario) => {
      await scenario.agent();
      await scenario.customer('55501130', ',hangup_after_bridge=true');
      await scenario.connect('customer', 'agent');
      await scenario.kill('agent');
      await scenario.gone('agent', 'customer');
      scenario.expectFlow('agent_drops_customer_hung_up');
    });
  });

  it.concurrent('can be split again into two parked legs [unbridge_both_parked]', async () => {
    await Scenario.play(async (scenario) => {
      await scenario.agent();
      await scenario.customer('55501130', KEEP);
      await scenario.connect('customer', 'agent');
      expect(await scenario.esl.api(`uuid_transfer ${scenario.id('customer')} -both park inline`)).toBe('+OK\n');
      await scenario.on('customer', 'CHANNEL_PARK', 2);
      await scenario.on('agent', 'CHANNEL_PARK', 2);
      for (const role of ['customer', 'agent']) expect(await scenario.kill(role)).toBe('+OK\n');
      await scenario.gone('customer', 'agent');
      scenario.expectFlow('unbridge_both_parked');
    });
  });

  it.concurrent('can be held and taken back [hold_and_resume]', async () => {
    await Scenario.play(async (scenario) => {
      await scenario.agent();
      await scenario.customer('55501130');
      await scenario.connect('customer', 'agent');
      expect(await scenario.esl.api(`uuid_hold ${scenario.id('customer')}`)).toBe('+OK Success\n');
      await scenario.on('customer', 'CHANNEL_HOLD');
      expect(await scenario.esl.api(`uuid_hold off ${scenario.id('customer')}`)).toBe('+OK Success\n');
      await scenario.on('customer', 'CHANNEL_UNHOLD');
      await scenario.on('customer', 'CHANNEL_CALLSTATE', 5);
      await endCall(scenario);
      scenario.expectFlow('hold_and_resume');
    });
  });

  it.concurrent('is recorded on request, with a mask for what nobody may keep [recording]', async () => {
    await Scenario.play(async (scenario) => {
      await scenario.agent();
      await scenario.customer('55501130');
      await scenario.connect('customer', 'agent');
      const file = `${scenario.target.recordings}/rec-${scenario.id('customer')}.wav`;
      const record = (action: string, path = file): Promise<string> => scenario.esl.api(`uuid_record ${scenario.id('customer')} ${action} ${path}`);
      expect(await record('start', `${file} 600`)).toBe('+OK Success\n');
      expect(await scenario.on('customer', 'RECORD_START')).toMatchObject({ 'Record-File-Path': file });
      for (const action of ['mask', 'unmask', 'stop']) expect(await record(action)).toBe('+OK Success\n');
      const stopped = await scenario.on('customer', 'RECORD_STOP');
      expect(stopped).toMatchObject({ 'Record-File-Path': file });
      expect(Number(stopped['variable_record_ms'])).toBeGreaterThanOrEqual(0);
      expect(await record('start', '/proc/nope/x.wav')).toBe('-ERR Cannot record session!\n');
      await scenario.on('customer', 'MEDIA_BUG_STOP');
      await endCall(scenario);
      scenario.expectFlow('recording');
    });
  });
});

it.concurrent('an agent is dialed on demand, and the leg ends with the call [agent_dialed_for_a_waiting_call]', async () => {
  await Scenario.play(async (scenario) => {
    await scenario.customer('55501130', ',hangup_after_bridge=true');
    await scenario.dial('agent', 'agent1002', ',originate_timeout=10');
    await scenario.on('agent', 'CHANNEL_PARK');
    await scenario.connect('customer', 'agent');
    await scenario.kill('customer');
    await scenario.gone('customer', 'agent');
    expect(await scenario.esl.api(`uuid_exists ${scenario.id('agent')}`)).toBe('false');
    scenario.expectFlow('agent_dialed_for_a_waiting_call');
  });
});

/** `show channels as json`, by role, once the switch's table has caught up with its events (it lags on a busy machine). */
async function channels(scenario: Scenario): Promise<Map<string, Record<string, string>>> {
  return waitForValue('the agent in the second bridge', async () => {
    const listed = JSON.parse(await scenario.esl.api('show channels as json')) as { row_count: number; rows?: Array<Record<string, string>> };
    return new Map(['agent', 'second'].flatMap((role) => (listed.rows ?? []).filter((row) => row['uuid'] === scenario.id(role)).map((row) => [role, row] as const)));
  }, (rows) => rows.get('agent')?.['state'] === 'CS_EXCHANGE_MEDIA' && rows.get('agent')?.['call_uuid'] === scenario.id('second'), { deadlineMs: 10_000 });
}
