import { PoolNotBuiltError } from '@paceline/agent-pool';
import type { ErrorFacts } from '@paceline/contracts/messages/error-words';
import type { Command } from '@paceline/persistence';
import { PacelineError } from '@paceline/platform/errors';
import { aCall } from '../calls/call.spec-helper';
import { CallRegistry } from '../calls/call-registry';
import { OwnerBench, pass, useTestTime } from '../context/owner.spec-helper';
import { CommandDesk } from './command-desk';

const CALL = '018f2f3e-0000-7000-8000-000000000001';
const AWAY = Object.assign(new Error('away'), { code: 'ECONNREFUSED' });

class Bench extends OwnerBench {
  readonly did: string[];
  readonly registry = new CallRegistry();
  /** The rows of the commands that were not carried out yet. */
  readonly pending = new Map<string, Pick<Command, 'id' | 'kind' | 'payload' | 'state'>>();
  /** How each was closed: null for done. */
  readonly closed = new Map<string, ErrorFacts | null>();
  /** What becomes of what is asked. */
  work: (what: string) => Promise<void> = () => Promise.resolve();
  readonly desk: CommandDesk;

  constructor() {
    const did: string[] = [];
    super({ commands: {
      find: async (id: string) => this.pending.get(id) ?? null, pending: async () => [...this.pending.values()],
      close: async (id: string, error: ErrorFacts | null) => { this.closed.set(id, error); this.pending.delete(id); did.push(`close ${id}`); },
    } });
    this.did = did;
    const perform = async (what: string): Promise<void> => { did.push(what); await this.work(what); };
    this.desk = new CommandDesk(this.owner, {
      registry: this.registry,
      desk: {
        signIn: (agentId) => perform(`sign in ${agentId}`), signOut: (agentId) => perform(`sign out ${agentId}`),
        statusChanged: (agentId) => perform(`status of ${agentId}`), linesChanged: (agentId) => perform(`lines of ${agentId}`),
      },
      wrapUp: { ready: (agentId) => perform(`${agentId} is ready`), disposition: (callId, { code, note, targetId, byUserId }) => perform(`${callId} was ${code} (${String(note)}) by ${String(byUserId)}${targetId === null ? '' : ` for ${targetId}`}`) },
      previews: { dial: ({ agentId, callId }) => perform(`dial ${callId} for ${agentId}`), skip: ({ agentId, callId }) => perform(`skip ${callId} for ${agentId}`) },
      waiting: {
        move: (callId, queueId, by) => perform(`move ${callId} to ${queueId} for ${by}`), answerNext: (callId, by) => perform(`${callId} is next for ${by}`),
        takeOut: (callId, prompt, by) => perform(`take out ${callId} with ${String(prompt)} for ${by}`),
      },
      ending: { neverSent: (call, why) => perform(`give back ${call.callId}: ${why}`) }, campaigns: { changed: (campaignId) => perform(`campaign ${campaignId} has changed`) },
      machines: { leave: (callId, byUserId) => perform(`leave a machine on ${callId} by ${byUserId}`) },
      afterCalls: { keeps: () => Promise.resolve(false) },
      trials: { ask: (trialId) => perform(`try ${trialId}`) },
    });
  }

  /** It is in its row; this is the waking up. */
  async asked(kind: Command['kind'], payload: Command['payload'], id = 'c1'): Promise<void> {
    this.pending.set(id, { id, kind, payload, state: 'pending' });
    await this.desk.handle(id);
  }
}

