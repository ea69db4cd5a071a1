import { randomUUID } from 'node:crypto';
import { useTestDatabase } from '@paceline/testing/use-test-database';
import { AgentRepository } from './agent-repository';
import { Agent, User } from './entities/organisation';
import { openMigrated } from './fixtures.int-helper';

describe('an agent\'s leg', () => {
  const database = useTestDatabase(openMigrated);
  const [old, young] = [randomUUID(), randomUUID()];
  let agents: AgentRepository;
  let agentId: string;
  const legNow = async (): Promise<string | null> => (await database.source.manager.findOneByOrFail(Agent, { id: agentId })).legChannelId;

  beforeEach(async () => {
    agents = new AgentRepository(database.source);
    const user = await database.source.manager.save(User, { username: randomUUID(), passwordHash: 'none', role: 'agent', active: true });
    agentId = (await database.source.manager.save(Agent, {
      userId: user.id, name: 'A', switchId: 'main', legMode: 'connected', legKind: 'extension', legAddress: '1001', legGateway: null, legWebrtc: false,
      status: 'available', statusReason: null, statusAt: new Date(), legChannelId: null, legSince: null, legFence: '0',
    })).id;
  });

  it('is the newest owner\'s to call', async () => {
    expect(await agents.legCalled(agentId, old, 1n)).toBe(true);
    expect(await agents.legCalled(agentId, young, 2n)).toBe(true);
    expect(await agents.legCalled(agentId, old, 1n)).toBe(false);
    expect(await legNow()).toBe(young);
  });

  it('is forgotten only when it is still the agent\'s', async () => {
    await agents.legCalled(agentId, young, 2n);
    await agents.legGone(agentId, old);
    expect(await legNow()).toBe(young);
    await agents.legGone(agentId, young);
    expect(await legNow()).toBeNull();
  });
});
