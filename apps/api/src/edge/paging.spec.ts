import fc from 'fast-check';
import { PacelineError } from '@paceline/platform/errors';
import { ID_PART, decodeCursor, encodeCursor, toPage } from './paging';

describe('pages', () => {
  it('cover every row once, whatever their size', () => {
    fc.assert(fc.property(fc.nat({ max: 40 }), fc.integer({ min: 1, max: 10 }), (total, limit) => {
      const rows = Array.from({ length: total }, (_, at) => at + 1);
      const seen: number[] = [];
      for (let after = 0; ;) {
        const page = toPage(rows.filter((row) => row > after).slice(0, limit + 1), limit, (row) => [String(row)], (row) => row);
        seen.push(...page.items);
        if (page.nextCursor === null) break;
        after = Number(decodeCursor(page.nextCursor, [ID_PART])[0]);
      }
      expect(seen).toEqual(rows);
    }));
  });

  it('refuse every cursor that no page gave', () => {
    for (const cursor of ['', 'x', encodeCursor([]), encodeCursor(['1', '2']), encodeCursor(['-1']), encodeCursor(['1 OR 1=1']), Buffer.from('{"0":"1"}').toString('base64url'), Buffer.from('[1]').toString('base64url')]) {
      expect(() => decodeCursor(cursor, [ID_PART])).toThrow(PacelineError);
    }
    fc.assert(fc.property(fc.string(), (text) => {
      try { expect(decodeCursor(text, [ID_PART])[0]).toMatch(ID_PART); } catch (thrown) { expect(thrown).toBeInstanceOf(PacelineError); }
    }));
  });
});
