import { randomUUID } from 'node:crypto';
import { useTestDatabase } from '@paceline/testing/use-test-database';
import { makeCampaign, makeTargets, openMigrated } from './fixtures.int-helper';
import { ClientOffers } from './of-client/offers';
import { ClientPromotions } from './of-client/promotions';
import { groupsOf, promotedCalls, purchasesOf } from './promotion-rows';
import { rows, write } from './transaction';

const OURS = { clientId: '1' };
const BEGAN = new Date('2026-05-01T08:00:00Z');
const at = (sec: number): Date => new Date(BEGAN.getTime() + sec * 1_000);

describe('what a promotion is counted from', () => {
  const database = useTestDatabase(openMigrated);

  it('are the calls that were dialed, in their order, page by page, each once; with what they cost in time', async () => {
    const id = await makeCampaign(database.source);
    await makeTargets(database.source, { campaignId: id, count: 1 });
    const [{ contactId } = { contactId: '' }] = await rows<{ contactId: string }>(database.source, 'SELECT contact_id AS contactId FROM targets WHERE campaign_id = ?', [id]);
    const call = async (sec: number, outcome: string, answeredSec: number | null): Promise<string> => {
      const callId = randomUUID();
      await write(database.source,
        `INSERT INTO calls (id, direction, state, outcome, switch_id, line, gateway, campaign_id, contact_id, phone, fence, not_after, ring_timeout_sec, planned_at, answered_at, ended_at)
         VALUES (?, 'outbound', 'ended', ?, 'main', ?, 'trunk', ?, ?, '+989121234567', 1, ?, 30, ?, ?, ?)`,
        [callId, outcome, `campaign-${id}`, id, contactId, at(sec + 10), at(sec), answeredSec === null ? null : at(sec + answeredSec), at(sec + 100)]);
      return callId;
    };
    // Three at one instant, so that a page ends between them.
    const talked = await call(0, 'connected', 10);
    const others = [await call(60, 'no-answer', null), await call(60, 'busy', null), await call(60, 'abandoned', 5)];
    await call(90, 'not-dialed', null);
    for (const [fromSec, toSec, wrappedSec] of [[10, 40, 40], [50, 100, 130]] as const) {
      await write(database.source, 'INSERT INTO talks (call_id, from_at, agent_id, to_at, wrap_up_until) VALUES (?, ?, ?, ?, ?)', [talked, at(fromSec), fromSec, at(toSec), at(wrappedSec)]);
    }
    const found = [];
    for await (const one of promotedCalls(database.source, { ...OURS, id, startedAt: BEGAN }, 2)) found.push(one);
    expect(found.map((one) => one.id)).toEqual([talked, ...others.sort()]);
    expect(found[0]).toMatchObject({ contactId, gateway: 'trunk', answered: true, answeredMs: 90_000, agentId: '50', handledMs: 110_000 });
    expect(found.slice(1).map(({ answered, answeredMs, handledMs, agentId }) => [answered, answeredMs, handledMs, agentId]).sort()).toEqual([[false, 0, 0, null], [false, 0, 0, null], [true, 95_000, 0, null]]);
    const nobodys = promotedCalls(database.source, { clientId: '2', id, startedAt: BEGAN });
    expect((await nobodys.next()).done).toBe(true);
  });

  it('are the first purchases of its contacts since it began, of what it promotes, by group', async () => {
    const id = await makeCampaign(database.source);
    await makeTargets(database.source, { campaignId: id, count: 3 });
    const contacts = (await rows<{ id: string }>(database.source, 'SELECT contact_id AS id FROM targets WHERE campaign_id = ? ORDER BY contact_id', [id])).map((one) => one.id);
    const [ann = '', bob = '', cem = ''] = contacts;
    await write(database.source, "UPDATE targets SET state = 'done', result = 'control-group' WHERE campaign_id = ? AND contact_id = ?", [id, cem]);
    const offers = new ClientOffers(database.source, OURS);
    const make = (name: string) => offers.create({
      name, texts: { en: name }, lists: [], validFrom: BEGAN, validUntil: null, stock: null, perContact: 1, priceMicros: null, currency: null, withdrawnAt: null,
    });
    const [tea, cup] = [await make('tea'), await make('cup')];
    await new ClientPromotions(database.source, OURS).put(id, { offers: [tea], controlRatio: 0 }, '');
    const bought = (contactId: string, reference: string, sec: number) => ({ contactId, reference, at: at(sec), amountMicros: null, currency: null });
    expect(await offers.addPurchases(tea, [bought(ann, '1', 50), bought(ann, '2', 40), bought(cem, '3', 60), bought(bob, '4', -1)])).toBe(4);
    expect(await offers.addPurchases(tea, [bought(ann, '1', 50)])).toBe(0);
    await offers.addPurchases(cup, [bought(bob, '5', 70)]);
    const campaign = { ...OURS, id, startedAt: BEGAN };
    expect(await purchasesOf(database.source, campaign)).toEqual([
      { contactId: ann, offerId: tea, atMs: at(40).getTime(), isControl: false }, { contactId: cem, offerId: tea, atMs: at(60).getTime(), isControl: true },
    ]);
    expect(await purchasesOf(database.source, { ...campaign, clientId: '2' })).toEqual([]);
    expect(await purchasesOf(database.source, { ...campaign, startedAt: null })).toEqual([]);
    expect(await groupsOf(database.source, campaign)).toEqual({ called: 2, control: 1 });
  });
});
