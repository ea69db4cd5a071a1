import { PoolNotBuiltError } from '@paceline/agent-pool';
import type { PacingReason, PacingSnapshot } from '@paceline/domain/pacing';
import { snapshotOf, type SnapshotChanges } from '@paceline/domain/pacing/fixtures';
import type { Campaign, ClaimCandidate, ClaimedCall, ClaimRequest, ClaimSlot, ClaimVerdict } from '@paceline/persistence';
import { LawBook } from '@paceline/platform/law/law-book';
import { FakeRows } from '@paceline/testing/fake-rows';
import { CallRegistry } from '../calls/call-registry';
import { aCall } from '../calls/call.spec-helper';
import type { LiveCall } from '../calls/live-call';
import { NOW_MS, OwnerBench, pass, useTestTime } from '../context/owner.spec-helper';
import { aCampaign } from '../context/rows.spec-helper';
import type { HeldLease } from '../leases/held-lease';
import type { FreeGateway, KnownGateway } from '../trunks/trunk-lines';
import { CampaignRunner, type RunnerParts } from './campaign-runner';

const TICK_MS = 250;
const NEW_YORK: ClaimSlot = { zone: 'America/New_York', priority: 0 };
/** Where it is four in the morning. */
const SYDNEY: ClaimSlot = { zone: 'Australia/Sydney', priority: 0 };
const UNITED_STATES = { countries: ['US'], prefixes: [], numbers: [], shortNumbers: [] };

function aCandidate(changes: Partial<ClaimCandidate> = {}): ClaimCandidate {
  return {
    targetId: '11', contactId: '12', zone: 'America/New_York', phone: '+12125550123', contactZone: 'America/New_York', onDoNotCallList: false, attempts: 0, recent: [], ...changes,
  };
}

class Bench extends OwnerBench {
  readonly did: string[] = [];
  readonly told: string[] = [];
  readonly registry = new CallRegistry();
  readonly campaignLease = { held: true };
  campaign: Campaign | null = aCampaign({ mode: 'progressive' });
  slots: readonly ClaimSlot[] = [NEW_YORK];
  sees: SnapshotChanges = { agents: { idle: 2 } };
  gateways: readonly FreeGateway[] = [{ name: 'carrier', trunkLines: 10 }];
  known: readonly KnownGateway[] = [{ name: 'carrier', destinations: UNITED_STATES }];
  stopped = false;
  reconciled = true;
  callersGoFirst = false;
  allowNothing = false;
  isComplete = false;
  /** What becomes of a job. */
  queued: (callIds: readonly string[]) => void = () => undefined;
  /** Thrown where the pool is looked at. */
  failure: Error | null = null;
  readonly claims: ClaimRequest[] = [];
  /** What happens between the decision and the claim. */
  meanwhile: () => void = () => undefined;
  readonly runner: CampaignRunner;

  constructor(readonly rows = new FakeRows()) {
    super({ dataSource: rows.dataSource, environment: { PACING_INTERVAL_MS: TICK_MS, ORIGINATE_NOT_AFTER_MS: 10_000, PREVIEW_MS: 60_000 } });
    rows.answer = (sql) => sql.startsWith('SELECT') ? [] : { affectedRows: 1 };
    const lease = { fence: 5n, name: 'campaign:1', isHeld: () => this.campaignLease.held };
    this.runner = new CampaignRunner(this.owner, '1', lease as unknown as HeldLease, this.parts()); // as much of it as a runner uses
  }

