import { channelEvent } from '@paceline/testing/fake-switch';
import { FakeRows } from '@paceline/testing/fake-rows';
import { OwnerBench, pass, useTestTime } from '../context/owner.spec-helper';
import { aCaller } from './call.spec-helper';
import { Voicemails } from './voicemails';

describe('a message that a caller left', () => {
  useTestTime();
  const keep = async (rows: FakeRows, lengthMs: number): Promise<void> => {
    const call = aCaller('answered', {}, { inQueue: false, language: 'fa' });
    const message = channelEvent('message-recorded', { channelId: 'caller', name: 'caller-3.wav', lengthMs });
    if (call.caller !== null && message.type === 'message-recorded') new Voicemails(new OwnerBench({ dataSource: rows.dataSource }).owner).recorded(call, call.caller, message);
    await pass();
  };

  it.each([[0, 0], [999, 0], [1_000, 1], [12_345.6, 1]])('is none when it is shorter than a second: of %d ms %d are kept', async (lengthMs, kept) => {
    const rows = new FakeRows();
    await keep(rows, lengthMs);
    expect(rows.sql).toHaveLength(kept);
    if (kept > 0) expect(rows.sql[0]).toContain(`VALUES ("1", "caller", null, "fa", "caller-3.wav", ${String(Math.round(lengthMs))}`);
  });

  it('is kept once a database that is away is there', async () => {
    const rows = new FakeRows();
    rows.failure = Object.assign(new Error('away'), { code: 'ECONNREFUSED' });
    await keep(rows, 5_000);
    rows.failure = null;
    await pass(5_000);
    expect(rows.sql).toHaveLength(1);
  });
});
