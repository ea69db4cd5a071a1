import { rows, write, type Agent, type Campaign } from '@paceline/persistence';
import type { DeclaredCallee } from '@paceline/telephony/simulator';
import { waitFor } from '@paceline/testing/wait-for';
import { invitesOf, legOf, setGateway, setStatus, talker, violations } from '../../e2e/lib/dialer-aids';
import { DialerRig } from '../../e2e/lib/dialer-rig';

/** Everything that can become of a call, at the pace of a test. */
const CALLEES: readonly DeclaredCallee[] = [
  talker(/^\+1415600\d[0-3]\d\d$/, 250, 60),
  talker(/^\+1415600\d[4-6]\d\d$/, 900, 200),
  { number: /^\+1415600\d7\d\d$/, behaviour: { kind: 'refuses', progress: 'none', afterMs: 20, sipStatus: 486 } },
  { number: /^\+1415600\d8\d\d$/, behaviour: { kind: 'never-answers', givesUpMs: 60_000 } },
  { number: /^\+1415600\d9\d\d$/, behaviour: { kind: 'answers', progress: 'ringing', ringMs: 100, farewell: { kind: 'after-answer', ms: 30 } } },
];
const CONTACTS = 900;
/** Hundreds in turn, so that every stretch of the list holds every kind. */
const NUMBERS = Array.from({ length: CONTACTS }, (_, index) => `+1415600${String((index % 10) * 100 + Math.floor(index / 10)).padStart(4, '0')}`);

/** A campaign that goes on for minutes while its workers come and go; everything in it happens many times a second. */
export class LongDay {
  private constructor(readonly rig: DialerRig, readonly campaign: Campaign, readonly agents: readonly Agent[]) {}

  static async openRig(): Promise<DialerRig> {
    const rig = await DialerRig.open({
      callees: CALLEES,
      env: {
        FAIL_POINTS: '1', LEASE_TTL_MS: '1000', LOST_GRACE_MS: '1000', SAFE_HARBOUR_AFTER_MS: '700', ORIGINATE_NOT_AFTER_MS: '3000',
        RESERVATION_LEASE_MS: '1500', BRIDGE_DEADLINE_MS: '700',
      },
    });
    await setGateway(rig, { callsPerSec: 100, maxLines: 200 });
    return rig;
  }

  static async begin(rig: DialerRig): Promise<LongDay> {
    const campaign = await rig.campaign(NUMBERS, { mode: 'predictive', ringTimeoutSec: 2, wrapUpSec: 1, record: true });
    const day = new LongDay(rig, campaign, await rig.agents(4, [campaign]));
    await day.dialsOn();
    return day;
  }

  /** Somebody is dialed from now on; the milliseconds until then. */
  async dialsOn(): Promise<number> {
    const before = invitesOf(this.rig).length;
    const beganAtMs = performance.now();
    await waitFor('somebody is dialed', () => invitesOf(this.rig).length > before, { deadlineMs: 60_000 });
    return performance.now() - beganAtMs;
  }

  /** Stops the campaign; what must be true once everything is over, within a minute. */
  async endsWell(): Promise<void> {
    const { rig, campaign } = this;
    await setStatus(rig, campaign, 'stopped');
    // Never dialed, and never to be: without them the campaign is one that has come to its end.
    await waitFor('nothing is on its way', async () => (await rows(rig.dataSource,
      "SELECT 1 FROM calls WHERE settled_at IS NULL UNION ALL SELECT 1 FROM targets WHERE state = 'calling' LIMIT 1", [])).length === 0, { deadlineMs: 60_000 });
    await write(rig.dataSource, "DELETE FROM targets WHERE campaign_id = ? AND state = 'ready' AND attempts = 0", [campaign.id]);
    await waitFor('no command is left', async () => (await rows(rig.dataSource, "SELECT id FROM commands WHERE state = 'pending'", [])).length === 0);
    expect(await violations(rig, campaign)).toEqual([]);
    for (const agent of this.agents) await legOf(rig, agent);
    for (const [number, times] of Object.entries(rig.dialed())) if (NUMBERS.includes(number)) expect([number, times]).toEqual([number, 1]);
  }

  /** Every agent can be given a call: the pool has no one in any other state. */
  async nobodyIsStuck(pool: { snapshot(): Promise<{ readonly agents: readonly { readonly agentId: string; readonly reservable: boolean }[] }> }): Promise<void> {
    await waitFor('every agent is idle', async () => {
      const { agents } = await pool.snapshot();
      return agents.length === this.agents.length && agents.every((agent) => agent.reservable);
    }, { deadlineMs: 60_000 });
  }
}
