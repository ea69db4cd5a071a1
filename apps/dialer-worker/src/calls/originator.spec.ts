import type { DialDecision } from '@paceline/domain/compliance/may-dial';
import type { Call, Campaign, Queue } from '@paceline/persistence';
import { LawBook } from '@paceline/platform/law/law-book';
import type { DoorRefusal } from '../dialing/dial-door';
import { NOW_MS, OwnerBench, pass, useTestTime } from '../context/owner.spec-helper';
import { aCallRow, aCampaign, aGateway } from '../context/rows.spec-helper';
import { aQueue } from '../lines/queue.spec-helper';
import { aCall, aCaller, aLine } from './call.spec-helper';
import { CallRegistry } from './call-registry';
import type { KnownPerson, OutboundCall } from './live-call';
import { Originator } from './originator';

const PERSON = { zone: 'America/New_York', onDoNotCallList: false, recent: [] };
const NOT_AFTER_MS = NOW_MS + 10_000;
const RULES = { tries: 3, retrySec: 600, expiresSec: 3_600, ringTimeoutSec: 30, callerNumber: null, hours: {} };
const EVIDENCE = { localTimes: [], zoneData: '', laws: [], open: '' };
const OK = { ok: true, text: '' } as const;

class Bench extends OwnerBench {
  readonly did: string[];
  readonly registry = new CallRegistry();
  campaign: Campaign | null = aCampaign();
  /** What the database knows of the person. */
  person = PERSON;
  /** Why the door stays shut; null while it opens. */
  shut: DoorRefusal | null = null;
  /** Somebody has stopped all dialing. */
  isStopped = false;
  row: Call | null = null;
  queue: Queue | null = aQueue({ callback: RULES });
  decision: DialDecision = { allow: true };
  /** Whether the database takes the call as sent; what happens meanwhile. */
  commit: () => Promise<boolean> = () => Promise.resolve(true);
  readonly originator: Originator;

  constructor() {
    const did: string[] = [];
    super({ calls: { find: async () => this.row, commitOriginating: async () => { did.push('commit'); return await this.commit(); } } });
    this.did = did;
    const gateway = aGateway();
    this.originator = new Originator(
      this.owner, this.registry,
      { find: async () => this.campaign, dialFacts: async (_person, asksConsent) => { did.push(`read the person${asksConsent(this.person.zone) ? ', and what they agreed to' : ''}`); return this.person; } },
      { now: async () => new LawBook([]) },
      { open: async ({ by, endpoint }) => this.shut ?? {
        gateway, withdrawn: () => { did.push('give back the turn'); },
        send: (request) => { did.push(`dial by ${by}`); return this.switchPort.originate({ ...request, endpoint }); },
      } },
      { stopNow: async () => this.isStopped ? { reason: '', byUserId: '1', byUsername: 'boss', at: new Date() } : null },
      {
        ended: async (call, cause) => { did.push(`${call.callId} ended: ${cause}`); }, refused: async (call, why) => { did.push(`${call.callId} refused: ${why}`); },
        neverSent: async (call, why) => { did.push(`${call.callId} not sent: ${why}`); }, neverSentAfter: (call, afterMs) => { did.push(`${call.callId} given back after ${afterMs}`); },
      },
      { find: async () => this.queue },
      { judge: async ({ phone }) => { did.push(`judge ${phone} for a queue`); return { decision: this.decision, evidence: EVIDENCE }; } },
    );
  }

  planned(callId = 'a', claimedKnowing: KnownPerson | null = null): OutboundCall {
    const line = aLine('1', { patienceMs: 2_000, lastMessage: 'sorry.wav' });
    const call = aCall({ callId, line, phone: '+12125550123', callerNumber: '+12125550100', ringTimeoutSec: 25 });
    this.registry.add(Object.assign(call, { claimedKnowing }));
    return call;
  }

  callsUs(): void {
    this.registry.add(aCaller('ringing', { phone: '+12125550123' }));
  }

  async after(...callIds: string[]): Promise<string[]> {
    await this.originator.handle({ callIds, notAfterMs: NOT_AFTER_MS });
    await pass();
    return this.did;
  }
}

