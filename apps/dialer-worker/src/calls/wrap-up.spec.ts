import type { PoolAgent } from '@paceline/agent-pool';
import type { AgentState } from '@paceline/domain/agent/agent-state';
import { Agent, Call, Campaign, Disposition, Target, type CallEventRow, type Settlement } from '@paceline/persistence';
import { FakeRows } from '@paceline/testing/fake-rows';
import { News, type SaidOfAgents } from '../context/news';
import { NOW_MS, OwnerBench, pass, useTestTime } from '../context/owner.spec-helper';
import { aCallRow, aCampaign, anAgent, aPoolAgent } from '../context/rows.spec-helper';
import { aCall, aLine } from './call.spec-helper';
import type { SaidOfCalls } from './call-news';
import type { LiveCall } from './live-call';
import { WrapUp } from './wrap-up';

const AGENT = { agentId: '7', token: 't', legChannelId: 'leg' };
const ENDED = { endedAtMs: NOW_MS - 500, wrapUpMs: 20_000, written: Promise.resolve(true) };

class Bench extends OwnerBench {
  readonly did: string[];
  readonly settled: Settlement[] = [];
  readonly rows: FakeRows;
  /** What the agent does, as the pool has it; null for gone. */
  readonly agent: { state: AgentState | null };
  /** Nobody has said anything of the call before. */
  readonly first = { word: true };
  readonly wrapUp: WrapUp;

  constructor() {
    const did: string[] = [];
    const agent: Bench['agent'] = { state: 'talking' };
    const inPool = (state: AgentState): PoolAgent => aPoolAgent({ state, callId: 'a' });
    const rows = new FakeRows().has(Agent, anAgent()).has(Campaign, aCampaign({ retryRules: { maxAttempts: 9, byOutcome: {}, byDisposition: { later: { maxAttempts: 9, waitSec: 300 } } } }))
      .has(Disposition, { clientId: '1', code: 'sale', meaning: 'final' }, { clientId: '1', code: 'none-given', meaning: 'final' }, { clientId: '1', code: 'never-again', meaning: 'do-not-call' },
        { clientId: '1', code: 'later', meaning: 'retry' },        { clientId: '2', code: 'not-ours', meaning: 'final' });
    super({
      dataSource: rows.dataSource,
      calls: {
        find: async (callId: string) => rows.of(Call).find(({ id }) => id === callId) ?? null,
        settle: async (settlement: Settlement, event: CallEventRow) => { this.settled.push(settlement); did.push(`write ${words(event)} to its row`); return this.first.word; },
      },
      pool: {
        find: async () => agent.state === null ? null : inPool(agent.state),
        finish: async (agentId: string, token: string, wrapUpMs: number) => {
          if (agent.state !== 'talking') return { ok: false, code: 'unknown-agent' };
          agent.state = 'wrap-up';
          did.push(`${agentId} wraps up for ${wrapUpMs} (${token})`);
          return { ok: true, agent: inPool('wrap-up') };
        },
        endWrapUp: async (agentId: string) => { agent.state = 'idle'; did.push(`wrap-up of ${agentId} is over`); return { ok: true, agent: inPool('idle') }; },
      },
    });
    [this.did, this.agent, this.rows] = [did, agent, rows];
    this.wrapUp = new WrapUp(
      this.owner, { settle: async (_call, settlement, event) => { this.settled.push(settlement); did.push(`write ${words(event)}`); return this.first.word; } },
      new News<SaidOfAgents>().on('may-serve', (agentId) => { did.push(`${agentId} may serve`); }).on('changed', (agentId) => { did.push(`${agentId} has changed`); }),
      new News<SaidOfCalls>().on('wrap-up-began', (line, agentId, sinceMs) => { did.push(`${agentId} wraps up on ${line} since ${sinceMs - NOW_MS}`); }),
    );
  }

  /** What was done since the last look. */
  since(): string[] { return this.did.splice(0); }
}

const words = ({ data }: CallEventRow): string => `${String(data['code'])} by ${String(data['by'])}`;
const talked = (): LiveCall => Object.assign(aCall({ clientId: '1', line: aLine('1') }, 'ended'), { lastAgentId: '7' });
const aRow = (columns: Partial<Call> = {}): Call => aCallRow({ state: 'ended', agentId: '7', endedAt: new Date(NOW_MS - 60_000), ...columns });
const BEGUN = ['7 wraps up for 19500 (t)', '7 has changed', '7 wraps up on campaign-1 since -500'];

