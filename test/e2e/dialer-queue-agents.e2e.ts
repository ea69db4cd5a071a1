import { AgentLine, AgentSkill, type Agent } from '@paceline/persistence';
import { DID, addNumber, addQueue, caller, serve, toQueue } from './lib/caller-rig';
import { DialerRig } from './lib/dialer-rig';

describe('a queue\'s agents', () => {
  let rig: DialerRig;
  afterEach(() => rig.close());

  const comesIn = (from = '+12125550142'): string => {
    const callId = rig.simulated.inboundCall({ from, to: DID, talkMs: 100 });
    if (callId === null) throw new Error('the switch took no call');
    return callId;
  };
  const changed = async ({ id, userId }: Agent): Promise<void> => { await rig.command('agent-lines', { agentId: id, byUserId: userId }); };

  it('are given who needs their skill, as soon as they are said to have it, and by the next owner, too', async () => {
    rig = await DialerRig.open();
    await rig.workerReady(await rig.startWorker());
    const queue = await addQueue(rig, { required: [{ skill: 'fa', level: 5 }] });
    await addNumber(rig, toQueue(queue.id));
    const [agent] = await rig.agents(1, []);
    if (agent === undefined) throw new Error('no agent');
    await serve(rig, [agent], [queue]);
    const callId = comesIn();
    await caller(rig, callId, 'waits, although somebody is free', ({ state }) => state === 'waiting');
    await rig.dataSource.manager.insert(AgentSkill, { agentId: agent.id, skill: 'fa', level: 5 });
    await changed(agent);
    await caller(rig, callId, 'talked', ({ outcome }) => outcome === 'answered');
    await rig.workers[0]?.stop();
    await rig.workerReady(await rig.startWorker());
    await caller(rig, comesIn(), 'talked', ({ outcome }) => outcome === 'answered');
  });

  it('are called in the order of their level, then of their talks of today', async () => {
    rig = await DialerRig.open();
    await rig.workerReady(await rig.startWorker());
    const queue = await addQueue(rig, { strategy: 'agent-with-fewest-calls' });
    await addNumber(rig, toQueue(queue.id));
    const agents = await rig.agents(3, []);
    await serve(rig, agents, [queue]);
    const [last] = agents;
    if (last === undefined) throw new Error('no agent');
    await rig.dataSource.manager.update(AgentLine, { agentId: last.id }, { level: 2 });
    await changed(last);
    const talked: (string | null)[] = [];
    for (let call = 0; call < 4; call++) talked.push((await caller(rig, comesIn(`+1212555010${call}`), 'talked', ({ state }) => state === 'ended')).agentId);
    // Each of the others twice, in turn: whoever is behind is first.
    expect([...talked].sort()).toEqual([...agents.slice(1), ...agents.slice(1)].map(({ id }) => id).sort());
    expect(new Set(talked.slice(0, 2)).size).toBe(2);
  });
});
