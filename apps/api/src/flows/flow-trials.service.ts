import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { CommandAnswer } from '@paceline/contracts/command-answers';
import type { CallMeWithFlow } from '@paceline/contracts/flows';
import { faultsOf } from '@paceline/domain/script/faults';
import { MOST_TRIALS, mayTry } from '@paceline/domain/script/trials';
import { ClientAgents, ClientDoNotCallList, ClientFlowTrials, ClientFlows, recordChange, type FlowTrial } from '@paceline/persistence';
import { Clock } from '@paceline/platform/clock';
import type { Environment } from '@paceline/platform/environment';
import { PacelineError } from '@paceline/platform/errors';
import { DataSource, type EntityManager } from 'typeorm';
import { actorOf } from '../audit/audit.service';
import type { CurrentUser } from '../auth/current-user';
import { CommandService } from '../commands/command.service';
import { tooManyTries } from '../edge/too-many-tries';
import { invalid } from '../edge/validation';
import { reachOf } from '../gateways/reach';
import { InjectEnvironment } from '../infrastructure/tokens';
import { FlowOutside } from './flow-outside';
import { knownFlow } from './flows.service';

type Leg = Pick<FlowTrial, 'legKind' | 'legAddress' | 'legGateway'>;

/** Rings the phone of whoever asks through a draft: nobody else is called, and nothing counts it. */
@Injectable()
export class FlowTrialsService {
  constructor(
    private readonly dataSource: DataSource, private readonly commands: CommandService, private readonly outside: FlowOutside, private readonly clock: Clock,
    @InjectEnvironment() private readonly environment: Environment,
  ) {}

  async callMe(caller: CurrentUser, flowId: string, { phone }: CallMeWithFlow): Promise<CommandAnswer> {
    const trialId = randomUUID();
    return await this.commands.ask({
      client: caller, kind: 'flow-trial', switchId: this.environment.SWITCH_ID, payload: { trialId, byUserId: caller.id },
      change: async (manager) => {
        const trials = new ClientFlowTrials(manager, caller);
        await this.requireMay(trials, caller);
        const { draft } = knownFlow(await new ClientFlows(manager, caller).lock(flowId), flowId);
        const reasons = faultsOf(draft, await this.outside.of(manager, caller, draft));
        if (reasons.length > 0) throw new PacelineError('flow-not-ready', 'not-ready', { reasons });
        const leg = phone === null ? await ownPhone(manager, caller) : await this.numberOf(manager, caller, phone);
        await trials.ask({
          id: trialId, flowId, switchId: this.environment.SWITCH_ID, script: draft, ...leg, askedByUserId: caller.id, askedAt: new Date(this.clock.nowMs()),
        });
        await recordChange(manager, actorOf(caller), { resource: 'flow', resourceId: flowId, action: 'tried', was: null, became: { phone: leg.legAddress } });
      },
    });
  }

  private async requireMay(trials: ClientFlowTrials, { id }: CurrentUser): Promise<void> {
    const nowMs = this.clock.nowMs();
    const decision = mayTry(await trials.ofUser(id, new Date(nowMs - MOST_TRIALS.withinMs)), nowMs);
    if (decision.allow) return;
    if (decision.reason === 'goes-on') throw new PacelineError('wrong-state', 'trial-going-on');
    throw tooManyTries(Math.ceil(decision.waitMs / 1000));
  }

  /** By the rules of destinations, as whoever is called for a caller. Somebody who said no is not called for this either. */
  private async numberOf(manager: EntityManager, caller: CurrentUser, phone: string): Promise<Leg> {
    const refusal = (await reachOf(manager, this.environment.SWITCH_ID))(phone, null);
    if (refusal !== null && refusal !== 'unknown-gateway') throw invalid('phone', 'no-gateway-would-call', { phone, refusal });
    if (await new ClientDoNotCallList(manager, caller).find(phone) !== null) throw new PacelineError('unavailable', 'not-called', { phone, refusal: 'do-not-call' });
    return { legKind: 'gateway', legAddress: phone, legGateway: null };
  }
}

/** In the middle of a working day the phone is taken. */
async function ownPhone(manager: EntityManager, caller: CurrentUser): Promise<Leg> {
  const agent = await new ClientAgents(manager, caller).ofUser(caller.id);
  if (agent === null) throw invalid('phone', 'name-your-phone');
  if (agent.status !== 'offline') throw new PacelineError('wrong-state', 'agent-signed-in-on-phone');
  const { legKind, legAddress, legGateway } = agent;
  return { legKind, legAddress, legGateway };
}
