import { Injectable } from '@nestjs/common';
import type { GiveDisposition } from '@paceline/contracts/calls';
import type { CommandAnswer } from '@paceline/contracts/command-answers';
import { mayDo } from '@paceline/contracts/permissions';
import { talkedWithAgent } from '@paceline/domain/call/outcome';
import { CallAmendments, ClientCampaigns, ClientDispositions, dispositionGiver, retryRulesOf, settlementOf, type Call, type Disposition } from '@paceline/persistence';
import { Clock } from '@paceline/platform/clock';
import { PacelineError } from '@paceline/platform/errors';
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
  async disposition(caller: CurrentUser, id: string, { code, note }: GiveDisposition): Promise<CommandAnswer | null> {
    const call = await this.access.find(caller, id, 'calls:control');
    const disposition = await this.offered(caller, code);
    if (call.endedAt === null) throw new PacelineError('wrong-state', 'call-going-on');
    if (call.outcome === null || !talkedWithAgent(call.outcome)) throw new PacelineError('wrong-state', 'nobody-talked');
    if (call.settledAt !== null) { await this.amend(caller, call, disposition, note); return null; }
    return await this.commands.ask({ client: caller, kind: 'call-disposition', switchId: call.switchId, payload: { callId: id, disposition: code, note, byUserId: caller.id } });
  }

  private async offered(caller: CurrentUser, code: string): Promise<Disposition> {
    const disposition = await new ClientDispositions(this.dataSource, caller).find(code);
    if (disposition === null) throw new PacelineError('not-found', 'disposition', { disposition: code });
    if (disposition.system || !disposition.active) throw new PacelineError('wrong-state', 'disposition-not-offered', { disposition: code });
    return disposition;
  }

  /** An agent replaces what the system said for them; what somebody said, a supervisor alone. */
  private async amend(caller: CurrentUser, call: Call, { code, meaning }: Disposition, note: string | null): Promise<void> {
    const isGiven = call.dispositionBy !== null && call.dispositionBy !== 'system';
    if (isGiven && !mayDo(caller.role, 'calls:control')) {
      throw new PacelineError('not-allowed', 'disposition-given');
    }
    const campaign = call.campaignId === null ? null : await new ClientCampaigns(this.dataSource, call).find(call.campaignId);
    const by = await dispositionGiver(this.dataSource, call, caller.id);
    const endedAtMs = (call.endedAt ?? call.plannedAt).getTime();
    const at = new Date(this.clock.nowMs());
    const settlement = settlementOf({ callId: call.id, retryRules: retryRulesOf(campaign), endedAtMs }, { code, meaning, by, note, byUserId: caller.id });
    await this.amendments.amend(settlement, { at, kind: 'disposition', data: { code, by, amended: true, byUserId: caller.id } }, caller.id);
  }
}