  private parts(): RunnerParts {
    const isReconciled = (): boolean => this.reconciled;
    return {
      registry: this.registry,
      ending: {
        neverSent: async (call: LiveCall, why: string) => { call.move('ended'); this.did.push(`give back ${call.callId}: ${why}`); },
        neverSentAfter: ({ callId }: LiveCall, afterMs: number, why: string) => { this.did.push(`give back ${callId} after ${afterMs}: ${why}`); },
      },
      journal: { note: ({ callId }: LiveCall, kind: string, facts: object) => { this.did.push(`write ${callId} ${kind} ${JSON.stringify(facts)}`); } },
      gateways: {
        free: async () => this.gateways, known: async () => this.known, outages: () => [], allowNothing: async () => this.allowNothing,
        inTurn: async <T>(claim: () => Promise<T>) => { this.meanwhile(); return await claim(); },
      },
      dialing: { stop: async () => this.stopped ? { reason: 'fire drill', byUserId: '1', byUsername: 'boss', at: new Date(0) } : null },
      book: { find: async () => this.campaign, changed: () => { this.did.push('read it anew'); } },
      laws: { now: async () => new LawBook() },
      targets: { claim: async (request: ClaimRequest) => { this.claims.push(request); return { calls: planned(request.count), setAside: 0 }; } },
      producers: { originate: async (_switchId: string, { callIds, notAfterMs }: { callIds: readonly string[]; notAfterMs: number }) => {
        this.queued(callIds);
        this.did.push(`queue ${callIds.join()} for ${notAfterMs - Date.now()}`);
      } },
      previews: { show: async ({ callId }: LiveCall) => { this.did.push(`show ${callId}`); }, paused: async (_id: string, why: string) => { this.did.push(`give back what is shown: ${why}`); } },
      figures: {
        slots: async () => this.slots, calledLately: async () => [], isComplete: async () => this.isComplete, learned: () => undefined,
        snapshot: async (_campaign: Campaign, _line: string, _open: unknown, trunkLinesFree: number) => {
          if (this.failure !== null) throw this.failure;
          const snapshot: PacingSnapshot = { ...snapshotOf({ ...this.sees, takenAtMs: Date.now() }), trunkLinesFree };
          return { snapshot, pool: { builtAtMs: 0, takenAtMs: 0, agents: [] }, nextTargetAtMs: null, crew: { ...NOBODY } };
        },
        claimed: (_id: string, taken: number, _aside: number, wanted: number) => { this.did.push(`claimed ${taken} of ${wanted}`); },
        complete: async () => { this.did.push('complete'); return true; },
      },
      told: {
        tell: async (_campaign: Campaign, reasons: readonly PacingReason[]) => { this.told.push(reasons.map(({ limit }) => limit).join(' ')); },
        tellNow: async ({ status }: Campaign) => { this.told.push(`it is ${status}`); },
      },
      ownership: { get reconciled() { return isReconciled(); } }, allocator: { callersGoFirst: () => this.callersGoFirst },
    } as unknown as RunnerParts; // as much of them as a runner uses
  }

  async begin(): Promise<void> {
    this.runner.start();
    await pass();
  }

  /** What the claim would be told of a candidate. */
  async verdictOf(...candidates: readonly ClaimCandidate[]): Promise<ClaimVerdict | undefined> {
    await this.begin();
    const judge = this.claims[0]?.newJudge();
    return candidates.map((candidate) => judge?.(candidate)).at(-1);
  }
}

const NOBODY = { assigned: 0, signedIn: 0, onBreak: 0, onCall: 0, wrapUp: 0, forOthers: 0, onDemand: 0, phonesCalled: 0, unreached: [] };

function planned(count: number): ClaimedCall[] {
  return Array.from({ length: count }, (_, at) => ({
    callId: `call-${at}`, targetId: `1${at}`, contactId: `2${at}`, phone: `+1212555010${at}`, gateway: 'carrier', callerNumber: null, ringTimeoutSec: 31, attempt: 1, said: null,
    known: { onDoNotCallList: false, recent: [], zone: 'America/New_York' },
  }));
}

let bench: Bench;
beforeEach(() => { bench = new Bench(); });
afterEach(async () => { await bench.runner.stop(); });

