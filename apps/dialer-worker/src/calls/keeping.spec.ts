import type { PoolAgent } from '@paceline/agent-pool';
import { News, type SaidOfAgents } from '../context/news';
import { OwnerBench, pass, useTestTime } from '../context/owner.spec-helper';
import { aPoolAgent } from '../context/rows.spec-helper';
import { aCall } from './call.spec-helper';
import { Keeping } from './keeping';
import type { LiveCall } from './live-call';

class Bench extends OwnerBench {
  readonly did: string[] = [];
  readonly keeping: Keeping;

  constructor(agent: PoolAgent | null = null) {
    super({ pool: {
      find: async () => agent,
      release: async (agentId: string, token: string) => { this.did.push(`release ${agentId} ${token}`); return { ok: false, code: 'stale-token' }; },
    } });
    this.keeping = new Keeping(this.owner, new News<SaidOfAgents>().on('may-serve', (agentId) => { this.did.push(`${agentId} may serve`); }));
  }
}

const shown = (): LiveCall => Object.assign(aCall({}, 'ringing'), { viewer: { agentId: '7', token: 't' } });
const KEPT = { agentId: '7', state: 'reserved', token: 't', legChannelId: 'leg-7' } as const;

describe('who is kept for a call that they have made', () => {
  useTestTime();

  it('gets it', async () => {
    const agent = aPoolAgent(KEPT);
    const [bench, call] = [new Bench(agent), shown()];
    await expect(bench.keeping.keptFor(call)).resolves.toEqual({ agentId: '7', token: 't', callId: 'a', legChannelId: 'leg-7', agent });
    expect([call.viewer, bench.did]).toEqual([null, []]);
  });

  it.each<[string, PoolAgent | null]>([
    ['has signed out', null], ['is promised to another call', aPoolAgent({ ...KEPT, token: 'another' })], ['has no phone any more', aPoolAgent({ ...KEPT, legChannelId: null })],
    ['was not kept so long', aPoolAgent({ ...KEPT, state: 'idle' })],
  ])('does not get it who %s, and is not waited for', async (_what, agent) => {
    const [bench, call] = [new Bench(agent), shown()];
    await expect(bench.keeping.keptFor(call)).resolves.toBeNull();
    expect([call.viewer, bench.did]).toEqual([null, ['release 7 t']]);
  });

  it('is nobody of a call that was shown to nobody', async () => {
    await expect(new Bench().keeping.keptFor(aCall())).resolves.toBeNull();
  });

  it('is free again when it is not made, and hears of its end', async () => {
    const [bench, call] = [new Bench(), shown()];
    bench.keeping.letGo(call);
    bench.keeping.letGo(call);
    await pass();
    expect(bench.did).toEqual(['release 7 t', '7 may serve']);
    expect([call.viewer, call.lastAgentId]).toEqual([null, '7']);
  });
});
