import { readColumns } from './columns';
import type { ImportBatch } from '@paceline/persistence';
import { RowBatcher } from './row-batcher';

const COLUMNS = readColumns(['name', 'phone'], null);
const ROWS = [
  ['a', '+989121111111'], ['b', '+989122222222'], ['again', '+989121111111'], [''], ['bad', '12'], ['c', '+989123333333'], ['again', '+98 912 222 2222'],
];

function batches(rowsRead: number, batchRows: number): ImportBatch[] {
  const batcher = new RowBatcher(COLUMNS, null, rowsRead, batchRows, NOW_MS);
  return [...ROWS.map((row) => batcher.add(row)), batcher.rest()].filter((batch) => batch !== null);
}

const summary = (all: readonly ImportBatch[]) => ({
  contacts: all.flatMap((batch) => batch.contacts.map(({ name }) => name)),
  rejections: all.flatMap((batch) => batch.rejections.map(({ rowNumber, why }) => `${rowNumber} ${why.code}`)),
});

const NOW_MS = Date.parse('2026-07-01T12:00Z');

describe('batches of rows', () => {
  it('reject a number that the file had before, and number rows as the file does', () => {
    expect(summary(batches(0, 3))).toEqual({
      contacts: ['a', 'b', 'c'], rejections: ['3 duplicate-in-file', '5 invalid-phone', '7 duplicate-in-file'],
    });
  });

  it('follow each other without a gap, whatever their size', () => {
    for (let size = 1; size <= ROWS.length; size++) {
      const all = batches(0, size);
      expect(all.map(({ fromRow }) => fromRow)).toEqual([0, ...all.slice(0, -1).map(({ toRow }) => toRow)]);
      expect(all.at(-1)?.toRow).toBe(ROWS.length);
    }
  });

  it('give after a restart what was still to come, knowing the rows before', () => {
    for (let done = 0; done <= ROWS.length; done++) {
      const whole = summary(batches(0, 100));
      const rest = summary(batches(done, 2));
      expect(rest.rejections).toEqual(whole.rejections.filter((rejection) => Number(rejection.split(' ')[0]) > done));
      expect(batches(done, 2).every(({ fromRow }) => fromRow >= done)).toBe(true);
    }
  });

  it('count empty lines, and every row once', () => {
    for (let size = 1; size <= ROWS.length; size++) {
      for (const { fromRow, toRow, contacts, rejections, blank } of batches(0, size)) expect(contacts.length + rejections.length + blank).toBe(toRow - fromRow);
    }
    expect(batches(0, 100).map(({ blank }) => blank)).toEqual([1]);
  });

  it('hold many rows of which nothing is written, but not without end', () => {
    const batcher = new RowBatcher(COLUMNS, null, 0, 10, NOW_MS);
    const sizes: number[] = [];
    for (let row = 0; row < 2_500; row++) { const batch = batcher.add(['']); if (batch) sizes.push(batch.toRow - batch.fromRow); }
    expect(sizes).toEqual([1_000, 1_000]);
  });

  it('keep the people of a household apart, and know each of them again', () => {
    const batcher = new RowBatcher(COLUMNS, 'IR', 0, 100, NOW_MS);
    for (const row of [['Ali', '021 8877 6655'], ['Maryam', '021-88776655'], ['ALI', '+98 21 8877 6655'], ['', '02188776655'], ['Ali', '09121234567'], ['Reza', '09121234567']]) batcher.add(row);
    expect(summary([batcher.rest()].filter((batch) => batch !== null))).toEqual({
      contacts: ['Ali', 'Maryam', 'Ali'], rejections: ['3 duplicate-in-file', '4 duplicate-in-file', '6 duplicate-in-file'],
    });
  });

  it('take a line with more names than a household for one contact', () => {
    const batcher = new RowBatcher(COLUMNS, 'IR', 0, 1000, NOW_MS);
    for (let person = 0; person < 100; person++) batcher.add([`person ${person}`, '021 8877 6655']);
    expect(batcher.rest()?.contacts).toHaveLength(10);
  });

  it('hear a no in every row, also in one that repeats another', () => {
    const batcher = new RowBatcher(readColumns(['name', 'phone', 'dnc'], null), null, 0, 100, NOW_MS);
    for (const row of [['a', '+989121111111', ''], ['b', '+989122222222', 'x'], ['a', '+989121111111', 'TRUE'], ['c', 'none', 'TRUE']]) batcher.add(row);
    expect(batcher.rest()).toMatchObject({ optedOut: 2, mayNotCall: ['+989122222222', '+989121111111'], contacts: [{ name: 'a' }, { name: 'b' }] });
  });

  it('are cut short when the text grows', () => {
    const batcher = new RowBatcher(COLUMNS, null, 0, 1_000_000, NOW_MS);
    const long = ['n'.repeat(150), '+989121111111'];
    const sizes: number[] = [];
    for (let row = 0; row < 20_000; row++) { const batch = batcher.add(long); if (batch) sizes.push(batch.toRow - batch.fromRow); }
    expect(sizes.length).toBeGreaterThan(1);
    expect(Math.max(...sizes)).toBeLessThan(10_000);
  });
});