describe('a campaign that runs', () => {
  useTestTime();

  it('plans as many calls as its pacer says, follows each, and queues them for the switch in one job', async () => {
    await bench.begin();
    expect(bench.claims).toMatchObject([{ campaignId: '1', count: 2, slots: [NEW_YORK], fence: 2n, lease: { name: 'campaign:1', fence: 5n }, sendWithinMs: 10_000 }]);
    expect(bench.did).toEqual([
      'claimed 2 of 2', 'give back call-0 after 11000: TOO_LATE', 'give back call-1 after 11000: TOO_LATE', 'queue call-0,call-1 for 10000',
    ]);
    expect([...bench.registry.all()].map(({ callId, state, facts }) => [callId, state, facts.line.id])).toEqual([['call-0', 'planned', 'campaign-1'], ['call-1', 'planned', 'campaign-1']]);
    expect(bench.told).toEqual(['none']);
  });

  it('is paced four times a second, until it is stopped', async () => {
    await bench.begin();
    await pass(TICK_MS);
    expect(bench.claims).toHaveLength(2);
    await bench.runner.stop();
    await pass(10 * TICK_MS);
    expect(bench.claims).toHaveLength(2);
  });

  it.each<[string, (is: Bench) => void]>([
    ['is there no more', (is) => { is.campaign = null; }], ['is paused', (is) => { is.campaign = aCampaign({ status: 'paused' }); }],
    ['is another owner\'s', (is) => { is.campaignLease.held = false; }], ['is on a switch of another owner', (is) => { is.lease.held = false; }],
  ])('plans nothing and says nothing when it %s', async (_what, happens) => {
    happens(bench);
    await bench.begin();
    expect([bench.claims, bench.did, bench.told]).toEqual([[], [], []]);
  });

  it.each<[string, (is: Bench) => void, string, string[]]>([
    ['the switch is not known yet', (is) => { is.reconciled = false; }, 'switch', []],
    ['all dialing is stopped', (is) => { is.stopped = true; }, 'dialing-stopped', ['give back what is shown: DIALING_STOPPED']],
    ['callers go first', (is) => { is.callersGoFirst = true; }, 'callers-first', []], ['its gateways may call nobody', (is) => { is.allowNothing = true; }, 'nothing-allowed', []],
  ])('plans nothing while %s, and says why', async (_what, happens, limit, did) => {
    happens(bench);
    await bench.begin();
    expect([bench.claims, bench.told, bench.did]).toEqual([[], [limit], did]);
  });

  it('asks for people only where it is within hours, and says how many zones are closed', async () => {
    bench.slots = [SYDNEY, NEW_YORK];
    await bench.begin();
    expect(bench.claims.map(({ slots }) => slots)).toEqual([[NEW_YORK]]);
    expect(bench.told).toEqual(['hours']);
  });

  it('claims no more than the lines that are left when its turn comes, and nothing when another has taken all', async () => {
    bench.meanwhile = () => { bench.gateways = [{ name: 'carrier', trunkLines: 1 }]; };
    await bench.begin();
    bench.meanwhile = () => { bench.gateways = [{ name: 'carrier', trunkLines: 0 }]; };
    bench.gateways = [{ name: 'carrier', trunkLines: 9 }];
    await pass(TICK_MS);
    expect(bench.claims.map(({ count }) => count)).toEqual([1]);
  });

  it('gives calls back that could not be queued, but none that was sent all the same', async () => {
    bench.queued = ([first = '']) => { bench.registry.get(first)?.move('originating'); throw new Error('away'); };
    await bench.begin();
    expect(bench.did.filter((one) => one.endsWith('UNAVAILABLE'))).toEqual(['give back call-1: QUEUE_UNAVAILABLE']);
  });

  it('shows each contact to an agent where they look before it is dialed', async () => {
    bench.campaign = aCampaign({ mode: 'preview' });
    await bench.begin();
    expect(bench.did.slice(-2)).toEqual(['show call-0', 'show call-1']);
    expect(bench.claims[0]?.sendWithinMs).toBe(70_000);
  });

  it('is complete when there is nobody to dial and every target has its result', async () => {
    [bench.sees, bench.isComplete] = [{ targetsReady: 0 }, true];
    await bench.begin();
    expect([bench.did, bench.told]).toEqual([['complete', 'read it anew'], ['it is completed']]);
  });

  it('goes on after a failure, which is counted; a pool that is being built anew is none', async () => {
    bench.failure = new PoolNotBuiltError('main');
    await bench.begin();
    expect([bench.counted, bench.claims]).toEqual([[], []]);
    bench.failure = new Error('away');
    await pass(TICK_MS);
    expect(bench.counted).toEqual(['ownerErrors pacing']);
    bench.failure = null;
    await pass(TICK_MS);
    expect(bench.claims).toHaveLength(1);
  });

  it('is not paced before it is known what an earlier owner had learned', async () => {
    bench.rows.failure = new Error('away');
    await bench.begin();
    expect([bench.claims, bench.counted]).toEqual([[], ['ownerErrors pacing']]);
    bench.rows.failure = null;
    await pass(1_000);
    expect(bench.claims).toHaveLength(1);
  });
});

