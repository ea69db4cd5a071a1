import { Injectable } from '@nestjs/common';
import type { CommandAnswer } from '@paceline/contracts/command-answers';
import { whyNotLeft } from '@paceline/domain/campaign/machine-message';
import { ClientCampaigns, dialFactsOf } from '@paceline/persistence';
import { Clock } from '@paceline/platform/clock';
import { PacelineError } from '@paceline/platform/errors';
import { whereaboutsOf } from '@paceline/platform/law/whereabouts';
import { DataSource } from 'typeorm';
import type { CurrentUser } from '../auth/current-user';
import { CommandService } from '../commands/command.service';
import { CallAccess } from './call-access';

/** An agent talks with a machine, and has it left the campaign's message: whether that may be is judged for whom it would be left, at this moment. */
@Injectable()
export class MachineMessagesService {
  constructor(
    private readonly dataSource: DataSource, private readonly access: CallAccess, private readonly commands: CommandService, private readonly clock: Clock,
  ) {}

  async leave(caller: CurrentUser, id: string): Promise<CommandAnswer> {
    const { direction, campaignId, contactId, phone, targetId, state, endedAt, switchId, clientId } = await this.access.find(caller, id, 'calls:control');
    if (endedAt !== null) throw new PacelineError('wrong-state', 'call-over');
    if (state !== 'talking') throw new PacelineError('wrong-state', 'nobody-talks');
    const campaign = direction === 'inbound' || campaignId === null ? null : await new ClientCampaigns(this.dataSource, caller).find(campaignId);
    if (campaign === null || phone === null) throw new PacelineError('wrong-state', 'no-machine-message');
    const { zone, consents = [] } = await dialFactsOf(this.dataSource, { callId: id, clientId, contactId, phone, targetId }, () => true);
    const refused = whyNotLeft(campaign.machineMessage, campaign.purpose, { phone, countries: whereaboutsOf(phone, zone).countries, consents }, this.clock.nowMs());
    if (refused?.code === 'no-machine-message') throw new PacelineError('wrong-state', refused.code);
    if (refused?.code === 'machine-message-without-number') throw new PacelineError('wrong-state', refused.code, { tollFree: refused.tollFree, sources: refused.sources });
    if (refused !== null) throw new PacelineError('wrong-state', refused.code, { sources: refused.sources });
    return await this.commands.ask({ client: caller, kind: 'call-machine', switchId, payload: { callId: id, byUserId: caller.id } });
  }
}
