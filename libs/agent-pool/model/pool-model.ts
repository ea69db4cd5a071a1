import { canBeReserved, type AgentState, type AgentStatus, type LegMode } from '@paceline/domain/agent/agent-state';
import type { LineCounts, PoolAgent, PoolRefusal, RestoredAgent } from '../pool-types';
import { SOMEBODY_BUSY, type Operation, type TokenChoice } from './operation';

/** Instants of the model are turns: the how-manieth operation. */
interface ModelAgent {
  readonly agentId: string;
  lines: readonly string[];
  status: AgentStatus;
  reason: string | null;
  state: AgentState;
  idleSince: number;
  callId: string | null;
  token: string | null;
  /** When the lease or wrap-up ran out, `later` while it has not. */
  due: number | 'later' | null;
  legMode: LegMode;
  leg: string | null;
  signedOut: boolean;
}

/** An agent without the clock's instants: what model and pool can be compared by. */
export type TimelessAgent = Omit<PoolAgent, 'statusSinceAtMs' | 'stateSinceAtMs' | 'idleSinceAtMs' | 'dueAtMs'>;

/** What an operation said. */
export type Outcome =
  | { readonly agent: TimelessAgent }
  | { readonly refused: PoolRefusal }
  | { readonly ended: readonly { readonly kind: string; readonly callId: string; readonly token: string; readonly agent: TimelessAgent }[] }
  | 'done';

/** The agent pool in plain TypeScript, one thing at a time: what the scripts must agree with. */
export class PoolModel {
  readonly agents = new Map<string, ModelAgent>();
  readonly tokens: string[] = [];
  private turn = 0;

  /** @param newToken what a reservation of this operation got as its token, if it got one. */
  apply(operation: Operation, newToken: string): Outcome {
    this.turn += 1;
    switch (operation.op) {
      case 'signIn': return this.signIn(operation);
      case 'signOut': return this.change(operation.agentId, (agent) => this.signOut(agent));
      case 'setStatus':
        if (this.agents.get(operation.agentId)?.signedOut) return { refused: 'unknown-agent' };
        return this.change(operation.agentId, (agent) => { agent.status = operation.status; agent.reason = operation.reason; });
      case 'setLines': return this.change(operation.agentId, (agent) => { agent.lines = operation.lines; });
      case 'setLeg': return this.change(operation.agentId, (agent) => { agent.leg = operation.leg; });
      case 'reserveOfLine': return this.reserve(this.idleLine(operation.line), operation.callId, newToken);
      case 'reserve': return this.reserve(operation.candidates, operation.callId, newToken);
      case 'confirm': return this.withToken(operation, 'reserved', 'talking', (agent) => { agent.state = 'talking'; agent.due = null; });
      case 'release': return this.withToken(operation, 'reserved', null, (agent) => becomeIdle(agent));
      case 'finish': return this.withToken(operation, 'talking', 'wrap-up', (agent) => {
        if (operation.wrapUp && !agent.signedOut) { agent.state = 'wrap-up'; agent.due = 'later'; } else becomeIdle(agent, this.turn);
      });
      case 'endWrapUp':
        if (this.agents.has(operation.agentId) && this.agents.get(operation.agentId)?.state !== 'wrap-up') return { refused: 'wrong-state' };
        return this.change(operation.agentId, (agent) => becomeIdle(agent, this.turn));
      case 'timePasses': {
        const agent = this.agents.get(operation.agentId);
        if (agent && agent.due !== null) agent.due = this.turn;
        return 'done';
      }
      case 'expire': return this.expire(operation.limit);
      case 'flush':
      case 'rebuild':
        for (const agent of this.agents.values()) if (typeof agent.due === 'number') agent.due = this.turn;
        return 'done';
    }
  }

  /** The operation with a real agent's id in it. */
  aim<Step extends Operation>(step: Step): Step {
    if (!('agentId' in step) || step.agentId !== SOMEBODY_BUSY) return step;
    const busy = [...this.agents.values()].filter((agent) => agent.token !== null);
    return { ...step, agentId: busy[this.turn % busy.length]?.agentId ?? 'nobody' };
  }

  /** The token that a step shows. */
  tokenFor(agentId: string, choice: TokenChoice): string {
    const held = this.agents.get(agentId)?.token ?? 'none';
    if (choice === 'held') return held;
    return (choice === 'earlier' ? this.tokens.findLast((token) => token !== held) : undefined) ?? 'made-up';
  }

  /** Who can be reserved for the line, in the order of the line. */
  idleLine(line: string): string[] {
    return [...this.agents.values()].filter((agent) => agent.lines.includes(line) && isReservable(agent))
      .sort((a, b) => a.idleSince - b.idleSince || (a.agentId < b.agentId ? -1 : 1)).map((agent) => agent.agentId);
  }

  /** Call id -> the one agent who is reserved for it or talks on it. */
  calls(): Record<string, string> {
    return Object.fromEntries([...this.agents.values()].filter(isEngaged).map((agent): [string, string] => [agent.callId ?? '', agent.agentId]));
  }

  lineCounts(line: string): LineCounts {
    const serving = [...this.agents.values()].filter((agent) => agent.lines.includes(line));
    const count = (is: (agent: ModelAgent) => boolean) => serving.filter(is).length;
    return {
      idle: count(isReservable),
      reserved: count((agent) => agent.state === 'reserved'),
      talking: count((agent) => agent.state === 'talking'),
      wrapUp: count((agent) => agent.state === 'wrap-up'),
      onBreak: count((agent) => agent.state === 'idle' && agent.status === 'break'),
      withoutLeg: count((agent) => agent.state === 'idle' && agent.status === 'available' && !isReservable(agent)),
    };
  }

