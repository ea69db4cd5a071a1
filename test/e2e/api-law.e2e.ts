import { startApi, type TestApi } from './support/api';
import { SALES, addGateway, addList, addOwnNumber, uniqueName } from './support/data';
import { containing } from './support/matching';

const ALWAYS = Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((day) => [day, [{ fromMin: 0, toMin: 1_440 }]]));
const TEN_TO_EIGHT = [{ fromMin: 600, toMin: 780 }, { fromMin: 840, toMin: 1_200 }];

describe('the law, for the manager of a campaign', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi({ CALLING_CLOCK_AT: '2026-12-24T19:30:00Z', NODE_ENV: 'test' });
    await addGateway(api, 'carrier');
    await addOwnNumber(api);
  });
  afterAll(() => api.stop());

  /** A list of people with these phones and zones. */
  async function listOf(people: readonly (readonly [phone: string, zone: string | null])[]): Promise<string> {
    const { insertId } = await api.write('INSERT INTO lists (name) VALUES (?)', [uniqueName('list')]);
    for (const [phone, zone] of people) {
      const contact = (await api.write("INSERT INTO contacts (name, zone, fields) VALUES ('x', ?, '{}')", [zone])).insertId;
      await api.write('INSERT INTO contact_phones (contact_id, position, phone) VALUES (?, 0, ?)', [contact, phone]);
      await api.write('INSERT INTO list_contacts VALUES (?, ?)', [insertId, contact]);
    }
    return String(insertId);
  }

  async function campaign(listId: string, settings: object = {}): Promise<string> {
    const { status, body, text } = await api.as.manager.post('/campaigns', { name: uniqueName('campaign'), ...SALES, gateways: ['carrier'], lists: [{ listId }], ...settings });
    if (status !== 201) throw new Error(text);
    return body.id;
  }

  it.each([['purpose', { delivery: 'agent' }], ['delivery', { purpose: 'sales' }]])('asks for the %s of every campaign', async (missing, given) => {
    const refused = await api.as.manager.post('/campaigns', { name: uniqueName('campaign'), ...given });
    expect(refused).toMatchObject({ status: 400, body: { code: 'validation-failed', issues: [{ path: missing }] } });
  });

  it('takes hours around the clock, and says what the law leaves of them, where, and why', async () => {
    const listId = await listOf([['+33612345678', '*FR'], ['+33612345679', '*FR'], ['+13055550100', 'America/New_York'], ['+9647701234567', 'Asia/Baghdad']]);
    const id = await campaign(listId, { callingHours: ALWAYS });
    const { status, body } = await api.as.manager.get(`/campaigns/${id}/calling-window`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      campaignId: id, own: ALWAYS,
      places: [
        {
          countries: ['FR'], regions: [], contacts: 2, narrowed: true, hours: { 1: TEN_TO_EIGHT, 5: TEN_TO_EIGHT }, laws: [{ id: 'fr', basis: 'law', source: containing('D. 223-9') }],
          // 20:30 on Christmas Eve; neither Christmas nor the weekend behind it is a day for calls.
          zones: [{ zone: '*FR', contacts: 2, openNow: false, opensAt: expect.stringMatching(/Z$/) as string }],
          holidays: { observed: ['FR'], withoutData: [], next: [{ day: '2026-12-25', name: 'Noël' }, { day: '2027-01-01' }, {}] },
          why: { code: 'narrowed', params: { sources: [containing('D. 223-9')], isCountryKnown: true, withoutHolidays: [] } },
          text: containing('allows less than the campaign\'s own hours (Code de la consommation'),
        },
        { countries: ['IQ'], laws: [{ id: 'house-no-data', basis: 'house' }], holidays: { observed: ['IQ'], withoutData: ['IQ'] }, why: { params: { withoutHolidays: ['IQ'] } }, text: containing('Nothing is known of the holidays of IQ') },
        { countries: ['US'], regions: ['US-FL'], laws: [{ id: 'us-federal' }, { id: 'us-fl' }], hours: { 7: [{ fromMin: 480, toMin: 1_200 }] }, zones: [{ openNow: true, opensAt: null }] },
      ],
    });
  });

  it('starts nothing that the law never lets dial', async () => {
    const id = await campaign(await listOf([['+33612345678', '*FR']]), { callingHours: { 6: [{ fromMin: 600, toMin: 700 }] } });
    expect((await api.as.manager.post(`/campaigns/${id}/start`)).body).toMatchObject({ code: 'campaign-not-ready', reasons: [{ code: 'no-lawful-hours' }, { code: 'no-consents', detail: containing('L. 223-1') }] });
  });

  it('does not let a campaign that may abandon call where nobody may be abandoned, whatever law it has chosen', async () => {
    const id = await campaign(await listOf([['+442079460000', '*GB'], ['+12125550100', 'America/New_York']]), { mode: 'predictive', lawProfile: 'us-tsr' });
    expect((await api.as.manager.post(`/campaigns/${id}/start`)).body).toMatchObject({ code: 'campaign-not-ready', reasons: [{ code: 'law-forbids-mode', detail: containing('GB') }] });
    await api.as.manager.patch(`/campaigns/${id}`, { mode: 'zero-abandon' });
    const started = await api.as.manager.post(`/campaigns/${id}/start`);
    expect(started).toMatchObject({ status: 200, body: { countries: ['GB', 'US'], purpose: 'sales', delivery: 'agent' } });
    expect((await api.as.manager.get(`/campaigns/${id}/pacing`)).body.budget).toMatchObject({ capRatio: 0 });
  });

  it('shows a campaign of before as one that says neither why nor how it calls', async () => {
    const id = await campaign(await addList(api, 1));
    await api.write('UPDATE campaigns SET purpose = NULL, delivery = NULL WHERE id = ?', [id]);
    expect((await api.as.manager.get(`/campaigns/${id}`)).body).toMatchObject({ purpose: null, delivery: null });
    expect((await api.as.manager.get(`/campaigns/${id}/calling-window`)).status).toBe(200);
  });
});

