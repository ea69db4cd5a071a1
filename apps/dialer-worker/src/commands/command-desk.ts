import { PoolNotBuiltError } from '@paceline/agent-pool';
import { commandPayload, type CommandPayloads } from '@paceline/contracts/commands';
import type { ErrorFacts } from '@paceline/contracts/messages/error-words';
import { isPassing, type Command } from '@paceline/persistence';
import { PacelineError, messageOf } from '@paceline/platform/errors';
import type { AgentDesk } from '../agents/agent-desk';
import type { CallEnding } from '../calls/call-ending';
import type { CallRegistry } from '../calls/call-registry';
import { persistently } from '../context/persistently';
import type { Previews } from '../calls/previews';
import type { WaitingDesk } from '../calls/waiting-desk';
import type { WrapUp } from '../calls/wrap-up';
import type { AfterCallDesk } from '../callers/after-call-desk';
import type { MachineDesk } from '../callers/machine-desk';
import type { FlowTrialDesk } from '../callers/flow-trials';
import type { CampaignDesk } from '../campaigns/campaign-desk';
import type { OwnerContext } from '../context/owner-context';

export interface CommandParts {
  readonly desk: Pick<AgentDesk, 'signIn' | 'signOut' | 'statusChanged' | 'linesChanged'>;
  readonly wrapUp: Pick<WrapUp, 'ready' | 'disposition'>;
  readonly previews: Pick<Previews, 'dial' | 'skip'>;
  readonly registry: Pick<CallRegistry, 'get'>;
  readonly ending: Pick<CallEnding, 'neverSent'>;
  readonly waiting: Pick<WaitingDesk, 'move' | 'answerNext' | 'takeOut'>;
  readonly campaigns: Pick<CampaignDesk, 'changed'>;
  readonly trials: Pick<FlowTrialDesk, 'ask'>;
  readonly afterCalls: Pick<AfterCallDesk, 'keeps'>;
  readonly machines: Pick<MachineDesk, 'leave'>;
}

const POOL_WITHIN_MS = 3_000;
const LOOK_AGAIN_MS = 50;

/** Carries out what the API asked for, each row once; the row says how it went. */
export class CommandDesk {
  private readonly underway = new Set<string>();
  /** Commands about one agent are carried out one after the other: each then sees the row as it stands. */
  private readonly ofAgent = new Map<string, Promise<void>>();

  /** Each kind of command has its one handler, or this does not compile. */
  private readonly handlers: { readonly [Kind in keyof CommandPayloads]: (payload: CommandPayloads[Kind]) => Promise<void> };

  constructor(private readonly owner: Pick<OwnerContext, 'clock' | 'commands' | 'environment' | 'fence' | 'lease' | 'log' | 'switchPort'>, private readonly parts: CommandParts) {
    const { desk, wrapUp, campaigns, previews, waiting, trials, machines } = parts;
    this.handlers = {
      'agent-sign-in': ({ agentId }) => desk.signIn(agentId),
      'agent-sign-out': ({ agentId }) => desk.signOut(agentId),
      'agent-status': ({ agentId }) => desk.statusChanged(agentId),
      'agent-lines': ({ agentId }) => desk.linesChanged(agentId),
      'agent-ready': ({ agentId }) => wrapUp.ready(agentId),
      'preview-dial': (shown) => previews.dial(shown),
      'preview-skip': (shown) => previews.skip(shown),
      'campaign-changed': ({ campaignId }) => campaigns.changed(campaignId),
      'flow-trial': ({ trialId }) => trials.ask(trialId),
      'call-move': ({ callId, queueId, byUserId }) => waiting.move(callId, queueId, byUserId),
      'call-answer-next': ({ callId, byUserId }) => waiting.answerNext(callId, byUserId),
      'call-take-out': ({ callId, prompt, byUserId }) => waiting.takeOut(callId, prompt, byUserId),
      'call-hangup': ({ callId }) => this.hangup(callId),
      'call-machine': ({ callId, byUserId }) => machines.leave(callId, byUserId),
      'call-disposition': ({ callId, disposition, note, targetId, byUserId }) => wrapUp.disposition(callId, { code: disposition, note, targetId, byUserId }),
    };
  }