  timeless(): TimelessAgent[] {
    return [...this.agents.values()].map(timelessOf);
  }

  /** What MySQL and the switch would tell; turns stand for milliseconds long ago. */
  restored(): RestoredAgent[] {
    return [...this.agents.values()].map((agent): RestoredAgent => {
      const { agentId, lines, status, legMode, signedOut } = agent;
      const base = { agentId, lines, status, statusReason: agent.reason, legMode, legChannelId: agent.leg, signedOut, idleSinceAtMs: 1_600_000_000_000 + agent.idleSince };
      const callId = agent.callId ?? '';
      const token = agent.token ?? '';
      const leftMs = agent.due === 'later' ? 60_000 : 0;
      switch (agent.state) {
        case 'idle': return { ...base, state: 'idle' };
        case 'reserved': return { ...base, state: 'reserved', callId, token, leaseMs: leftMs };
        case 'talking': return { ...base, state: 'talking', callId, token };
        case 'wrap-up': return { ...base, state: 'wrap-up', callId, token, wrapUpMs: leftMs };
      }
    });
  }

  private signIn(operation: Operation & { op: 'signIn' }): Outcome {
    const { agentId, lines, status, legMode, leg } = operation;
    if (!this.agents.has(agentId)) {
      this.agents.set(agentId, {
        agentId, lines, status: 'offline', reason: null, state: 'idle', idleSince: this.turn, callId: null, token: null, due: null, legMode, leg: null, signedOut: false,
      });
    }
    return this.change(agentId, (agent) => {
      Object.assign(agent, { lines, status, reason: null, legMode, signedOut: false });
      if (leg !== undefined) agent.leg = leg;
    });
  }

  private signOut(agent: ModelAgent): void {
    Object.assign(agent, { status: 'offline', reason: null, signedOut: true });
    if (agent.state === 'wrap-up') becomeIdle(agent, this.turn);
  }

  private reserve(candidates: readonly string[], callId: string, token: string): Outcome {
    if (this.holderOf(callId)) return { refused: 'call-taken' };
    const first = candidates.flatMap((agentId) => this.agents.get(agentId) ?? []).find(isReservable);
    if (!first) return { refused: 'nobody-reservable' };
    this.tokens.push(token);
    return this.change(first.agentId, (agent) => { Object.assign(agent, { state: 'reserved', callId, token, due: 'later' }); });
  }

  private withToken(
    operation: { readonly agentId: string; readonly token: TokenChoice }, from: AgentState, already: AgentState | null, step: (agent: ModelAgent) => void,
  ): Outcome {
    const agent = this.agents.get(operation.agentId);
    if (!agent) return { refused: 'unknown-agent' };
    if (agent.token !== this.tokenFor(operation.agentId, operation.token)) return { refused: 'stale-token' };
    if (agent.state === already) return { agent: timelessOf(agent) };
    return agent.state === from ? this.change(operation.agentId, step) : { refused: 'wrong-state' };
  }

  private expire(limit: number): Outcome {
    const overdue = [...this.agents.values()].flatMap((agent) => (typeof agent.due === 'number' ? [{ agent, due: agent.due }] : []))
      .sort((a, b) => a.due - b.due || (a.agent.agentId < b.agent.agentId ? -1 : 1)).slice(0, limit);
    return {
      ended: overdue.map(({ agent, due }) => {
        const was = { kind: agent.state === 'reserved' ? 'reservation-lapsed' : 'wrap-up-over', callId: agent.callId ?? '', token: agent.token ?? '' };
        becomeIdle(agent, agent.state === 'wrap-up' ? due : undefined);
        this.leaveIfOut(agent);
        return { ...was, agent: timelessOf(agent) };
      }),
    };
  }

  /** Any change: who turns willing to take calls goes to the back of the line. */
  private change(agentId: string, step: (agent: ModelAgent) => void): Outcome {
    const agent = this.agents.get(agentId);
    if (!agent) return { refused: 'unknown-agent' };
    const wasWilling = isWilling(agent);
    step(agent);
    if (isWilling(agent) && !wasWilling) agent.idleSince = this.turn;
    this.leaveIfOut(agent);
    return { agent: timelessOf(agent) };
  }

  private leaveIfOut(agent: ModelAgent): void {
    if (agent.signedOut && agent.state === 'idle') this.agents.delete(agent.agentId);
  }

  private holderOf(callId: string): ModelAgent | undefined {
    return [...this.agents.values()].find((agent) => isEngaged(agent) && agent.callId === callId);
  }
}

function isReservable(agent: ModelAgent): boolean {
  return canBeReserved({ ...agent, legUp: agent.leg !== null });
}

function isWilling(agent: ModelAgent): boolean {
  return isReservable({ ...agent, state: 'idle' });
}

function isEngaged(agent: ModelAgent): boolean {
  return agent.state === 'reserved' || agent.state === 'talking';
}

function becomeIdle(agent: ModelAgent, idleSince = agent.idleSince): void {
  Object.assign(agent, { state: 'idle', callId: null, token: null, due: null, idleSince });
}

function timelessOf(agent: ModelAgent): TimelessAgent {
  const { agentId, lines, status, state, callId, token, legMode, signedOut } = agent;
  return { agentId, lines, status, statusReason: agent.reason, state, callId, token, legMode, legChannelId: agent.leg, signedOut, reservable: isReservable(agent) };
}
