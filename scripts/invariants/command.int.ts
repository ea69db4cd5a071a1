import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { AgentPool } from '@paceline/agent-pool';
import { DEFAULT_CALLING_HOURS } from '@paceline/domain/compliance/calling-hours';
import { DEFAULT_RETRY_RULES } from '@paceline/domain/retry/retry';
import { NONE } from '@paceline/domain/survey/given';
import { questionnaire, rating, yesNo } from '@paceline/domain/survey/fixtures';
import { beginning } from '@paceline/domain/survey/step';
import { Agent, Call, Campaign, Contact, Gateway, InterviewAnswer, InterviewQuota, InterviewRow, QuestionnaireRow, QuestionnaireVersion, QuotaCount, Target, User, createDataSource, migrate, write } from '@paceline/persistence';
import { EslSwitch } from '@paceline/telephony/esl/esl-switch';
import { SimulatedSwitch, type CallRecord } from '@paceline/simulator';
import { freePort } from '@paceline/testing/free-port';
import { dropDatabase, scratchDatabase, type DatabaseAddress } from '@paceline/testing/test-database';
import { openTestRedis, type TestRedis } from '@paceline/testing/test-redis';
import { waitFor } from '@paceline/testing/wait-for';
import type { DataSource } from 'typeorm';
import { checkInvariants, type Answer } from './command';
import type { Report } from './report';

const ROOT = path.resolve(__dirname, '../..');
const PHONE = '+14155550012';
/** An hour ago, to the second. */
const T0 = Math.floor(Date.now() / 1_000) * 1_000 - 3_600_000;
const ALWAYS_OPEN = Object.fromEntries(Object.keys(DEFAULT_CALLING_HOURS).map((day) => [day, [{ fromMin: 0, toMin: 1_440 }]]));
jest.setTimeout(90_000); // some are processes that compile themselves