describe('a planned call', () => {
  useTestTime();
  let bench: Bench;
  beforeEach(() => { bench = new Bench(); });

  it.each<[string, (bench: Bench) => void, string[]]>([
    ['while it waited', (it) => { it.callsUs(); }, ['give back the turn', 'a not sent: NUMBER_ON_CALL']],
    ['while it was committed', (it) => { it.commit = () => { it.callsUs(); return Promise.resolve(true); }; }, ['read the person', 'commit', 'give back the turn', 'a not sent: NUMBER_ON_CALL']],
  ])('is not sent to somebody who has called us %s', async (_when, happens, did) => {
    bench.planned();
    happens(bench);
    expect(await bench.after('a')).toEqual(did);
    expect(bench.switchPort.told).toEqual([]);
  });

  it('is judged, committed, and only then sent', async () => {
    const call = bench.planned();
    expect(await bench.after('a')).toEqual(['read the person', 'commit', 'dial by campaign']);
    expect(call).toMatchObject({ state: 'originating', originatingAtMs: NOW_MS });
    expect(bench.switchPort.originated).toEqual([{
      channelId: 'a', endpoint: { kind: 'gateway', gateway: 'carrier', digits: '+12125550123' }, ringTimeoutSec: 25, callerNumber: '+12125550100', accountCode: 'ours', afterBridge: 'park',
      guard: { sec: expect.any(Number) as number, prompt: 'sorry.wav' },
    }]);
    expect(bench.counted).toEqual(['callsPlaced carrier']);
  });

  it.each<[string, number, string[]]>([
    ['is not asked again just after', 1_999, ['commit', 'dial by campaign']], ['is asked again later', 2_000, ['read the person', 'commit', 'dial by campaign']],
  ])('whose person the claim knew %s', async (_what, ageMs, did) => {
    bench.planned('a', { ...PERSON, readAtMs: NOW_MS - ageMs });
    expect(await bench.after('a')).toEqual(did);
  });

  it('for which consent may be asked is judged by what its person says now, however lately the claim knew them', async () => {
    bench.campaign = aCampaign({ purpose: 'sales', delivery: 'recorded' });
    bench.planned('a', { ...PERSON, readAtMs: NOW_MS });
    expect(await bench.after('a')).toEqual(['read the person, and what they agreed to', 'give back the turn', 'a not sent: NO_CONSENT']);
  });

  it.each<[string, (bench: Bench) => void, string[]]>([
    ['its gateway has no turn for it', (on) => { on.shut = 'gateway-busy'; }, ['a not sent: GATEWAY_BUSY']],
    ['its campaign was paused', (on) => { on.campaign = aCampaign({ status: 'paused' }); }, ['give back the turn', 'a not sent: CAMPAIGN_NOT_RUNNING']],
    ['its campaign is gone', (on) => { on.campaign = null; }, ['give back the turn', 'a not sent: CAMPAIGN_NOT_RUNNING']],
    ['the number was forbidden meanwhile', (on) => { on.person = { ...PERSON, onDoNotCallList: true }; }, ['read the person', 'give back the turn', 'a not sent: DO_NOT_CALL']],
    ['it is night where the person is', (on) => { on.person = { ...PERSON, zone: 'Asia/Tokyo' }; }, ['read the person', 'give back the turn', 'a not sent: OUTSIDE_CALLING_HOURS']],
    ['somebody has stopped all dialing', (on) => { on.commit = async () => false; on.isStopped = true; }, ['read the person', 'commit', 'give back the turn', 'a not sent: DIALING_STOPPED']],
    ['it was given back meanwhile', (on) => { on.commit = async () => false; }, ['read the person', 'commit', 'read the person', 'give back the turn', 'a not sent: TOO_LATE']],
  ])('is not sent when %s', async (_why, happens, did) => {
    bench.planned();
    happens(bench);
    expect(await bench.after('a')).toEqual(did);
    expect(bench.switchPort.originated).toEqual([]);
  });

  it('says what was said of its person meanwhile, when that kept it', async () => {
    bench.planned('a', { ...PERSON, readAtMs: NOW_MS });
    bench.commit = async () => { bench.person = { ...PERSON, onDoNotCallList: true }; return false; };
    expect(await bench.after('a')).toEqual(['commit', 'read the person', 'give back the turn', 'a not sent: DO_NOT_CALL']);
  });

  it('gives its turn back when the database is away, and is tried again', async () => {
    bench.planned();
    bench.commit = () => Promise.reject(new Error('away'));
    await expect(bench.originator.handle({ callIds: ['a'], notAfterMs: NOT_AFTER_MS })).rejects.toThrow('away');
    expect(bench.did.at(-1)).toBe('give back the turn');
  });

  it('is not sent when it was called off while the commit was on its way', async () => {
    const call = bench.planned();
    bench.commit = async () => { call.move('ended'); return true; };
    expect(await bench.after('a')).toEqual(['read the person', 'commit', 'give back the turn']);
  });

  it('is not sent by an owner who is none any more', async () => {
    bench.planned();
    bench.commit = async () => { bench.lease.held = false; return true; };
    expect(await bench.after('a')).toEqual(['read the person', 'commit', 'a not sent: LEASE_LOST']);
  });

  it('that was sent is not sent again', async () => {
    bench.planned();
    await bench.after('a', 'a');
    expect(await bench.after('a')).toEqual(['read the person', 'read the person', 'commit', 'commit', 'dial by campaign', 'give back the turn']);
    expect(bench.switchPort.originated).toHaveLength(1);
  });

  it('keeps none of the others of its job, whatever is wrong with it', async () => {
    bench.planned('b');
    bench.registry.add(aCall({ callId: 'a' }, 'ended'));
    bench.commit = jest.fn<Promise<boolean>, []>().mockRejectedValueOnce(new Error('away')).mockResolvedValue(true);
    bench.planned('c');
    await expect(bench.originator.handle({ callIds: ['a', 'b', 'c'], notAfterMs: NOT_AFTER_MS })).rejects.toThrow('away');
    expect(bench.switchPort.originated.map(({ channelId }) => channelId)).toEqual(['c']);
  });

  it.each<[string, Call | null, string[]]>([
    ['is read from its row', aCallRow({ state: 'planned', originatingAt: null }), ['a given back after 1000', 'read the person', 'commit', 'dial by campaign']],
    ['is not sent when it was given back', aCallRow({ state: 'ended' }), []], ['is not sent when there is none', null, []],
  ])('of another process %s', async (_what, row, did) => {
    bench.row = row;
    expect(await bench.after('a')).toEqual(did);
    expect(bench.registry.get('a')?.state).toBe(did.length > 0 ? 'originating' : undefined);
  });
});

