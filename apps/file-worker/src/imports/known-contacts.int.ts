import { rows, write } from '@paceline/persistence';
import { useImports } from './imports.spec-helper';

describe('a contact that is known', () => {
  const { database, upload, run, find, contacts, count } = useImports();
  const people = async (): Promise<unknown[]> => (await rows<{ name: string; zone: string | null; fields: unknown; phones: string }>(database.source,
    `SELECT c.name, c.zone, c.fields, GROUP_CONCAT(p.phone ORDER BY p.position) AS phones FROM contacts c JOIN contact_phones p ON p.contact_id = c.id GROUP BY c.id, c.name, c.zone, c.fields ORDER BY c.id`, []))
    .map(({ fields, phones, ...contact }) => ({ ...contact, fields: typeof fields === 'string' ? JSON.parse(fields) as unknown : fields, phones: phones.split(',') }));
  const forbidden = async (): Promise<string[]> => (await rows<{ phone: string }>(database.source, 'SELECT phone FROM do_not_call ORDER BY phone', [])).map(({ phone }) => phone);

  it('is linked by its primary phone, and no second one is made', async () => {
    await run(await upload('name,phone,mobile\nAnn,+12025550123,+12025550199\n'));
    await write(database.source, "INSERT INTO lists (id, name) VALUES (2, 'another')", []);
    const id = await upload('name,phone\nAnn again,+12025550123\nnot Ann,+12025550199\n');
    await write(database.source, 'UPDATE imports SET list_id = 2 WHERE id = ?', [id]);
    await run(id);

    await expect(find(id)).resolves.toMatchObject({ imported: 1, known: 1, updated: 1 });
    await expect(count('contacts')).resolves.toBe(2);
    await expect(rows(database.source, 'SELECT COUNT(*) AS n FROM list_contacts WHERE list_id = 2', [])).resolves.toEqual([{ n: '2' }]);
  });

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

  it('knows the people of a household by their names', async () => {
    const file = 'name,phone\nAli,021 8877 6655\nMaryam,021 8877 6655\nReza,0912 123 4567\n';
    await run(await upload(file, 'IR'));
    const id = await upload(`${file}Sara,021 8877 6655\nsomebody,0912 123 4567\n,021 8877 6655\n`, 'IR');
    await run(id);

    await expect(find(id)).resolves.toMatchObject({ imported: 1, known: 3, updated: 0, duplicates: 2, rejected: 0 });
    await expect(count('contacts')).resolves.toBe(4);
  });
});
