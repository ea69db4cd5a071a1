import { randomUUID } from 'node:crypto';
import { RawEsl } from './lib/raw-esl';
import { Scenario } from './lib/scenario';
import { stopTarget, target } from './lib/target';
import { Transcript } from './lib/transcript';

afterAll(stopTarget);

const GOODBYE = 'Disconnected, goodbye.\nSee you at ClueCon! http://www.cluecon.com/\n';
const NOBODY = '00000000-0000-0000-0000-000000000000';

describe('the event socket', () => {
  it.concurrent('refuses a wrong password and closes [auth_refused]', async () => {
    const { host, port, recordings } = await target();
    const esl = await RawEsl.open(host, port, Transcript.ofThisScenario(recordings));
    await esl.until(() => esl.frames.length === 1, 'auth/request');
    expect(esl.frames[0]?.headers).toEqual({ 'Content-Type': 'auth/request' });
    expect(await esl.command('auth wrong')).toBe('-ERR invalid');
    await esl.until(() => esl.closed, 'the close');
    expect(esl.frames.at(-1)).toEqual({ headers: { 'Content-Type': 'text/disconnect-notice', 'Content-Length': String(GOODBYE.length) }, body: GOODBYE });
  });

  it.concurrent('closes a client that does not authenticate [auth_timeout]', async () => {
    const { host, port, authTimeoutMs, recordings } = await target();
    const esl = await RawEsl.open(host, port, Transcript.ofThisScenario(recordings));
    const openedAt = performance.now();
    await esl.until(() => esl.closed, 'the close', authTimeoutMs + 10_000);
    const tookMs = performance.now() - openedAt;
    expect(tookMs).toBeGreaterThan(authTimeoutMs * 0.8);
    expect(tookMs).toBeLessThan(authTimeoutMs + 5000);
  }, 45_000);

  it.concurrent('answers commands, also those that it does not know [auth_and_errors]', async () => {
    await Scenario.play(async ({ esl }) => {
      expect(await esl.command('event json ALL')).toBe('+OK event listener enabled json');
      expect(await esl.command('nonsense')).toBe('-ERR command not found');
      expect(await esl.api('nosuchcommand')).toBe('-ERR nosuchcommand Command not found!\n');
      const job = randomUUID();
      expect(await esl.bgapi('nosuchcommand x', job)).toBe(`+OK Job-UUID: ${job}`);
      const done = await esl.event((event) => event['Event-Name'] === 'BACKGROUND_JOB' && event['Job-UUID'] === job, 'the job');
      expect(done).toMatchObject({ 'Job-Command': 'nosuchcommand', 'Job-Command-Arg': 'x', _body: '-ERR nosuchcommand Command not found!\n', 'Content-Length': '38' });
      expect(await esl.api(`uuid_kill ${NOBODY}`)).toBe('-ERR No such channel!\n');
      expect(await esl.api('uuid_bridge a b')).toBe('-ERR Invalid uuid\n');
      expect(await esl.api('uuid_exists nope')).toBe('false');
      expect(await esl.api('uuid_getvar nope a')).toBe('-ERR No such channel!\n');
      expect(await esl.api('originate')).toMatch(/^-USAGE: <call url>/);
      expect(await esl.api('create_uuid')).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
      expect(await esl.api('strftime')).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
      expect(await esl.api('status')).toMatch(/^UP \d+ years?, .*\nFreeSWITCH \(Version .* is ready\n\d+ session\(s\) since startup\n/);
      expect(await esl.api('version')).toMatch(/^FreeSWITCH Version 1\.\d+\./);
      expect(await esl.command(`sendmsg ${NOBODY}\ncall-command: hangup`)).toBe(`-ERR invalid session id [${NOBODY}]`);
      expect(await esl.api('show channels count')).toMatch(/^\n\d+ total\.\n$/);
      expect(await esl.api('fsctl sps')).toMatch(/^\+OK sessions per second: \d+\n$/);
      expect(await esl.api('fsctl max_sessions')).toMatch(/^\+OK max sessions: \d+\n$/);
      expect(await esl.api('fsctl pause_check')).toBe('false');
    });
  });

  it.concurrent('answers pipelined commands in their order [pipelined_commands]', async () => {
    await Scenario.play(async ({ esl }) => {
      const names = Array.from({ length: 30 }, (_, index) => `unknown${index}`);
      const replies = await Promise.all(names.map((name) => esl.api(name)));
      expect(replies).toEqual(names.map((name) => `-ERR ${name} Command not found!\n`));
    });
  });

  it.concurrent('says goodbye on exit [exit]', async () => {
    const { host, port, password, recordings } = await target();
    const esl = await RawEsl.login(host, port, password, null, Transcript.ofThisScenario(recordings));
    expect(await esl.command('exit')).toBe('+OK bye');
    await esl.until(() => esl.closed, 'the close');
    expect(esl.frames.at(-1)?.body).toBe(GOODBYE);
  });

  it.concurrent('sends only the events asked for, plain and encoded [plain_events]', async () => {
    await Scenario.play(async (scenario) => {
      const name = 'سلام دنیا 100%';
      const job = await scenario.dial('callee', '55501101', `,ignore_early_media=true,originate_timeout=12,nice_name='${name}'`);
      expect(await scenario.result(job)).toBe(`+OK ${scenario.id('callee')}\n`);
      await scenario.on('callee', 'CHANNEL_HANGUP_COMPLETE');
      expect(scenario.of('callee').map((event) => event['Event-Name'])).toEqual(['CHANNEL_CREATE', 'CHANNEL_ANSWER', 'CHANNEL_HANGUP_COMPLETE']);
      for (const event of scenario.of('callee')) expect(event).toMatchObject({ variable_nice_name: name });
      expect(await scenario.on('callee', 'CHANNEL_ANSWER')).toMatchObject({ 'Answer-State': 'answered', 'Channel-State': 'CS_CONSUME_MEDIA', 'Caller-Destination-Number': '55501101' });
    }, 'event plain CHANNEL_CREATE CHANNEL_ANSWER CHANNEL_HANGUP_COMPLETE BACKGROUND_JOB');
  });

  it.concurrent('filters by a header, and stops on nixevent and noevents [filters]', async () => {
    await Scenario.play(async (scenario) => {
      const { esl } = scenario;
      const wanted = randomUUID();
      expect(await esl.command(`filter Job-UUID ${wanted}`)).toBe(`+OK filter added. [Job-UUID]=[${wanted}]`);
      expect(await esl.command('event json BACKGROUND_JOB API')).toBe('+OK event listener enabled json');
      await esl.bgapi('status', randomUUID());
      await esl.bgapi('status', wanted);
      await esl.event((event) => event['Job-UUID'] === wanted, 'the wanted job');
      expect(esl.events.map((event) => event['Job-UUID'])).toEqual([wanted]);
      expect(await esl.command('nixevent API')).toBe('+OK events nixed');
      expect(await esl.command('filter delete all')).toBe('+OK filter deleted. [all][]');
      const second = randomUUID();
      await esl.bgapi('status', second);
      await esl.event((event) => event['Job-UUID'] === second, 'the second job');
      expect(esl.events.every((event) => event['Event-Name'] === 'BACKGROUND_JOB')).toBe(true);
      expect(await esl.command('noevents')).toBe('+OK no longer listening for events');
      expect(await esl.command('noevents')).toBe('-ERR not listening for events');
      expect(await esl.command('event json NOSUCHEVENT')).toBe('-ERR no keywords supplied');
    }, null);
  });

  it.concurrent('numbers its events without a gap and never changes its Core-UUID [event_numbers]', async () => {
    await Scenario.play(async (scenario) => {
      await scenario.dial('callee', '55502000', ',ignore_early_media=true');
      await scenario.gone('callee');
      const { events } = scenario.esl;
      expect(new Set(events.map((event) => event['Core-UUID'])).size).toBe(1);
      const numbers = scenario.of('callee').map((event) => Number(event['Event-Sequence']));
      expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
      expect(new Set(numbers).size).toBe(numbers.length);
    });
  });

  it.concurrent('beats [heartbeat]', async () => {
    const { heartbeatMs } = await target();
    await Scenario.play(async ({ esl }) => {
      const beat = await esl.event((event) => event['Event-Name'] === 'HEARTBEAT', 'a heartbeat', heartbeatMs + 5000);
      expect(beat).toMatchObject({ 'Event-Info': 'System Ready' });
      for (const field of ['Session-Count', 'Max-Sessions', 'Session-Per-Sec', 'Session-Since-Startup', 'Uptime-msec']) expect(beat[field]).toMatch(/^\d+$/);
    }, 'event json HEARTBEAT');
  });
});
