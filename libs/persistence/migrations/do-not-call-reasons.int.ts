import { useTestDatabase } from '@paceline/testing/use-test-database';
import { DoNotCall } from '../entities/organisation';
import { openMigrated } from '../fixtures.int-helper';
import { write } from '../transaction';
import { DoNotCallReasons1764986000000 } from './1764986000000-do-not-call-reasons';

/** As versions before wrote them. */
const WRITTEN: readonly [reason: string, source: DoNotCall['source'], becomes: Pick<DoNotCall, 'reason' | 'params'>][] = [
  ['disposition never-again', 'call', { reason: 'said-on-call', params: { disposition: 'never-again' } }],
  ['unwanted (SIP 607)', 'call', { reason: 'said-to-network', params: {} }],
  ['said no, by the file', 'import', { reason: 'said-in-file', params: {} }],
  // They said so on a call since: what the number came from before was kept.
  ['said no, by the file', 'call', { reason: 'said-in-file', params: {} }],
  ['another number of somebody who said no', 'import', { reason: 'other-number', params: {} }],
  ['asked by letter', 'call', { reason: 'by-hand', params: { words: 'asked by letter' } }],
  ['disposition of the court', 'by-hand', { reason: 'by-hand', params: { words: 'disposition of the court' } }],
  ['said-on-call', 'by-hand', { reason: 'by-hand', params: { words: 'said-on-call' } }],
  ['«نه» said "no" 😀', 'by-hand', { reason: 'by-hand', params: { words: '«نه» said "no" 😀' } }],
];

describe('reasons of the do-not-call list that were sentences', () => {
  const database = useTestDatabase(openMigrated);

  it('are codes, and what a person wrote stays theirs, however often it is done', async () => {
    for (const [at, [reason, source]] of WRITTEN.entries()) {
      await write(database.source, 'INSERT INTO do_not_call (phone, reason, source) VALUES (?, ?, ?)', [`+1202555010${at}`, reason, source]);
    }
    const runner = database.source.createQueryRunner();
    try {
      for (let time = 0; time < 2; time++) await new DoNotCallReasons1764986000000().up(runner);
    } finally {
      await runner.release();
    }
    const entries = await database.source.manager.find(DoNotCall, { order: { phone: 'ASC' } });
    expect(entries.map(({ reason, params }) => ({ reason, params }))).toEqual(WRITTEN.map(([, , becomes]) => becomes));
  });
});
