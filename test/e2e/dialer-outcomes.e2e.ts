import { OWN_CLIENT } from '@paceline/domain/client/client';
import { CallEvent, DoNotCallOffer, Recording, callerNumberTotals } from '@paceline/persistence';
import { waitFor } from '@paceline/testing/wait-for';
import { violations } from './lib/dialer-aids';
import { DialerRig } from './lib/dialer-rig';

/** Numbers by what the public network of test/switch/README.md does with them. */
const TALKS = '+14155501101';
const TALKS_TOO = '+14155501102';
const BUSY = '+14155502001';
const INVALID = '+14155504001';
const DECLINES = '+14155500001';
const CONGESTED = '+14155507001';
const HANGS_UP_AT_ONCE = '+14155508100';
const SWITCHED_OFF = '+14155554800';
/** 503 and 603 with the Q.850 causes of a number that does not exist and of a busy line. */
const CONGESTED_BY_ANOTHER_CAUSE = '+14155555031';
const DECLINES_BY_ANOTHER_CAUSE = '+14155556032';
const BLOCKED = '+14155556034';
const BLOCKED_BY_ANOTHER_CAUSE = '+14155556035';
const BLOCKED_ON_THE_WAY = '+14155556080';
const UNWANTED = '+14155556070';
const CODEC_REFUSED = '+14155554880';
/** Uncounted attempts are made again by their own rules: here they are not. */
const ONCE = { maxAttempts: 1, byOutcome: { 'congestion': { maxAttempts: 1, waitSec: 0 }, 'switched-off': { maxAttempts: 1, waitSec: 0 } }, byDisposition: {} };