describe('holidays', () => {
  let api: TestApi;
  beforeAll(async () => { api = await startApi(); });
  afterAll(() => api.stop());

  const inYear = async (country: string, year = 2026): Promise<readonly { day: string; origin: string; name: string; source: string }[]> =>
    (await api.as.manager.get(`/holidays?country=${country}&year=${year}`)).body.items as never; // as the contract has them

  it('are listed with where they come from', async () => {
    expect((await inYear('cn')).filter(({ day }) => ['2026-05-01', '2026-05-02'].includes(day)))
      .toEqual([{ day: '2026-05-01', name: '劳动节', origin: 'calculated', source: containing('date-holidays') }, { day: '2026-05-02', name: '劳动节', origin: 'corrected', source: containing('2024') }]);
  });

  it.each([
    ['IQ', 2026, { code: 'no-data', params: { country: 'IQ' } }, 'No data for this country'],
    ['FR', 2050, { code: 'year-unknown', params: { year: 2050, from: 2026, to: 2031 } }, 'from 2026 to 2031 only'],
  ])('that are not known of %s in %i are not none', async (country, year, missing, text) => {
    expect((await api.as.manager.get(`/holidays?country=${country}&year=${year}`)).body).toMatchObject({ known: false, missing, text: containing(text), items: [] });
  });

  it('are added, taken away and imported by an administrator, and each leaves a trace', async () => {
    const put = await api.as.admin.put('/holidays/AU/2026-09-22', { name: 'National Day of Mourning', source: 'Gazette C2026G1' });
    expect(put.status).toBe(204);
    expect((await inYear('AU')).find(({ day }) => day === '2026-09-22')).toEqual({ day: '2026-09-22', name: 'National Day of Mourning', source: 'Gazette C2026G1', origin: 'added' });
    expect((await api.as.admin.delete('/holidays/AU/2026-01-26?source=Act%20of%202026')).status).toBe(204);
    expect((await api.as.manager.get('/holidays?country=AU&year=2026')).body).toMatchObject({ removed: [{ day: '2026-01-26', source: 'Act of 2026' }] });
    expect((await inYear('AU')).some(({ day }) => day === '2026-01-26')).toBe(false);
    const holidays = [{ day: '2026-03-20', name: 'Eid' }, { day: '2026-03-21', name: 'Eid' }];
    const imported = await api.as.admin.post('/holidays/import', { country: 'IQ', source: 'Council of Ministers', holidays });
    expect(imported).toMatchObject({ status: 200, body: { imported: 2, present: 0 } });
    expect((await api.as.admin.post('/holidays/import', { country: 'IQ', source: 'Council of Ministers', holidays })).body).toMatchObject({ imported: 0, present: 2 });
    expect((await inYear('IQ')).map(({ day }) => day)).toEqual(['2026-03-20', '2026-03-21']);
    const trail = (await api.as.admin.get('/audit?resource=holiday')).body.items as unknown;
    expect(trail).toMatchObject([
      { resourceId: 'IQ 2026-03-21', action: 'created' }, { resourceId: 'IQ 2026-03-20', action: 'created' },
      { resourceId: 'AU 2026-01-26', action: 'deleted', was: { name: 'Australia Day' }, became: null, reason: 'Act of 2026' },
      { resourceId: 'AU 2026-09-22', action: 'created', was: null, became: { name: 'National Day of Mourning' } },
    ]);
  });

  it.each<readonly [string, object, string]>([
    ['a day that is none', { country: 'IQ', source: 's', holidays: [{ day: '2026-02-30', name: 'x' }] }, 'holidays.0.day'],
    ['a day twice', { country: 'IQ', source: 's', holidays: [{ day: '2026-02-01', name: 'x' }, { day: '2026-02-01', name: 'y' }] }, 'holidays'],
    ['no source', { country: 'IQ', holidays: [{ day: '2026-02-01', name: 'x' }] }, 'source'],
    ['a country that is none', { country: 'Iraq', source: 's', holidays: [{ day: '2026-02-01', name: 'x' }] }, 'country'],
  ])('are not imported with %s', async (_what, body, path) => {
    expect(await api.as.admin.post('/holidays/import', body)).toMatchObject({ status: 400, body: { code: 'validation-failed', issues: [{ path }] } });
  });

  it.each<readonly [string, string, string]>([
    ['ZZ', '2026-02-20', 'country: there is no country ZZ'], ['UK', '2026-02-20', 'country: there is no country UK: it is GB, the United Kingdom'],
    ['US', '1900-02-20', 'day: must be a day of the years 2000 to 2100'], ['US', '2026-02-30', 'day: must be a day such as 2026-01-31'],
  ])('are not kept for %s %s', async (country, day, detail) => {
    const put = await api.as.admin.put(`/holidays/${country}/${day}`, { name: 'x', source: 'y' });
    expect(put).toMatchObject({ status: 400, body: { code: 'validation-failed', detail } });
    if (country !== 'US') expect((await api.as.manager.get(`/holidays?country=${country}`)).body).toMatchObject({ code: 'validation-failed', detail });
  });

  it('are for administrators to change, and a working day is none to take away', async () => {
    expect((await api.as.manager.put('/holidays/AU/2026-09-23', { name: 'x', source: 'y' })).status).toBe(403);
    expect(await api.as.admin.delete('/holidays/AU/2026-09-24?source=x')).toMatchObject({ status: 404, body: { code: 'not-found' } });
  });
});
