import { Injectable } from '@nestjs/common';
import type { GiveDisposition } from '@paceline/contracts/calls';
import type { CommandAnswer } from '@paceline/contracts/command-answers';
import { mayDo } from '@paceline/contracts/permissions';
import { talkedWithAgent } from '@paceline/domain/call/outcome';
import {
  CallAmendments, ClientCalls, ClientCampaigns, ClientDispositions, calledBackOf, dispositionGiver, hasNumber, retryRulesOf, settleableTarget, settlementOf, type Call, type Disposition,
} from '@paceline/persistence';
import { Clock } from '@paceline/platform/clock';
import { PacelineError, notFound } from '@paceline/platform/errors';
import { DataSource } from 'typeorm';
import type { CurrentUser } from '../auth/current-user';
import { CommandService } from '../commands/command.service';
import { CallAccess } from './call-access';

/** What people do to calls. A call that is not settled is its owner's: the owner is asked. */
@Injectable()
export class CallActionsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly access: CallAccess,
    private readonly commands: CommandService,
    private readonly amendments: CallAmendments,
    private readonly clock: Clock,
  ) {}

  async hangup(caller: CurrentUser, id: string): Promise<CommandAnswer> {
    const call = await this.access.find(caller, id, 'calls:control');
    if (call.endedAt !== null) throw new PacelineError('wrong-state', 'call-over');
    return await this.commands.ask({ client: caller, kind: 'call-hangup', switchId: call.switchId, payload: { callId: id, byUserId: caller.id } });
  }

  /** Null: it was amended here and now, and no owner had to be asked. */
  async disposition(caller: CurrentUser, id: string, { code, note, targetId }: GiveDisposition): Promise<CommandAnswer | null> {
    const call = await this.access.find(caller, id, 'calls:control');
    const disposition = await this.offered(caller, code);
    if (call.endedAt === null) throw new PacelineError('wrong-state', 'call-going-on');
    if (call.outcome === null || !talkedWithAgent(call.outcome)) throw new PacelineError('wrong-state', 'nobody-talked');
    if (targetId !== null) await this.checkTarget(caller, call, targetId);
    if (call.settledAt !== null) { await this.amend(caller, call, disposition, note, targetId); return null; }
    return await this.commands.ask({ client: caller, kind: 'call-disposition', switchId: call.switchId, payload: { callId: id, disposition: code, note, targetId, byUserId: caller.id } });
  }

  /** An agent's is the target of somebody who has the caller's number; supervisors may know better who it was. */
  private async checkTarget(caller: CurrentUser, { id, direction, phone, targetId: own }: Call, targetId: string): Promise<void> {
    if (direction !== 'inbound' || (own !== null && own !== targetId)) throw new PacelineError('wrong-state', 'target-of-another-call');
    const target = await settleableTarget(this.dataSource, caller, targetId);
    const isKnown = target !== null && (mayDo(caller.role, 'calls:control') || (phone !== null && await hasNumber(this.dataSource, target.contactId, phone)));
    if (!isKnown) throw notFound('target', targetId);
    if (target.state !== 'ready' && !(target.state === 'done' && target.lastCallId === id)) throw new PacelineError('wrong-state', 'target-not-open');
  }

  private async offered(caller: CurrentUser, code: string): Promise<Disposition> {
    const disposition = await new ClientDispositions(this.dataSource, caller).find(code);
    if (disposition === null) throw new PacelineError('not-found', 'disposition', { disposition: code });
    if (disposition.system || !disposition.active) throw new PacelineError('wrong-state', 'disposition-not-offered', { disposition: code });
    return disposition;
  }

  /** An agent replaces what the system said for them; what somebody said, a supervisor alone. */
  private async amend(caller: CurrentUser, call: Call, { code, meaning }: Disposition, note: string | null, wanted: string | null): Promise<void> {
    const isGiven = call.dispositionBy !== null && call.dispositionBy !== 'system';
    if (isGiven && !mayDo(caller.role, 'calls:control')) {
      throw new PacelineError('not-allowed', 'disposition-given');
    }
    const campaign = call.campaignId === null ? null : await new ClientCampaigns(this.dataSource, call).find(call.campaignId);
    const by = await dispositionGiver(this.dataSource, call, caller.id);
    const endedAtMs = (call.endedAt ?? call.plannedAt).getTime();
    const at = new Date(this.clock.nowMs());
    // A target that it has settled follows, whether it is named again or not.
    const targetId = wanted ?? (call.direction === 'inbound' ? call.targetId : null);
    const target = targetId === null ? null : await settleableTarget(this.dataSource, call, targetId);
    const settlement = {
      ...settlementOf({ callId: call.id, retryRules: retryRulesOf(campaign), endedAtMs }, { code, meaning, by, note, byUserId: caller.id }),
      calledBack: targetId === null || target === null ? null : calledBackOf(targetId, target, { code, meaning }, endedAtMs),
    };
    const data = { code, by, amended: true, byUserId: caller.id, ...(targetId !== null && { targetId }) };
    await this.amendments.amend(settlement, { at, kind: 'disposition', data }, caller.id);
    if (wanted !== null && (await new ClientCalls(this.dataSource, call).find(call.id))?.targetId !== wanted) throw new PacelineError('wrong-state', 'target-not-told');
  }
}