describe('a campaign from its list to its results', () => {
  let rig: DialerRig;
  beforeAll(async () => {
    // A worker that a busy machine stops for seconds stays the owner: what a takeover makes of a talk is another test's.
    rig = await DialerRig.open({ env: { LEASE_TTL_MS: '20000' } });
    await rig.workerReady(await rig.startWorker());
  });
  afterAll(() => rig.close());

  it('gives every target the result that the network gave, and dials each once', async () => {
    const campaign = await rig.campaign([TALKS, TALKS_TOO, BUSY, INVALID, DECLINES, CONGESTED, HANGS_UP_AT_ONCE], { record: true, retryRules: ONCE });
    await rig.agents(2, [campaign]);
    await rig.completed(campaign);

    expect(await rig.results(campaign)).toEqual({
      [TALKS]: 'none-given', [TALKS_TOO]: 'none-given', [BUSY]: 'busy', [INVALID]: 'invalid-number', [DECLINES]: 'rejected', [CONGESTED]: 'congestion',
      // Whoever hangs up 0.3 s after the answer has met an agent by then: the bridge takes 60 ms.
      [HANGS_UP_AT_ONCE]: 'none-given',
    });
    expect(rig.dialed()).toMatchObject({ [TALKS]: 1, [BUSY]: 1, [INVALID]: 1 });
    expect(Object.values(rig.dialed()).every((times) => times === 1)).toBe(true);
    expect(await violations(rig, campaign)).toEqual([]);

    const talked = (await rig.calls(campaign)).find((call) => call.phone === TALKS);
    expect(talked).toMatchObject({ outcome: 'connected', hangupCause: 'NORMAL_CLEARING', dispositionCode: 'none-given', dispositionBy: 'system', attempt: 1 });
    const kinds = (await rig.dataSource.manager.find(CallEvent, { where: { callId: talked?.id ?? '' }, order: { id: 'ASC' } })).map((event) => event.kind);
    expect(kinds).toEqual(['ringing', 'answered', 'bridge-ordered', 'bridged', 'ended', 'disposition']);
    const recordings = await rig.dataSource.manager.find(Recording, { where: { callId: talked?.id ?? '' } });
    expect(recordings).toHaveLength(1);
    expect(recordings[0]?.path).toMatch(/^\d{4}\/\d{2}\/\d{2}\/[0-9a-f-]{36}\.wav$/);
    expect(recordings[0]?.lengthMs).toBeGreaterThan(500);
  });

  it('tells by the far end\'s SIP answer what came of a call, whatever the cause beside it, and keeps the answer', async () => {
    const told: Record<string, readonly [result: string, cause: string, sipStatus: number, reason: RegExp | null]> = {
      [SWITCHED_OFF]: ['switched-off', 'NO_USER_RESPONSE', 480, null], [CODEC_REFUSED]: ['congestion', 'INCOMPATIBLE_DESTINATION', 488, null],
      [CONGESTED_BY_ANOTHER_CAUSE]: ['congestion', 'UNALLOCATED_NUMBER', 503, /^Q\.850;cause=1$/], [DECLINES_BY_ANOTHER_CAUSE]: ['rejected', 'USER_BUSY', 603, /^Q\.850;cause=17$/],
      [BLOCKED]: ['blocked', 'CALL_REJECTED', 603, /v=analytics1/], [BLOCKED_BY_ANOTHER_CAUSE]: ['blocked', 'USER_BUSY', 603, /v=analytics1/],
      [BLOCKED_ON_THE_WAY]: ['blocked', 'CALL_REJECTED', 608, null], [UNWANTED]: ['unwanted', 'UNWANTED', 607, null],
    };
    const campaign = await rig.campaign(Object.keys(told), { retryRules: ONCE });
    await rig.agents(1, [campaign], 4);
    await rig.completed(campaign);
    expect(await rig.results(campaign)).toEqual(Object.fromEntries(Object.entries(told).map(([number, [result]]) => [number, result])));
    for (const call of await rig.calls(campaign)) {
      const [outcome, hangupCause, sipStatus, reason] = told[call.phone] ?? [];
      expect(call).toMatchObject({ outcome, hangupCause, sipStatus });
      if (reason instanceof RegExp) expect(call.sipReason).toMatch(reason);
      else expect(call.sipReason).toBeNull();
    }
    expect(await violations(rig, campaign)).toEqual([]);
  });

  it('offers whoever does not want our calls for the do-not-call list and dials them no more, and counts what was blocked by caller number', async () => {
    expect(await rig.dataSource.manager.find(DoNotCallOffer)).toMatchObject([{ phone: UNWANTED }]);
    const before = await callerNumberTotals(rig.dataSource, OWN_CLIENT, 2);
    const campaign = await rig.campaign([UNWANTED, '+14155556081'], { callerNumber: '12125550177', retryRules: ONCE });
    await rig.agents(1, [campaign], 6);
    await rig.completed(campaign);
    expect(await rig.results(campaign)).toEqual({ [UNWANTED]: 'do-not-call', '+14155556081': 'blocked' });
    expect(rig.dialed()[UNWANTED]).toBe(1);
    expect(before).toContainEqual(expect.objectContaining({ callerNumber: '12125550100', blocked: 3 }));
    expect(await callerNumberTotals(rig.dataSource, OWN_CLIENT, 2)).toEqual([{ callerNumber: '12125550177', dialed: 1, blocked: 1 }, ...before]);
    expect(await violations(rig, campaign)).toEqual([]);
  });

  it('burns no attempt at a phone that is switched off: it is called again by its own rule, and reached', async () => {
    const number = '+14155559001';
    rig.simulated.declareCallee(number, { kind: 'refuses', progress: 'none', afterMs: 0, sipStatus: 480 });
    const campaign = await rig.campaign([number], { retryRules: { maxAttempts: 1, byOutcome: { 'switched-off': { maxAttempts: 6, waitSec: 0 } }, byDisposition: {} } });
    await rig.agents(1, [campaign], 5);
    await waitFor('the phone was tried three times', () => rig.dialed()[number] === 3);
    rig.simulated.declareCallee(number, { kind: 'refuses', progress: 'ringing', afterMs: 50, sipStatus: 486 });
    await rig.completed(campaign);
    const calls = await rig.calls(campaign);
    expect(calls.map(({ attempt }) => attempt)).toEqual(calls.map(() => 1));
    expect(calls.map(({ outcome }) => outcome)).toEqual([...calls.slice(1).map(() => 'switched-off'), 'busy']);
    expect(await rig.results(campaign)).toEqual({ [number]: 'busy' });
    expect(await violations(rig, campaign)).toEqual([]);
  });

  it('calls again by the rule of the outcome, and not once more than it allows', async () => {
    const busy = '+14155502777';
    const campaign = await rig.campaign([busy], { retryRules: { maxAttempts: 5, byOutcome: { busy: { maxAttempts: 3, waitSec: 0 } }, byDisposition: {} } });
    await rig.agents(1, [campaign], 3);
    await rig.completed(campaign);
    expect((await rig.calls(campaign)).map((call) => [call.attempt, call.outcome])).toEqual([[1, 'busy'], [2, 'busy'], [3, 'busy']]);
    expect(rig.dialed()[busy]).toBe(3);
  });
});
