import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SimulatedSwitch } from '@paceline/simulator';
import { diff } from './lib/diff';
import { differences } from './lib/differences';
import { RawEsl } from './lib/raw-esl';
import { nameInTitle, scenarioName } from './lib/scenario-name';
import { scrub } from './lib/scrub';
import { readStory } from './lib/story';
import { Transcript } from './lib/transcript';

const PASSWORD = 'a-secret';
const simulated = new SimulatedSwitch({ password: PASSWORD, hostname: 'secret-host', heartbeatMs: 60_000 });
const folder = mkdtempSync(join(tmpdir(), 'paceline-recording-'));
let port = 0;

beforeAll(async () => { ({ port } = await simulated.start()); });
afterAll(async () => {
  await simulated.stop();
  rmSync(folder, { recursive: true });
});

/** Records one call to a number; resolves with the file. */
async function record(name: string, number: string): Promise<string> {
  const file = join(folder, `${name}.jsonl`);
  const esl = await RawEsl.login('127.0.0.1', port, PASSWORD, 'event json ALL', new Transcript(file));
  const [uuid, job] = [randomUUID(), randomUUID()];
  await esl.bgapi(`originate {origination_uuid=${uuid}}sofia/gateway/carrier/${number} &park()`, job);
  await esl.event((event) => event['Unique-ID'] === uuid && event['Channel-State'] === 'CS_DESTROY', 'the end');
  await esl.event((event) => event['Job-UUID'] === job, 'the result');
  await esl.api('status');
  await esl.close();
  return file;
}

describe('a recording', () => {
  it('has what was sent and said, line by line, and nothing that tells where', async () => {
    const text = readFileSync(await record('form', '55502000'), 'utf8');
    const lines = text.trimEnd().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.slice(0, 3)).toEqual([
      { t: expect.any(Number) as number, head: { 'Content-Type': 'auth/request' } },
      { t: expect.any(Number) as number, send: 'auth ClueCon' },
      { t: expect.any(Number) as number, head: { 'Content-Type': 'command/reply', 'Reply-Text': '+OK accepted' } },
    ]);
    expect(lines.at(-1)).toEqual({ t: expect.any(Number) as number, closed: true });
    expect(lines.some((line) => 'event' in line) && lines.some((line) => 'head' in line && 'body' in line)).toBe(true);
    const times = lines.map((line) => line['t']);
    expect(times).toEqual([...times].sort((a, b) => Number(a) - Number(b)));
    expect(text).toContain('"FreeSWITCH-Hostname":"fs1"');
    expect(text).not.toMatch(/a-secret|secret-host/);
  });

  it('does not show addresses, but for loopback', () => {
    expect(scrub('10.1.2.3 127.0.0.1 10.1.2.4:5080 10.1.2.3 on pbx, not pbx-2', [['pbx', 'fs1'], ['', 'x']])).toBe('192.0.2.2 127.0.0.1 192.0.2.3:5080 192.0.2.2 on fs1, not pbx-2');
  });

  it('is named in the title of its scenario [named_here]', () => {
    expect(scenarioName()).toBe('named_here');
    expect(nameInTitle('without')).toBeNull();
    expect(nameInTitle('a number [1] in it')).toBeNull();
  });
});

describe('two recordings', () => {
  it('of the same behaviour do not differ', async () => {
    const [first, second] = [readStory(await record('first', '55501101')), readStory(await record('second', '55501101'))];
    expect(first.channels.get('leg1')?.[0]).toBe('CHANNEL_OUTGOING NONE DOWN ringing');
    expect(first.answers.map((answer) => answer.command)).toContain('api status');
    expect(differences('any', first, second)).toEqual([]);
  });

  it('of another behaviour differ in the channel and in the reply', async () => {
    const [busy, gone] = [readStory(await record('busy', '55502000')), readStory(await record('gone', '55504000'))];
    const found = differences('any', busy, gone);
    expect(found.map(({ where }) => where)).toEqual(['leg1', 'replies']);
    const changed = found.flatMap(({ changes }) => changes.map(({ side, line }) => `${side} ${line}`));
    expect(changed).toContain('- CHANNEL_HANGUP_COMPLETE REPORTING HANGUP hangup USER_BUSY');
    expect(changed).toContain('+ CHANNEL_HANGUP_COMPLETE REPORTING HANGUP hangup UNALLOCATED_NUMBER');
  });

  it('differ when a job comes to something else', async () => {
    const file = await record('refused', '55502000');
    const other = join(folder, 'other.jsonl');
    writeFileSync(other, readFileSync(file, 'utf8').replace('-ERR USER_BUSY', '-ERR CALL_REJECTED'));
    const [found] = differences('any', readStory(file), readStory(other));
    expect(found?.where).toBe('replies');
    expect(found?.changes.map(({ side, line }) => `${side} ${line.slice(line.indexOf(' … '))}`)).toEqual(['-  … -ERR USER_BUSY', '+  … -ERR CALL_REJECTED']);
  });

  it('differ when one lacks an event', async () => {
    const file = await record('whole', '55502000');
    const cut = join(folder, 'cut.jsonl');
    writeFileSync(cut, readFileSync(file, 'utf8').split('\n').filter((line) => !line.includes('"CHANNEL_HANGUP_COMPLETE"')).join('\n'));
    expect(differences('any', readStory(file), readStory(cut))).toEqual([{
      where: 'leg1', changes: [expect.objectContaining({ side: '-', line: 'CHANNEL_HANGUP_COMPLETE REPORTING HANGUP hangup USER_BUSY' })],
    }]);
  });
});

it('a difference is told by the line before it', () => {
  expect(diff(['a', 'b', 'c'], ['a', 'c', 'd'])).toEqual([{ side: '-', line: 'b', after: 'a' }, { side: '+', line: 'd', after: 'c' }]);
  expect(diff([], ['a'])).toEqual([{ side: '+', line: 'a', after: '' }]);
  expect(diff(['a'], ['a'])).toEqual([]);
});
