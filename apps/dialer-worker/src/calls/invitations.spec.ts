import type { QuestionEnded } from '@paceline/domain/call/switch-event';
import { channelEvent } from '@paceline/testing/fake-switch';
import { NOW_MS, OwnerBench, pass, useTestTime } from '../context/owner.spec-helper';
import { lineOfThisQueue } from '../lines/line-of-queue';
import { aQueue } from '../lines/queue.spec-helper';
import type { AfterCall } from '../surveys/after-call';
import { aCaller } from './call.spec-helper';
import { Invitations } from './invitations';
import type { LiveCall } from './live-call';

const NO = { ask: false, refusal: { code: 'not-drawn', params: { oneIn: 4 } } } as const;

class Bench extends OwnerBench {
  readonly did: string[] = [];
  invites: AfterCall['invites'] = () => Promise.resolve({ ask: true, ruleId: '5', versionId: '40', invitation: { say: { en: 'stay.wav' }, key: '1' } });
  isSpoken = false;
  accepts: () => Promise<void> = () => Promise.resolve();
  readonly call: LiveCall = Object.assign(aCaller('waiting', { line: lineOfThisQueue(aQueue(), this.owner.environment) }), { answeredAtMs: NOW_MS });
  readonly invitations = new Invitations(this.owner, {
    rule: { invites: (call) => this.invites(call) },
    samples: { accept: async (_client, callId, ruleId) => { await this.accepts(); this.did.push(`accepts ${callId} ${ruleId}`); } },
    sounds: {
      isSpeakingTo: () => this.isSpoken, prompts: (_call, language, say) => [{ kind: 'file', name: say?.[language ?? ''] ?? '' }],
      ask: (_call, { prompts: [prompt] }, executionId) => { this.did.push(`ask ${executionId} ${prompt?.kind === 'file' ? prompt.name : ''}`); },
    },
  });

  begin(): void {
    if (this.call.caller !== null) this.invitations.begin(this.call, this.call.caller);
  }

  async ends(keys: string, outcome: QuestionEnded['outcome'] = 'success'): Promise<void> {
    this.invitations.done(this.call, channelEvent('question-ended', { channelId: 'caller', executionId: 'caller-invitation', keys, outcome }));
    await pass();
  }
}

describe('a caller who waits', () => {
  useTestTime();
  let bench: Bench;
  beforeEach(() => { bench = new Bench(); });
  afterEach(() => { bench.call.cancelAll(); });
  const ASKED = 'ask caller-invitation stay.wav';

  it.each<[string, string, QuestionEnded['outcome'], readonly string[]]>([
    ['presses the key', '1', 'success', ['accepts caller 5']], ['presses another', '2', 'success', []], ['presses none', '', 'none', []],
    ['presses it as an agent comes', '1', 'cut', []], ['hangs up', '', 'hangup', []],
  ])('is asked whether they would stay, and %s', async (_what, keys, outcome, did) => {
    bench.begin();
    await pass(500);
    expect([bench.invitations.isAnswer(bench.call, '1'), bench.invitations.isAnswer(bench.call, '2')]).toEqual([true, false]);
    await bench.ends(keys, outcome);
    expect([bench.did, bench.invitations.isAnswer(bench.call, '1')]).toEqual([[ASKED, ...did], false]);
  });

  it('is asked behind what else is said to them, and once', async () => {
    bench.isSpoken = true;
    bench.begin();
    await pass(5_000);
    expect(bench.did).toEqual([]);
    bench.isSpoken = false;
    await pass(500);
    await bench.ends('');
    bench.begin();
    await pass(60_000);
    expect(bench.did).toEqual([ASKED]);
  });

  it.each<[string, (on: Bench) => void]>([
    ['no rule invites them', (on) => { on.invites = () => Promise.resolve(NO); }], ['the database is away', (on) => { on.invites = () => Promise.reject(new Error('away')); }],
    ['they talk', (on) => { on.call.move('connecting'); }], ['they talk meanwhile', (on) => { const { invites } = on; on.invites = async (call) => { on.call.move('connecting'); return await invites(call); }; }],
    ['they only ring', (on) => { on.call.answeredAtMs = null; }], ['they have talked, and lost their agent', (on) => { on.call.connectedAtMs = NOW_MS; }],
    ['somebody is being promised to them', (on) => { on.call.offering = true; }],
    ['they went elsewhere meanwhile', (on) => { const { invites } = on; on.invites = async (call) => { on.call.enter(lineOfThisQueue(aQueue({ id: '8' }), on.owner.environment)); return await invites(call); }; }],
    ['the switch is somebody else\'s by now', (on) => { on.lease.held = false; }],
  ])('is asked nothing when %s', async (_why, happens) => {
    happens(bench);
    bench.begin();
    await pass(2_000);
    expect(bench.did).toEqual([]);
  });

  it('has accepted once a database that is away has it', async () => {
    let asked = 0;
    bench.accepts = () => asked++ < 3 ? Promise.reject(Object.assign(new Error('away'), { code: 'ECONNREFUSED' })) : Promise.resolve();
    bench.begin();
    await pass(500);
    await bench.ends('1');
    await pass(500);
    expect([bench.did, bench.failed]).toEqual([[ASKED, 'accepts caller 5'], []]);
  });
});
