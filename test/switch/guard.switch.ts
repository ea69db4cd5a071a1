import path from 'node:path';
import type { RawEvent } from './lib/raw-frame';
import { Scenario, type Job } from './lib/scenario';
import { describeIf, missing, stopTarget } from './lib/target';

// The guard of freeswitch-conf/: what the switch does by itself when nobody acts on a call. On a real switch these
// need that configuration.
afterAll(stopTarget);

const GUARDED_PARK = "'&execute_extension(guarded-park XML paceline)'";
const GUARD_SEC = 2;
/** `strepoch` counts whole seconds, the scheduler looks twice a second, and an event takes its time. */
const SLACK_MS = 800;

async function guarded(scenario: Scenario, extra = ''): Promise<Job> {
  const job = await scenario.dial('customer', '55501030', `,ignore_early_media=true,originate_timeout=12,park_after_bridge=true,paceline_guard_sec=${GUARD_SEC}${extra}`, GUARDED_PARK);
  await scenario.on('customer', 'CHANNEL_PARK');
  return job;
}

/** The applications that ran on the role's channel, with their arguments; of a file only its name, of a task only that it is one. */
function applications(scenario: Scenario, role: string): string[] {
  return scenario.of(role, 'CHANNEL_EXECUTE').map((event) => {
    const [application, argument] = [event['Application'], event['Application-Data'] ?? ''].map(String);
    if (application === 'playback') return `playback ${path.basename(argument ?? '')}`;
    return `${application} ${argument}`.trim().replace(/Added: \d+$/, 'Added');
  });
}

const LAST_MESSAGE = (prompt: string): string[] => [
  `set paceline_message=${prompt}`, 'set paceline_until=9999999999', 'set paceline_ended_by=switch', 'answer', 'set playback_terminators=none', `playback ${prompt}`, 'hangup NORMAL_CLEARING',
];

async function rowOf(scenario: Scenario, role: string): Promise<Record<string, string> | undefined> {
  const answer = JSON.parse(await scenario.esl.api('show channels as json')) as { rows?: Record<string, string>[] }; // its shape is FreeSWITCH's
  return answer.rows?.find((row) => row['uuid'] === scenario.id(role));
}

