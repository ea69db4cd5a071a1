import { createPool, type RowDataPacket } from 'mysql2/promise';
import { startPrivateMariadb } from './private-mariadb';
import { waitFor } from './wait-for';

describe('a private MariaDB', () => {
  it('keeps what was committed over a crash, and comes back on the same address', async () => {
    const server = await startPrivateMariadb();
    const pool = createPool(server.address.url);
    await pool.query('CREATE TABLE guests (name VARCHAR(40) PRIMARY KEY)');
    await pool.query("INSERT INTO guests VALUES ('Ada')");

    await server.kill();
    await expect(pool.query('SELECT name FROM guests')).rejects.toThrow();
    await server.start();
    const [guests] = await waitFor('it answers', () => pool.query<RowDataPacket[]>('SELECT name FROM guests'));
    expect(guests.map((row): unknown => row['name'])).toEqual(['Ada']);

    await server.asAdmin((admin) => admin.query('SET GLOBAL read_only = 1'));
    await expect(pool.query("INSERT INTO guests VALUES ('Bob')")).rejects.toMatchObject({ errno: 1290 });
    await pool.end();
    await server.stop();
  });
});
