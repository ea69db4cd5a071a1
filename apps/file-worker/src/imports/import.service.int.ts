import fc from 'fast-check';
import { encode } from 'iconv-lite';
import { rowsAccountedFor } from '@paceline/domain/lists/import-counts';
import { LeaseRepository, createDataSource, type Import, rows, write } from '@paceline/persistence';
import { useTestDatabase } from '@paceline/testing/use-test-database';
import { IMPORT_LEASE, ImportService, type ImportProgress } from './import.service';

const CHUNK_BYTES = 64 * 1024;

describe('an import', () => {
  const database = useTestDatabase(async ({ url }) => {
    const source = await createDataSource({ url, poolSize: 4 }).initialize();
    await source.runMigrations();
    return source;
  });

  async function upload(content: string | Buffer, country: string | null = null, state = 'queued'): Promise<string> {
    const bytes = Buffer.isBuffer(content) ? content : Buffer.from(content);
    await write(database.source, "INSERT IGNORE INTO lists (id, name) VALUES (1, 'a list')", []);
    const { insertId } = await write(database.source,
      'INSERT INTO imports (list_id, file_name, bytes, country, state) VALUES (1, ?, ?, ?, ?)', ['a.csv', bytes.length, country, state]);
    for (let at = 0; at * CHUNK_BYTES < bytes.length; at++) {
      await write(database.source, 'INSERT INTO import_chunks (import_id, position, bytes) VALUES (?, ?, ?)',
        [insertId, at, bytes.subarray(at * CHUNK_BYTES, (at + 1) * CHUNK_BYTES)]);
    }
    return String(insertId);
  }

  /** As the desk does it: under the lease. */
  async function run(id: string, service = new ImportService(database.source)): Promise<void> {
    const leases = new LeaseRepository(database.source);
    const lease = await leases.acquire(IMPORT_LEASE, 'test', 60_000);
    if (lease === null) throw new Error('the lease is held');
    try {
      await service.begin(lease.fence);
      await service.run(id, lease.fence, new AbortController().signal);
    } finally {
      await leases.release(IMPORT_LEASE, 'test', lease.fence);
    }
  }

  const find = async (id: string): Promise<Import | null> => await database.source.manager.findOneBy('Import', { id }) as Import | null;
  const contacts = async (): Promise<{ name: string; phone: string; zone: string | null }[]> => await rows(database.source,
    'SELECT c.name, p.phone, c.zone FROM list_contacts l JOIN contacts c ON c.id = l.contact_id JOIN contact_phones p ON p.contact_id = c.id AND p.position = 0 ORDER BY c.id', []);
  const count = async (table: string): Promise<number> => Number((await rows<{ n: string }>(database.source, `SELECT COUNT(*) AS n FROM ${table}`, []))[0]?.n);
  const rejections = async (): Promise<unknown[]> => await rows(database.source, 'SELECT `row_number` AS `row`, reason FROM import_rejections ORDER BY import_id, `row_number`', []);

  it('makes contacts of rows, rejects the others, and tells how it goes', async () => {
    const told: ImportProgress[] = [];
    const id = await upload('نام;تلفن;شهر\nمریم "گل" {x} 😀;۰۹۱۲۱۲۳۴۵۶۷;تهران\n;;\nعلی;12;\nرضا;09121234567;\nSara;+12025550123;NY', 'IR');
    await run(id, new ImportService(database.source, (progress) => { told.push(progress); }));

    await expect(find(id)).resolves.toMatchObject({
      state: 'done', encoding: 'utf-8', delimiter: ';', rowsTotal: 5, rowsRead: 5, imported: 2, known: 0, updated: 0, duplicates: 1, rejected: 1, blank: 1,
      columnsUsed: [{ header: 'نام', use: 'name' }, { header: 'تلفن', use: 'phone' }, { header: 'شهر', use: 'field' }],
    });
    await expect(contacts()).resolves.toEqual([
      { name: 'مریم "گل" {x} 😀', phone: '+989121234567', zone: 'Asia/Tehran' }, { name: 'Sara', phone: '+12025550123', zone: 'America/New_York' },
    ]);
    await expect(rejections()).resolves.toEqual([{ row: 3, reason: 'invalid-phone' }, { row: 4, reason: 'duplicate-in-file' }]);
    await expect(count('import_chunks')).resolves.toBe(0);
    expect(told.map(({ state }) => state)).toEqual(['running', 'done']);
    expect(told.at(-1)).toMatchObject({ importId: id, listId: '1', imported: 2, duplicates: 1, rejected: 1, blank: 1 });
  });

  it('links a contact that the database knows by its primary phone, and makes no second one', async () => {
    await run(await upload('name,phone,mobile\nAnn,+12025550123,+12025550199\n'));
    await write(database.source, "INSERT INTO lists (id, name) VALUES (2, 'another')", []);
    const id = await upload('name,phone\nAnn again,+12025550123\nnot Ann,+12025550199\n');
    await write(database.source, 'UPDATE imports SET list_id = 2 WHERE id = ?', [id]);
    await run(id);

    await expect(find(id)).resolves.toMatchObject({ imported: 1, known: 1, updated: 1 });
    await expect(count('contacts')).resolves.toBe(2);
    await expect(rows(database.source, 'SELECT COUNT(*) AS n FROM list_contacts WHERE list_id = 2', [])).resolves.toEqual([{ n: '2' }]);
  });

  const people = async (): Promise<unknown[]> => (await rows<{ name: string; zone: string | null; fields: unknown; phones: string }>(database.source,
    `SELECT c.name, c.zone, c.fields, GROUP_CONCAT(p.phone ORDER BY p.position) AS phones FROM contacts c JOIN contact_phones p ON p.contact_id = c.id GROUP BY c.id, c.name, c.zone, c.fields ORDER BY c.id`, []))
    .map(({ fields, phones, ...contact }) => ({ ...contact, fields: typeof fields === 'string' ? JSON.parse(fields) as unknown : fields, phones: phones.split(',') }));
  const forbidden = async (): Promise<string[]> => (await rows<{ phone: string }>(database.source, 'SELECT phone FROM do_not_call ORDER BY phone', [])).map(({ phone }) => phone);

  it('brings what is new into contacts that are known: the newest wins, what it does not say stays, and the same again changes nothing', async () => {
    await run(await upload('name,phone,mobile,zone,city,plan\nAnn,+12025550123,+12025550124,,Boston,gold\n,+12025550125,,America/Denver,,\n'));
    await write(database.source, `INSERT INTO campaigns (id, name, switch_id, status, mode, gateways, ring_timeout_sec, max_call_sec, wrap_up_sec, record, calling_hours, retry_rules, abandon_target_ratio, max_lines_per_agent)
      VALUES (1, 'c', 'main', 'paused', 'progressive', '[]', 30, 60, 30, 0, '{}', '{}', 0.02, 3)`, []);
    await write(database.source, `INSERT INTO targets (campaign_id, contact_id, state, zone, priority, next_at, phone_position)
      SELECT 1, id, 'ready', zone, 1, UTC_TIMESTAMP(3), 0 FROM contacts`, []);
    const newer = 'name,phone,mobile,zone,city\nAnn Jones,+12025550123,+12025550199,Chicago,Rome\nBob,+12025550125,,,\n';
    const id = await upload(newer);
    await run(id);
    await expect(find(id)).resolves.toMatchObject({ imported: 0, known: 2, updated: 2 });
    const expected = [
      { name: 'Ann Jones', zone: 'America/Chicago', fields: { city: 'Rome', plan: 'gold' }, phones: ['+12025550123', '+12025550124', '+12025550199'] },
      { name: 'Bob', zone: 'America/Denver', fields: {}, phones: ['+12025550125'] },
    ];
    await expect(people()).resolves.toEqual(expected);
    await expect(rows(database.source, 'SELECT zone FROM targets ORDER BY contact_id', [])).resolves.toEqual([{ zone: 'America/Chicago' }, { zone: 'America/Denver' }]);
    const again = await upload(newer);
    await run(again);
    await expect(find(again)).resolves.toMatchObject({ known: 2, updated: 0 });
    await expect(people()).resolves.toEqual(expected);
  });

  it('never makes somebody who said no callable by a new number', async () => {
    await run(await upload('name,phone,mobile\nAnn,+12025550123,+12025550124\nBob,+12025550133,+12025550134\nCid,+12025550143,\n'));
    // Ann said no, at all her numbers; of Bob's one is on the list, somebody else's by mistake perhaps.
    await write(database.source, "INSERT INTO do_not_call (phone, reason, source) VALUES ('+12025550123', 'no', 'call'), ('+12025550124', 'no', 'call'), ('+12025550133', 'wrong', 'by-hand')", []);
    await run(await upload('name,phone,mobile,OK to call,DNC\nAnn,+12025550123,+12025550125,yes,no\nBob,+12025550133,+12025550135,yes,no\nCid,+12025550143,+12025550144,,x\n'));
    await expect(forbidden()).resolves.toEqual(['+12025550123', '+12025550124', '+12025550125', '+12025550133', '+12025550143', '+12025550144']);
    // A no by the file is one at every number that is known of the person.
    await run(await upload('name,phone,DNC\nBob,+12025550133,x\n'));
    expect(await forbidden()).toEqual(expect.arrayContaining(['+12025550134', '+12025550135']));
  });

  it('gives a household\'s contact without a name the first name that comes, and makes the others of their own', async () => {
    await run(await upload('name,phone\n,021 8877 6655\n', 'IR'));
    const id = await upload('name,phone\nAli,021 8877 6655\nMaryam,021 8877 6655\n', 'IR');
    await run(id);
    await expect(find(id)).resolves.toMatchObject({ imported: 1, known: 1, updated: 1 });
    expect((await contacts()).map(({ name }) => name)).toEqual(['Ali', 'Maryam']);
  });

  it('counts every row once, whatever the file holds', async () => {
    const anyRow = fc.constantFrom('Ann,+12025550123', 'Bob,+12025550124', 'Ann Jones,+12025550123', ',', '', 'x,12', 'y,none', 'z,+12025550125,extra', '"two\nlines",+12025550126', ',02188776655', 'Ali,02188776655');
    await fc.assert(fc.asyncProperty(fc.array(anyRow, { minLength: 1, maxLength: 25 }), fc.integer({ min: 1, max: 9 }), async (lines, batchRows) => {
      const id = await upload(`name,phone\n${lines.join('\n')}\nlast,+12025550199\n`, 'IR');
      await run(id, new ImportService(database.source, undefined, batchRows));
      const ended = await find(id);
      if (ended === null) throw new Error('the import is gone');
      expect(ended.state).toBe('done');
      expect([rowsAccountedFor(ended), ended.rowsRead]).toEqual([ended.rowsTotal, ended.rowsTotal]);
      expect(ended.updated).toBeLessThanOrEqual(ended.known);
      await expect(rows(database.source, 'SELECT COUNT(*) AS n FROM import_rejections WHERE import_id = ?', [id])).resolves.toEqual([{ n: String(ended.rejected + ended.duplicates) }]);
    }), { numRuns: 25 });
  });

  it('puts people who said no on the do-not-call list with their contacts, and counts them', async () => {
    const id = await upload('name,phone,mobile,Do Not Call\nAnn,+12025550123,+12025550124,TRUE\nBob,+12025550125,,FALSE\nAnn again,+12025550123,,\nBob,+12025550125,,x\n');
    await run(id);

    await expect(find(id)).resolves.toMatchObject({ imported: 2, duplicates: 2, rejected: 0, optedOut: 2 });
    await expect(rows(database.source, 'SELECT phone, source, import_id AS importId, added_by AS addedBy FROM do_not_call ORDER BY phone', [])).resolves.toEqual(
      ['+12025550123', '+12025550124', '+12025550125'].map((phone) => ({ phone, source: 'import', importId: id, addedBy: 'import' })));
  });

  it('knows the people of a household by their names', async () => {
    const file = 'name,phone\nAli,021 8877 6655\nMaryam,021 8877 6655\nReza,0912 123 4567\n';
    await run(await upload(file, 'IR'));
    const id = await upload(`${file}Sara,021 8877 6655\nsomebody,0912 123 4567\n,021 8877 6655\n`, 'IR');
    await run(id);

    await expect(find(id)).resolves.toMatchObject({ imported: 1, known: 3, updated: 0, duplicates: 2, rejected: 0 });
    await expect(count('contacts')).resolves.toBe(4);
  });

  it.each([
    ['windows-1256', encode('نام,تلفن\nمريم رضايي,09121234567\nعلي حسيني,09121234568\n', 'windows-1256'), 'مريم رضايي'],
    ['utf-16le', Buffer.from('\ufeffنام\tتلفن\nمریم\t09121234567\n', 'utf16le'), 'مریم'],
    ['windows-1252', encode('name,phone\nRenée Lefèvre,09121234567\n', 'windows-1252'), 'Renée Lefèvre'],
  ])('reads %s and says so', async (encoding, bytes, name) => {
    const id = await upload(bytes, 'IR');
    await run(id);
    await expect(find(id)).resolves.toMatchObject({ state: 'done', encoding });
    expect((await contacts())[0]?.name).toBe(name);
  });

  it.each([
    ['empty', Buffer.alloc(0), 'empty-file'],
    ['no phone column', Buffer.from('name,city\nAnn,Rome\n'), 'no-phone-column'],
    ['binary', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'not-text'],
    ['a line of a megabyte behind good rows', Buffer.from(`name,phone\n${'Ann,+12025550123\n'.repeat(1000)}${'x'.repeat(1_000_000)}\n`), 'row-without-end'],
    ['two encodings', Buffer.concat([Buffer.from('name,phone\nعلی رضا,+12025550123\n'), Buffer.from([0xe9, 0x0a])]), 'undecodable'],
  ])('fails as a whole and writes no contact: %s', async (_what, bytes, code) => {
    const id = await upload(bytes);
    await run(id);
    const failed = await find(id);
    expect(failed).toMatchObject({ state: 'failed', errorCode: code, imported: 0 });
    expect(failed?.errorDetail).toMatch(/^[A-Z“].+[.?]$/);
    expect(failed?.endedAt).toBeInstanceOf(Date);
    await expect(count('contacts')).resolves.toBe(0);
    await expect(count('import_chunks')).resolves.toBe(0);
  });

  it('goes on behind the last committed batch when its worker died, each row once', async () => {
    const lines = Array.from({ length: 95 }, (_, at) => `n${at},${at % 10 === 7 ? 'bad' : `+1202555${1000 + (at % 90)}`}`);
    const id = await upload(`name,phone\n${lines.join('\n')}\n`);
    const died = new Error('the worker died');
    for (let batches = 1; batches <= 3; batches++) {
      const dying = new ImportService(dyingAfter(batches), undefined, 10);
      await expect(run(id, dying)).rejects.toBe(died);
      await expect(find(id)).resolves.toMatchObject({ state: 'running' });
    }
    await run(id, new ImportService(database.source, undefined, 10));

    const finished = await find(id);
    expect(finished).toMatchObject({ state: 'done', rowsRead: 95, rejected: 9, duplicates: 5, imported: 81 });
    await expect(count('contacts')).resolves.toBe(81);
    await expect(count('list_contacts')).resolves.toBe(81);
    await expect(count('import_rejections')).resolves.toBe(14);

    /** A data source whose process dies in the middle of the batch behind so many. */
    function dyingAfter(batches: number): typeof database.source {
      let begun = 0;
      return new Proxy(database.source, {
        get(target, property) {
          if (property !== 'transaction') { const value: unknown = Reflect.get(target, property); return typeof value === 'function' ? value.bind(target) as unknown : value; }
          return (work: (manager: typeof target.manager) => Promise<unknown>) => target.transaction(async (manager) => {
            const result = await work(manager);
            begun += 1;
            if (begun > batches) throw died;
            return result;
          });
        },
      });
    }
  });

  it('does nothing for one that has ended, is still uploading, or is gone', async () => {
    const done = await upload('name,phone\nAnn,+12025550123\n', null, 'done');
    const uploading = await upload('name,phone\nAnn,+12025550123\n', null, 'uploading');
    for (const id of [done, uploading, '999']) await run(id);
    await expect(count('contacts')).resolves.toBe(0);
    await expect(find(uploading)).resolves.toMatchObject({ state: 'uploading' });
  });

  describe('of which another process has the lease now', () => {
    const leases = (): LeaseRepository => new LeaseRepository(database.source);
    const signal = new AbortController().signal;
    const lines = `name,phone\n${Array.from({ length: 200 }, (_, at) => `n${at},+1202555${1000 + at}`).join('\n')}\n`;

    /** The lease runs out as of a process that does not run, and goes to another. */
    async function handOver(): Promise<bigint> {
      await write(database.source, "UPDATE leases SET expires_at = '2000-01-01'", []);
      return (await leases().acquire(IMPORT_LEASE, 'the next', 60_000))?.fence ?? 0n;
    }

    it('writes nothing more, wherever it was, and each row counts once', async () => {
      // Eight batches, then the end.
      for (const before of [0, 1, 5, 8]) {
        const id = await upload(lines);
        const first = (await leases().acquire(IMPORT_LEASE, 'the first', 60_000))?.fence ?? 0n;
        let transactions = 0;
        const next = new ImportService(database.source, undefined, 25);
        const stalled = new ImportService(between(async () => {
          if (transactions++ !== before) return;
          const fence = await handOver();
          await next.begin(fence);
          await next.run(id, fence, signal);
        }), undefined, 25);
        await expect(stalled.run(id, first, signal)).rejects.toThrow('goes on elsewhere');
        await expect(find(id)).resolves.toMatchObject({ state: 'done', rowsRead: 200, imported: before === 0 ? 200 : 0, known: before === 0 ? 0 : 200 });
        await expect(count('contacts')).resolves.toBe(200);
        await write(database.source, "UPDATE leases SET owner = ''", []);
      }
    });

    it('is not begun', async () => {
      const id = await upload(lines);
      const first = (await leases().acquire(IMPORT_LEASE, 'the first', 60_000))?.fence ?? 0n;
      await handOver();
      await new ImportService(database.source).run(id, first, signal);
      await expect(find(id)).resolves.toMatchObject({ state: 'queued', rowsRead: 0 });
    });

    /** A data source that does something before each of its transactions. */
    function between(act: () => Promise<void>): typeof database.source {
      return new Proxy(database.source, {
        get(target, property) {
          if (property !== 'transaction') { const value: unknown = Reflect.get(target, property); return typeof value === 'function' ? value.bind(target) as unknown : value; }
          return async (work: (manager: typeof target.manager) => Promise<unknown>) => { await act(); return await target.transaction(work); };
        },
      });
    }
  });

  it('is given up when whoever reads it dies again and again at the same place, and not for a database that is away', async () => {
    const id = await upload('name,phone\nAnn,+12025550123\n');
    await write(database.source, 'UPDATE imports SET tries = 5', []);
    await run(id);
    await expect(find(id)).resolves.toMatchObject({ state: 'failed', errorCode: 'interrupted', imported: 0 });
  });

  it('ends behind the batch at hand when it is told to, and goes on later', async () => {
    const id = await upload(`name,phone\n${Array.from({ length: 20_000 }, (_, at) => `n${at},+1202555${1000 + (at % 9000)}`).join('\n')}\n`);
    const stop = new AbortController();
    const fence = (await new LeaseRepository(database.source).acquire(IMPORT_LEASE, 'test', 60_000))?.fence ?? 0n;
    const service = new ImportService(database.source, ({ rowsRead }) => { if (rowsRead > 0) stop.abort(); });
    await expect(service.run(id, fence, stop.signal)).rejects.toThrow('aborted');
    const stopped = await find(id);
    expect(stopped).toMatchObject({ state: 'running', tries: 0 });
    expect(stopped?.rowsRead).toBeLessThan(20_000);
    await write(database.source, "UPDATE leases SET owner = ''", []);
    await run(id);
    await expect(find(id)).resolves.toMatchObject({ state: 'done', rowsRead: 20_000, imported: 9_000, duplicates: 11_000, rejected: 0 });
  });

  it('is found again when the queue has forgotten it', async () => {
    const [first, second] = [await upload('x', null, 'running'), await upload('x')];
    await upload('x', null, 'failed');
    await expect(new ImportService(database.source).unfinished()).resolves.toEqual([first, second]);
  });
});
