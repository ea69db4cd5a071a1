import { AuditEntry, Campaign, CampaignList, ContactPhone, DoNotCall, List, ListContact, Contact, Target, ListTargets, type Agent, type Call } from '@paceline/persistence';
import { waitFor } from '@paceline/testing/wait-for';
import {
  RINGS_ON, SHORT_TALK, invitesOf, mostAtOnce, mostWithin, news, newsOf, numbers, serve, setGateway, setStatus, settled, violations,
} from './lib/dialer-aids';
import { DialerRig, type CampaignCall } from './lib/dialer-rig';

const CALLEES = [SHORT_TALK, RINGS_ON];
const INVALID = '+14155504001';

async function statusOf(rig: DialerRig, campaign: Campaign): Promise<string> {
  return (await rig.dataSource.manager.findOneByOrFail(Campaign, { id: campaign.id })).status;
}

describe('a campaign in the hands of its manager', () => {
  let rig: DialerRig;
  let agents: Agent[];
  beforeAll(async () => {
    rig = await DialerRig.open({ callees: CALLEES });
    await setGateway(rig, { callsPerSec: 100, maxLines: 200 });
    await rig.dataSource.query("INSERT INTO holiday_changes (country, day, is_holiday, name, source) VALUES ('MX', '2026-01-07', 1, 'Day of mourning', 'proclamation')");
    await rig.workerReady(await rig.startWorker());
    agents = await rig.agents(4, []);
  });
  afterAll(() => rig.close());

  it('dials nothing new while paused, lets calls that are up go on, and goes on where it stopped', async () => {
    const people = numbers('short-talk', 12);
    const campaign = await rig.campaign(people, { wrapUpSec: 0 });
    await serve(rig, agents.slice(0, 2), [campaign]);
    await rig.call(campaign, 'is talking', (call) => call.state === 'talking');
    await setStatus(rig, campaign, 'paused');
    const pausedAtMs = Date.now();
    await settled(rig, campaign);
    await news(rig, campaign, 'it is paused', ({ status }) => status === 'paused');
    const dialed = people.filter((phone) => rig.dialed()[phone] !== undefined);
    expect(dialed.length).toBeGreaterThan(0);
    expect(dialed.length).toBeLessThan(people.length);
    // A call that had passed the gate when the pause came may still have been written.
    expect(invitesOf(rig).filter((invite) => people.includes(invite.number) && invite.atMs > pausedAtMs + 100)).toEqual([]);
    expect((await rig.calls(campaign)).filter((call) => call.answeredAt !== null).every((call) => call.outcome === 'connected')).toBe(true);

    await setStatus(rig, campaign, 'running');
    await rig.completed(campaign);
    expect(people.map((phone) => rig.dialed()[phone])).toEqual(people.map(() => 1));
    await news(rig, campaign, 'it is completed', ({ status }) => status === 'completed');
    expect(await violations(rig, campaign)).toEqual([]);
  });

  it('calls off what rings when it is stopped', async () => {
    const campaign = await rig.campaign(numbers('rings-on', 6));
    await serve(rig, agents.slice(0, 3), [campaign]);
    await waitFor('three phones ring', async () => (await rig.calls(campaign)).filter((call) => call.state === 'ringing').length === 3);
    await setStatus(rig, campaign, 'stopped');
    await settled(rig, campaign);
    const sent = (await rig.calls(campaign)).filter((call) => call.outcome !== 'not-dialed');
    expect(sent.map((call) => [call.outcome, call.hangupCause])).toEqual(Array.from({ length: 3 }, () => ['cancelled', 'ORIGINATOR_CANCEL']));
    expect(await statusOf(rig, campaign)).toBe('stopped');
    await news(rig, campaign, 'it is stopped', ({ status, lines }) => status === 'stopped' && lines.talking === 0);
    expect(rig.simulated.channels.filter((channel) => channel.callState === 'RINGING')).toEqual([]);
  });

  it('is completed only when the last target has its result', async () => {
    const campaign = await rig.campaign(numbers('short-talk', 2, 100), { wrapUpSec: 2 });
    await serve(rig, agents.slice(0, 2), [campaign]);
    await waitFor('both calls have ended', async () => (await rig.calls(campaign)).filter((call) => call.endedAt !== null).length === 2);
    expect(await statusOf(rig, campaign)).toBe('running');
    await rig.completed(campaign);
    const { endedAt } = await rig.dataSource.manager.findOneByOrFail(Campaign, { id: campaign.id });
    expect(await rig.dataSource.manager.findBy(AuditEntry, { resource: 'campaign', resourceId: campaign.id })).toMatchObject([
      { userId: null, actor: 'dialer', action: 'completed', was: { status: 'running' }, became: { status: 'completed' } },
    ]);
    for (const call of await rig.calls(campaign)) {
      expect(call.dispositionCode).toBe('none-given');
      expect(call.settledAt?.getTime()).toBeLessThanOrEqual(endedAt?.getTime() ?? 0);
    }
    expect(await violations(rig, campaign)).toEqual([]);
  });

  it('calls nobody outside their own hours, and says so', async () => {
    // 14:00 in New York is 4:00 in Tokyo.
    const [awake = '', asleep = ''] = numbers('short-talk', 2, 200);
    const campaign = await rig.campaign([awake, asleep], { wrapUpSec: 0 });
    await rig.dataSource.query(
      "UPDATE targets t JOIN contact_phones p ON p.contact_id = t.contact_id JOIN contacts c ON c.id = t.contact_id SET t.zone = 'Asia/Tokyo', c.zone = 'Asia/Tokyo' WHERE p.phone = ?", [asleep]);
    await serve(rig, agents.slice(0, 2), [campaign]);
    await news(rig, campaign, 'the one who may be called has a result', ({ targets }) => targets.done === 1);
    const { reasons, targets } = await news(rig, campaign, 'the other one is asleep',
      (told) => told.targets.done === 1 && told.targets.calling === 0 && told.reasons.some(({ limit, figures }) => limit === 'hours' && figures['zonesClosed'] === 1));
    expect(reasons.find(({ limit }) => limit === 'hours')?.figures).toEqual({ zonesClosed: 1, zonesOpen: 0 });
    expect(targets.ready).toBe(1);
    expect(rig.dialed()[awake]).toBe(1);
    expect(rig.dialed()[asleep]).toBeUndefined();
    expect(await statusOf(rig, campaign)).toBe('running');
    await setStatus(rig, campaign, 'stopped');
  });

  it('calls nobody outside the law\'s hours, though the campaign is open around the clock', async () => {
    // 14:00 in New York is 20:00 in Johannesburg: a sales call is too late there.
    const [awake = '', late = ''] = numbers('short-talk', 2, 220);
    const always = Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((day) => [day, [{ fromMin: 0, toMin: 1_440 }]]));
    const campaign = await rig.campaign([awake, late], { wrapUpSec: 0, callingHours: always, purpose: 'sales', delivery: 'agent' });
    await rig.dataSource.query(
      "UPDATE targets t JOIN contact_phones p ON p.contact_id = t.contact_id JOIN contacts c ON c.id = t.contact_id SET t.zone = '*ZA', c.zone = '*ZA' WHERE p.phone = ?", [late]);
    await serve(rig, agents.slice(0, 2), [campaign]);
    await news(rig, campaign, 'only the other has a result', ({ targets, reasons }) => targets.done === 1 && targets.ready === 1 && reasons.some(({ limit }) => limit === 'hours'));
    expect([rig.dialed()[awake], rig.dialed()[late]]).toEqual([1, undefined]);
    // What was lawful then can be shown later.
    const { judgedBy } = await rig.call(campaign, 'was sent', (call) => call.originatingAt !== null);
    expect(judgedBy).toEqual({ localTimes: ['America/New_York 2026-01-07 14:00'], zoneData: '2026f', laws: ['us-federal'], open: '08:00-21:00' });
    await setStatus(rig, campaign, 'stopped');
  });

  it('calls nobody on a holiday that an administrator has made one', async () => {
    const [phone = ''] = numbers('short-talk', 1, 230);
    const campaign = await rig.campaign([phone], { wrapUpSec: 0, purpose: 'sales', delivery: 'agent', observesHolidays: true, status: 'paused' });
    await rig.dataSource.query(
      "UPDATE targets t JOIN contact_phones p ON p.contact_id = t.contact_id JOIN contacts c ON c.id = t.contact_id SET t.zone = '*MX', c.zone = '*MX' WHERE p.phone = ?", [phone]);
    await setStatus(rig, campaign, 'running');
    await serve(rig, agents.slice(0, 1), [campaign]);
    await news(rig, campaign, 'it waits for the day to end', ({ reasons }) => reasons.some(({ limit, figures }) => limit === 'hours' && figures['zonesOpen'] === 0));
    expect(rig.dialed()[phone]).toBeUndefined();
    await setStatus(rig, campaign, 'stopped');
  });

  it('judges the hours again just before the socket', async () => {
    const [phone = ''] = numbers('short-talk', 1, 250);
    const campaign = await rig.campaign([phone], { wrapUpSec: 0 });
    // The contact has moved since the target was made: the target's own zone lets it be claimed.
    await rig.dataSource.query("UPDATE contacts c JOIN contact_phones p ON p.contact_id = c.id SET c.zone = 'Asia/Tokyo' WHERE p.phone = ?", [phone]);
    await serve(rig, agents.slice(0, 1), [campaign]);
    const refused = await rig.call(campaign, 'was refused', (call) => call.endedAt !== null);
    expect([refused.outcome, refused.hangupCause]).toEqual(['not-dialed', 'OUTSIDE_CALLING_HOURS']);
    expect(rig.dialed()[phone]).toBeUndefined();
    await setStatus(rig, campaign, 'stopped');
  });

  it('dials nothing without a gateway, nor without an agent, and says so', async () => {
    const withoutGateway = await rig.campaign(numbers('short-talk', 1, 300), { gateways: ['missing'] });
    const withoutAgents = await rig.campaign(numbers('short-talk', 1, 301));
    await serve(rig, agents.slice(0, 1), [withoutGateway]);
    await news(rig, withoutGateway, 'the trunk is the limit', ({ reasons }) => reasons.some(({ limit }) => limit === 'trunk'));
    await news(rig, withoutAgents, 'nobody is there', ({ reasons }) => reasons.some(({ limit }) => limit === 'nobody-idle'));
    expect([...await rig.calls(withoutGateway), ...await rig.calls(withoutAgents)]).toEqual([]);
    expect((await newsOf(rig, withoutAgents)).every(({ status }) => status === 'running')).toBe(true);
    await setStatus(rig, withoutGateway, 'stopped');
    await setStatus(rig, withoutAgents, 'stopped');
  });

  it('dials lists of a higher priority first', async () => {
    const { manager } = rig.dataSource;
    const later = numbers('short-talk', 3, 400);
    const first = numbers('short-talk', 3, 410);
    const campaign = await rig.campaign(later, { wrapUpSec: 0, status: 'draft' });
    await manager.update(CampaignList, { campaignId: campaign.id }, { priority: 5 });
    await manager.update(Target, { campaignId: campaign.id }, { priority: 5 });
    const list = await manager.save(List, { name: 'those who come first' });
    for (const phone of first) {
      const contact = await manager.save(Contact, { name: phone, zone: 'America/New_York', fields: {} });
      await manager.save(ContactPhone, { contactId: contact.id, position: 0, phone });
      await manager.insert(ListContact, { listId: list.id, contactId: contact.id });
    }
    await manager.insert(CampaignList, { campaignId: campaign.id, listId: list.id, priority: 1 });
    await new ListTargets(rig.dataSource).follow(campaign.id, rig.dataSource.manager);
    await setStatus(rig, campaign, 'running');
    await serve(rig, agents.slice(0, 1), [campaign]);
    await rig.completed(campaign);
    const order = invitesOf(rig).map((invite) => invite.number).filter((phone) => [...later, ...first].includes(phone));
    expect(order.slice(0, 3).sort()).toEqual(first);
    expect(order.slice(3).sort()).toEqual(later);
    expect(await violations(rig, campaign)).toEqual([]);
  });

  it('calls whoever comes onto a list while it runs, and is not completed before', async () => {
    const { manager } = rig.dataSource;
    const [first = '', later = ''] = [...numbers('short-talk', 1, 420), ...numbers('short-talk', 1, 430)];
    const campaign = await rig.campaign([first], { wrapUpSec: 0 });
    const { listId } = await manager.findOneByOrFail(CampaignList, { campaignId: campaign.id });
    await serve(rig, agents.slice(0, 1), [campaign]);
    await rig.call(campaign, 'is answered', ({ answeredAt }) => answeredAt !== null);
    const contact = await manager.save(Contact, { name: later, zone: 'America/New_York', fields: {} });
    await manager.save(ContactPhone, { contactId: contact.id, position: 0, phone: later });
    await manager.insert(ListContact, { listId, contactId: contact.id });
    const [followed] = await new ListTargets(rig.dataSource).listHasGrown(listId);
    expect(followed).toMatchObject({ id: campaign.id, status: 'running' });
    await rig.completed(campaign);
    expect(await rig.results(campaign)).toEqual({ [first]: 'none-given', [later]: 'none-given' });
    expect(await violations(rig, campaign)).toEqual([]);
  });

  it('calls the next phone of a contact at once when a number does not exist', async () => {
    const [reachable = ''] = numbers('short-talk', 1, 500);
    const campaign = await rig.campaign([INVALID], { wrapUpSec: 0, retryRules: { maxAttempts: 3, byOutcome: {}, byDisposition: {} } });
    const { contactId } = await rig.dataSource.manager.findOneByOrFail(Target, { campaignId: campaign.id });
    await rig.dataSource.manager.save(ContactPhone, { contactId, position: 1, phone: reachable });
    await serve(rig, agents.slice(0, 1), [campaign]);
    await rig.completed(campaign);
    expect((await rig.calls(campaign)).map((call) => [call.phone, call.outcome])).toEqual([[INVALID, 'invalid-number'], [reachable, 'connected']]);
    expect(await rig.dataSource.manager.findOneByOrFail(Target, { campaignId: campaign.id })).toMatchObject({ attempts: 2, result: 'none-given', phonePosition: 1 });
    expect(await violations(rig, campaign)).toEqual([]);
  });
});

