import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { SpoolFolder } from './spool-folder';

describe('the spool of the switch\'s call records', () => {
  let folder: string;
  let spool: SpoolFolder;
  const put = (name: string, text: string): void => { writeFileSync(path.join(folder, name), text); };
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'paceline-spool-'));
    spool = new SpoolFolder(folder);
  });
  afterEach(() => { rmSync(folder, { recursive: true }); });

  it('names records only, and gives them as they were written', async () => {
    put('b.cdr.json', '{"variables":{"uuid":"b"}}\n');
    put('a.cdr.json', '{}');
    put('c.cdr.json.unreadable', '{}');
    put('notes.txt', 'mine');
    await expect(spool.names()).resolves.toEqual(['a.cdr.json', 'b.cdr.json']);
    await expect(spool.read('b.cdr.json')).resolves.toEqual({ kind: 'whole', json: { variables: { uuid: 'b' } } });
  });

  it('knows a record cut off at any byte from a whole one, and how old it is', async () => {
    const whole = '{"variables":{"uuid":"x"},"callflow":[{"times":{"hangup_time":"1"}}]}\n';
    for (let length = 0; length < whole.length - 1; length++) {
      put('x.cdr.json', whole.slice(0, length));
      await expect(spool.read('x.cdr.json')).resolves.toMatchObject({ kind: 'broken' });
    }
    utimesSync(path.join(folder, 'x.cdr.json'), 1000, 1000);
    await expect(spool.read('x.cdr.json')).resolves.toEqual({ kind: 'broken', writtenAtMs: 1_000_000 });
  });

  it('reads nothing that is far larger than a record', async () => {
    put('x.cdr.json', JSON.stringify('x'.repeat(1024 * 1024)));
    await expect(spool.read('x.cdr.json')).resolves.toMatchObject({ kind: 'broken' });
  });

  it('sets aside under a name that it does not read again, and removes', async () => {
    put('a.cdr.json', 'bad');
    put('b.cdr.json', '{}');
    await spool.setAside('a.cdr.json');
    await spool.remove('b.cdr.json');
    expect(readdirSync(folder)).toEqual(['a.cdr.json.unreadable']);
    await expect(spool.names()).resolves.toEqual([]);
  });

  it('does not mind that another reader was quicker', async () => {
    await expect(spool.read('a.cdr.json')).resolves.toEqual({ kind: 'gone' });
    await expect(spool.remove('a.cdr.json')).resolves.toBeUndefined();
    await expect(spool.setAside('a.cdr.json')).resolves.toBeUndefined();
  });

  it('says that it is not there', async () => {
    await expect(new SpoolFolder(path.join(folder, 'missing')).names()).rejects.toThrow('ENOENT');
  });
});
