import { randomUUID } from 'node:crypto';
import { stretchesOf, timesOf } from '@paceline/domain/agent/agent-time';
import { occupancyOf } from '@paceline/domain/metrics/occupancy';
import { useTestDatabase } from '@paceline/testing/use-test-database';
import { agentRecords } from './agent-records';
import { AgentRepository } from './agent-repository';
import { Agent, AgentPhone, AgentRing, AgentStatusEntry, User } from './entities/organisation';
import { Talk } from './entities/calls';
import { openMigrated } from './fixtures.int-helper';
import { rows, write } from './transaction';

const at = (text: string): Date => new Date(`2026-03-02T${text}Z`);
const DAY = { from: new Date('2026-03-02T00:00:00Z'), to: new Date('2026-03-03T00:00:00Z') };
const HOUR_MS = 3_600_000;

describe('an agent\'s day', () => {
  const database = useTestDatabase(openMigrated);

  async function addAgent(legMode: 'connected' | 'on-demand' = 'connected'): Promise<string> {
    const user = await database.source.manager.save(User, { username: randomUUID(), passwordHash: 'none', role: 'agent', active: true });
    const agent = await database.source.manager.save(Agent, {
      userId: user.id, name: 'A', switchId: 'main', legMode, legKind: 'extension', legAddress: randomUUID(), legGateway: null, legWebrtc: false,
      status: 'available', statusReason: null, statusAt: new Date(), legChannelId: null, legSince: null, legFence: '0',
    });
    return agent.id;
  }
  const chose = async (agentId: string, status: AgentStatusEntry['status'], when: Date, reason: string | null = null): Promise<void> => {
    await database.source.manager.insert(AgentStatusEntry, { agentId, status, reason, at: when });
  };
  const told = async (agentId: string, time = DAY): Promise<string[]> => {
    const record = (await agentRecords(database.source, [agentId], time)).get(agentId);
    if (record === undefined) throw new Error('nothing is known of the agent');
    return stretchesOf(record, time.from.getTime(), time.to.getTime())
      .map(({ activity, reason, fromMs, toMs }) => `${activity}${reason === null ? '' : ` (${reason})`} ${new Date(fromMs).toISOString().slice(11, 16)}–${new Date(toMs).toISOString().slice(11, 16)}`);
  };

  it('is told by statuses, talks, contacts that were shown, and the phone', async () => {
    const agentId = await addAgent();
    const { manager } = database.source;
    await chose(agentId, 'available', at('08:00:00'));
    await chose(agentId, 'break', at('12:00:00'), 'lunch');
    await chose(agentId, 'available', at('13:00:00'));
    await chose(agentId, 'offline', at('16:00:00'));
    await manager.insert(AgentPhone, [{ channelId: randomUUID(), agentId, upAt: at('08:05:00'), goneAt: at('14:00:00') }, { channelId: randomUUID(), agentId, upAt: at('14:30:00'), goneAt: at('16:00:00') }]);
    await manager.insert(Talk, [
      { callId: randomUUID(), agentId, channelId: null, fromAt: at('09:00:00'), toAt: at('10:00:00'), wrapUpUntil: at('10:15:00'), endedBy: 'customer-hung-up' },
      { callId: randomUUID(), agentId, channelId: null, fromAt: at('11:30:00'), toAt: at('12:10:00'), wrapUpUntil: at('12:10:00'), endedBy: 'customer-hung-up' },
    ]);
    const callId = randomUUID();
    await write(database.source, `INSERT INTO calls (id, direction, state, outcome, switch_id, line, phone, agent_id, ring_timeout_sec, planned_at, not_after, connected_at, ended_at)
      VALUES (?, 'outbound', 'ended', 'not-dialed', 'main', 'campaign-1', '+14155550100', ?, 30, ?, ?, NULL, ?)`, [callId, agentId, at('15:00:00'), at('15:00:00'), at('15:20:00')]);
    await write(database.source, "INSERT INTO call_events (call_id, at, kind, data) VALUES (?, ?, 'shown', '{}')", [callId, at('15:10:00')]);

    await expect(told(agentId)).resolves.toEqual([
      'offline 00:00–08:00', 'no-phone 08:00–08:05', 'idle 08:05–09:00', 'talking 09:00–10:00', 'wrap-up 10:00–10:15', 'idle 10:15–11:30', 'talking 11:30–12:10',
      'break (lunch) 12:10–13:00', 'idle 13:00–14:00', 'no-phone 14:00–14:30', 'idle 14:30–15:10', 'reserved 15:10–15:20', 'idle 15:20–16:00', 'offline 16:00–00:00',
    ]);
    // Somebody who talked through an hour's border: what was before it is known, too.
    await expect(told(agentId, { from: at('09:30:00'), to: at('11:00:00') })).resolves.toEqual(['talking 09:30–10:00', 'wrap-up 10:00–10:15', 'idle 10:15–11:00']);
  });

  it('is each agent\'s own; a phone that is rung for each call is never missed, and keeps its agent while it rings', async () => {
    const [one, other] = [await addAgent('on-demand'), await addAgent('on-demand')];
    await chose(one, 'available', at('08:00:00'));
    await chose(other, 'available', at('10:00:00'));
    await database.source.manager.insert(Talk, { callId: randomUUID(), agentId: one, channelId: null, fromAt: at('12:00:00'), toAt: at('18:00:00'), wrapUpUntil: at('18:00:00'), endedBy: 'customer-hung-up' });
    const rung = { callId: randomUUID(), gateway: null, fence: '1' };
    await database.source.manager.insert(AgentRing, [
      { ...rung, channelId: randomUUID(), agentId: one, rungAt: at('11:00:00'), answeredAt: at('12:00:00'), endedAt: at('18:00:00'), endedBy: 'talked' },
      { ...rung, channelId: randomUUID(), agentId: one, rungAt: at('19:00:00'), answeredAt: null, endedAt: at('20:00:00'), endedBy: 'no-answer' },
    ]);
    const records = await agentRecords(database.source, [one, other, '999'], DAY);
    const times = [...records].map(([id, record]) => [id, timesOf(stretchesOf(record, DAY.from.getTime(), DAY.to.getTime()))] as const);
    expect(times.map(([id, { talking, reserved, idle }]) => [id, talking / HOUR_MS, reserved / HOUR_MS, idle / HOUR_MS])).toEqual([[one, 6, 2, 8], [other, 0, 0, 14]]);
    expect(times.map(([, each]) => occupancyOf([each]))).toEqual([8 / 16, 0]);
    await expect(agentRecords(database.source, [], DAY)).resolves.toEqual(new Map());
  });

  it('knows of each call of the phone once: that it came up, that it went, and that another came in its place', async () => {
    const agents = new AgentRepository(database.source);
    const agentId = await addAgent();
    const [first, second] = [randomUUID(), randomUUID()];
    const phones = async (): Promise<unknown> => await rows(database.source, 'SELECT channel_id AS channel, gone_at IS NULL AS up FROM agent_phones ORDER BY up_at', []);
    await agents.legCalled(agentId, first, 1n);
    await expect(phones()).resolves.toEqual([]);
    await agents.legUp(agentId, first);
    await agents.legUp(agentId, first);
    await expect(phones()).resolves.toMatchObject([{ channel: first }]);
    // Its end was not heard.
    await agents.legCalled(agentId, second, 2n);
    await agents.legUp(agentId, second);
    const [gone, up] = await rows<{ up: string | number }>(database.source, 'SELECT gone_at IS NULL AS up FROM agent_phones ORDER BY channel_id = ?', [second]);
    expect([Number(gone?.up), Number(up?.up)]).toEqual([0, 1]);
    await agents.legGone(agentId, second);
    await expect(rows(database.source, 'SELECT 1 FROM agent_phones WHERE gone_at IS NULL', [])).resolves.toEqual([]);
  });
});