/** The columns follow the channel with some delay. */
async function shownAs(scenario: Scenario, role: string, wanted: Record<string, string>): Promise<void> {
  const deadline = Date.now() + 3_000;
  for (;;) {
    const row = await rowOf(scenario, role);
    if (Object.entries(wanted).every(([column, value]) => row?.[column] === value)) return;
    if (Date.now() > deadline) expect(row).toMatchObject(wanted);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function secondsLater(event: RawEvent, seconds: number): number {
  return Math.ceil(Number(event['Event-Date-Timestamp']) / 1_000_000) + seconds;
}

describe('a customer\'s leg under the guard', () => {
  it.concurrent('is parked as any other, hears its message when nobody acts, and is hung up', () => Scenario.play(async (scenario) => {
    const job = await guarded(scenario, ',paceline_prompt=no-agent-en.wav');
    expect(await scenario.result(job)).toBe(`+OK ${scenario.id('customer')}\n`);
    const [answered, parked, began] = [await scenario.on('customer', 'CHANNEL_ANSWER'), await scenario.on('customer', 'CHANNEL_PARK'), await scenario.on('customer', 'PLAYBACK_START')];
    expect(Scenario.msBetween(answered, parked)).toBeLessThan(200);
    const waitedMs = Scenario.msBetween(answered, began);
    expect(waitedMs).toBeGreaterThanOrEqual((GUARD_SEC - 1) * 1000 - 20);
    expect(waitedMs).toBeLessThan(GUARD_SEC * 1000 + SLACK_MS);
    await shownAs(scenario, 'customer', { state: 'CS_EXECUTE', dest: 'nobody-acted', dialplan: 'XML', context: 'paceline', application: 'playback' });
    await scenario.gone('customer');
    expect(await scenario.on('customer', 'CHANNEL_HANGUP_COMPLETE')).toMatchObject({
      'Hangup-Cause': 'NORMAL_CLEARING', 'Caller-Destination-Number': 'nobody-acted', 'Caller-Context': 'paceline',
      'variable_paceline_ended_by': 'switch', 'variable_paceline_message': 'no-agent-en.wav', 'variable_paceline_prompt': 'no-agent-en.wav',
    });
    expect(applications(scenario, 'customer')).toEqual([
      'execute_extension guarded-park XML paceline', 'set paceline_guard=+OK Added', 'park', ...LAST_MESSAGE('no-agent-en.wav'),
    ]);
    scenario.expectFlow('guard_nobody_acts');
  }));

  it.concurrent('hears the switch\'s own message when it has none', () => Scenario.play(async (scenario) => {
    await guarded(scenario);
    await scenario.on('customer', 'PLAYBACK_START');
    expect(applications(scenario, 'customer')).toContain('playback safe-harbour-en.wav');
  }));

  it.concurrent('is left alone for as long as somebody answers for it', () => Scenario.play(async (scenario) => {
    await guarded(scenario);
    const until = secondsLater(await scenario.on('customer', 'CHANNEL_PARK'), GUARD_SEC + 1);
    expect(await scenario.esl.api(`uuid_setvar ${scenario.id('customer')} paceline_until ${until}`)).toBe('+OK\n');
    const began = await scenario.on('customer', 'PLAYBACK_START');
    const lateMs = Number(began['Event-Date-Timestamp']) / 1000 - until * 1000;
    expect(lateMs).toBeGreaterThan(0);
    expect(lateMs).toBeLessThan((GUARD_SEC + 1) * 1000 + SLACK_MS);
  }));

  it.concurrent('hears its message at once when it is sent there, and needs nobody for its end', () => Scenario.play(async (scenario) => {
    await guarded(scenario, ',paceline_prompt=no-agent-en.wav');
    expect(await scenario.esl.api(`uuid_transfer ${scenario.id('customer')} nobody-acted XML paceline`)).toBe('+OK\n');
    expect(Scenario.msBetween(await scenario.on('customer', 'CHANNEL_UNPARK'), await scenario.on('customer', 'PLAYBACK_START'))).toBeLessThan(200);
    await scenario.gone('customer');
    expect(await scenario.on('customer', 'CHANNEL_HANGUP_COMPLETE')).toMatchObject({ 'Hangup-Cause': 'NORMAL_CLEARING', 'variable_paceline_ended_by': 'switch' });
    scenario.expectFlow('guard_nobody_acts');
  }));

  it.concurrent('is not disturbed while it talks, and is again guarded when its agent is gone', () => Scenario.play(async (scenario) => {
    await scenario.agent();
    await guarded(scenario);
    await scenario.connect('customer', 'agent');
    // Longer than a look and the next one.
    const bridgedUntil = Date.now() + (2 * GUARD_SEC + 1) * 1000;
    await scenario.esl.until(() => Date.now() > bridgedUntil, 'some event after two looks');
    expect(scenario.count('customer', 'CHANNEL_UNBRIDGE')).toBe(0);
    await scenario.kill('agent');
    const parked = await scenario.on('customer', 'CHANNEL_PARK', 2);
    expect(Scenario.msBetween(parked, await scenario.on('customer', 'PLAYBACK_START'))).toBeLessThan(GUARD_SEC * 1000 + SLACK_MS);
    await scenario.gone('customer');
    scenario.expectFlow('guard_after_a_talk');
  }));

  it.concurrent('is not disturbed in a conference', () => Scenario.play(async (scenario) => {
    await guarded(scenario);
    expect(await scenario.esl.api(`uuid_transfer ${scenario.id('customer')} conference:guard-${scenario.id('customer')}@default inline`)).toBe('+OK\n');
    const enoughLooks = Date.now() + (2 * GUARD_SEC + 1) * 1000;
    await scenario.esl.until(() => Date.now() > enoughLooks, 'some event after two looks');
    expect(scenario.count('customer', 'PLAYBACK_START')).toBe(0);
    await shownAs(scenario, 'customer', { state: 'CS_EXECUTE', application: 'conference' });
  }));

  it.concurrent('can be taken out of its message, and is then not shown as there', () => Scenario.play(async (scenario) => {
    await scenario.agent();
    await guarded(scenario);
    await scenario.on('customer', 'PLAYBACK_START');
    await scenario.connect('customer', 'agent');
    await shownAs(scenario, 'customer', { state: 'CS_SOFT_EXECUTE', dest: 'nobody-acted' });
    await scenario.kill('agent');
    await scenario.on('customer', 'CHANNEL_PARK', 2);
    await shownAs(scenario, 'customer', { state: 'CS_PARK', dest: 'nobody-acted' });
  }));
});

describeIf(missing.caller, 'an inbound call', () => {
  it.concurrent('whom nobody takes hears an apology and is hung up', () => Scenario.play(async (scenario) => {
    await scenario.callIn('caller');
    await scenario.gone('caller');
    expect(await scenario.on('caller', 'CHANNEL_HANGUP_COMPLETE')).toMatchObject({
      'Hangup-Cause': 'NORMAL_CLEARING', 'variable_paceline_ended_by': 'switch', 'variable_accountcode': 'paceline', 'variable_paceline_did': scenario.target.did,
    });
    expect(applications(scenario, 'caller')).toEqual([
      `set paceline_gateway=${scenario.target.gateway}`, 'set accountcode=paceline', `set paceline_did=${scenario.target.did}`, 'set park_after_bridge=true', 'set uuid_bridge_park_on_cancel=true', 'set send_silence_when_idle=-1',
      'execute_extension guard XML paceline', 'set paceline_guard=+OK Added', 'execute_extension ring-guard XML paceline', 'set paceline_ring_guard=+OK Added', 'ring_ready', 'park',
      ...LAST_MESSAGE('no-agent-en.wav'),
    ]);
    scenario.expectFlow('guard_inbound_nobody_acts');
  }));
});
