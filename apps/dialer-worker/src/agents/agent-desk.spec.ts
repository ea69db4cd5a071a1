import type { PoolAgent, SignIn } from '@paceline/agent-pool';
import { Agent, AgentLine } from '@paceline/persistence';
import { FakeRows } from '@paceline/testing/fake-rows';
import { aCall } from '../calls/call.spec-helper';
import type { LiveCall } from '../calls/live-call';
import { News, type SaidOfAgents } from '../context/news';
import { OwnerBench, pass, useTestTime } from '../context/owner.spec-helper';
import { anAgent, aPoolAgent } from '../context/rows.spec-helper';
import { AgentDesk } from './agent-desk';

class Bench extends OwnerBench {
  readonly did: string[];
  /** As the pool has them; null for not signed in. */
  inPool: PoolAgent | null = aPoolAgent();
  /** The phone's channel while it is called or up, and the call that it is in. */
  leg: string | null = 'leg';
  inCall: LiveCall | undefined;
  /** What is waited for before the pool answers. */
  before: Promise<void> = Promise.resolve();
  readonly desk: AgentDesk;

  constructor(readonly rows: FakeRows) {
    const did: string[] = [];
    const step = (what: string): { ok: boolean; agent: PoolAgent | null } => { did.push(what); return { ok: this.inPool !== null, agent: this.inPool }; };
    super({
      dataSource: rows.dataSource,
      pool: {
        signIn: async ({ agentId, lines, legChannelId }: SignIn) => { did.push(`${agentId} signs in for ${lines.join()} on ${String(legChannelId)}`); return this.inPool; },
        signOut: async (agentId: string) => step(`${agentId} signs out`), setStatus: async (agentId: string, status: string, reason: string | null) => step(`${agentId} is on ${status} (${String(reason)})`),
        setLines: async (agentId: string, lines: readonly string[]) => step(`${agentId} serves ${lines.join()}`), find: async () => { await this.before; return this.inPool; },
      },
    });
    this.did = did;
    this.desk = new AgentDesk(this.owner, {
      callAfresh: async (agentId) => { did.push(`call the phone of ${agentId} afresh`); }, callNow: async (agentId) => { did.push(`call the phone of ${agentId}`); },
      channelOf: () => this.leg, hangup: async (agentId) => { did.push(`hang up the phone of ${agentId}`); },
    }, { ofLeg: () => this.inCall }, { left: async (agentId) => { did.push(`give back what ${agentId} looks at`); } }, { left: (agentId) => { did.push(`let the phone of ${agentId} ring for nobody`); } },
    new News<SaidOfAgents>().on('may-serve', (agentId) => { did.push(`${agentId} may serve`); }));
  }
}

const having = (columns: Partial<Agent> = {}): Bench => new Bench(new FakeRows().has(Agent, anAgent(columns))
  .has(AgentLine, { agentId: '7', line: 'campaign-1', served: true }, { agentId: '7', line: 'queue-2', served: true }, { agentId: '7', line: 'campaign-3', served: false }));

