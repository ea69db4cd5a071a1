import { rowIn, untilRaced } from './lib/races';
import { Scenario } from './lib/scenario';
import { stopTarget } from './lib/target';

afterAll(stopTarget);

const KEEP = ',hangup_after_bridge=false,park_after_bridge=true';

describe('the ways in which a hand-off fails', () => {
  it.concurrent('the customer is gone already: refused, and the agent\'s leg is untouched [bridge_race_customer_gone]', async () => {
    await Scenario.play(async (scenario) => {
      await scenario.agent();
      await scenario.dial('customer', '55508000', ',ignore_early_media=true,originate_timeout=12');
      await scenario.gone('customer');
      const bridge = await scenario.background(`uuid_bridge ${scenario.id('customer')} ${scenario.id('agent')}`);
      expect(await scenario.result(bridge)).toBe('-ERR Invalid uuid\n');
      expect(await scenario.esl.api(`uuid_exists ${scenario.id('agent')}`)).toBe('true');
      await scenario.kill('agent');
      await scenario.gone('agent');
      scenario.expectFlow('bridge_race_customer_gone');
    });
  });

  it.concurrent('the customer leaves within 40 ms: +OK, no bridge, and the agent\'s leg is stuck without a word [caller_gone_while_bridging]', () => untilRaced(async (scenario) => {
    await scenario.agent();
    await scenario.customer('55501130', ',hangup_after_bridge=true');
    const bridge = await scenario.background(`uuid_bridge ${scenario.id('customer')} ${scenario.id('agent')}`);
    await scenario.on('customer', 'CHANNEL_UNPARK');
    await scenario.kill('customer');
    expect(await scenario.result(bridge)).toBe(`+OK ${scenario.id('agent')}\n`);
    await scenario.gone('customer');
    if (scenario.count('customer', 'CHANNEL_BRIDGE') > 0) return false;
    expect(scenario.count('agent', 'CHANNEL_PARK')).toBe(1);
    const stuck = await rowIn(scenario, 'agent', ['CS_SOFT_EXECUTE', 'CS_RESET']);
    expect(['CS_SOFT_EXECUTE', 'CS_RESET']).toContain(stuck?.['state']);
    expect(stuck?.['application']).toBe('park');
    expect(await scenario.esl.api(`uuid_transfer ${scenario.id('agent')} park inline`)).toBe('+OK\n');
    await scenario.on('agent', 'CHANNEL_PARK', 2);
    expect(await rowIn(scenario, 'agent', ['CS_EXECUTE'])).toMatchObject({ state: 'CS_EXECUTE', dialplan: 'inline', dest: 'park', ip_addr: '127.0.0.1' });
    await scenario.kill('agent');
    await scenario.gone('agent');
    scenario.expectFlow('caller_gone_while_bridging');
    return true;
  }));

  it.concurrent('and the stuck leg can take the next call as it is [stuck_leg_takes_next_call]', () => untilRaced(async (scenario) => {
    await scenario.agent();
    await scenario.customer('55501130', ',hangup_after_bridge=true', 'first');
    await scenario.background(`uuid_bridge ${scenario.id('first')} ${scenario.id('agent')}`);
    await scenario.on('first', 'CHANNEL_UNPARK');
    await scenario.kill('first');
    await scenario.gone('first');
    if (scenario.count('first', 'CHANNEL_BRIDGE') > 0) return false;
    await scenario.customer('55501130', '', 'second');
    await scenario.connect('second', 'agent');
    await scenario.kill('second');
    await scenario.gone('second');
    await scenario.on('agent', 'CHANNEL_PARK', 2);
    return true;
  }));

  it.concurrent('the agent is lost within 40 ms: the customer is hung up, whatever park_after_bridge says [agent_gone_while_bridging]', () => untilRaced(async (scenario) => {
    await scenario.agent();
    await scenario.customer('55501130', KEEP);
    await scenario.background(`uuid_bridge ${scenario.id('customer')} ${scenario.id('agent')}`);
    await scenario.on('agent', 'CHANNEL_UNPARK');
    await scenario.kill('agent');
    await scenario.gone('agent');
    const saved = (): boolean => scenario.count('customer', 'CHANNEL_BRIDGE') > 0 || scenario.count('customer', 'CHANNEL_PARK') > 1;
    await scenario.esl.until(() => saved() || scenario.count('customer', 'CHANNEL_HANGUP') > 0, 'what became of the customer');
    if (saved()) return false;
    await scenario.gone('customer');
    expect(await scenario.on('customer', 'CHANNEL_HANGUP')).toMatchObject({ 'Hangup-Cause': 'ORIGINATOR_CANCEL' });
    expect(await scenario.esl.api(`uuid_kill ${scenario.id('customer')}`)).toBe('-ERR No such channel!\n');
    scenario.expectFlow('agent_gone_while_bridging');
    return true;
  }));

  it.concurrent('the agent is lost within 40 ms: a customer who asked for it parks, and takes the next agent [bridge_race_customer_parked]', () => untilRaced(async (scenario) => {
    await scenario.agent();
    await scenario.agent('next', 'agent1002');
    await scenario.customer('55501130', `${KEEP},uuid_bridge_park_on_cancel=true`);
    await scenario.background(`uuid_bridge ${scenario.id('customer')} ${scenario.id('agent')}`);
    await scenario.on('agent', 'CHANNEL_UNPARK');
    await scenario.kill('agent');
    await scenario.gone('agent');
    await scenario.on('customer', 'CHANNEL_PARK', 2);
    if (scenario.count('customer', 'CHANNEL_BRIDGE') > 0) return false;
    await scenario.connect('customer', 'next');
    await scenario.kill('customer');
    await scenario.gone('customer');
    scenario.expectFlow('bridge_race_customer_parked');
    return true;
  }));

  it.concurrent('the next agent is ordered before the customer has parked: lost too, and only the park brings both on [bridge_race_next_too_early]', () => untilRaced(async (scenario) => {
    await scenario.agent();
    await scenario.agent('next', 'agent1002');
    await scenario.customer('55501130', `${KEEP},uuid_bridge_park_on_cancel=true`);
    await scenario.background(`uuid_bridge ${scenario.id('customer')} ${scenario.id('agent')}`);
    await scenario.on('agent', 'CHANNEL_UNPARK');
    const [, bridge] = await Promise.all([scenario.kill('agent'), scenario.background(`uuid_bridge ${scenario.id('customer')} ${scenario.id('next')}`)]);
    expect(await scenario.result(bridge)).toBe(`+OK ${scenario.id('next')}\n`);
    await scenario.esl.until(() => scenario.count('customer', 'CHANNEL_PARK') > 1 || scenario.count('customer', 'CHANNEL_BRIDGE') > 0, 'what became of the customer');
    const stuck = await rowIn(scenario, 'next', ['CS_SOFT_EXECUTE', 'CS_RESET', 'CS_EXCHANGE_MEDIA']);
    if (stuck?.['state'] === 'CS_EXCHANGE_MEDIA' || scenario.count('customer', 'CHANNEL_BRIDGE') > 0) return false;
    await scenario.connect('customer', 'next');
    return true;
  }));

  it.concurrent('the customer is lost within 40 ms: an agent who was named first parks by itself [bridge_race_agent_parked]', () => untilRaced(async (scenario) => {
    await scenario.agent('agent', 'agent1001', ',uuid_bridge_park_on_cancel=true');
    await scenario.customer('55501130', KEEP);
    await scenario.background(`uuid_bridge ${scenario.id('agent')} ${scenario.id('customer')}`);
    await scenario.on('customer', 'CHANNEL_UNPARK');
    await scenario.kill('customer');
    await scenario.gone('customer');
    await scenario.on('agent', 'CHANNEL_PARK', 2);
    return scenario.count('agent', 'CHANNEL_BRIDGE') === 0;
  }));
});

it.concurrent('a comma in an inline transfer cuts the dial string in two and kills the call [inline_transfer_with_comma]', async () => {
  await Scenario.play(async (scenario) => {
    await scenario.customer('55501130', ',hangup_after_bridge=true', 'callee');
    expect(await scenario.esl.api(`uuid_transfer ${scenario.id('callee')} 'bridge:{origination_uuid=00000000-0000-4000-8000-000000000001,leg_timeout=10}${scenario.gateway}/agent1002' inline`)).toBe('+OK\n');
    await scenario.gone('callee');
    expect(await scenario.kill('callee')).toBe('-ERR No such channel!\n');
    scenario.expectFlow('inline_transfer_with_comma');
  });
});