describe('a command', () => {
  useTestTime();
  let bench: Bench;
  beforeEach(() => { bench = new Bench(); });

  it.each<[Command['kind'], Command['payload'], string]>([
    ['agent-sign-in', { agentId: '7', status: 'available', reason: null, byUserId: '1' }, 'sign in 7'], ['agent-sign-out', { agentId: '7', byUserId: '1' }, 'sign out 7'],
    ['agent-status', { agentId: '7', status: 'break', reason: 'lunch', byUserId: null }, 'status of 7'], ['agent-lines', { agentId: '7', byUserId: '1' }, 'lines of 7'],
    ['agent-ready', { agentId: '7', byUserId: '1' }, '7 is ready'], ['preview-dial', { agentId: '7', callId: CALL, byUserId: '1' }, `dial ${CALL} for 7`],
    ['preview-skip', { agentId: '7', callId: CALL, byUserId: '1' }, `skip ${CALL} for 7`], ['campaign-changed', { campaignId: '3', byUserId: '1' }, 'campaign 3 has changed'],
    ['call-move', { callId: CALL, queueId: '5', byUserId: '9' }, `move ${CALL} to 5 for 9`], ['call-answer-next', { callId: CALL, byUserId: '9' }, `${CALL} is next for 9`],
    ['call-take-out', { callId: CALL, prompt: null, byUserId: '9' }, `take out ${CALL} with null for 9`],
    ['flow-trial', { trialId: CALL, byUserId: '9' }, `try ${CALL}`],
    ['call-machine', { callId: CALL, byUserId: '9' }, `leave a machine on ${CALL} by 9`],
    ['call-disposition', { callId: CALL, disposition: 'sale', note: 'tomorrow', byUserId: '9' }, `${CALL} was sale (tomorrow) by 9`],
  ])('%s is carried out, and closed', async (kind, payload, did) => {
    await bench.asked(kind, payload);
    expect([bench.did, bench.closed.get('c1')]).toEqual([[did, 'close c1'], null]);
  });

  it('is carried out once, however often it is woken up', async () => {
    let go: () => void = () => undefined;
    bench.work = () => new Promise((resolve) => { go = resolve; });
    const first = bench.asked('agent-lines', { agentId: '7', byUserId: '1' });
    await pass();
    await bench.desk.handle('c1');
    go();
    await first;
    await bench.desk.handle('c1');
    expect(bench.did).toEqual(['lines of 7', 'close c1']);
  });

  it('is left to the next owner', async () => {
    bench.lease.held = false;
    await bench.asked('agent-lines', { agentId: '7', byUserId: '1' });
    expect([bench.did, bench.pending.size]).toEqual([[], 1]);
  });

  it('whose wake-up was lost is found', async () => {
    bench.pending.set('c1', { id: 'c1', kind: 'agent-lines', payload: { agentId: '7', byUserId: '1' }, state: 'pending' });
    await bench.desk.catchUp();
    expect(bench.did).toEqual(['lines of 7', 'close c1']);
  });

  it('about an agent waits for the one before, one about another does not', async () => {
    const going: (() => void)[] = [];
    bench.work = (what) => what === 'sign out 7' ? new Promise((resolve) => { going.push(resolve); }) : Promise.resolve();
    const all = [bench.asked('agent-sign-out', { agentId: '7', byUserId: '1' }, 'c1'), bench.asked('agent-lines', { agentId: '7', byUserId: '1' }, 'c2'), bench.asked('agent-lines', { agentId: '8', byUserId: '1' }, 'c3')];
    await pass();
    expect(bench.did).toEqual(['sign out 7', 'lines of 8', 'close c3']);
    for (const go of going) go();
    await Promise.all(all);
    expect(bench.did.slice(3)).toEqual(['close c1', 'lines of 7', 'close c2']);
  });

  it.each<[string, Error, object]>([
    ['that is refused says why', new PacelineError('wrong-state', 'no-wrap-up', { state: 'talking' }), { code: 'wrong-state', reason: 'no-wrap-up', params: { state: 'talking' } }],
    ['that went wrong says no more than that', new TypeError('x is not a function'), { code: 'internal-error', reason: 'command-failed' }],
  ])('%s', async (_what, error, closed) => {
    bench.work = () => Promise.reject(error);
    await bench.asked('agent-ready', { agentId: '7', byUserId: '1' });
    expect(bench.closed.get('c1')).toMatchObject(closed);
  });

  it('that nobody can read is closed as failed', async () => {
    await bench.asked('agent-ready', { agentId: 'x; DROP TABLE agents', byUserId: '1' });
    expect([bench.did, bench.closed.get('c1')?.code]).toEqual([['close c1'], 'internal-error']);
  });

  it('is tried again while the database is away, and left pending when the ownership ends meanwhile', async () => {
    bench.work = () => Promise.reject(AWAY);
    const asked = bench.asked('agent-lines', { agentId: '7', byUserId: '1' });
    const refused = expect(asked).rejects.toThrow('away');
    await pass(500);
    expect(bench.did.length).toBeGreaterThan(2);
    bench.lease.held = false;
    await pass(5_000);
    await refused;
    expect([bench.closed.size, bench.pending.size]).toEqual([0, 1]);
  });

  it('that meets the pool while it is built waits for it, three seconds at most', async () => {
    let isBuilt = false;
    bench.work = () => isBuilt ? Promise.resolve() : Promise.reject(new PoolNotBuiltError('main'));
    const asked = bench.asked('agent-lines', { agentId: '7', byUserId: '1' });
    await pass(2_000);
    isBuilt = true;
    await pass(50);
    await asked;
    expect(bench.closed.get('c1')).toBeNull();

    isBuilt = false;
    const late = bench.asked('agent-lines', { agentId: '7', byUserId: '1' }, 'c2');
    await pass(3_100);
    await late;
    expect(bench.closed.get('c2')).toMatchObject({ code: 'unavailable', reason: 'agents-being-built' });
  });
});

