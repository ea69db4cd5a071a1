import { CallEvent, Recording } from '@paceline/persistence';
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

describe('a campaign from its list to its results', () => {
  let rig: DialerRig;
  beforeAll(async () => {
    rig = await DialerRig.open();
    await rig.workerReady(await rig.startWorker());
  });
  afterAll(() => rig.close());

  it('gives every target the result that the network gave, and dials each once', async () => {
    const campaign = await rig.campaign([TALKS, TALKS_TOO, BUSY, INVALID, DECLINES, CONGESTED, HANGS_UP_AT_ONCE], { record: true });
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

  it('calls again by the rule of the outcome, and not once more than it allows', async () => {
    const busy = '+14155502777';
    const campaign = await rig.campaign([busy], { retryRules: { maxAttempts: 5, byOutcome: { busy: { maxAttempts: 3, waitSec: 0 } }, byDisposition: {} } });
    await rig.agents(1, [campaign], 3);
    await rig.completed(campaign);
    expect((await rig.calls(campaign)).map((call) => [call.attempt, call.outcome])).toEqual([[1, 'busy'], [2, 'busy'], [3, 'busy']]);
    expect(rig.dialed()[busy]).toBe(3);
  });
});
