import { Injectable } from '@nestjs/common';
import type { MoveCall, TakeOutCall } from '@paceline/contracts/calls';
import type { CommandAnswer } from '@paceline/contracts/command-answers';
import { lineOfQueue } from '@paceline/domain/routing/line';
import { ClientQueues, recordChange, type AuditedFields, type Call } from '@paceline/persistence';
import { PacelineError, notFound } from '@paceline/platform/errors';
import { DataSource, type EntityManager } from 'typeorm';
import { actorOf } from '../audit/audit.service';
import type { CurrentUser } from '../auth/current-user';
import { CommandService } from '../commands/command.service';
import { KnownPrompts } from '../prompts/known-prompts';
import { CallAccess } from './call-access';

/** What supervisors do with callers who wait. What was asked is in the trail; whether it came in time, the owner alone knows. */
@Injectable()
export class WaitingCallsService {
  constructor(
    private readonly dataSource: DataSource, private readonly access: CallAccess, private readonly commands: CommandService, private readonly prompts: KnownPrompts,
  ) {}

  async move(caller: CurrentUser, callId: string, { queueId }: MoveCall): Promise<CommandAnswer> {
    const call = await this.waiting(caller, callId);
    const queue = await new ClientQueues(this.dataSource, caller).find(queueId);
    if (queue === null) throw notFound('queue', queueId);
    if (queue.switchId !== call.switchId) throw new PacelineError('wrong-state', 'queue-elsewhere', { queue: queue.name, switchId: call.switchId });
    return await this.commands.ask({
      client: caller, kind: 'call-move', switchId: call.switchId, payload: { callId, queueId, byUserId: caller.id },
      change: (manager) => asked(manager, caller, call, { line: call.line, moved: false }, { line: lineOfQueue(queueId), moved: true }),
    });
  }

  async answerNext(caller: CurrentUser, callId: string): Promise<CommandAnswer> {
    const call = await this.waiting(caller, callId);
    return await this.commands.ask({
      client: caller, kind: 'call-answer-next', switchId: call.switchId, payload: { callId, byUserId: caller.id },
      change: (manager) => asked(manager, caller, call, { answeredNext: false }, { answeredNext: true }),
    });
  }

  async takeOut(caller: CurrentUser, callId: string, { prompt }: TakeOutCall): Promise<CommandAnswer> {
    const call = await this.waiting(caller, callId);
    if (prompt !== null) await this.prompts.check(caller, [{ path: 'prompt', prompt }]);
    return await this.commands.ask({
      client: caller, kind: 'call-take-out', switchId: call.switchId, payload: { callId, prompt, byUserId: caller.id },
      change: (manager) => asked(manager, caller, call, { takenOut: false }, { takenOut: true, prompt }),
    });
  }

  private async waiting(caller: CurrentUser, callId: string): Promise<Call> {
    const call = await this.access.find(caller, callId, 'calls:control');
    if (call.endedAt !== null) throw new PacelineError('wrong-state', 'call-over');
    if (call.direction !== 'inbound') throw new PacelineError('wrong-state', 'call-not-waiting');
    return call;
  }
}

async function asked(manager: EntityManager, caller: CurrentUser, { id }: Call, was: AuditedFields, became: AuditedFields): Promise<void> {
  await recordChange(manager, actorOf(caller), { resource: 'call', resourceId: id, action: 'changed', was, became });
}