/** Targets that are claimed at once are planned at once, and go in their order. */
const inTheirTurn = (one: Call, other: Call): number => one.plannedAt.getTime() - other.plannedAt.getTime() || Number(one.targetId) - Number(other.targetId);

describe('what a gateway may be asked for', () => {
  let rig: DialerRig;
  afterEach(() => rig.close());

  async function openWith(gateway: { readonly callsPerSec: number; readonly maxLines: number }): Promise<void> {
    rig = await DialerRig.open({ callees: CALLEES });
    await setGateway(rig, gateway);
    await rig.workerReady(await rig.startWorker());
  }

  it('is never more calls a second than it takes, and nobody who was forbidden while waiting for a turn is called', async () => {
    await openWith({ callsPerSec: 5, maxLines: 100 });
    const people = numbers('short-talk', 16);
    const campaign = await rig.campaign(people, { mode: 'predictive', wrapUpSec: 0 });
    await rig.agents(8, [campaign]);
    const planned = async (): Promise<CampaignCall[]> => (await rig.calls(campaign)).filter((call) => call.state === 'planned').sort(inTheirTurn);
    const waiting = await waitFor('somebody is forbidden while their call waits for its turn', async () => {
      const last = (await planned()).at(-1);
      if (last === undefined) return null;
      await rig.dataSource.manager.upsert(DoNotCall, { clientId: '1', phone: last.phone, reason: 'said so this minute' }, ['clientId', 'phone']);
      // Two that were claimed earlier go before it still: the gate has not been asked of it.
      const left = await planned();
      return left.some(({ id }) => id === last.id) && left.filter((call) => inTheirTurn(call, last) < 0).length >= 2 && last;
    });
    await rig.completed(campaign);

    expect(rig.dialed()[waiting.phone]).toBeUndefined();
    expect((await rig.results(campaign))[waiting.phone]).toBe('do-not-call');
    const sentAtMs = invitesOf(rig).map((invite) => invite.atMs);
    // Whoever was forbidden too late was called before.
    expect(sentAtMs).toHaveLength(Object.values(await rig.results(campaign)).filter((result) => result !== 'do-not-call').length);
    // A tenth of a second's calls may be kept up beside the next one.
    expect(mostWithin(1_000, sentAtMs)).toBeLessThanOrEqual(5 + 1 + 1);
    expect(Math.max(...sentAtMs) - Math.min(...sentAtMs)).toBeGreaterThan(((sentAtMs.length - 1) / 5) * 1000 - 400);
    // Whoever was planned first went first.
    const plannedAtMs = new Map((await rig.calls(campaign)).map((call) => [call.id, call.plannedAt.getTime()]));
    const inOrder = invitesOf(rig).map(({ channelId }) => plannedAtMs.get(channelId) ?? Number.NaN);
    expect(inOrder).toEqual([...inOrder].sort((a, b) => a - b));
    expect(await violations(rig, campaign)).toEqual([]);
  });

  it('is never more lines at once than it has, however many campaigns want them', async () => {
    await openWith({ callsPerSec: 100, maxLines: 3 });
    const one = await rig.campaign(numbers('short-talk', 9), { wrapUpSec: 0 });
    const two = await rig.campaign(numbers('short-talk', 9, 100), { wrapUpSec: 0 });
    await rig.agents(4, [one]);
    await rig.agents(4, [two], 4);
    await Promise.all([rig.completed(one), rig.completed(two)]);
    expect(invitesOf(rig)).toHaveLength(18);
    expect(mostAtOnce(invitesOf(rig))).toBe(3);
    expect(await violations(rig, one, two)).toEqual([]);
  });
});
