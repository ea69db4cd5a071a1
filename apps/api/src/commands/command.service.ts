import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { CommandAnswer } from '@paceline/contracts/command-answers';
import { mayDo } from '@paceline/contracts/permissions';
import { COMMAND_PAYLOADS, type CommandPayloads } from '@paceline/contracts/commands';
import { isErrorCode, type ErrorFacts } from '@paceline/contracts/messages/error-words';
import type { ClientScope } from '@paceline/domain/client/client';
import { Command, CommandRepository, inTransaction } from '@paceline/persistence';
import { PacelineError, messageOf, notFound } from '@paceline/platform/errors';
import type { Logger } from '@paceline/platform/logger';
import { Producers } from '@paceline/queues';
import { DataSource, type EntityManager } from 'typeorm';
import type { CurrentUser } from '../auth/current-user';
import { errorView } from '../edge/to-problem';
import { InjectLogger } from '../infrastructure/tokens';
import { within } from '../infrastructure/within';

const WAKE_WITHIN_MS = 500;
const ANSWER_WITHIN_MS = 3_000;
const LOOK_EVERY_MS = 25;

export interface CommandRequest<Kind extends keyof CommandPayloads> {
  /** For whom. */
  readonly client: ClientScope;
  readonly kind: Kind;
  readonly switchId: string;
  readonly payload: CommandPayloads[Kind];
  /** What is committed together with the command, or not at all. */
  readonly change?: (manager: EntityManager) => Promise<void>;
}

/**
 * Asks the owner of a switch for something. The row is committed first: a wake-up that is lost, a Redis or a worker
 * that is away delay the command, and lose nothing. Then the owner is given a few seconds to answer.
 */
@Injectable()
export class CommandService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly commands: CommandRepository,
    private readonly producers: Producers,
    @InjectLogger() private readonly log: Logger,
  ) {}

  /** Done, or pending; what the owner refused is thrown with the owner's code. */
  async ask<Kind extends keyof CommandPayloads>(request: CommandRequest<Kind>): Promise<CommandAnswer> {
    const id = await this.commit(request);
    const command = await this.outcome(id);
    if (command.error !== null) throw refusal(command.error);
    return toAnswer(command);
  }

  /** Tells the owner, and does not wait for what comes of it. */
  async tell<Kind extends keyof CommandPayloads>(request: CommandRequest<Kind>): Promise<void> {
    await this.commit(request);
  }

  /** A command that is not for the caller to see is one that is not there. */
  async find(caller: CurrentUser, id: string): Promise<CommandAnswer> {
    const command = await this.commands.find(id);
    if (command === null || command.clientId !== caller.clientId || (command.payload['byUserId'] !== caller.id && !mayDo(caller.role, 'commands:read'))) throw notFound('command', id);
    return toAnswer(command);
  }

  private async commit<Kind extends keyof CommandPayloads>({ client: { clientId }, kind, switchId, payload, change }: CommandRequest<Kind>): Promise<string> {
    const id = randomUUID();
    const checked = COMMAND_PAYLOADS[kind].parse(payload) as Record<string, string | null>; // payloads are flat by their schemas
    await inTransaction(this.dataSource, async (manager) => {
      await change?.(manager);
      await this.commands.add({ clientId, id, switchId, kind, payload: checked }, manager);
    });
    await this.wake(switchId, id);
    return id;
  }

  private async wake(switchId: string, commandId: string): Promise<void> {
    const sent = this.producers.command(switchId, { commandId });
    sent.catch((thrown: unknown) => { this.log.warn({ commandId, error: messageOf(thrown) }, 'the owner was not woken: it finds the command by itself'); });
    await within(WAKE_WITHIN_MS, sent.catch(() => undefined));
  }

  private async outcome(id: string): Promise<Command> {
    const untilMs = performance.now() + ANSWER_WITHIN_MS;
    for (;;) {
      const command = await this.commands.find(id);
      if (command === null) throw notFound('command', id);
      if (command.state !== 'pending' || performance.now() >= untilMs) return command;
      await delay(LOOK_EVERY_MS);
    }
  }
}

function toAnswer(command: Command): CommandAnswer {
  return {
    commandId: command.id, kind: command.kind, state: command.state,
    error: command.error && errorView(command.error),
    createdAt: command.createdAt.toISOString(), doneAt: command.doneAt?.toISOString() ?? null,
  };
}

/** Of a worker of another version an error of which nobody here knows. */
function refusal({ code, reason, params }: ErrorFacts): PacelineError {
  return isErrorCode(code) ? PacelineError.because(code, { code: reason, params }) : new PacelineError('internal-error', 'command-failed');
}