describe('an agent', () => {
  useTestTime();

  it('who signs in is in the pool for the lines served, and their phone is called', async () => {
    const bench = having();
    await bench.desk.signIn('7');
    expect(bench.did).toEqual(['7 signs in for campaign-1,queue-2 on leg', 'call the phone of 7 afresh', '7 may serve']);
  });

  it('whose phone is rung for each call serves no campaign: they cannot meet the two seconds', async () => {
    const bench = having({ legMode: 'on-demand' });
    await bench.desk.linesChanged('7');
    expect(bench.did[0]).toBe('7 serves queue-2');
  });

  it.each<[string, (desk: AgentDesk) => Promise<void>, Partial<Agent>, object]>([
    ['sign in, who signed out meanwhile', (desk) => desk.signIn('7'), { status: 'offline' }, { code: 'wrong-state', reason: 'agent-signed-out' }],
    ['sign in, whom nobody knows', (desk) => desk.signIn('8'), {}, { code: 'not-found', params: { what: 'agent', id: '8' } }],
    ['go on a break, whom nobody knows', (desk) => desk.statusChanged('8'), {}, { code: 'not-found' }],
  ])('cannot %s', async (_what, ask, columns, error) => {
    const bench = having(columns);
    await expect(ask(bench.desk)).rejects.toMatchObject(error);
    expect(bench.did).toEqual([]);
  });

  it.each<[string, Partial<Agent>, string[]]>([
    ['is available: their phone is called', {}, ['7 is on available (null)', 'call the phone of 7', '7 may serve']],
    ['is on a break: what they look at goes back, and whom their phone rings for', { status: 'break', statusReason: 'lunch' }, ['7 is on break (lunch)', 'let the phone of 7 ring for nobody', 'give back what 7 looks at', '7 may serve']],
  ])('who %s', async (_what, columns, did) => {
    const bench = having(columns);
    await bench.desk.statusChanged('7');
    expect(bench.did).toEqual(did);
  });

  it('who is not signed in has no status to change, and no lines to serve', async () => {
    const bench = having();
    bench.inPool = null;
    await expect(bench.desk.statusChanged('7')).rejects.toMatchObject({ code: 'agent-not-signed-in' });
    await bench.desk.linesChanged('7');
    expect(bench.did.filter((one) => one.includes('phone') || one.includes('may serve'))).toEqual([]);
  });

  it.each<[string, LiveCall | undefined, string[]]>([
    ['leaves: their phone is hung up', undefined, ['hang up the phone of 7']], ['talks: the call goes on, and so does the phone', aCall({}, 'talking'), []],
  ])('who signs out and %s', async (_what, call, hungUp) => {
    const bench = having({ status: 'offline' });
    [bench.inPool, bench.inCall] = [null, call];
    await bench.desk.signOut('7');
    expect(bench.did).toEqual(['7 signs out', 'let the phone of 7 ring for nobody', 'give back what 7 looks at', ...hungUp]);
    expect(bench.published.at(-1)).toMatchObject({ type: 'agent', agentId: '7', status: 'offline', legUp: false });
  });

  it('who signed in again meanwhile is not signed out', async () => {
    const bench = having();
    await bench.desk.signOut('7');
    expect(bench.did).toEqual([]);
  });
});

describe('the screens are told of an agent', () => {
  useTestTime();
  const TROUBLE = { cause: 'USER_BUSY', sipStatus: 486, upForMs: null, failures: 2, sinceAtMs: 0, failedAtMs: 0, nextAtMs: 0 };

  it('what they do, and whether their phone is up', async () => {
    const bench = having();
    bench.inPool = aPoolAgent({ state: 'talking', callId: 'a' });
    await bench.desk.tell('7');
    expect(bench.published).toEqual([expect.objectContaining({ clientId: '1', agentId: '7', state: 'talking', callId: 'a', legUp: true, legTrouble: null, legRefusal: null })]);
  });

  it.each<[string, Partial<PoolAgent>, string | null, boolean]>([
    ['what is wrong with it while it is not', { legChannelId: null }, null, true], ['nothing of a phone that is up, whatever its row still says', {}, 'leg', false],
  ])('%s', async (_what, changes, leg, isTold) => {
    const bench = having({ legTrouble: TROUBLE });
    [bench.inPool, bench.leg] = [aPoolAgent(changes), leg];
    await bench.desk.tell('7');
    expect(bench.published[0]).toMatchObject({ legUp: !isTold, legTrouble: isTold ? { cause: 'USER_BUSY', calls: 2 } : null });
  });

  it('nothing when nobody knows them', async () => {
    const bench = having();
    bench.inPool = null;
    await bench.desk.tell('8');
    expect(bench.published).toEqual([]);
  });

  it('at once when all is known, and in the order in which it happened when it has to be asked', async () => {
    const bench = having();
    await bench.desk.tell('7');
    bench.published.splice(0);
    await bench.desk.tell('7', aPoolAgent({ state: 'reserved' }));
    expect(bench.published).toEqual([expect.objectContaining({ state: 'reserved' })]);

    let go: () => void = () => undefined;
    bench.before = new Promise((resolve) => { go = resolve; });
    bench.inPool = aPoolAgent({ state: 'talking' });
    const told = [bench.desk.tell('7')];
    await pass();
    bench.before = Promise.resolve();
    told.push(bench.desk.tell('7'));
    await pass();
    expect(bench.published).toHaveLength(1);
    bench.inPool = aPoolAgent({ state: 'wrap-up' });
    go();
    await Promise.all(told);
    expect(bench.published).toHaveLength(3);
  });

  it('later, when it could not be told before', async () => {
    const bench = having();
    let fail: (error: Error) => void = () => undefined;
    bench.before = new Promise((_, reject) => { fail = reject; });
    const first = expect(bench.desk.tell('7')).rejects.toThrow('away');
    await pass();
    bench.before = Promise.resolve();
    const second = bench.desk.tell('7');
    fail(new Error('away'));
    await first;
    await second;
    expect(bench.published).toHaveLength(1);
  });
});
