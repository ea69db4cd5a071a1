import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Call, Campaign } from '@paceline/persistence';
import type { Outcome } from '@paceline/domain/call/outcome';
import type { DeclaredCallee } from '@paceline/simulator';
import { freePort } from '@paceline/testing/free-port';
import { waitFor } from '@paceline/testing/wait-for';
import { createApp } from '../../../apps/api/src/create-app';
import { BreakableLink } from './breakable-link';
import { invitesOf, setGateway, setStatus, talker } from './dialer-aids';
import { DialerRig } from './dialer-rig';

const PASSWORD = 'records-of-the-switch';
const RINGS_MS = 3_000;
const RING_TIMEOUT_SEC = 4;

const refuses = (number: RegExp, sipStatus: number): DeclaredCallee => ({ number, behaviour: { kind: 'refuses', progress: 'ringing', afterMs: RINGS_MS, sipStatus } });
const answersAndHangsUp = (number: RegExp): DeclaredCallee => ({ number, behaviour: { kind: 'answers', progress: 'ringing', ringMs: RINGS_MS, farewell: { kind: 'after-answer', ms: 300 } } });

/** They all ring, and each then does something else. */
const CALLEES: readonly DeclaredCallee[] = [
  refuses(/^\+1415610\d{4}$/, 486), refuses(/^\+1415611\d{4}$/, 603), refuses(/^\+1415612\d{4}$/, 404), answersAndHangsUp(/^\+1415613\d{4}$/),
  { number: /^\+1415614\d{4}$/, behaviour: { kind: 'never-answers', givesUpMs: 60_000 } },
  talker(/^\+1415615\d{4}$/, 60_000, RINGS_MS),
];
const ANSWERS_AND_LISTENS = '+14156150001';
/** What becomes of each number, by the network. */
export const TRUTH: Readonly<Record<string, { readonly outcome: Outcome; readonly cause: string }>> = {
  '+14156100001': { outcome: 'busy', cause: 'USER_BUSY' },
  '+14156100002': { outcome: 'busy', cause: 'USER_BUSY' },
  '+14156100003': { outcome: 'busy', cause: 'USER_BUSY' },
  '+14156110001': { outcome: 'rejected', cause: 'CALL_REJECTED' },
  '+14156120001': { outcome: 'invalid-number', cause: 'UNALLOCATED_NUMBER' },
  '+14156130001': { outcome: 'hung-up-waiting', cause: 'NORMAL_CLEARING' },
  '+14156130002': { outcome: 'hung-up-waiting', cause: 'NORMAL_CLEARING' },
  '+14156140001': { outcome: 'no-answer', cause: 'NO_ANSWER' },
  '+14156140002': { outcome: 'no-answer', cause: 'NO_ANSWER' },
  '+14156140003': { outcome: 'no-answer', cause: 'NO_ANSWER' },
};
/** One idle agent for each of ten lines at once. */
const AGENTS = 10;

/** A dialer, its API and a switch that writes records, with the event socket's line and the API in the test's hand. */
export class UnheardEnds {
  private api: NestExpressApplication | null = null;
  private constructor(readonly rig: DialerRig, readonly link: BreakableLink, private readonly apiPort: number, readonly spoolDir: string, private readonly folder: string) {}

  /** @param spoolDir in place of a folder that takes what the API does not */
  static async open(options: { readonly spoolDir?: string; readonly callees?: readonly DeclaredCallee[]; readonly promptMs?: number } = {}): Promise<UnheardEnds> {
    const [port, apiPort] = [await freePort(), await freePort()];
    const folder = mkdtempSync(path.join(os.tmpdir(), 'paceline-unheard-'));
    const spoolDir = options.spoolDir ?? path.join(folder, 'spool');
    const link = await BreakableLink.to(port);
    const rig = await DialerRig.open({
      phones: AGENTS, callees: [...options.callees ?? [], ...CALLEES], env: { FREESWITCH_PORT: String(link.port) },
      simulator: { port, promptLengthMs: () => options.promptMs ?? 600, callRecords: { url: `http://127.0.0.1:${apiPort}/api/v1/switches/main/call-records`, credentials: `switch:${PASSWORD}`, spoolDir } },
    });
    await setGateway(rig, { callsPerSec: 100, maxLines: 200 });
    return new UnheardEnds(rig, link, apiPort, spoolDir, folder);
  }

  async startApi(): Promise<void> {
    this.api = await createApp({ ...this.rig.environment, API_PORT: this.apiPort, SWITCH_RECORDS_PASSWORD: PASSWORD, CALL_RECORD_SPOOL_DIR: this.spoolDir });
    await this.api.listen(this.apiPort, '127.0.0.1');
  }

  /** Ten calls ring; the event socket drops, and comes back when all of them are over and `recorded`. */
  async missTenEnds(recorded: () => boolean): Promise<Campaign> {
    const { rig, link } = this;
    const campaign = await rig.campaign(Object.keys(TRUTH), { status: 'paused', ringTimeoutSec: RING_TIMEOUT_SEC });
    await rig.agents(AGENTS, [campaign]);
    await setStatus(rig, campaign, 'running');
    await waitFor('all ten ring', async () => {
      const calls = await rig.calls(campaign);
      return calls.length === 10 && calls.every(({ state }) => state === 'ringing');
    });
    link.cut();
    await waitFor('all ten are over on the switch', () => invitesOf(rig).length === 10 && invitesOf(rig).every(({ endedAtMs }) => endedAtMs !== null));
    await waitFor('their records are where they go', recorded);
    link.mend();
    return campaign;
  }

  /** One is answered while the event socket is down; it is back during the switch's message, and down when that ends. */
  async missTheMessage(recorded: () => boolean): Promise<Campaign> {
    const { rig, link } = this;
    const campaign = await rig.campaign([ANSWERS_AND_LISTENS], { status: 'paused', ringTimeoutSec: RING_TIMEOUT_SEC });
    await rig.agents(1, [campaign]);
    await setStatus(rig, campaign, 'running');
    const { id } = await rig.call(campaign, 'rings', ({ state }) => state === 'ringing');
    link.cut();
    await waitFor('the message has begun', () => (rig.simulated.callOf(id)?.plays.length ?? 0) > 0);
    link.mend();
    await rig.call(campaign, 'is found on the switch', ({ answeredAt }) => answeredAt !== null);
    link.cut();
    await waitFor('it is over on the switch', () => rig.simulated.callOf(id)?.endedAtMs !== null);
    await waitFor('its record is where it goes', recorded);
    link.mend();
    return campaign;
  }

  /** Every call of the campaign, by its number, once this holds of each. */
  async callsOnce(campaign: Campaign, what: string, holds: (call: Call) => boolean): Promise<Readonly<Record<string, Call>>> {
    return await waitFor(`all ten are ${what}`, async () => {
      const calls = await this.rig.calls(campaign);
      return calls.length === 10 && calls.every(holds) && Object.fromEntries(calls.map((call) => [call.phone, call]));
    });
  }

  async close(): Promise<void> {
    await this.rig.close();
    await this.link.close();
    await this.api?.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** What the rows say, in the form of TRUTH. */
export function toldBy(calls: Readonly<Record<string, Call>>): Record<string, { outcome: string | null; cause: string | null }> {
  return Object.fromEntries(Object.entries(calls).map(([phone, call]) => [phone, { outcome: call.outcome, cause: call.hangupCause }]));
}
