import { createHash } from 'node:crypto';
import { connect } from 'node:net';
import { encode } from 'iconv-lite';
import { createLogger } from '@paceline/platform/logger';
import { FileWorker } from '../../apps/file-worker/src/file-worker';
import { waitFor } from '@paceline/testing/wait-for';
import { startApi, type Body, type TestApi } from './support/api';
import { SALES, addGateway, addOwnNumber } from './support/data';
import { anyText, matching } from './support/matching';

describe('uploading contacts', () => {
  let api: TestApi;
  let stopWorker: () => Promise<void>;

  beforeAll(async () => {
    api = await startApi({ IMPORT_MAX_BYTES: String(2 * 1024 * 1024) });
    const worker = new FileWorker(api.environment, createLogger({ level: 'silent', app: 'files' }));
    await worker.start();
    stopWorker = () => worker.stop();
  });
  afterAll(async () => { await stopWorker(); await api.stop(); });

  let lists = 0;
  const newList = async (): Promise<string> => String((await api.as.manager.post('/lists', { name: `list ${lists++}` })).body.id);
  const finished = (id: string): Promise<Body> => waitFor('the import has ended', async () => {
    const { body } = await api.as.manager.get(`/imports/${id}`);
    return (body.state === 'done' || body.state === 'failed') && body;
  });
  async function imported(content: string | Uint8Array, fields: Record<string, string> = {}): Promise<Body> {
    const answer = await api.as.manager.upload(`/lists/${await newList()}/imports`, content, fields);
    expect(answer.status).toBe(202);
    return await finished(answer.body.id);
  }

  it('takes a file, imports it, and shows contacts, progress and rejections', async () => {
    const listId = await newList();
    const file = 'نام;موبایل;شهر\nمریم "گل" {x} 😀;۰۹۱۲۱۲۳۴۵۶۷;تهران\nعلی;=12+3;\nرضا;09121234567;قم\n';
    const taken = await api.as.manager.upload(`/lists/${listId}/imports`, file, { country: 'ir' });
    expect(taken.status).toBe(202);
    expect(taken.headers.get('location')).toBe(`/api/v1/imports/${taken.body.id}`);

    expect(await finished(taken.body.id)).toMatchObject({
      listId, fileName: 'contacts.csv', bytes: Buffer.byteLength(file), country: 'IR', state: 'done', encoding: 'utf-8', delimiter: ';',
      columns: [{ header: 'نام', use: 'name' }, { header: 'موبایل', use: 'phone' }, { header: 'شهر', use: 'field' }],
      rowsTotal: 3, rowsRead: 3, imported: 1, known: 0, updated: 0, duplicates: 1, rejected: 1, blank: 0, error: null,
    });
    const { body: contacts } = await api.as.manager.get(`/lists/${listId}/contacts`);
    expect(contacts).toEqual({ nextCursor: null, items: [{ id: anyText, name: 'مریم "گل" {x} 😀', phones: ['+989121234567'], zone: 'Asia/Tehran', fields: { شهر: 'تهران' } }] });
    expect((await api.as.manager.get(`/lists/${listId}`)).body).toMatchObject({ contacts: 1, imports: [{ state: 'done', rowsRead: 3, imported: 1, known: 0, duplicates: 1, rejected: 1, blank: 0 }] });
    expect((await api.as.supervisor.get(`/contacts/${contacts.items[0]?.id}`)).body).toMatchObject({ lists: [{ id: listId }], calls: [], doNotCall: [] });

    const first = await api.as.manager.get(`/imports/${taken.body.id}/rejections?limit=1`);
    expect(first.body.items).toEqual([{ row: 2, reason: 'invalid-phone', params: { how: 'no-number', written: '=12+3', home: 'IR' }, detail: '“=12+3” is no phone number in IR.' }]);
    const second = await api.as.manager.get(`/imports/${taken.body.id}/rejections?limit=1&cursor=${first.body.nextCursor}`);
    expect(second.body).toEqual({ items: [{ row: 3, reason: 'duplicate-in-file', params: { phone: '+989121234567', row: 1 }, detail: '+989121234567 stands in row 1 already.' }], nextCursor: null });
    const csv = await api.as.manager.get(`/imports/${taken.body.id}/rejections.csv`);
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(csv.text.split('\r\n')).toEqual(['"row","reason","detail"', '2,"invalid-phone","“=12+3” is no phone number in IR."', matching(/^3,"duplicate-in-file",.*stands in row 1 already\."$/), '']);
  });

  it.each([
    ['no phone column', 'name,city\nAnn,Rome\n', 'no-phone-column'],
    ['a header only', 'name,phone\n', 'no-rows'],
    ['no header', 'Ann,+12025550123\nBob,+12025550124\n', 'no-header'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'not-text'],
    ['a spreadsheet', Buffer.from('504b03041400060008000000', 'hex'), 'spreadsheet'],
    ['one line of a megabyte', `name,phone\n${'x'.repeat(1_000_000)}\n`, 'row-without-end'],
    ['a quotation mark that is never closed', 'name,phone\n"Ann,1\nBob,+12025550123\n', 'quote-not-closed'],
    ['two encodings', Buffer.concat([Buffer.from('name,phone\nمریم گلی,1\n'), encode('René,2\n', 'windows-1252')]), 'undecodable'],
    ['half a UTF-16 file', Buffer.concat([Buffer.from('\ufeffname,phone\n', 'utf16le'), Buffer.from([0x41])]), 'undecodable'],
  ])('refuses a file as a whole in words, and imports nothing of it: %s', async (_what, content, code) => {
    const before = await api.rows('SELECT id FROM contacts');
    const ended = await imported(content);
    expect(ended).toMatchObject({ state: 'failed', imported: 0, error: { code } });
    expect(ended.error.detail).toMatch(/^[A-Z“].{20,}[.?]$/);
    expect(await api.rows('SELECT id FROM contacts')).toEqual(before);
    expect(await api.rows('SELECT position FROM import_chunks WHERE import_id = ?', [ended.id])).toEqual([]);
  });

  it('shows what an earlier version found as that version said it', async () => {
    const [file, row] = [await imported('name,city\nAnn,Rome\n'), await imported('name,phone\nAnn,12\n')];
    await api.write("UPDATE imports SET error_params = NULL, error_detail = 'As it was said.' WHERE id = ?", [file.id]);
    await api.write("UPDATE import_rejections SET params = NULL, detail = 'As it was said.' WHERE import_id = ?", [row.id]);
    expect((await api.as.manager.get(`/imports/${file.id}`)).body.error).toEqual({ code: 'no-phone-column', params: {}, detail: 'As it was said.' });
    expect((await api.as.manager.get(`/imports/${row.id}/rejections`)).body.items).toEqual([{ row: 1, reason: 'invalid-phone', params: {}, detail: 'As it was said.' }]);
    expect((await api.as.manager.get(`/imports/${row.id}/rejections.csv`)).text).toContain('1,"invalid-phone","As it was said."');
  });

  it('brings what a newer file says into the contacts that are known, and says how many', async () => {
    const old = await imported('name,phone,city,plan\nAnn,+12025550170,Boston,gold\nBob,+12025550171,Boston,\n');
    const again = await imported('name,phone,mobile,city\nAnn Jones,+12025550170,+12025550179,\nBob,+12025550171,,Boston\n"Eve\r\nSmith\u0007",+12025550172,,"Main Street 1\nRome"\n,,,\n');
    expect(again).toMatchObject({ state: 'done', rowsRead: 4, imported: 1, known: 2, updated: 1, duplicates: 0, rejected: 0, blank: 1 });
    const { body } = await api.as.manager.get(`/lists/${again.listId}/contacts`);
    expect(body.items).toMatchObject([
      { name: 'Ann Jones', phones: ['+12025550170', '+12025550179'], fields: { city: 'Boston', plan: 'gold' } },
      { name: 'Bob', phones: ['+12025550171'], fields: { city: 'Boston' } },
      // A name is one line; an address may have several.
      { name: 'Eve Smith', phones: ['+12025550172'], fields: { city: 'Main Street 1\nRome' } },
    ]);
    expect((await api.as.manager.get(`/lists/${old.listId}/contacts`)).body.items).toMatchObject([{ name: 'Ann Jones' }, { name: 'Bob' }]);
  });

  it('makes its contacts targets of the campaigns that go on, and says of which', async () => {
    await addGateway(api, 'trunk');
    await addOwnNumber(api);
    const listId = await newList();
    const upload = async (number: string): Promise<Body> => await finished((await api.as.manager.upload(`/lists/${listId}/imports`, `name,phone\nAnn,${number}\n`)).body.id);
    expect(await upload('+12025550180')).toMatchObject({ campaigns: [] });
    const made: { id: string; name: string }[] = [];
    for (const name of ['runs', 'is paused', 'is completed', 'was stopped', 'is a draft']) {
      const { body } = await api.as.manager.post('/campaigns', { name, ...SALES, gateways: ['trunk'], lists: [{ listId }] });
      made.push({ id: body.id, name });
      if (name !== 'is a draft') expect((await api.as.manager.post(`/campaigns/${body.id}/start`)).status).toBe(200);
    }
    const [runs = '', paused = '', completed = '', stopped = '', draft = ''] = made.map(({ id }) => id);
    await api.as.manager.post(`/campaigns/${paused}/pause`);
    await api.as.manager.post(`/campaigns/${stopped}/stop`);
    await api.write("UPDATE targets SET state = 'done', result = 'busy' WHERE campaign_id = ?", [completed]);
    await api.write("UPDATE campaigns SET status = 'completed' WHERE id = ?", [completed]);
    expect(await upload('+12025550181')).toMatchObject({
      state: 'done', imported: 1,
      campaigns: [{ id: runs, name: 'runs', status: 'running' }, { id: paused, status: 'paused' }, { id: completed, status: 'completed' }, { id: draft, status: 'draft' }],
    });
    const targets = async (id: string): Promise<unknown> => (await api.as.manager.get(`/campaigns/${id}/targets`)).body.items.map(({ state }) => state);
    expect([await targets(runs), await targets(paused), await targets(completed), await targets(stopped), await targets(draft)])
      .toEqual([['ready', 'ready'], ['ready', 'ready'], ['done'], ['ready'], []]);
    expect((await api.as.manager.post(`/campaigns/${completed}/resume`)).body.status).toBe('running');
    expect(await targets(completed)).toEqual(['done', 'ready']);
  });

  it('keeps every byte in pieces of half a megabyte until the import', async () => {
    await stopWorker();
    const content = Buffer.from(`name,phone\n${Array.from({ length: 60_000 }, (_, at) => `n${at},+1202555${at}`).join('\n')}`);
    const { body } = await api.as.manager.upload(`/lists/${await newList()}/imports`, content);
    expect(body).toMatchObject({ state: 'queued', bytes: content.length });
    const chunks = await api.rows<{ position: number; bytes: Buffer }>('SELECT position, bytes FROM import_chunks WHERE import_id = ? ORDER BY position', [body.id]);
    expect(chunks.map(({ position }) => position)).toEqual([0, 1, 2]);
    expect(Math.max(...chunks.map(({ bytes }) => bytes.length))).toBe(512 * 1024);
    expect(sha(Buffer.concat(chunks.map(({ bytes }) => bytes)))).toBe(sha(content));
    expect((await api.as.manager.delete(`/lists/${body.listId}`)).body.code).toBe('in-use');
  });

  describe('refuses at once, and keeps nothing of', () => {
    const leftovers = async (): Promise<number> => (await api.rows("SELECT id FROM imports WHERE state = 'uploading'")).length;
    afterEach(async () => { await waitFor('nothing is left', async () => await leftovers() === 0); });

    it('an empty file', async () => {
      expect((await api.as.manager.upload(`/lists/${await newList()}/imports`, '')).body).toMatchObject({ status: 422, code: 'import-unreadable' });
    });

    it('a file that is too large', async () => {
      const answer = await api.as.manager.upload(`/lists/${await newList()}/imports`, 'x'.repeat(2 * 1024 * 1024 + 1));
      expect(answer.body).toMatchObject({ status: 413, code: 'file-too-large' });
      const much = await api.as.manager.upload(`/lists/${await newList()}/imports`, 'x'.repeat(6 * 1024 * 1024)).catch(() => null);
      if (much !== null) expect(much.status).toBe(413);
    });

    it('a list that is not there', async () => {
      expect((await api.as.manager.upload('/lists/4711/imports', 'name,phone\n')).status).toBe(404);
    });

    it('a country that is none', async () => {
      const path = `/lists/${await newList()}/imports`;
      expect((await api.as.manager.upload(path, 'phone\n1\n', { country: 'Iran' })).body.code).toBe('validation-failed');
      expect((await api.as.manager.upload(path, 'phone\n1\n', { country: 'XX' })).body.detail).toBe('country: there is no country XX');
    });

    it.each<[string, (form: FormData) => void, RegExp]>([
      ['a country of 100 kB', (form) => { form.set('country', 'I'.repeat(100_000)); }, /^country: must have at most 1000 bytes$/],
      ['two countries', (form) => { form.append('country', 'IR'); form.append('country', 'US'); }, /^country: may stand there once$/],
      ['a field that nobody knows', (form) => { form.set('contry', 'IR'); }, /^contry: is not known here$/],
      ['one that is empty', (form) => { form.set('foo', ''); }, /^foo: is not known here$/],
      ['a second file', (form) => { form.append('file', new Blob(['phone\n2\n']), 'more.csv'); }, /^file: send one file at a time/],
      ['a file of another name beside it', (form) => { form.append('other', new Blob(['phone\n2\n']), 'more.csv'); }, /^other: is no part of this form/],
      ['very many fields', (form) => { for (let at = 0; at < 20; at++) form.set(`f${String(at)}`, 'x'); }, /has too many parts|is not known here/],
      ['a field with a name of 10 kB', (form) => { form.set('x'.repeat(10_000), 'x'); }, /^x{60}…: is not known here$/],
    ])('%s', async (_what, change, detail) => {
      const form = new FormData();
      form.set('file', new Blob(['phone\n+989121234567\n']), 'contacts.csv');
      change(form);
      const response = await fetch(`${api.url}/api/v1/lists/${await newList()}/imports`, { method: 'POST', headers: { authorization: `Bearer ${api.as.manager.token}` }, body: form });
      expect(await response.json()).toMatchObject({ status: 400, code: 'validation-failed', detail: matching(detail) });
    });

    it('JSON, a form without a file, a form without a boundary, and half a form', async () => {
      const path = `/lists/${await newList()}/imports`;
      expect((await api.as.manager.post(path, { file: 'x' })).body.code).toBe('unsupported-media');
      const send = async (type: string, body: string): Promise<{ code: string }> => {
        const headers = { authorization: `Bearer ${api.as.manager.token}`, 'content-type': type };
        return await (await fetch(`${api.url}/api/v1${path}`, { method: 'POST', headers, body })).json() as { code: string };
      };
      expect((await send('multipart/form-data', 'x')).code).toBe('unsupported-media');
      expect((await send('multipart/form-data; boundary=b', '--b\r\ncontent-disposition: form-data; name="country"\r\n\r\nIR\r\n--b--\r\n')).code).toBe('validation-failed');
      expect((await send('multipart/form-data; boundary=b', '--b\r\ncontent-disposition: form-data; name="file"; filename="x"\r\n\r\nname,pho')).code).toBe('validation-failed');
    });

    it('an upload that is broken off', async () => {
      const path = `/api/v1/lists/${await newList()}/imports`;
      const { hostname, port } = new URL(api.url);
      const socket = connect(Number(port), hostname);
      socket.write(`POST ${path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${api.as.manager.token}\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 1000000\r\n\r\n`
        + `--b\r\nContent-Disposition: form-data; name="file"; filename="x.csv"\r\n\r\nname,phone\n${'Ann,1\n'.repeat(10_000)}`);
      await waitFor('it has begun', async () => await leftovers() === 1);
      socket.destroy();
    });
  });
});

function sha(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