describe('a call that rings and is not wanted any more', () => {
  useTestTime();
  const rings = (callId: string, forMs: number): LiveCall => {
    const call = Object.assign(aCall({ callId }, 'ringing'), { originatingAtMs: Date.now() - forMs - 2_000, ringingAtMs: Date.now() - forMs });
    bench.registry.add(call);
    return call;
  };
  beforeEach(() => {
    bench.campaign = aCampaign({ mode: 'zero-abandon' });
    bench.sees = { agents: { idle: 0, talkingForMs: [1] }, lines: { outForMs: [22_000], ringingForMs: [20_000] } };
  });

  it('is given up, the one that has rung longest', async () => {
    const [short, long] = [rings('short', 17_000), rings('long', 20_000)];
    await bench.begin();
    expect([bench.switchPort.told, bench.did]).toEqual([['hangup long ORIGINATOR_CANCEL'], ['write long given-up {"rangForMs":20000}']]);
    expect([short.givenUp, long.givenUp]).toEqual([false, true]);
  });

  it('is out again when the switch did not hang it up: its answer must be reckoned with', async () => {
    const call = rings('long', 20_000);
    bench.switchPort.answers.hangup = { ok: false, kind: 'unknown', reason: 'the link is down' };
    await bench.begin();
    expect(call.givenUp).toBe(false);
  });

  it('rings on when the lease is lost while it is decided', async () => {
    rings('long', 20_000);
    const held = [true, false];
    jest.spyOn(bench.owner.lease, 'isHeld').mockImplementation(() => held.shift() ?? false);
    await bench.begin();
    expect(bench.switchPort.told).toEqual([]);
  });
});

describe('whom a campaign may plan a call to', () => {
  useTestTime();

  it('is somebody who may be called, by the first gateway with a line left', async () => {
    bench.gateways = [{ name: 'other', trunkLines: 0 }, { name: 'carrier', trunkLines: 1 }];
    bench.known = [{ name: 'other', destinations: UNITED_STATES }, { name: 'carrier', destinations: UNITED_STATES }];
    expect(await bench.verdictOf(aCandidate())).toMatchObject({ plan: { gateway: 'carrier', callerNumber: null, ringTimeoutSec: 31 } });
  });

  it.each<[string, Partial<ClaimCandidate>, object]>([
    ['nobody yet whose message is being spoken', { message: { kind: 'waits' } }, { stays: true }],
    ['never somebody who lacks what is said', { message: { kind: 'missing', field: 'city' } }, { refuse: 'field-missing' }],
    ['never somebody on the do-not-call list', { onDoNotCallList: true }, { refuse: 'do-not-call' }],
    ['never a number that no gateway may call', { phone: '+442071838750' }, { refuse: 'destination-not-allowed' }],
    ['somebody on another call a little later', { recent: [{ endedAgoMs: null, reach: 'nobody', ofThisTarget: false, wanted: false }] }, { deferUntilMs: NOW_MS + 10_000, because: 'number-on-call' }],
  ])('is %s', async (_what, changes, verdict) => {
    expect(await bench.verdictOf(aCandidate(changes))).toMatchObject(verdict);
  });

  it('is nobody more than there are lines, and those come a second later', async () => {
    bench.gateways = [{ name: 'carrier', trunkLines: 1 }];
    expect(await bench.verdictOf(aCandidate(), aCandidate({ targetId: '12', phone: '+12125550124' }))).toEqual({ deferUntilMs: Date.now() + 1_000, because: null });
  });

  it('is nobody for a minute where an administrator has named nothing for any gateway', async () => {
    bench.known = [{ name: 'carrier', destinations: { countries: [], prefixes: [], numbers: [], shortNumbers: [] } }];
    expect(await bench.verdictOf(aCandidate())).toEqual({ deferUntilMs: Date.now() + 60_000, because: null });
  });
});