describe('a call that somebody has ended', () => {
  useTestTime();
  let bench: Bench;
  beforeEach(() => { bench = new Bench(); });
  const hangup = async (): Promise<void> => { await bench.asked('call-hangup', { callId: CALL, byUserId: '1' }); };

  it.each<[string, Parameters<typeof aCall>[1], number | null, string[]]>([
    ['rings', 'ringing', null, ['hangup NAME ORIGINATOR_CANCEL']], ['waits', 'waiting', 1, ['hangup NAME NORMAL_CLEARING']], ['talks', 'talking', 1, ['hangup NAME NORMAL_CLEARING']],
  ])('is hung up when it %s', async (_what, state, answeredAtMs, told) => {
    const call = Object.assign(aCall({ callId: CALL }, state), { answeredAtMs });
    bench.registry.add(call);
    await hangup();
    expect([bench.switchPort.told.map((one) => one.replace(CALL, 'NAME')), call.endedHere, bench.closed.get('c1')]).toEqual([told, state === 'talking', null]);
  });

  it('is given back when it was not sent yet', async () => {
    bench.registry.add(aCall({ callId: CALL }));
    await hangup();
    expect([bench.did[0], bench.switchPort.told]).toEqual([`give back ${CALL}: MANAGER_REQUEST`, []]);
  });

  it('is over already', async () => {
    await hangup();
    expect(bench.closed.get('c1')).toMatchObject({ code: 'wrong-state', reason: 'call-over' });
  });

  it.each<[string, Bench['switchPort']['answers']['hangup'], boolean, string | undefined]>([
    ['when the other end was quicker: it has ended it then', { ok: false, kind: 'refused', text: '-ERR No such channel!' }, false, undefined],
    ['when the switch does not answer', { ok: false, kind: 'unknown', reason: 'the link is down' }, true, 'switch-silent'],
  ])('is told %s', async (_what, answer, endedHere, reason) => {
    const call = Object.assign(aCall({ callId: CALL }, 'talking'), { answeredAtMs: 1 });
    bench.registry.add(call);
    Object.assign(bench.switchPort.answers, { hangup: answer });
    await hangup();
    expect([call.endedHere, bench.closed.get('c1')?.reason]).toEqual([endedHere, reason]);
  });
});
