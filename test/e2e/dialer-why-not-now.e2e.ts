import { DoNotCall, Target, rows, type Campaign } from '@paceline/persistence';
import { clockFrom } from '@paceline/platform/clock';
import type { TargetView } from '@paceline/contracts/targets';
import { waitFor } from '@paceline/testing/wait-for';
import { CampaignTargetsService } from '../../apps/api/src/campaigns/campaign-targets.service';
import { SHORT_TALK, numbers, setStatus } from './lib/dialer-aids';
import { DialerRig } from './lib/dialer-rig';

const [FREE = '', FORBIDDEN = '', LATELY = ''] = numbers('short-talk', 3);
const [ABROAD, SATELLITE, ASLEEP, NOWHERE] = ['+442079460000', '+881612345678', '+18085550123', '+14156000009'];
/** How much later than the gate said somebody is asked for again, and what passes between two questions. */
const APART_MS = 15_000;

describe('why a target is not called now', () => {
  let rig: DialerRig;
  beforeAll(async () => { rig = await DialerRig.open({ callees: [SHORT_TALK] }); });
  afterAll(() => rig.close());

  it('is told by the rules that a claim goes by: what was foretold is what the dialer then does', async () => {
    const campaign = await rig.campaign([FREE, FORBIDDEN, LATELY, ABROAD, SATELLITE, ASLEEP, NOWHERE], { wrapUpSec: 0, status: 'paused' });
    const { manager } = rig.dataSource;
    await manager.insert(DoNotCall, { clientId: '1', phone: FORBIDDEN, reason: 'asked', source: 'by-hand' });
    await putIn(campaign, NOWHERE, '');
    await putIn(campaign, ASLEEP, 'Asia/Tokyo');
    await rig.dataSource.query(
      `INSERT INTO calls (id, direction, state, outcome, switch_id, line, phone, planned_at, ended_at, settled_at)
       VALUES (UUID(), 'inbound', 'ended', 'answered', 'main', 'queue-1', ?, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))`, [LATELY]);
    await rig.workerReady(await rig.startWorker());
    const foretold = new Map((await view(campaign)).map(({ phone, why }) => [phone, why.filter(({ code }) => code !== 'campaign-paused')]));
    expect(Object.fromEntries([...foretold].map(([phone, why]) => [phone, why.map(({ code }) => code)]))).toEqual({
      [FREE]: [], [FORBIDDEN]: ['do-not-call'], [LATELY]: ['called-lately'], [ABROAD]: ['destination-not-allowed'], [SATELLITE]: ['satellite-number'],
      [ASLEEP]: ['outside-calling-hours'], [NOWHERE]: ['unknown-zone'],
    });

    await rig.agents(2, [campaign]);
    await setStatus(rig, campaign, 'running');
    const open = [LATELY, ASLEEP];
    const after = await waitFor('all but those who wait have their result, and who was called lately was put off', async () => {
      const targets = await view(campaign);
      return targets.every(({ state, phone }) => state === 'done' || open.includes(phone ?? '')) && (await nextAt(campaign, LATELY)).getTime() > Date.now() ? targets : null;
    });
    for (const { phone, state, result, why } of after) {
      const [told] = foretold.get(phone) ?? [];
      if (phone === FREE) expect(state).toBe('done');
      else if (told?.until === null) expect([phone, state, result]).toEqual([phone, 'done', told.code]);
      else {
        // They wait for the same reason still, and until the same time.
        expect([phone, state, why.map(({ code }) => code)]).toEqual([phone, 'ready', [told?.code]]);
        expect(Math.abs(Date.parse(why[0]?.until ?? '') - Date.parse(told?.until ?? ''))).toBeLessThan(APART_MS);
      }
    }
    const [lately] = foretold.get(LATELY) ?? [];
    expect(Math.abs((await nextAt(campaign, LATELY)).getTime() - Date.parse(lately?.until ?? ''))).toBeLessThan(APART_MS);
    expect(Object.keys(rig.dialed())).toEqual([FREE]);
    await setStatus(rig, campaign, 'stopped');
  });

  /** As the API answers it, by its clock. */
  async function view(campaign: Campaign): Promise<readonly TargetView[]> {
    return (await new CampaignTargetsService(rig.dataSource, clockFrom(rig.environment)).page(campaign, campaign.id, { limit: 50 })).items;
  }

  async function putIn(campaign: Campaign, phone: string, zone: string): Promise<void> {
    await rig.dataSource.manager.update(Target, { id: await targetOf(campaign, phone) }, { zone });
  }

  async function nextAt(campaign: Campaign, phone: string): Promise<Date> {
    return (await rig.dataSource.manager.findOneByOrFail(Target, { id: await targetOf(campaign, phone) })).nextAt;
  }

  async function targetOf({ id }: Campaign, phone: string): Promise<string> {
    const [found] = await rows<{ id: string }>(rig.dataSource,
      'SELECT t.id FROM targets t JOIN contact_phones p ON p.contact_id = t.contact_id WHERE t.campaign_id = ? AND p.phone = ?', [id, phone]);
    return found?.id ?? '';
  }
});
