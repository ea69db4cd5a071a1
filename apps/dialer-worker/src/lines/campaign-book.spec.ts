import { Campaign } from '@paceline/persistence';
import { FakeRows } from '@paceline/testing/fake-rows';
import { OwnerBench, pass, useTestTime } from '../context/owner.spec-helper';
import { aCampaign } from '../context/rows.spec-helper';
import { CampaignBook } from './campaign-book';

describe('the book of campaigns', () => {
  useTestTime();
  let rows: FakeRows;
  let book: CampaignBook;
  beforeEach(() => {
    rows = new FakeRows().has(Campaign, aCampaign());
    book = new CampaignBook(rows.dataSource, new OwnerBench().owner.clock);
  });
  /** As if somebody had changed the row; what was read before is another object. */
  const pauses = (): void => { rows.of(Campaign).splice(0, 1, aCampaign({ status: 'paused' })); };

  it('is a second old at most', async () => {
    await expect(book.find('1')).resolves.toMatchObject({ status: 'running' });
    pauses();
    await pass(999);
    await expect(book.find('1')).resolves.toMatchObject({ status: 'running' });
    await pass(1);
    await expect(book.find('1')).resolves.toMatchObject({ status: 'paused' });
  });

  it('knows at once what a command says has changed', async () => {
    await book.find('1');
    pauses();
    book.changed('1');
    await expect(book.find('1')).resolves.toMatchObject({ status: 'paused' });
  });

  it('does not keep what was read before a change that came meanwhile', async () => {
    const reading = book.find('1');
    pauses();
    book.changed('1');
    await reading;
    await expect(book.find('1')).resolves.toMatchObject({ status: 'paused' });
  });

  it('remembers that there is none', async () => {
    await expect(book.find('2')).resolves.toBeNull();
    rows.has(Campaign, aCampaign({ id: '2' }));
    await expect(book.find('2')).resolves.toBeNull();
    await pass(1_000);
    await expect(book.find('2')).resolves.toMatchObject({ id: '2' });
  });
});
