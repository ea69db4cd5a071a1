import { randomUUID } from 'node:crypto';
import { useTestDatabase } from '@paceline/testing/use-test-database';
import { AgentRings } from './agent-rings';
import { stopDialing } from './dialing-stop';
import { Agent, AgentRing, User } from './entities/organisation';
import { openMigrated } from './fixtures.int-helper';
import { rows, write } from './transaction';

const FENCE = 5n;

describe('phones that are rung for a call', () => {
  const database = useTestDatabase(openMigrated);
  let rings: AgentRings;
  let callId = '';
  let agentId = '';
  beforeEach(async () => {
    rings = new AgentRings(database.source);
    callId = randomUUID();
    await write(database.source, "INSERT INTO calls (id, direction, state, switch_id, line, phone, planned_at, fence) VALUES (?, 'inbound', 'waiting', 'main', 'queue-1', '+14155550100', UTC_TIMESTAMP(3), ?)", [callId, FENCE.toString()]);
    const user = await database.source.manager.save(User, { username: randomUUID(), passwordHash: 'none', role: 'agent', active: true });
    ({ id: agentId } = await database.source.manager.save(Agent, {
      userId: user.id, name: 'A', switchId: 'main', legMode: 'on-demand', legKind: 'gateway', legAddress: randomUUID(), legGateway: 'trunk', legWebrtc: false,
      status: 'available', statusReason: null, statusAt: new Date(), legChannelId: null, legSince: null, legFence: '0',
    }));
  });
  const ring = async (fence = FENCE, gateway: string | null = null): Promise<string | null> => {
    const channelId = randomUUID();
    return await rings.begin({ channelId, agentId, callId, gateway }, fence) ? channelId : null;
  };
  const row = async (channelId: string | null): Promise<object> => {
    const { endedBy, answeredAt, endedAt } = await database.source.manager.findOneByOrFail(AgentRing, { channelId: channelId ?? '' });
    return { endedBy, isAnswered: answeredAt !== null, isOver: endedAt !== null };
  };

  it('are written before, and each step of them counts once', async () => {
    const channelId = await ring();
    expect(await row(channelId)).toEqual({ endedBy: null, isAnswered: false, isOver: false });
    await rings.answered(channelId ?? '');
    await rings.end(channelId ?? '', 'talked');
    await rings.end(channelId ?? '', 'unheard');
    expect(await row(channelId)).toEqual({ endedBy: 'talked', isAnswered: true, isOver: true });
  });

  it('are not rung by an owner who has lost the call, of no call, and while all dialing is stopped', async () => {
    expect(await ring(FENCE - 1n)).toBeNull();
    expect(await ring(FENCE + 1n)).not.toBeNull();
    await database.source.transaction((manager) => stopDialing(manager, '1', 'drill'));
    expect(await ring()).toBeNull();
    await write(database.source, 'DELETE FROM dialing_stops', []);
    callId = randomUUID();
    expect(await ring()).toBeNull();
  });

  it('are found by the next owner as long as nobody has said how they ended', async () => {
    const [open, over] = [await ring(), await ring()];
    await rings.end(over ?? '', 'busy');
    const found = async (switchId: string, fence: bigint): Promise<string[]> => (await rings.openBefore(switchId, fence)).map(({ channelId }) => channelId).filter((id) => id === open || id === over);
    expect([await found('main', FENCE + 1n), await found('main', FENCE), await found('other', FENCE + 1n)]).toEqual([[open], [], []]);
    await expect(rings.openBefore('main', FENCE + 1n)).resolves.toContainEqual({ channelId: open, agentId, callId, gateway: null, hasTalked: false });
    await write(database.source, 'INSERT INTO talks (call_id, agent_id, from_at) VALUES (?, ?, TIMESTAMPADD(SECOND, 2, UTC_TIMESTAMP(3)))', [callId, agentId]);
    await expect(rings.openBefore('main', FENCE + 1n)).resolves.toContainEqual(expect.objectContaining({ channelId: open, hasTalked: true }));
  });

  it('are counted on their gateway from the answer on, once', async () => {
    const seconds = async (): Promise<number> => Number((await rows<{ seconds: string | null }>(database.source, "SELECT SUM(seconds) AS seconds FROM gateway_days WHERE gateway = 'trunk'", []))[0]?.seconds ?? 0);
    const before = await seconds();
    await rings.end(await ring(FENCE, 'trunk') ?? '', 'no-answer');
    expect(await seconds()).toBe(before);
    const channelId = await ring(FENCE, 'trunk') ?? '';
    await rings.answered(channelId);
    await write(database.source, 'UPDATE agent_rings SET answered_at = TIMESTAMPADD(SECOND, -60, answered_at) WHERE channel_id = ?', [channelId]);
    for (let times = 0; times < 2; times++) await rings.end(channelId, 'talked');
    expect(await seconds() - before).toBeGreaterThanOrEqual(60);
    expect(await seconds() - before).toBeLessThan(90);
  });
});
