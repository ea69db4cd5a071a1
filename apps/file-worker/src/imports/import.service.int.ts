import fc from 'fast-check';
import { encode } from 'iconv-lite';
import { IMPORT_LEASE, LeaseRepository, rows, write } from '@paceline/persistence';
import { ImportService, type ImportProgress } from './import.service';
import { useImports } from './imports.spec-helper';

describe('an import', () => {
  const { database, upload, run, find, contacts, count, rejections } = useImports();

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
    await expect(rejections(id)).resolves.toEqual([
      { row: 3, reason: 'invalid-phone', params: { how: 'no-number', written: '12', home: 'IR' }, detail: null },
      { row: 4, reason: 'duplicate-in-file', params: { phone: '+989121234567', row: 1 }, detail: null },
    ]);
    await expect(count('import_chunks')).resolves.toBe(0);
    expect(told.map(({ state }) => state)).toEqual(['running', 'done']);
    expect(told.at(-1)).toMatchObject({ importId: id, listId: '1', imported: 2, duplicates: 1, rejected: 1, blank: 1 });
  });

  it('counts every row once, whatever the file holds', async () => {
    const anyRow = fc.constantFrom('Ann,+12025550123', 'Bob,+12025550124', 'Ann Jones,+12025550123', ',', '', 'x,12', 'y,none', 'z,+12025550125,extra', '"two\nlines",+12025550126', ',02188776655', 'Ali,02188776655');
    await fc.assert(fc.asyncProperty(fc.array(anyRow, { minLength: 1, maxLength: 25 }), fc.integer({ min: 1, max: 9 }), async (lines, batchRows) => {
      const id = await upload(`name,phone\n${lines.join('\n')}\nlast,+12025550199\n`, 'IR');
      await run(id, new ImportService(database.source, undefined, batchRows));
      const ended = await find(id);
      if (ended === null) throw new Error('the import is gone');
      expect(ended.state).toBe('done');
      const { imported, known, duplicates, rejected, blank } = ended;
      expect([imported + known + duplicates + rejected + blank, ended.rowsRead]).toEqual([ended.rowsTotal, ended.rowsTotal]);
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

  it('writes down what people have agreed to, once however often the file comes; what they took back since stays so', async () => {
    const content = 'name,phone,Consent date,Consent purpose,Consent proof\nAnn,+12025550123,2026-03-21,marketing,form 17\nBob,+12025550125,,marketing,\nCem,+12025550126,03/04/2026,marketing,\n';
    await run(await upload(content));
    const consents = async (): Promise<unknown[]> => await rows(database.source,
      "SELECT c.name, g.kind, g.form, g.proof, g.written_by AS writtenBy, DATE_FORMAT(g.at, '%Y-%m-%d') AS at FROM consents g JOIN contacts c ON c.id = g.contact_id ORDER BY g.id", []);
    const given = { name: 'Ann', kind: 'given', form: 'oral', proof: 'form 17', writtenBy: 'import', at: '2026-03-21' };
    await expect(consents()).resolves.toEqual([given]);
    await write(database.source, "INSERT INTO consents (client_id, contact_id, kind, at, written_by) SELECT client_id, id, 'revoked', '2026-04-01', 'a manager' FROM contacts WHERE name = 'Ann'", []);
    const again = await upload(content);
    await run(again);
    await expect(consents()).resolves.toMatchObject([given, { name: 'Ann', kind: 'revoked' }]);
    await expect(rejections(again)).resolves.toEqual([{ row: 3, reason: 'consent-date-unclear', params: { written: '03/04/2026' }, detail: null }]);
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
    ['empty', Buffer.alloc(0), 'empty-file', { has: 'nothing' }],
    ['no phone column', Buffer.from('name,city\nAnn,Rome\n'), 'no-phone-column', { columns: ['name', 'city'] }],
    ['binary', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'not-text', {}],
    ['a line of a megabyte behind good rows', Buffer.from(`name,phone\n${'Ann,+12025550123\n'.repeat(1000)}${'x'.repeat(1_000_000)}\n`), 'row-without-end', { row: 1001, maxChars: 262_144 }],
    ['two encodings', Buffer.concat([Buffer.from('name,phone\nعلی رضا,+12025550123\n'), Buffer.from([0xe9, 0x0a])]), 'undecodable', { how: 'not-utf-8', line: 3 }],
  ])('fails as a whole and writes no contact: %s', async (_what, bytes, code, params) => {
    const id = await upload(bytes);
    await run(id);
    const failed = await find(id);
    expect(failed).toMatchObject({ state: 'failed', errorCode: code, errorParams: params, errorDetail: null, imported: 0 });
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
