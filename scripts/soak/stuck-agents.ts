import type { AgentView } from '@paceline/contracts/agents';
import type { ApiClient } from '../demo/api-client';
import type { Finding } from './finding';

/** Longer than any call, wrap-up, outage or ring of an agent's phone here lasts. */
const LONGEST_SEC = { reserved: 30, talking: 130, 'wrap-up': 70, idle: Number.POSITIVE_INFINITY } as const;
const PHONE_AWAY_SEC = 90;

/** Agents who stay in a state that must pass, or are there without a phone. */
export class StuckAgents {
  private readonly withoutPhoneSince = new Map<string, number>();

  constructor(private readonly manager: ApiClient) {}

  /** Null while nobody can be asked. */
  async find(): Promise<readonly Finding[] | null> {
    const page = await this.manager.get<{ items: AgentView[] }>('/agents?limit=200').catch(() => null);
    return page?.items.flatMap((agent) => this.judge(agent)) ?? null;
  }

  private judge({ id, status, live }: AgentView): Finding[] {
    if (live === null || status === 'offline' || live.legUp) this.withoutPhoneSince.delete(id);
    else if (!this.withoutPhoneSince.has(id)) this.withoutPhoneSince.set(id, Date.now());
    if (live === null) return [];
    const violations: Finding[] = [];
    const sinceSec = (Date.now() - Date.parse(live.stateSince)) / 1000;
    if (sinceSec > LONGEST_SEC[live.state]) violations.push({ invariant: 'no agent is stuck', evidence: `agent ${id} is ${live.state} for ${Math.round(sinceSec)} s, on call ${live.callId}` });
    const awaySec = (Date.now() - (this.withoutPhoneSince.get(id) ?? Date.now())) / 1000;
    if (awaySec > PHONE_AWAY_SEC) violations.push({ invariant: 'an agent who is there has a phone', evidence: `agent ${id} has none for ${Math.round(awaySec)} s` });
    return violations;
  }
}
