import { Scenario } from './lib/scenario';
import { onSimulator, stopTarget } from './lib/target';

afterAll(stopTarget);

/** Whether the switch holds its modules to the allowlist of freeswitch-conf/: 1.11 does, and older ones do not know it. */
async function isHeld({ esl }: Scenario): Promise<boolean> {
  const [, major = 0, minor = 0] = (/^(\d+)\.(\d+)\./.exec(await esl.api('version short')) ?? []).map(Number);
  return onSimulator || major > 1 || minor >= 11;
}

it.concurrent('a command that nobody needs is not there [command_not_allowed]', () => Scenario.play(async (scenario) => {
  const held = await isHeld(scenario);
  expect(await scenario.esl.api('uptime')).toMatch(held ? /^-ERR uptime Command not found!\n$/ : /^\d+$/);
  if (held) expect(await scenario.esl.api('system true')).toBe('-ERR system Command not found!\n');
}));

it.concurrent('an application that nobody needs says +OK and ends the call [application_not_allowed]', () => Scenario.play(async (scenario) => {
  const held = await isHeld(scenario);
  await scenario.customer('55501030', '', 'callee');
  expect((await scenario.execute('callee', 'echo', '')).reply).toBe('+OK');
  if (!held) return void await scenario.on('callee', 'CHANNEL_EXECUTE', 2);
  await scenario.gone('callee');
  scenario.expectFlow('unknown_application');
}));

it.concurrent('a callee whose call goes to one answers, and is cut off [target_not_allowed]', () => Scenario.play(async (scenario) => {
  const held = await isHeld(scenario);
  const job = await scenario.dial('callee', '55501030', ',ignore_early_media=true', '&echo()');
  expect(await scenario.result(job)).toBe(`+OK ${scenario.id('callee')}\n`);
  if (!held) return void await scenario.on('callee', 'CHANNEL_EXECUTE');
  await scenario.gone('callee');
  const ended = await scenario.on('callee', 'CHANNEL_HANGUP_COMPLETE');
  expect([ended['Hangup-Cause'], scenario.count('callee', 'CHANNEL_ANSWER')]).toEqual(['DESTINATION_OUT_OF_ORDER', 1]);
}));
