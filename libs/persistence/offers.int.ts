import { randomUUID } from 'node:crypto';
import { newOfferCode } from '@paceline/platform/offer-code';
import { useTestDatabase } from '@paceline/testing/use-test-database';
import { dialer, system } from './audit-trail';
import { makeCampaign, makeTargets, openMigrated } from './fixtures.int-helper';
import { ListTargets } from './list-targets';
import { ClientOffers, type NewOffer } from './of-client/offers';
import { ClientPromotions } from './of-client/promotions';
import { returnTaking, sayToOffer, type SaidToAnOffer, type Taken } from './offer-takings';
import { offersFor } from './offers-for';
import { inTransaction, rows, write } from './transaction';

const OURS = { clientId: '1' };

describe('offers', () => {
  const database = useTestDatabase(openMigrated);
  let made = 0;

  const addOffer = async (changes: Partial<NewOffer> = {}): Promise<string> => {
    const offer: NewOffer = {
      name: `offer ${String(++made)}`, texts: { en: 'Save a third', de: 'Ein Drittel gespart' }, lists: [], validFrom: new Date(Date.now() - 60_000), validUntil: null,
      stock: null, perContact: 1, priceMicros: null, currency: null, withdrawnAt: null,
    };
    return await new ClientOffers(database.source, OURS).create({ ...offer, ...changes });
  };
  const people = async (count: number): Promise<{ campaignId: string; contacts: string[] }> => {
    const campaignId = await makeCampaign(database.source);
    await makeTargets(database.source, { campaignId, count });
    const found = await rows<{ id: string }>(database.source, 'SELECT contact_id AS id FROM targets WHERE campaign_id = ? ORDER BY contact_id', [campaignId]);
    return { campaignId, contacts: found.map(({ id }) => id) };
  };
  const say = (said: Pick<SaidToAnOffer, 'offerId' | 'contactId'> & Partial<SaidToAnOffer>): Promise<Taken> => inTransaction(database.source, (manager) =>
    sayToOffer(manager, dialer(OURS), { ...OURS, callId: null, campaignId: null, agentId: null, way: 'by-hand', result: 'taken', ...said }, newOfferCode));
  const offerRow = async (id: string) => await new ClientOffers(database.source, OURS).find(id);

  it('are never given more often than there are, however many take one at once; each taker has a code of their own', async () => {
    const offerId = await addOffer({ stock: 50 });
    const { contacts } = await people(200);
    const answers = await Promise.all(contacts.map((contactId) => say({ offerId, contactId })));
    const codes = answers.flatMap((answer) => 'taking' in answer ? [answer.taking.code] : []);
    expect([codes.length, new Set(codes).size]).toEqual([50, 50]);
    expect(answers.filter((answer) => 'refusal' in answer && answer.refusal === 'sold-out')).toHaveLength(150);
    expect(await offerRow(offerId)).toMatchObject({ taken: 50 });
    expect(await rows(database.source, "SELECT COUNT(*) AS n FROM offer_takings WHERE offer_id = ? AND result = 'taken'", [offerId])).toEqual([{ n: '50' }]);
  }, 60_000);

  it('are not taken twice by one person, nor twice by one key that was told twice, at once or later', async () => {
    const offerId = await addOffer();
    const { contacts: [ann = '', bob = ''] } = await people(2);
    const twice = await Promise.all([say({ offerId, contactId: ann }), say({ offerId, contactId: ann })]);
    expect(twice.map((answer) => 'taking' in answer ? 'taking' : answer.refusal).sort()).toEqual(['has-it', 'taking']);
    const callId = randomUUID();
    const [one, other] = [await say({ offerId, contactId: bob, callId, way: 'key' }), await say({ offerId, contactId: bob, callId, way: 'key' })];
    expect(other).toEqual(one);
    expect(await offerRow(offerId)).toMatchObject({ taken: 2 });
  });

  it('that are refused can be taken on the same call after all; and what is given back is there for others, once', async () => {
    const offerId = await addOffer({ stock: 1 });
    const { contacts: [ann = '', bob = ''] } = await people(2);
    const callId = randomUUID();
    await say({ offerId, contactId: ann, callId, result: 'refused' });
    expect(await offerRow(offerId)).toMatchObject({ taken: 0 });
    const taken = await say({ offerId, contactId: ann, callId });
    if (!('taking' in taken)) throw new Error(`it was not given: ${taken.refusal}`);
    expect(await say({ offerId, contactId: bob })).toEqual({ refusal: 'sold-out' });
    const giveBack = () => inTransaction(database.source, (manager) => returnTaking(manager, system(OURS), taken.taking.id, 'changed their mind'));
    await Promise.all([giveBack(), giveBack()]);
    expect(await offerRow(offerId)).toMatchObject({ taken: 0 });
    expect(await say({ offerId, contactId: bob })).toHaveProperty('taking');
    expect(await inTransaction(database.source, (manager) => returnTaking(manager, system({ clientId: '2' }), taken.taking.id, 'not theirs'))).toBeNull();
  });

  it('are told to those whom they are meant for, who did not refuse them lately and are nobody\'s control group', async () => {
    const { campaignId, contacts: [ann = '', bob = '', cem = ''] } = await people(3);
    const [{ listId } = { listId: '' }] = await rows<{ listId: string }>(database.source, 'SELECT list_id AS listId FROM campaign_lists WHERE campaign_id = ?', [campaignId]);
    const [all, listed, elsewhere] = [await addOffer(), await addOffer({ lists: [listId] }), await addOffer({ lists: ['999999'] })];
    await addOffer({ withdrawnAt: new Date() });
    await new ClientPromotions(database.source, OURS).put(campaignId, { offers: [all], controlRatio: 0 }, 'x'.repeat(32));
    await say({ offerId: all, contactId: bob, callId: randomUUID(), result: 'refused' });
    await write(database.source, "UPDATE targets SET state = 'done', result = 'control-group' WHERE campaign_id = ? AND contact_id = ?", [campaignId, cem]);
    const told = async (of: string | null) => {
      const found = await offersFor(database.source, OURS, [ann, bob, cem], of);
      return [ann, bob, cem].map((id) => (found.get(id) ?? []).map((offer) => offer.id).filter((id_) => [all, listed, elsewhere].includes(id_)));
    };
    expect(await told(null)).toEqual([[all, listed], [listed], [listed]]);
    expect(await told(campaignId)).toEqual([[all], [], []]);
    expect((await offersFor(database.source, { clientId: '2' }, [ann], null)).size).toBe(0);
  });

  it('have a control group of the share that is wanted: drawn by the campaign\'s key, the same whenever it is drawn, and never ready', async () => {
    const { campaignId, contacts } = await people(2_000);
    const promotions = new ClientPromotions(database.source, OURS);
    const draw = async (key: string): Promise<string[]> => {
      await write(database.source, 'DELETE FROM targets WHERE campaign_id = ?', [campaignId]);
      await promotions.put(campaignId, { offers: [], controlRatio: 0 }, '');
      await promotions.put(campaignId, { offers: [], controlRatio: 0.2 }, key);
      await inTransaction(database.source, (manager) => new ListTargets(database.source).follow(campaignId, manager));
      const found = await rows<{ id: string; state: string; control: string | number }>(database.source,
        "SELECT contact_id AS id, state, COALESCE(result, '') = 'control-group' AS control FROM targets WHERE campaign_id = ? ORDER BY contact_id", [campaignId]);
      expect(found.map(({ id }) => id)).toEqual(contacts);
      expect(found.every(({ state, control }) => state === (Number(control) === 1 ? 'done' : 'ready'))).toBe(true);
      return found.filter(({ control }) => Number(control) === 1).map(({ id }) => id);
    };
    const one = await draw('a'.repeat(32));
    // Four standard deviations of 2,000 draws at a fifth.
    expect(Math.abs(one.length - 400)).toBeLessThan(72);
    expect(await draw('a'.repeat(32))).toEqual(one);
    const other = await draw('b'.repeat(32));
    expect(other).not.toEqual(one);
    expect(Math.abs(other.filter((id) => one.includes(id)).length - 80)).toBeLessThan(40);
  }, 60_000);
});