describe('npm run check:invariants', () => {
  let address: DatabaseAddress;
  let dataSource: DataSource;
  let redis: TestRedis;
  let simulated: SimulatedSwitch;
  let env: NodeJS.ProcessEnv;
  let folder: string;
  let pool: AgentPool;
  let campaignId: string;
  const callId = randomUUID();

  beforeAll(async () => {
    address = await scratchDatabase();
    dataSource = await createDataSource({ url: address.url, poolSize: 4 }).initialize();
    await migrate(dataSource);
    redis = openTestRedis();
    folder = mkdtempSync(path.join(os.tmpdir(), 'paceline-invariants-'));
    simulated = new SimulatedSwitch({ password: 'rig' });
    const { host, port } = await simulated.start();
    const prefix = `invariants-${randomUUID().slice(0, 8)}`;
    pool = new AgentPool(redis.redis, 'main', prefix, 1n);
    env = {
      PACELINE_DATA_DIR: folder, CALLING_CLOCK_AT: '2026-01-07T19:00:00Z', // an afternoon in New York, whenever the test runs
      PATH: process.env['PATH'], NODE_ENV: 'test', DATABASE_URL: address.url, REDIS_URL: redis.url, REDIS_PREFIX: prefix, JWT_SECRET: 'x'.repeat(32),
      FREESWITCH_HOST: host, FREESWITCH_PORT: String(port), FREESWITCH_PASSWORD: 'rig',
    };
    campaignId = await seed();
  });
  afterAll(async () => {
    await pool.clear();
    await simulated.stop();
    await redis.close();
    await dataSource.destroy();
    await dropDatabase(address);
    rmSync(folder, { recursive: true });
  });

  /** A campaign that is over: one target, one busy call; one agent, who has gone home. */
  async function seed(): Promise<string> {
    const { manager } = dataSource;
    await manager.insert(Gateway, { name: 'carrier', switchId: 'main', callsPerSec: 10, maxLines: 10, allowedCountries: [], allowedPrefixes: ['+1'], allowedNumbers: [], shortNumbers: [], enabled: true });
    const campaign = await manager.save(Campaign, {
      name: 'over', status: 'completed', switchId: 'main', mode: 'progressive', gateways: ['carrier'], callerNumber: null, ringTimeoutSec: 15, maxCallSec: 60, wrapUpSec: 5,
      record: false, safeHarbourPrompt: null, callingHours: ALWAYS_OPEN, retryRules: DEFAULT_RETRY_RULES, abandonTargetRatio: 0.03, maxLinesPerAgent: 3,
      startedAt: new Date(T0 - 5_000), endedAt: new Date(T0 + 60_000),
    });
    const contact = await manager.save(Contact, { name: 'Somebody', zone: 'America/New_York', fields: {} });
    const target = await manager.save(Target, { campaignId: campaign.id, contactId: contact.id, state: 'done', zone: 'America/New_York', priority: 1, nextAt: new Date(T0), attempts: 1, phonePosition: 0, result: 'busy', lastCallId: callId });
    await manager.insert(Call, {
      id: callId, direction: 'outbound', state: 'ended', outcome: 'busy', switchId: 'main', line: `campaign-${campaign.id}`, gateway: 'carrier', campaignId: campaign.id, targetId: target.id,
      contactId: contact.id, phone: PHONE, attempt: 1, ringTimeoutSec: 16, notAfter: new Date(T0 + 10_000), plannedAt: new Date(T0), originatingAt: new Date(T0 + 20),
      endedAt: new Date(T0 + 1_000), settledAt: new Date(T0 + 1_010), hangupCause: 'USER_BUSY', fence: '1',
    });
    await write(dataSource, 'INSERT INTO call_events (call_id, at, kind, data) VALUES (?, ?, ?, ?)', [callId, new Date(T0 + 1_000), 'ended', '{}']);
    await write(dataSource, 'INSERT INTO campaign_outcomes (campaign_id, day, outcome, calls) VALUES (?, ?, ?, 1)', [campaign.id, new Date(T0 + 1_000).toISOString().slice(0, 10), 'busy']);
    const user = await manager.save(User, { username: 'agent', passwordHash: 'none', role: 'agent', active: true });
    await manager.save(Agent, {
      userId: user.id, name: 'Agent', switchId: 'main', legMode: 'on-demand', legKind: 'extension', legAddress: '1001', legGateway: null, legWebrtc: false,
      status: 'offline', statusReason: null, statusAt: new Date(T0), legChannelId: null, legSince: null,
    });
    await pool.restore([]);
    return campaign.id;
  }

  const invite = (sequence: number, change: Partial<CallRecord> = {}): CallRecord => ({
    sequence, channelId: callId, direction: 'outbound', gateway: 'carrier', number: PHONE, callerNumber: '', accountCode: 'paceline', atMs: T0 + 25, ringingAtMs: null,
    answeredAtMs: null, parkedAtMs: null, bridgeOrderedAtMs: null, endedAtMs: null, cause: null, sip: { status: 0, reason: '' }, endedBy: null, result: 'in-progress', bridges: [], plays: [], lateMs: 0, ...change,
  });
  const ENDED = { endedAtMs: T0 + 1_000, cause: 'USER_BUSY', endedBy: 'far', result: 'refused' } as const;

  function callLog(name: string, ...lines: readonly object[]): string {
    const file = path.join(folder, name);
    writeFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    return file;
  }

  const run = async (args: readonly string[], change: NodeJS.ProcessEnv = {}): Promise<Answer> => await checkInvariants(args, { ...env, ...change });

  /** As a process of its own. */
  async function typed(args: readonly string[], change: NodeJS.ProcessEnv = {}): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }> {
    return await new Promise((resolve) => {
      execFile(process.execPath, ['-r', '@swc-node/register', 'scripts/invariants/main.ts', ...args], { cwd: ROOT, env: { ...env, ...change } }, (error, stdout, stderr) => {
        resolve({ code: typeof error?.code === 'number' ? error.code : error === null ? 0 : -1, stdout, stderr });
      });
    });
  }

  const codesOf = ({ stdout }: Pick<Answer, 'stdout'>): string[] => (JSON.parse(stdout) as Report).violations.map(({ code }) => code).sort();
  const goodLog = (): string => callLog('good.jsonl', { kind: 'invite', ...invite(1) }, { kind: 'end', ...invite(1, ENDED) });

  it('exits 0 when everything holds, and says what it compared', async () => {
    const [json, words] = await Promise.all([typed(['--json', '--call-log', goodLog()]), run(['--call-log', goodLog(), '--running', '--campaign', campaignId])]);
    expect([json.code, json.stderr]).toEqual([0, '']);
    expect(json.stdout.trimEnd().split('\n')).toHaveLength(1);
    expect(JSON.parse(json.stdout)).toEqual({ held: true, looking: 'at-rest', looked: { calls: 1, targets: 1, invites: 1, agents: 0, channels: 0 }, notJudged: [], violations: [] });
    expect([words.code, words.stdout]).toEqual([0, 'looked while running: 1 calls, 1 targets, 1 INVITEs, 0 agents, 0 channels\nevery invariant held\n']);
  });

  it('believes a real switch\'s own records where it has them', async () => {
    const insert = (channelId: string, number: string, cause: string): Promise<unknown> => write(dataSource,
      `INSERT INTO switch_records (channel_id, switch_id, direction, number, account_code, cause, sip_status, created_at, ended_at) VALUES (?, 'main', 'outbound', ?, 'paceline', ?, 0, ?, ?)`,
      [channelId, number, cause, new Date(T0 + 25), new Date(T0 + 1_000)]);
    const orphan = randomUUID();
    try {
      await insert(callId, PHONE, 'NO_ANSWER');
      await insert(orphan, '14155550099', 'USER_BUSY');
      await insert(randomUUID(), '1001', 'NORMAL_CLEARING'); // the agent's own phone
      const found = await run(['--json']);
      expect([found.code, codesOf(found)]).toEqual([1, ['invite-without-row', 'outcome-differs']]);
      expect(found.stdout).toContain(orphan);
    } finally {
      await write(dataSource, 'DELETE FROM switch_records', []);
    }
  });

  it('judges a call by the clock of its own time, not by the one that is set now', async () => {
    const now = { CALLING_CLOCK_AT: '2026-01-07T08:00:00Z' };
    const asSetNow = await run(['--json', '--call-log', goodLog()], now);
    expect(codesOf(asSetNow)).toEqual(['outside-calling-hours']);
    const judgedBy = { localTimes: ['America/New_York 2026-01-07 14:00'], zoneData: '2026f', laws: ['us-federal'], open: '00:00-24:00' };
    await write(dataSource, 'UPDATE calls SET judged_by = ?', [JSON.stringify(judgedBy)]);
    const asThen = await run(['--json', '--call-log', goodLog()], now);
    await write(dataSource, 'UPDATE calls SET judged_by = NULL', []);
    expect([asThen.code, codesOf(asThen)]).toEqual([0, []]);
  });

  it('says what to ask for when things still go on', async () => {
    await write(dataSource, "UPDATE campaigns SET status = 'running'", []);
    await write(dataSource, 'UPDATE targets SET result = NULL', []);
    const { code, stderr } = await run(['--call-log', goodLog()]);
    await write(dataSource, "UPDATE targets SET result = 'busy'", []);
    await write(dataSource, "UPDATE campaigns SET status = 'completed'", []);
    expect([code, stderr]).toEqual([1, expect.stringMatching(/1 running campaign\. .*-- --running\n$/)]);
  });

  it('reads interviews, their answers and the quotas that they hold', async () => {
    const { manager } = dataSource;
    const asked = questionnaire([rating('nps', 'nps'), yesNo('again')], { privacy: 'anonymous', quotas: [{ name: 'all', when: { kind: 'all', of: [] }, most: 1 }] });
    const { id: questionnaireId } = await manager.save(QuestionnaireRow, { clientId: '1', name: 'asked', draft: asked, draftChangedAt: new Date(T0), publishedVersionId: null, createdAt: new Date(T0) });
    const { id: versionId } = await manager.save(QuestionnaireVersion, { questionnaireId, version: 1, document: asked, copyOf: null, publishedAt: new Date(T0), publishedBy: 'a manager' });
    const day = new Date(Math.floor(T0 / 86_400_000) * 86_400_000);
    const id = randomUUID();
    const said = { kind: 'number', value: 9 } as const;
    try {
      await manager.insert(InterviewRow, {
        id, clientId: '1', questionnaireId, versionId, delivery: 'web', privacy: 'anonymous', language: 'en', campaignId: null, queueId: null, agentId: null, callId: null, contactId: null, beside: null,
        state: { ...beginning(id, 'en', {}), answers: { nps: said }, ending: { result: 'complete' } }, result: 'complete', begunAt: day, lastStepAt: day, endedAt: day,
      });
      await manager.insert(InterviewAnswer, { interviewId: id, question: 'nps', given: said, number: 9, at: day });
      await manager.insert(InterviewQuota, { interviewId: id, quota: 'all' });
      await manager.insert(QuotaCount, { versionId, quota: 'all', taken: 1, most: 1 });
      expect(await run(['--call-log', goodLog()])).toMatchObject({ code: 0 });
      await write(dataSource, 'UPDATE quota_counts SET taken = 0', []);
      await write(dataSource, "UPDATE interviews SET result = 'partial', contact_id = (SELECT id FROM contacts)", []);
      await manager.insert(InterviewAnswer, { interviewId: id, question: 'again', given: NONE, number: null, at: new Date(T0) });
      const found = await run(['--json', '--call-log', goodLog()]);
      expect([found.code, codesOf(found)]).toEqual([1, ['anonymous-traced', 'answer-astray', 'quota-kept', 'quota-miscounted']]);
      const ofCampaign = await run(['--json', '--call-log', goodLog(), '--campaign', campaignId]);
      expect(codesOf(ofCampaign)).toEqual(['quota-miscounted']); // whoever filled in a form is of no campaign
    } finally {
      for (const table of ['interview_answers', 'interview_quotas', 'interviews', 'quota_counts', 'questionnaire_versions', 'questionnaires']) await write(dataSource, `DELETE FROM ${table}`, []);
    }
  });

  // From here on the trail says so: nothing is ever deleted from it.
  it('judges a call by the zone that the contact had then', async () => {
    await write(dataSource, "UPDATE contacts SET zone = 'Asia/Dubai'", []);
    await write(dataSource, "UPDATE targets SET zone = 'Asia/Dubai'", []);
    const asItIs = await run(['--json', '--call-log', goodLog()]);
    expect(codesOf(asItIs)).toEqual(['outside-calling-hours']);
    await write(dataSource, `INSERT INTO audit_trail (actor, resource, resource_id, action, was, became)
      SELECT 'the-admin', 'contact', id, 'changed', '{"zone":"America/New_York"}', '{"zone":"Asia/Dubai"}' FROM contacts`, []);
    expect((await run(['--json', '--call-log', goodLog()])).code).toBe(0);
  });

  it('sees that a number was on the do-not-call list which was taken off it since', async () => {
    const was = JSON.stringify({ phone: PHONE, addedAt: new Date(T0 - 60_000).toISOString() });
    await write(dataSource, "INSERT INTO audit_trail (actor, resource, resource_id, action, was) VALUES ('the-admin', 'do-not-call', ?, 'deleted', ?)", [PHONE, was]);
    const found = await run(['--json', '--call-log', goodLog()]);
    expect([found.code, codesOf(found)]).toEqual([1, ['do-not-call-dialed']]);
    expect(found.stdout).toContain(`the number was forbidden at ${new Date(T0 - 60_000).toISOString()}, until`);
  });

  it('exits 1 with what does not hold and its evidence, and leaves out what only holds at rest while things run', async () => {
    const freeswitch = new EslSwitch({
      host: env['FREESWITCH_HOST'] ?? '', port: Number(env['FREESWITCH_PORT']), password: 'rig', promptsDir: '/prompts', recordingsDir: '/recordings',
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    });
    await freeswitch.connect();
    const channelId = randomUUID();
    const originated = freeswitch.originate({ channelId, endpoint: { kind: 'gateway', gateway: 'carrier', digits: '+14155501130' }, ringTimeoutSec: 16, callerNumber: null, accountCode: 'paceline', afterBridge: 'hangup', guard: null });
    try {
      await waitFor('a channel is up that no row knows', () => simulated.channels.length === 1);
      await write(dataSource, 'UPDATE targets SET attempts = 2, result = NULL', []);
      await write(dataSource, "INSERT INTO commands (id, switch_id, kind, payload, state) VALUES (?, 'main', 'agent-status', '{}', 'pending')", [randomUUID()]);
      await write(dataSource, "INSERT INTO do_not_call (phone, reason, added_at) VALUES (?, 'asked', ?)", [PHONE, new Date(T0 - 60_000)]);
      await write(dataSource, "INSERT INTO call_events (call_id, at, kind, data) VALUES (?, ?, 'ringing', '{}')", [callId, new Date(T0 + 1_500)]);
      await write(dataSource, "INSERT INTO recordings (call_id, path, started_at) VALUES (?, 'kept.wav', ?)", [callId, new Date(T0 + 500)]);
      await pool.signIn({ agentId: '1', lines: [`campaign-${campaignId}`], status: 'available', legMode: 'on-demand' });
      await pool.reserve(['1'], callId, 60_000);
      const log = callLog('bad.jsonl', { kind: 'invite', ...invite(1) }, { kind: 'end', ...invite(1, ENDED) }, { kind: 'invite', ...invite(2, { atMs: T0 + 2_000 }) }, { kind: 'end', ...invite(2, ENDED) });
      const [rest, live, words] = await Promise.all([run(['--json', '--call-log', log]), run(['--json', '--running', '--call-log', log]), typed(['--call-log', log])]);
      const always = ['agent-stuck', 'attempts-miscounted', 'do-not-call-dialed', 'invite-twice', 'moved-after-end', 'recording-not-stopped'];
      expect([live.code, codesOf(live)]).toEqual([1, always]);
      expect([rest.code, codesOf(rest)]).toEqual([1, ['agent-not-idle', ...always, 'channel-left', 'command-overdue', 'pool-differs', 'target-without-result'].sort()]);
      expect(words.code).toBe(1);
      expect(words.stdout).toContain(`VIOLATION of rule 1, a call is sent to the switch at most once (invite-twice): 2 INVITEs of call ${callId} to ${PHONE} at ${new Date(T0 + 25).toISOString()}`);
      expect(words.stdout).toContain(`channel ${channelId} is up since`);
      expect(words.stdout).toMatch(/\n11 violations\n$/);
    } finally {
      await freeswitch.hangup(channelId);
      await originated;
      await freeswitch.close();
    }
  });

  it.each<[what: string, args: () => string[], change: () => Promise<NodeJS.ProcessEnv>, says: RegExp]>([
    ['Redis is away', () => [], async () => ({ REDIS_URL: `redis://127.0.0.1:${await freePort()}/0` }), /Redis could not be looked at/],
    ['the switch refuses it', () => [], async () => ({ FREESWITCH_PASSWORD: 'wrong' }), /switch could not be looked at/],
    ['the call log is not there', () => ['--call-log', path.join(folder, 'none.jsonl')], async () => ({}), /none\.jsonl/],
    ['it is asked for something else', () => ['--campaign', 'spring'], async () => ({}), /spring/],
  ])('ends with 2 when %s', async (_what, args, change, says) => {
    const { code, stdout, stderr } = await run(args(), await change());
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(says);
  });

  it.each<[what: string, change: () => Promise<NodeJS.ProcessEnv>, says: RegExp]>([
    ['the database is away', async () => ({ DATABASE_URL: `mysql://nobody:none@127.0.0.1:${await freePort()}/none` }), /database could not be looked at/],
    ['the environment is not complete', async () => ({ DATABASE_URL: '' }), /DATABASE_URL/],
  ])('exits 2 when %s', async (_what, change, says) => {
    const { code, stdout, stderr } = await typed([], await change());
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(says);
  });
});
