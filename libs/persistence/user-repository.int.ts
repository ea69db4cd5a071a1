import { useTestDatabase } from '@paceline/testing/use-test-database';
import { openMigrated } from './fixtures.int-helper';
import { rows, write } from './transaction';
import { UserRepository } from './user-repository';

const COLUMN_LENGTH = 64;

describe('a user\'s name', () => {
  const database = useTestDatabase(openMigrated);

  it('is folded as the column compares it: two spellings have one text when they find one user, and of names that there may be only then', async () => {
    const users = new UserRepository(database.source);
    const spellings = [
      'qual', 'qüal', 'QUAL', 'QÜAL', 'ｑｕａｌ', 'q\u200Bual', 'qua\u0301l', 'qual\u200B', 'qual \u200B', 'qual ', 'q\u0000ual', `q${'\u200B'.repeat(190)}ual`, `qual${'\u200B'.repeat(190)}l`, 'ⓠⓤⓐⓛ', 'qua1', 'quall', 'q ual',
      'straße', 'strasse', 'STRASSE', 'strase', 'ıstanbul', 'istanbul', 'İSTANBUL', 'æon', 'aeon', 'علي', 'على', 'عليّ', 'کریم', 'كريم', '李', '王', 'が', 'か', 'ガ', '😀', '😁', '', '\u200B',
    ];
    const folded = new Map<string, string>();
    for (const spelling of spellings) folded.set(spelling, await users.foldedName(spelling));
    for (const kept of spellings.filter((spelling) => spelling.length <= COLUMN_LENGTH)) {
      await write(database.source, 'DELETE FROM users', []);
      await write(database.source, "INSERT INTO users (username, password_hash, role) VALUES (?, 'none', 'agent')", [kept]);
      for (const given of spellings) {
        const found = (await rows(database.source, 'SELECT id FROM users WHERE username = ?', [given])).length === 1;
        const same = folded.get(kept) === folded.get(given);
        // Whether a longer one finds somebody is the optimiser's to say: it shares the text in any case.
        expect({ kept, given, same }).toEqual({ kept, given, same: found || (given.length > COLUMN_LENGTH && same) });
      }
    }
    expect(folded.get('qüal')).toBe(folded.get('qual'));
    expect(folded.get(`q${'\u200B'.repeat(190)}ual`)).toBe(folded.get('qual'));
    expect(folded.get('qual')).not.toBe(folded.get('quall'));
  });
});
