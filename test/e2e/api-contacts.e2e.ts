import { startApi, type Answer, type TestApi } from './support/api';
import { addCall, addCampaign, addList } from './support/data';
import { matching } from './support/matching';

describe('contacts', () => {
  let api: TestApi;
  beforeAll(async () => { api = await startApi(); });
  afterAll(async () => { await api.stop(); });

  async function addContact(): Promise<string> {
    const [{ id = '' } = {}] = await api.rows<{ id: string }>('SELECT contact_id AS id FROM list_contacts WHERE list_id = ?', [await addList(api, 1)]);
    return id;
  }
  /** A contact that is a target of a running campaign. */
  async function addTarget(): Promise<{ contactId: string; campaignId: string }> {
    const campaignId = await addCampaign(api, 1);
    const [{ contactId = '' } = {}] = await api.rows<{ contactId: string }>('SELECT contact_id AS contactId FROM targets WHERE campaign_id = ?', [campaignId]);
    return { contactId, campaignId };
  }
  const target = async (contactId: string): Promise<unknown> =>
    (await api.rows('SELECT zone, phone_position AS phonePosition FROM targets WHERE contact_id = ?', [contactId]))[0];
  const patch = (id: string, body: object): Promise<Answer> => api.as.manager.patch(`/contacts/${id}`, body);
  const newestEntry = async () => (await api.as.admin.get('/audit?resource=contact&limit=1')).body.items[0];

  it('are changed: phones by the rules of imported files, and the trail says from what to what', async () => {
    const id = await addContact();
    const before = (await api.as.manager.get(`/contacts/${id}`)).body;
    const { status, body } = await patch(id, { name: ' Nadia ', phones: ['۰۹۱۲ ۱۲۳ ۴۵۶۷', 'Mobile: +44 7911 123456', '09121234567'], country: 'IR', fields: { city: 'Qom', 'نام پدر': 'علی' } });
    expect([status, body]).toMatchObject([200, { name: 'Nadia', phones: ['+989121234567', '+447911123456'], fields: { 'city': 'Qom', 'نام پدر': 'علی' }, zone: 'Asia/Tehran' }]);
    expect(await newestEntry()).toMatchObject({
      actor: 'the-manager', resourceId: id, action: 'changed',
      was: { name: before.name, phones: before.phones, fields: { city: 'Karaj' } },
      became: { name: 'Nadia', phones: ['+989121234567', '+447911123456'], fields: { city: 'Qom' } },
    });
  });

  it('leave no entry when nothing is different, and in one no more than what is', async () => {
    const id = await addContact();
    const { phones } = (await api.as.manager.get(`/contacts/${id}`)).body;
    const since = await newestEntry();
    expect((await patch(id, { phones })).status).toBe(200);
    expect((await patch(id, {})).status).toBe(200);
    expect(await newestEntry()).toEqual(since);
    await patch(id, { zone: '+03:30' });
    expect(await newestEntry()).toMatchObject({ was: { zone: 'Asia/Tehran' }, became: { zone: 'UTC+03:30' } });
    expect(JSON.stringify(await newestEntry())).not.toContain(phones[0]);
  });

  it.each([
    ['no number', { phones: ['12'] }, 'phones.0', /at least 3|phone number/],
    ['one that needs its country', { phones: ['0912 123 4567'] }, 'phones.0', /country code/],
    ['one that a spreadsheet shortened', { phones: ['+989121234567', '9.89123E+11'] }, 'phones.1', /spreadsheet/],
    ['a landline that may lack its area code', { phones: ['8700 0000'], country: 'TW' }, 'phones.0', /area code/],
    ['one with an extension', { phones: ['+1 212 555 2368 ext. 12'] }, 'phones.0', /extension/],
    ['none at all', { phones: [] }, 'phones', /./],
    ['more than ten', { phones: Array.from({ length: 11 }, (_one, at) => `+98912123450${at}`) }, 'phones', /./],
    ['a zone that nobody knows', { zone: 'Atlantis' }, 'zone', /time zone/],
    ['a name beyond the bound', { name: 'x'.repeat(201) }, 'name', /./],
    ['what a contact does not have', { phone: '+989121234567' }, 'phone', /not known/],
    ['fields beyond the bound', { fields: Object.fromEntries(Array.from({ length: 5 }, (_one, at) => [`f${at}`, 'x'.repeat(9_000)])) }, 'fields', /32 KB/],
  ])('refuse %s, and stay as they are', async (_what, body, path, message) => {
    const id = await addContact();
    const before = (await api.as.manager.get(`/contacts/${id}`)).text;
    const refused = await patch(id, body);
    expect(refused.body).toMatchObject({ status: 400, code: 'validation-failed', issues: [{ path, message: matching(message) }] });
    expect((await api.as.manager.get(`/contacts/${id}`)).text).toBe(before);
  });

  it('have a zone that follows their number, unless somebody has written it', async () => {
    const id = await addContact();
    expect((await patch(id, { phones: ['+441212345678'] })).body).toMatchObject({ zone: '*GB' });
    expect((await patch(id, { zone: 'tokyo' })).body).toMatchObject({ zone: 'Asia/Tokyo' });
    expect((await patch(id, { phones: ['+989121234567'] })).body).toMatchObject({ zone: 'Asia/Tokyo' });
    expect((await patch(id, { zone: null })).body).toMatchObject({ zone: 'Asia/Tehran' });
    expect((await patch(id, { zone: '*US' })).body).toMatchObject({ zone: '*US' });
  });

  it('take their targets along: where they are, and which phone is next', async () => {
    const { contactId } = await addTarget();
    const { phones: [first = ''] } = (await api.as.manager.get(`/contacts/${contactId}`)).body;
    await patch(contactId, { phones: [first, '+447911123457'] });
    await api.write('UPDATE targets SET phone_position = 1 WHERE contact_id = ?', [contactId]);
    await patch(contactId, { phones: ['+447911123457', first], zone: 'Europe/London' });
    expect(await target(contactId)).toEqual({ zone: 'Europe/London', phonePosition: 0 });
    await api.write('UPDATE targets SET phone_position = 1 WHERE contact_id = ?', [contactId]);
    await patch(contactId, { phones: ['+447911123457'] });
    expect(await target(contactId)).toEqual({ zone: 'Europe/London', phonePosition: 0 });
  });

  it('keep their phones while they are called; everything else can be changed', async () => {
    const { contactId, campaignId } = await addTarget();
    await addCall(api, campaignId);
    expect((await patch(contactId, { phones: ['+447911123456'] })).body).toMatchObject({ status: 409, code: 'wrong-state' });
    expect((await patch(contactId, { name: 'Sara', zone: 'Asia/Dubai' })).status).toBe(200);
    expect(await target(contactId)).toMatchObject({ zone: 'Asia/Dubai' });
  });

  it('are deleted, with their targets, where nothing was dialed; the do-not-call list keeps its numbers', async () => {
    const { contactId, campaignId } = await addTarget();
    const { phones: [phone = ''] } = (await api.as.manager.get(`/contacts/${contactId}`)).body;
    await api.as.manager.post('/do-not-call', { phones: [phone] });
    await addCall(api, campaignId, { state: 'ended', outcome: 'not-dialed', ended_at: new Date(), settled_at: new Date() });
    expect((await api.as.manager.delete(`/contacts/${contactId}`)).status).toBe(204);
    expect((await api.as.manager.get(`/contacts/${contactId}`)).status).toBe(404);
    expect((await api.as.manager.delete(`/contacts/${contactId}`)).body).toMatchObject({ status: 404, code: 'not-found' });
    expect(await target(contactId)).toBeUndefined();
    expect(await api.rows('SELECT phone FROM contact_phones WHERE contact_id = ?', [contactId])).toEqual([]);
    expect(await newestEntry()).toMatchObject({ resourceId: contactId, action: 'deleted', was: { phones: [phone] }, became: null });
    expect((await api.as.manager.get(`/do-not-call?phone=${encodeURIComponent(phone)}`)).body.items).toHaveLength(1);
  });

  it('are kept once they were dialed, or are being dialed', async () => {
    const { contactId, campaignId } = await addTarget();
    await addCall(api, campaignId, { state: 'planned' });
    expect((await api.as.manager.delete(`/contacts/${contactId}`)).body).toMatchObject({ status: 409, code: 'in-use', detail: matching(/going on/) });
    await api.write("UPDATE calls SET state = 'ended', outcome = 'busy', ended_at = UTC_TIMESTAMP(3) WHERE campaign_id = ?", [campaignId]);
    expect((await api.as.manager.delete(`/contacts/${contactId}`)).body).toMatchObject({ status: 409, code: 'in-use', detail: matching(/was called/) });
  });

  it('are for managers to change', async () => {
    const id = await addContact();
    for (const role of ['supervisor', 'agent', 'quality'] as const) {
      expect((await api.as[role].patch(`/contacts/${id}`, { name: 'x' })).status).toBe(403);
      expect((await api.as[role].delete(`/contacts/${id}`)).status).toBe(403);
    }
  });
});
