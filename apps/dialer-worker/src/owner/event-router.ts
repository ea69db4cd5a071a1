import type { SwitchEvent } from '@paceline/domain/call/switch-event';
import type { AgentLegs } from '../agents/agent-legs';
import type { AfterCallDesk } from '../callers/after-call-desk';
import type { FlowTrialDesk } from '../callers/flow-trials';
import type { MachineDesk } from '../callers/machine-desk';
import type { Reception } from '../callers/reception';
import type { CallFlow } from '../calls/call-flow';
import type { OnDemandPhones } from '../calls/on-demand-phones';
import type { OutsideCalls } from '../calls/outside-calls';
import type { CallRegistry } from '../calls/call-registry';
import type { OwnerContext } from '../context/owner-context';
import type { Ownership } from '../context/ownership';
import type { SwitchClock } from '../context/switch-clock';
import type { Reconciler } from './reconciler';
import type { StrayChannels } from './stray-channels';

export interface EventRouterParts {
  readonly registry: CallRegistry;
  readonly time: Pick<SwitchClock, 'inOurTime'>;
  readonly reconciler: Pick<Reconciler, 'awaits' | 'keep'>;
  readonly reception: Pick<Reception, 'arrived' | 'awaits' | 'keep'>;
  readonly flow: Pick<CallFlow, 'handle'>;
  readonly legs: Pick<AgentLegs, 'handle' | 'phoneIsBack'>;
  readonly phones: Pick<OnDemandPhones, 'has' | 'handle'>;
  readonly outside: Pick<OutsideCalls, 'handle'>;
  readonly trials: Pick<FlowTrialDesk, 'has' | 'handle'>;
  readonly afterCalls: Pick<AfterCallDesk, 'has' | 'handle'>;
  readonly machines: Pick<MachineDesk, 'has' | 'handle'>;
  readonly strays: Pick<StrayChannels, 'began'>;
}

/** Whose each event of the switch is: a call's, an agent's leg's, or nobody's. */
export class EventRouter {
  constructor(
    private readonly owner: Pick<OwnerContext, 'clock'>, private readonly ownership: Pick<Ownership, 'reconciled' | 'stopped'>,
    private readonly parts: EventRouterParts,
  ) {}

  dispatch(event: SwitchEvent): void {
    if (this.ownership.stopped) return;
    const { registry, time, reconciler, reception, flow, legs, phones, outside, trials, afterCalls, machines, strays } = this.parts;
    if (event.type === 'phone-registration' && event.registered) legs.phoneIsBack(event.user);
    if (!('channelId' in event)) return;
    const readAtMs = this.owner.clock.monotonicMs();
    const call = registry.get(event.channelId);
    if (reconciler.awaits(event.channelId)) reconciler.keep(time.inOurTime(event));
    else if (reception.awaits(event.channelId)) reception.keep(time.inOurTime(event));
    else if (call !== undefined) flow.handle(call, time.inOurTime(event), readAtMs);
    else if (trials.has(event.channelId)) trials.handle(time.inOurTime(event));
    else if (afterCalls.has(event.channelId)) afterCalls.handle(time.inOurTime(event));
    else if (machines.has(event.channelId)) machines.handle(time.inOurTime(event));
    else if (registry.legs.of(event.channelId)?.role === 'third') outside.handle(event);
    else if (phones.has(event.channelId)) phones.handle(event);
    else if (registry.legs.has(event.channelId)) legs.handle(event);
    else if (event.type === 'channel-parked' && this.ownership.reconciled) reception.arrived({ ...event, atMs: time.inOurTime(event).atMs });
    else if (event.type === 'channel-created' && this.ownership.reconciled) strays.began(event);
  }
}