  async handle(commandId: string): Promise<void> {
    // Left pending without the lease: the next owner looks for what is.
    if (this.underway.has(commandId) || !this.owner.lease.isHeld()) return;
    this.underway.add(commandId);
    try {
      const command = await this.owner.commands.find(commandId);
      if (command?.state === 'pending') await this.inTurn(command);
    } finally {
      this.underway.delete(commandId);
    }
  }

  /** Commands whose wake-up was lost: at the taking of the switch, and now and then. */
  async catchUp(): Promise<void> {
    for (const command of await this.owner.commands.pending(this.owner.environment.SWITCH_ID)) await this.handle(command.id);
  }

  private async inTurn(command: Command): Promise<void> {
    const { agentId } = command.payload;
    if (typeof agentId !== 'string') { await this.carryOut(command); return; }
    const turn = (this.ofAgent.get(agentId) ?? Promise.resolve()).then(() => this.carryOut(command));
    const done = turn.catch(() => undefined); // the caller sees the error; the agent's next command goes on
    this.ofAgent.set(agentId, done);
    await turn.finally(() => { if (this.ofAgent.get(agentId) === done) this.ofAgent.delete(agentId); });
  }

  private async carryOut(command: Command): Promise<void> {
    let error: ErrorFacts | null = null;
    try {
      await persistently(this.owner, () => this.onceThePoolIsBuilt(() => this.perform(command)));
    } catch (thrown) {
      // Left pending: the next owner carries it out.
      if (isPassing(thrown)) throw thrown;
      error = (thrown instanceof PacelineError ? thrown : new PacelineError('internal-error', 'command-failed')).facts;
      this.owner.log.warn({ commandId: command.id, kind: command.kind, error: messageOf(thrown) }, 'command failed');
    }
    await persistently(this.owner, () => this.owner.commands.close(command.id, error));
  }

  /** A command that meets the pool while it is rebuilt waits for it: what it asks for is committed already. */
  private async onceThePoolIsBuilt(work: () => Promise<void>): Promise<void> {
    for (const deadlineMs = this.owner.clock.monotonicMs() + POOL_WITHIN_MS; ;) {
      try {
        await work();
        return;
      } catch (thrown) {
        if (!(thrown instanceof PoolNotBuiltError)) throw thrown;
        if (this.owner.clock.monotonicMs() > deadlineMs) throw new PacelineError('unavailable', 'agents-being-built');
        await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
      }
    }
  }

  private async perform({ kind, payload }: Command): Promise<void> {
    await this.performed(kind, commandPayload(kind, payload));
  }

  private async performed<Kind extends keyof CommandPayloads>(kind: Kind, payload: CommandPayloads[Kind]): Promise<void> {
    const perform: (payload: CommandPayloads[Kind]) => Promise<void> = this.handlers[kind];
    await perform(payload);
  }

  private async hangup(callId: string): Promise<void> {
    const call = this.parts.registry.get(callId);
    if (call === undefined) throw new PacelineError('wrong-state', 'call-over');
    if (call.state === 'planned') { await this.parts.ending.neverSent(call, 'MANAGER_REQUEST'); return; }
    if (call.state === 'talking' && await this.parts.afterCalls.keeps(call)) return;
    call.endedHere = call.state === 'talking';
    const result = await this.owner.switchPort.hangup(callId, call.answeredAtMs === null ? 'ORIGINATOR_CANCEL' : 'NORMAL_CLEARING');
    if (result.ok) return;
    if (result.kind === 'unknown') throw new PacelineError('unavailable', 'switch-silent');
    call.endedHere = false; // the other end was quicker
  }
}