describe('a call that the switch refuses', () => {
  useTestTime();

  it.each<[string, string, string[]]>([
    ['was not dialed when no call begins so', '-ERR INVALID_GATEWAY', ['a refused: INVALID_GATEWAY']],
    ['ended so when only a call that was begun does', '-ERR USER_BUSY', ['a ended: USER_BUSY']],
  ])('%s', async (_what, text, did) => {
    const bench = new Bench();
    bench.planned();
    bench.switchPort.answers.originate = { ok: false, kind: 'refused', text };
    await bench.after('a');
    await pass(1_999);
    expect(bench.did.slice(3)).toEqual([]); // the channel's own events may still come
    await pass(1);
    expect([bench.did.slice(3), bench.counted]).toEqual([did, ['callsPlaced carrier', 'commandsRefused originate']]);
  });

  it.each<[string, (call: OutboundCall) => void]>([['whose channel was there', (call) => { call.created = true; }], ['that ended meanwhile', (call) => { call.move('ended'); }]])(
    'and %s ends by its own events', async (_what, happens) => {
      const bench = new Bench();
      const call = bench.planned();
      bench.switchPort.answers.originate = { ok: false, kind: 'refused', text: '-ERR USER_BUSY' };
      await bench.after('a');
      happens(call);
      await pass(2_000);
      expect([bench.did.slice(3), bench.failed]).toEqual([[], []]);
    });

  it.each([['was sent, and nobody answered', { ok: false, kind: 'unknown', reason: 'the link is down' }], ['was sent', OK]] as const)('is none when it %s', async (_what, answer) => {
    const bench = new Bench();
    bench.planned();
    bench.switchPort.answers.originate = answer;
    await bench.after('a');
    await pass(10_000);
    expect(bench.did.slice(3)).toEqual([]);
  });
});
