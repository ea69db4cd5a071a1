import { Scenario } from './lib/scenario';
import { stopTarget } from './lib/target';

afterAll(stopTarget);

it.concurrent('a supervisor listens in, and his keys choose who hears him [supervisor_eavesdrop]', async () => {
  await Scenario.play(async (scenario) => {
    await scenario.agent();
    await scenario.customer('55501130');
    await scenario.connect('customer', 'agent');
    await scenario.dial('supervisor', 'agent1900', ',eavesdrop_enable_dtmf=true', `&eavesdrop(${scenario.id('agent')})`);
    await scenario.on('supervisor', 'CALL_UPDATE', 2);
    for (const [count, digit] of ['2', '1', '3'].entries()) {
      expect(await scenario.esl.api(`uuid_recv_dtmf ${scenario.id('supervisor')} ${digit}`)).toBe(`+OK ${scenario.id('supervisor')} received DTMF ${digit}.\n`);
      await scenario.on('supervisor', 'DTMF', count + 1);
    }
    await scenario.kill('supervisor');
    await scenario.gone('supervisor');
    await scenario.kill('customer');
    await scenario.gone('customer');
    await scenario.on('agent', 'CHANNEL_PARK', 2);
    await scenario.kill('agent');
    await scenario.gone('agent');
    scenario.expectFlow('supervisor_eavesdrop');
  });
});

it.concurrent('two legs move into a conference and a third joins [three_way_conference]', async () => {
  await Scenario.play(async (scenario) => {
    await scenario.agent();
    await scenario.customer('55501130');
    await scenario.connect('customer', 'agent');
    const room = `c-${scenario.id('customer')}`;
    expect(await scenario.esl.api(`uuid_transfer ${scenario.id('customer')} -both conference:${room}@default inline`)).toBe('+OK\n');
    await scenario.on('agent', 'CUSTOM');
    await scenario.on('customer', 'CUSTOM');
    await scenario.dial('third', 'agent1900', '', `&conference(${room}@default)`);
    await scenario.on('third', 'CUSTOM');
    const members = (await scenario.esl.api(`conference ${room} list`)).trim().split('\n').map((line) => line.split(';')[2]);
    expect(new Set(members)).toEqual(new Set(['agent', 'customer', 'third'].map((role) => scenario.id(role))));
    for (const role of ['third', 'customer', 'agent']) await scenario.kill(role);
    await scenario.gone('third', 'customer', 'agent');
    scenario.expectFlow('three_way_conference');
  });
});

it.concurrent('the beep of a machine is heard, and told twice [machine_beep]', async () => {
  await Scenario.play(async (scenario) => {
    expect(await scenario.esl.command('event json CUSTOM avmd::beep avmd::start avmd::stop')).toBe('+OK event listener enabled json');
    await scenario.customer('55505100', '', 'callee');
    expect(await scenario.esl.command(`sendmsg ${scenario.id('callee')}\ncall-command: execute\nexecute-app-name: avmd_start\nexecute-app-arg: `)).toBe('+OK');
    await scenario.on('callee', 'CUSTOM', 4);
    const beep = scenario.of('callee', 'CUSTOM').find((event) => event['Event-Subclass'] === 'avmd::beep');
    expect(beep).toMatchObject({ 'Beep-Status': 'DETECTED' });
    await scenario.kill('callee');
    await scenario.gone('callee');
    scenario.expectFlow('machine_beep');
  });
});