describe('wrap-up', () => {
  useTestTime();
  let bench: Bench;
  beforeEach(() => { bench = new Bench(); });

  it('lasts from the end of the talk, however late that was heard', async () => {
    await bench.wrapUp.begin(talked(), AGENT, ENDED);
    expect(bench.since()).toEqual(BEGUN);
    await bench.wrapUp.begin(talked(), { ...AGENT, agentId: '8' }, { ...ENDED, endedAtMs: NOW_MS - 60_000 });
    bench.agent.state = 'talking';
    await bench.wrapUp.begin(talked(), AGENT, { ...ENDED, endedAtMs: NOW_MS - 60_000 });
    expect(bench.since()).toContain('7 wraps up for 1 (t)');
  });

  it('begins when the end of the call is written: whoever takes over then knows that a word is missing', async () => {
    let write: (taken: boolean) => void = () => undefined;
    const begun = bench.wrapUp.begin(talked(), AGENT, { ...ENDED, written: new Promise((resolve) => { write = resolve; }) });
    await pass();
    expect(bench.since()).toEqual([]);
    write(true);
    await begun;
    expect(bench.since()).toEqual(BEGUN);
  });

  it.each<[string, string | null, object]>([['is settled', '44', { ok: true }], ['was claimed in the same moment', null, { facts: { code: 'wrong-state', reason: 'target-not-told' } }]])(
    'settles the target of somebody who called us, and says so when it %s', async (_what, told, expected) => {
      bench.rows.has(Target, { clientId: '1', id: '44', campaignId: '1', contactId: '4', state: 'ready', lastCallId: null });
      bench.rows.has(Call, aRow({ direction: 'inbound', campaignId: null, targetId: told }));
      const said = bench.wrapUp.disposition('a', { code: 'sale', note: null, byUserId: '70', targetId: '44' }).then(() => ({ ok: true }), (thrown: unknown) => thrown);
      await expect(said).resolves.toMatchObject(expected);
      expect(bench.settled[0]?.calledBack?.decide({ attempts: 2, phonePosition: 0 })).toEqual({ state: 'done', result: 'sale', attempts: 2 });
    });

  it('ends with the agent\'s word', async () => {
    bench.rows.has(Call, aRow());
    await bench.wrapUp.begin(talked(), AGENT, ENDED);
    bench.since();
    await bench.wrapUp.disposition('a', { code: 'sale', note: 'tomorrow', byUserId: '70', targetId: null });
    expect(bench.since()).toEqual(['write sale by agent', 'wrap-up of 7 is over', '7 may serve']);
    expect(bench.settled[0]).toMatchObject({ callId: 'a', disposition: { code: 'sale', by: 'agent', note: 'tomorrow' }, doNotCall: null });
    expect(bench.rows.sql).toEqual([]); // nothing was said before that it would replace
  });

  it('ends as soon as it begins when the agent was quicker than the pool', async () => {
    bench.rows.has(Call, aRow());
    let write: (taken: boolean) => void = () => undefined;
    const begun = bench.wrapUp.begin(talked(), AGENT, { ...ENDED, written: new Promise((resolve) => { write = resolve; }) });
    const said = bench.wrapUp.disposition('a', { code: 'sale', note: null, byUserId: '70', targetId: null });
    await pass();
    expect(bench.since()).toEqual([]); // its end is not written yet
    write(true);
    await Promise.all([begun, said]);
    expect(bench.since()).toEqual([...BEGUN, 'write sale by agent', 'wrap-up of 7 is over', '7 may serve']);
  });

  it('that the agent cuts short, or that runs out, leaves the system\'s own word', async () => {
    await bench.wrapUp.begin(talked(), AGENT, ENDED);
    bench.since();
    await bench.wrapUp.ready('7');
    expect(bench.since()).toEqual(['write none-given by system', 'wrap-up of 7 is over', '7 may serve']);

    bench.agent.state = 'talking';
    await bench.wrapUp.begin(talked(), AGENT, ENDED);
    bench.since();
    await bench.wrapUp.expired({ agent: aPoolAgent(), callId: 'a' });
    expect(bench.since()).toEqual(['7 may serve', 'write none-given by system']);
  });

  it('is none for an agent who left the pool in mid-call: nobody will say anything any more', async () => {
    bench.agent.state = null;
    await bench.wrapUp.begin(talked(), AGENT, ENDED);
    expect(bench.since()).toEqual(['7 has changed', 'write none-given by system']);
  });

  it.each<[string, AgentState | null, object]>([
    ['is not signed in', null, { code: 'agent-not-signed-in' }], ['talks', 'talking', { code: 'wrong-state', reason: 'no-wrap-up', params: { state: 'talking' } }],
  ])('cannot be ended by who %s', async (_what, state, error) => {
    bench.agent.state = state;
    await expect(bench.wrapUp.ready('7')).rejects.toMatchObject(error);
  });
});

