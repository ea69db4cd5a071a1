import { randomUUID } from 'node:crypto';
import { Scenario } from './lib/scenario';
import { describeIf, missing, stopTarget } from './lib/target';

afterAll(stopTarget);

describe('a leg can be told where to go', () => {
  it.concurrent('to park once more [parked_again]', () => Scenario.play(async (scenario) => {
    await scenario.customer('55501030', '', 'callee');
    expect(await scenario.esl.api(`uuid_park ${scenario.id('callee')}`)).toBe('+OK\n');
    await scenario.on('callee', 'CHANNEL_PARK', 2);
    await scenario.kill('callee');
    await scenario.gone('callee');
    scenario.expectFlow('parked_again');
  }));

  it.concurrent('out of its bridge; an agent\'s leg parks then too [customer_taken_out_of_bridge]', () => Scenario.play(async (scenario) => {
    await scenario.agent();
    await scenario.customer('55501030');
    await scenario.connect('customer', 'agent');
    expect(await scenario.esl.api(`uuid_park ${scenario.id('customer')}`)).toBe('+OK\n');
    for (const role of ['customer', 'agent']) await scenario.on(role, 'CHANNEL_PARK', 2);
    for (const role of ['customer', 'agent']) {
      await scenario.kill(role);
      await scenario.gone(role);
    }
    scenario.expectFlow('customer_taken_out_of_bridge');
  }));

  it.concurrent('to an extension that does not exist, and dies of it [transfer_to_nowhere]', () => Scenario.play(async (scenario) => {
    await scenario.customer('55501030', '', 'callee');
    expect(await scenario.esl.api(`uuid_transfer ${scenario.id('callee')} 99887 XML nowhere`)).toBe('+OK\n');
    await scenario.gone('callee');
    scenario.expectFlow('transfer_to_nowhere');
  }));

  it.concurrent('to run an application that does not exist, and dies of it [unknown_application]', () => Scenario.play(async (scenario) => {
    await scenario.customer('55501030', '', 'callee');
    expect((await scenario.execute('callee', 'nosuchapp', 'x')).reply).toBe('+OK');
    await scenario.gone('callee');
    scenario.expectFlow('unknown_application');
  }));

  it.concurrent('to hang up with a cause of ours [hung_up_with_a_cause]', () => Scenario.play(async (scenario) => {
    await scenario.customer('55501030', '', 'callee');
    expect(await scenario.esl.command(`sendmsg ${scenario.id('callee')}\ncall-command: hangup\nhangup-cause: USER_BUSY`)).toBe('+OK');
    await scenario.gone('callee');
    expect(await scenario.on('callee', 'CHANNEL_HANGUP_COMPLETE')).toMatchObject({ 'Hangup-Cause': 'USER_BUSY', variable_hangup_cause_q850: '17' });
  }));

  it.concurrent('to remember something [variables]', () => Scenario.play(async (scenario) => {
    await scenario.customer('55501030', '', 'callee');
    const uuid = scenario.id('callee');
    expect(await scenario.esl.api(`uuid_getvar ${uuid} note`)).toBe('_undef_');
    expect(await scenario.esl.api(`uuid_setvar ${uuid} note n1`)).toBe('+OK\n');
    expect(await scenario.esl.api(`uuid_getvar ${uuid} note`)).toBe('n1');
    expect(await scenario.esl.api(`uuid_setvar ${uuid} note`)).toBe('+OK\n');
    expect(await scenario.esl.api(`uuid_getvar ${uuid} note`)).toBe('_undef_');
  }));
});

describe('early media', () => {
  it.concurrent('ends an originate that does not ignore it, before the answer [early_media_accepted]', () => Scenario.play(async (scenario) => {
    const job = await scenario.dial('callee', '55509800');
    expect(await scenario.result(job)).toBe(`+OK ${scenario.id('callee')}\n`);
    await scenario.on('callee', 'CHANNEL_ANSWER');
    await scenario.kill('callee');
    await scenario.gone('callee');
    scenario.expectFlow('early_media_accepted');
  }));

  it.concurrent('may announce that there is no such number [early_media_refused]', () => Scenario.play(async (scenario) => {
    const job = await scenario.dial('callee', '55509000', ',ignore_early_media=true');
    expect(await scenario.result(job)).toBe('-ERR UNALLOCATED_NUMBER\n');
    await scenario.gone('callee');
    scenario.expectFlow('early_media_refused');
  }));
});

it.concurrent('a leg whose application ends is hung up [played_then_hung_up]', () => Scenario.play(async (scenario) => {
  await scenario.dial('callee', '55501010', ',ignore_early_media=true', '&playback(tone_stream://%(200,100,400);loops=2)');
  await scenario.gone('callee');
  scenario.expectFlow('played_then_hung_up');
}));

/** The switch knows without asking anybody that the phone cannot be reached. */
async function refused(user: string, cause: string): Promise<void> {
  await Scenario.play(async (scenario) => {
    scenario.name('agent', randomUUID());
    const job = await scenario.background(`originate {origination_uuid=${scenario.id('agent')}}user/${user} &park()`);
    expect(await scenario.result(job)).toBe(`-ERR ${cause}\n`);
    expect(scenario.of('agent')).toEqual([]);
  });
}

describe('a phone that the directory does not have', () => {
  it.concurrent.each(['4711@paceline.local', '1001@elsewhere'])('user/%s is refused without an event [phone_unknown_%#]', (user) => refused(user, 'SUBSCRIBER_ABSENT'));
});

describeIf(missing.phones, 'a phone of the directory', () => {
  it.concurrent('is dialed by its extension [phone]', () => Scenario.play(async (scenario) => {
    scenario.name('agent', randomUUID());
    const job = await scenario.background(`originate {origination_uuid=${scenario.id('agent')},park_after_bridge=true}user/1001@paceline.local &park()`);
    expect(await scenario.result(job)).toBe(`+OK ${scenario.id('agent')}\n`);
    await scenario.on('agent', 'CHANNEL_PARK');
  }));

  it.concurrent('is refused without an event while it is not registered [phone_not_registered]', () => refused('1002@paceline.local', 'USER_NOT_REGISTERED'));
});
