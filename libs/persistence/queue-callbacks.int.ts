import { randomUUID } from 'node:crypto';
import { useTestDatabase } from '@paceline/testing/use-test-database';
import { OWN_CLIENT } from '@paceline/domain/client/client';
import { openMigrated } from './fixtures.int-helper';
import { ClientQueueCallbacks } from './of-client/queue-callbacks';
import { QueueCallbacks, type NewQueueCallback } from './queue-callbacks';

const PHONE = '+14155550100';
const inSec = (sec: number): Date => new Date(Date.now() + sec * 1000);

describe('callers who keep their place', () => {
  const database = useTestDatabase(openMigrated);
  const all = (): QueueCallbacks => new QueueCallbacks(database.source);
  const wish = (more: Partial<NewQueueCallback> = {}): NewQueueCallback =>
    ({ queueId: '7', askedCallId: randomUUID(), phone: PHONE, language: 'fa', waitingSince: inSec(-60), points: 0, expiresAt: inSec(3_600), ...more });
  const only = async (): Promise<string> => (await all().open(['7']))[0]?.id ?? '';

  it('are one a person at a time, whichever queue, and each client\'s own', async () => {
    expect(await Promise.all(Array.from({ length: 5 }, (_none, at) => all().ask(OWN_CLIENT, wish({ queueId: String(7 + at % 2) }))))).toEqual(expect.arrayContaining([true, false, false, false, false]));
    expect(await all().ask({ clientId: '2' }, wish({ queueId: '9' }))).toBe(true);
    const [mine] = await all().open(['7', '8']);
    expect(await all().end(mine?.id ?? '', 'talked')).toBe(true);
    expect(await all().ask(OWN_CLIENT, wish())).toBe(true);
    expect(await all().open(['7', '8'])).toHaveLength(1);
  });

  it('are called once at a time, however many ask, and wait again with their place', async () => {
    await all().ask(OWN_CLIENT, wish({ points: 30 }));
    const id = await only();
    const [since] = await all().open(['7']);
    const calls = [randomUUID(), randomUUID(), randomUUID()];
    const begun = await Promise.all(calls.map((callId) => all().begin(id, callId)));
    expect(begun.filter(Boolean)).toHaveLength(1);
    const callId = calls[begun.indexOf(true)] ?? '';
    expect(await all().waitAgain(id, randomUUID(), inSec(-1))).toBe(false); // of another call
    expect(await all().waitAgain(id, callId, inSec(60))).toBe(true);
    expect(await all().begin(id, randomUUID())).toBe(false); // not due
    await expect(all().open(['7'])).resolves.toMatchObject([{ state: 'waiting', tries: 1, points: 30, waitingSince: since?.waitingSince, lastCallId: callId }]);
  });

  it('are called no more once it has expired, and end once', async () => {
    await all().ask(OWN_CLIENT, wish({ expiresAt: inSec(-1) }));
    const id = await only();
    expect(await all().begin(id, randomUUID())).toBe(false);
    expect([await all().end(id, 'expired'), await all().end(id, 'talked')]).toEqual([true, false]);
    await expect(new ClientQueueCallbacks(database.source, OWN_CLIENT).of('7', false, 10)).resolves.toMatchObject([{ endedBy: 'expired' }]);
  });

  it('stand by their place, and are taken out only by their own client, and not while they are called', async () => {
    await all().ask(OWN_CLIENT, wish({ waitingSince: inSec(-10) }));
    await all().ask(OWN_CLIENT, wish({ phone: '+14155550101', waitingSince: inSec(-90) }));
    const mine = new ClientQueueCallbacks(database.source, OWN_CLIENT);
    const [first, second] = await mine.of('7', true, 10);
    expect([first?.phone, second?.phone]).toEqual(['+14155550101', PHONE]);
    expect(await new ClientQueueCallbacks(database.source, { clientId: '2' }).cancel(first?.id ?? '')).toBe(false);
    await all().begin(first?.id ?? '', randomUUID());
    expect([await mine.cancel(first?.id ?? ''), await mine.cancel(second?.id ?? ''), await mine.cancel(second?.id ?? '')]).toEqual([false, true, false]);
  });
});
