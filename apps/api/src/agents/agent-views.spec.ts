import type { PoolAgent } from '@paceline/agent-pool';
import type { LegMode } from '@paceline/domain/agent/agent-state';
import { Agent } from '@paceline/persistence';
import { toAgentView } from './agent-views';

describe('what managers see of an agent\'s phone', () => {
  it.each<[string, LegMode, string | null, boolean]>([
    ['that is up', 'connected', 'leg', true], ['that was lost', 'connected', null, false], ['that is rung for each call', 'on-demand', null, true], ['that was rung, and talks', 'on-demand', 'leg', true],
  ])('of one %s', (_what, legMode, legChannelId, legUp) => {
    const row = Object.assign(new Agent(), { id: '7', statusAt: new Date(0), legMode, legUpAt: null, legRefusal: null, legTrouble: null });
    const live = { lines: [], stateSinceAtMs: 0, legMode, legChannelId } as unknown as PoolAgent; // as much of it as is shown
    expect(toAgentView(row, { lines: [], skills: [] }, live).live).toMatchObject({ legUp });
  });
});
