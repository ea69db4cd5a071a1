import { randomUUID } from 'node:crypto';
import { useTestDatabase } from '@paceline/testing/use-test-database';
import { OWN_CLIENT } from '@paceline/domain/client/client';
import { openMigrated } from './fixtures.int-helper';
import { ClientVoicemails } from './of-client/voicemails';
import { write } from './transaction';
import { keepVoicemail } from './voicemails';

describe('what callers have left', () => {
  const database = useTestDatabase(openMigrated);

  const leave = async (more: Partial<Parameters<typeof keepVoicemail>[1]> = {}): Promise<void> => {
    const callId = randomUUID();
    await write(database.source, "INSERT INTO calls (id, client_id, direction, state, switch_id, line, phone, planned_at) VALUES (?, ?, 'inbound', 'answered', 'main', 'queue-7', '+14155550100', UTC_TIMESTAMP(3))",
      [callId, more.clientId ?? OWN_CLIENT.clientId]);
    await keepVoicemail(database.source, { ...OWN_CLIENT, callId, queueId: null, language: 'fa', path: `${callId}-1.wav`, lengthMs: 4_200, leftAt: new Date('2026-03-02T10:00:00.125Z'), ...more });
  };
  const of = (clientId = OWN_CLIENT.clientId): ClientVoicemails => new ClientVoicemails(database.source, { clientId });

  it('is kept once, however often it is said, and the first time\'s words stay', async () => {
    await leave({ path: 'one.wav', queueId: '7' });
    await leave({ path: 'one.wav', lengthMs: 9 });
    await expect(of().page({}, null, 10)).resolves.toMatchObject([{ path: 'one.wav', queueId: '7', lengthMs: 4_200, phone: '+14155550100', leftAt: new Date('2026-03-02T10:00:00.125Z'), doneAt: null }]);
  });

  it('is listed by what is done and by queue, page by page, and is a client\'s own', async () => {
    await leave({ queueId: '7' });
    await leave({});
    await leave({ clientId: '2', path: 'one.wav' });
    const [newest, older] = await of().page({}, null, 10);
    await of().change(newest?.id ?? '', { doneAt: new Date('2026-03-02T11:00:00Z'), doneBy: 'ann' });
    await of('2').change(older?.id ?? '', { doneAt: new Date(), doneBy: 'stranger' }); // changes nothing
    const ids = async (...filter: Parameters<ClientVoicemails['page']>): Promise<string[]> => (await of().page(...filter)).map(({ id }) => id);
    await expect(ids({ done: true }, null, 10)).resolves.toEqual([newest?.id]);
    await expect(ids({ done: false }, null, 10)).resolves.toContain(older?.id);
    await expect(ids({ done: false, queueId: '7' }, newest?.id ?? null, 1)).resolves.toEqual([older?.id]);
    await expect(of('2').find(newest?.id ?? '')).resolves.toBeNull();
    await expect(of('2').page({}, null, 10)).resolves.toHaveLength(1);
  });
});
