import { randomUUID } from 'node:crypto';
import type { InboundOutcome } from '@paceline/domain/call/inbound-outcome';
import { NO_SIP_ANSWER } from '@paceline/domain/call/sip-answer';
import { useTestDatabase } from '@paceline/testing/use-test-database';
import { answersByHour } from './answers-by-hour';
import { OWN_CLIENT } from '@paceline/domain/client/client';
import { forbidPhonesOf } from './do-not-call';
import { SingleCalls, makeCampaign, openMigrated } from './fixtures.int-helper';
import { recentCalls } from './recent-calls';
import { callerNumberTotals } from './refused-calls';
import { gatewaySecondsToday } from './gateway-days';
import { SwitchRecordRepository } from './switch-record-repository';
import { rows, write } from './transaction';

const CALLER = '+14155550100';

describe('a call that came in', () => {
  const database = useTestDatabase(openMigrated);

  async function comeIn(columns: Readonly<Record<string, unknown>> = {}): Promise<string> {
    const id = randomUUID();
    const row = { id, direction: 'inbound', state: 'talking', switch_id: 'main', line: 'queue-1', gateway: 'trunk', phone: CALLER, planned_at: new Date(), answered_at: new Date(), ...columns };
    await write(database.source, `INSERT INTO calls (${Object.keys(row).join(', ')}) VALUES (${Object.keys(row).map(() => '?').join(', ')})`, Object.values(row));
    return id;
  }
  const calls = (): SingleCalls => new SingleCalls(database.source);

  it('has no number when its caller withheld it, no ring timeout, and nothing that it must be sent by', async () => {
    const id = await comeIn({ phone: null });
    await expect(calls().find(id)).resolves.toMatchObject({ phone: null, callerNumber: null, ringTimeoutSec: null, notAfter: null });
    await comeIn({ phone: null });
    await expect(calls().unsettled('main')).resolves.toHaveLength(2);
    await expect(calls().expiredPlans('main')).resolves.toEqual([]);
  });

  it.each([
    ['a number that is empty', { phone: '' }], ['a number of ours that is empty', { caller_number: '' }],
    ['a call of ours to nobody', { direction: 'outbound', phone: null, ring_timeout_sec: 30, not_after: new Date() }],
    ['a call of ours that would ring for ever', { direction: 'outbound', not_after: new Date() }],
    ['a call of ours that could be sent some day', { direction: 'outbound', ring_timeout_sec: 30 }],
  ])('is told from %s: the table refuses that', async (_what, columns) => {
    await expect(comeIn(columns)).rejects.toThrow(/constraint/i);
  });

  it('is nobody\'s recent call when it has no number, and its caller\'s when it has one', async () => {
    await comeIn({ phone: null });
    const told = async (): Promise<number> => (await recentCalls(database.source, [CALLER, '+14155550101'], []))({ phone: CALLER, contactId: null, targetId: null }).length;
    await expect(told()).resolves.toBe(0);
    await comeIn();
    await expect(told()).resolves.toBe(1);
  });

  it('forbids the number with which its caller said no, and none when nobody knows it', async () => {
    for (const phone of [null, CALLER]) {
      const id = await comeIn({ phone });
      await database.source.transaction((manager) => forbidPhonesOf(manager, id, { disposition: 'do-not-call', byUserId: null }));
    }
    await expect(rows(database.source, 'SELECT phone, source FROM do_not_call', [])).resolves.toEqual([{ phone: CALLER, source: 'call' }]);
  });

  it.each<InboundOutcome>(['answered', 'abandoned-in-queue'])('is in no figure of dialing, be it on a campaign\'s line: neither while it lives nor when it was %s', async (outcome) => {
    const campaignId = await makeCampaign(database.source);
    const id = await comeIn({ campaign_id: campaignId, line: `campaign-${campaignId}`, answered_at: new Date(Date.now() - 60_000) });
    const figures = async (): Promise<unknown> => [
      await gatewaySecondsToday(database.source, 'main'), await callerNumberTotals(database.source, OWN_CLIENT, 30), await calls().totals(campaignId, new Date(0)),
      await answersByHour(database.source, { id: campaignId, switchId: 'main' }, null, Date.now()),
    ];
    await expect(figures()).resolves.toEqual([new Map(), [], {}, []]);
    await expect(calls().end(id, 0n, { outcome, endedAt: new Date(), hangupCause: 'NORMAL_CLEARING' }, [], null)).resolves.toBe(true);
    await expect(figures()).resolves.toEqual([new Map(), [], {}, []]);
  });

  it('whose end nobody heard has the end that the switch wrote down, where it was seen last', async () => {
    const id = await comeIn();
    await calls().end(id, 0n, { outcome: 'abandoned-in-queue', endedAt: new Date(), hangupCause: 'LOST' }, [], null);
    const at = Date.parse('2026-01-05T09:00:00Z');
    await expect(new SwitchRecordRepository(database.source).take('main', {
      channelId: id, direction: 'inbound', number: CALLER, accountCode: '', cause: 'SYSTEM_SHUTDOWN', sip: NO_SIP_ANSWER,
      safeHarbourAtMs: null, createdAtMs: at, ringingAtMs: null, answeredAtMs: at, bridgedAtMs: null, endedAtMs: at + 9_000, recordedMs: null,
    })).resolves.toBe('amended');
    await expect(calls().find(id)).resolves.toMatchObject({ outcome: 'dropped', hangupCause: 'SYSTEM_SHUTDOWN', endedAt: new Date(at + 9_000) });
  });
});