describe('what is said of a call', () => {
  useTestTime();
  let bench: Bench;
  beforeEach(() => { bench = new Bench(); });

  it.each<[string, Partial<Call> | null, string, object]>([
    ['that nobody knows', null, 'sale', { code: 'not-found', params: { what: 'call' } }],
    ['that goes on', aRow({ endedAt: null }), 'sale', { code: 'wrong-state', reason: 'call-going-on' }],
    ['in a word that its client does not have', aRow(), 'not-ours', { code: 'not-found', reason: 'disposition' }],
  ])('is refused of one %s', async (_what, row, code, error) => {
    if (row !== null) bench.rows.has(Call, row);
    await expect(bench.wrapUp.disposition('a', { code, note: null, byUserId: '70', targetId: null })).rejects.toMatchObject(error);
    expect(bench.since()).toEqual([]);
  });

  it('by somebody else than its agent is a supervisor\'s word', async () => {
    bench.rows.has(Call, aRow());
    await bench.wrapUp.disposition('a', { code: 'sale', note: null, byUserId: '90', targetId: null });
    expect(bench.since()).toEqual(['write sale by supervisor to its row']);
  });

  it('a person\'s own no puts the numbers on the list', async () => {
    bench.rows.has(Call, aRow());
    await bench.wrapUp.disposition('a', { code: 'never-again', note: null, byUserId: '70', targetId: null });
    expect(bench.settled[0]).toMatchObject({ doNotCall: { disposition: 'never-again', byUserId: '70' } });
  });

  it('replaces the system\'s word that came first', async () => {
    bench.rows.has(Call, aRow());
    bench.first.word = false;
    bench.rows.answer = (sql) => sql.trimStart().startsWith('SELECT') ? [{ targetId: null, outcome: 'connected', code: 'none-given', by: 'system', note: null }] : { affectedRows: 1 };
    await bench.wrapUp.disposition('a', { code: 'sale', note: null, byUserId: '70', targetId: null });
    expect(bench.rows.sql.filter((sql) => sql.startsWith('UPDATE'))).toEqual([expect.stringContaining('disposition_code = "sale", disposition_by = "agent"')]);
  });

  it('by the system does not replace a person\'s', async () => {
    bench.rows.has(Call, aRow());
    bench.first.word = false;
    await bench.wrapUp.settleBySystem('a');
    expect([bench.since(), bench.rows.sql]).toEqual([['write none-given by system to its row'], []]);
  });

  it.each<[string, Partial<Call>]>([['was settled', aRow({ settledAt: new Date(NOW_MS) })], ['goes on', aRow({ endedAt: null })]])('by the system is not said of a call that %s', async (_what, row) => {
    bench.rows.has(Call, row);
    await bench.wrapUp.settleBySystem('a');
    expect(bench.since()).toEqual([]);
  });

  it('is said once by the system of a call that this owner ended', async () => {
    await bench.wrapUp.begin(talked(), AGENT, ENDED);
    bench.since();
    await bench.wrapUp.settleBySystem('a');
    await bench.wrapUp.settleBySystem('a');
    expect(bench.since()).toEqual(['write none-given by system']);
  });

  it('of an earlier owner\'s call is judged by what its campaign says now', async () => {
    bench.rows.has(Call, aRow());
    await bench.wrapUp.disposition('a', { code: 'later', note: null, byUserId: '70', targetId: null });
    const contact = bench.settled[0]?.decide({ attemptsBefore: 0, sameOutcomeBefore: 0, phonePosition: 0, phoneCount: 1 }, 'connected');
    expect(contact).toEqual({ state: 'ready', nextAtMs: NOW_MS - 60_000 + 300_000, attempts: 1, phonePosition: 0 });
  });
});
