import type { Arrival, ChannelEvent, ChannelParked } from '@paceline/domain/call/switch-event';
import { beginning } from '@paceline/domain/script/step';
import type { DialedNumber, InboundCalls } from '@paceline/persistence';
import { homeOf, toldNumber } from '@paceline/platform/told-number';
import type { SwitchChannel } from '@paceline/telephony/port/switch-port';
import type { CallEnding } from '../calls/call-ending';
import type { CallFlow } from '../calls/call-flow';
import type { CallJournal } from '../calls/call-journal';
import type { CallRegistry } from '../calls/call-registry';
import { callOff } from '../calls/call-off';
import { LiveCall } from '../calls/live-call';
import type { ScriptPlan } from '../calls/script-plan';
import type { OwnerContext } from '../context/owner-context';
import { causeOf } from '../dialing/dial-door';
import { persistently } from '../context/persistently';
import type { Dialed, DialedNumbers } from './dialed-numbers';
import { lineOfNumber } from '../lines/line-of-queue';

export interface ReceptionParts {
  readonly registry: Pick<CallRegistry, 'get' | 'add' | 'all' | 'leftJustNow'>;
  readonly numbers: Pick<DialedNumbers, 'find'>;
  readonly calls: Pick<InboundCalls, 'begin'>;
  readonly journal: Pick<CallJournal, 'note'>;
  readonly flow: Pick<CallFlow, 'handle'>;
  readonly plan: Pick<ScriptPlan, 'begin'>;
  readonly ending: Pick<CallEnding, 'neverSent'>;
  /** Whose call is over, though they are still there. */
  readonly asked: { readonly has: (channelId: string) => boolean };
}

/** Who came in, as far as it is told. */
type Caller = Pick<Arrival, 'did' | 'callerNumber' | 'withheld' | 'gateway' | 'answered'> & { readonly channelId: string; readonly atMs: number };

/** On its way to a row. */
interface ComingIn {
  /** What the switch says of it meanwhile. */
  readonly events: ChannelEvent[];
  /** Once it is taken; null of the caller's number: withheld. */
  of: { readonly dialedNumber: string; readonly phone: string | null } | null;
}

/** A call comes in: whose number it is, whether one more is taken, its row, and the beginning of its number's script. */
export class Reception {
  private readonly comingIn = new Map<string, ComingIn>();
  /** Those who came before are in: a row that is written sooner takes nobody's place. */
  private before: Promise<void> = Promise.resolve();

  constructor(
    private readonly owner: Pick<OwnerContext, 'clock' | 'environment' | 'fence' | 'lease' | 'log' | 'metrics' | 'run' | 'switchPort'>, private readonly parts: ReceptionParts,
  ) {}

  /** The switch announces a caller, or says again that they are parked. */
  arrived({ channelId, arrival, atMs }: ChannelParked): void {
    if (arrival !== null) this.receive({ ...arrival, channelId, atMs });
  }

  /** Whether the call is on its way to its row: what is said of it is kept until then. */
  awaits(channelId: string): boolean {
    return this.comingIn.has(channelId);
  }

  keep(event: ChannelEvent): void {
    this.comingIn.get(event.channelId)?.events.push(event);
  }

  /** Those who came in while nobody listened. */
  found(channels: Iterable<SwitchChannel>): void {
    for (const { channelId, direction, accountCode, dismissed, initialDestination, callerNumber, callState, createdAtMs } of channels) {
      if (direction !== 'inbound' || accountCode !== this.owner.environment.SWITCH_ACCOUNT_CODE || dismissed) continue;
      this.receive({ channelId, did: initialDestination, callerNumber, withheld: false, gateway: '', answered: callState === 'ACTIVE', atMs: createdAtMs });
    }
  }

  private receive(caller: Caller): void {
    const { channelId } = caller;
    if (!this.owner.lease.isHeld() || this.comingIn.has(channelId) || this.parts.registry.get(channelId) !== undefined || this.parts.registry.leftJustNow(channelId) || this.parts.asked.has(channelId)) return;
    const coming: ComingIn = { events: [], of: null };
    this.comingIn.set(channelId, coming);
    const { before } = this;
    const taken = this.takeIn(caller, coming, before);
    this.before = Promise.allSettled([before, taken]).then(() => undefined);
    this.owner.run('receive a caller', async () => {
      try {
        await taken;
      } finally {
        this.comingIn.delete(channelId);
      }
      const call = this.parts.registry.get(channelId);
      if (call !== undefined) for (const event of coming.events) this.parts.flow.handle(call, event, this.owner.clock.monotonicMs());
    });
  }

  /** A database that is away is asked until it is there; meanwhile the switch's own guard says sorry to the caller, and their call's end is kept for its row. */
  private async takeIn(caller: Caller, coming: ComingIn, before: Promise<void>): Promise<void> {
    const { channelId, answered } = caller;
    const found = await persistently(this.owner, () => this.parts.numbers.find(caller.did, caller.gateway));
    if ('why' in found) { await this.turnAway(caller, found); return; }
    const { number: dialedNumber, runs: dialed } = found;
    const phone = caller.withheld ? null : toldNumber(caller.callerNumber, homeOf(dialedNumber));
    if (this.isOneTooMany(dialed, dialedNumber, phone)) {
      this.owner.metrics.callersTurnedAway.inc({ why: 'busy' });
      await this.owner.switchPort.refuse(channelId, 'busy');
      return;
    }
    coming.of = { dialedNumber, phone };
    const line = lineOfNumber(dialedNumber, this.owner.environment);
    const state = beginning(dialed.script);
    const [atMs, gateway] = [Math.min(caller.atMs, this.owner.clock.nowMs()), caller.gateway === '' ? null : caller.gateway];
    const began = await persistently(this.owner, (again) => this.parts.calls.begin({
      id: channelId, clientId: dialed.clientId, line: line.id, state: answered ? 'answered' : 'ringing', phone, gateway, dialedNumber,
      flowVersionId: dialed.flowVersionId, scriptState: state, at: new Date(atMs),
    }, this.owner.fence, again));
    await before;
    if (!began || !this.owner.lease.isHeld()) return; // its owner takes it over
    const call = new LiveCall({
      callId: channelId, clientId: dialed.clientId, line, targetId: null, contactId: null, gateway, direction: 'inbound', phone, callerNumber: null, ringTimeoutSec: null,
    }, answered ? 'answered' : 'ringing', {
      dialedNumber, run: { script: dialed.script, state, firstKeyAtMs: null, isEmergency: dialed.isClosed }, language: state.language, inQueue: false, treatment: null, sentOnBy: new Set(), inLineSinceMs: null,
    });
    call.created = true;
    call.parked = true;
    call.ringingAtMs = atMs;
    call.answeredAtMs = answered ? atMs : null;
    coming.of = null; // from here on it is counted among the calls
    this.parts.registry.add(call);
    this.parts.journal.note(call, 'came-in', { dialedNumber, withheld: caller.withheld, isEmergency: dialed.isClosed });
    this.parts.plan.begin(call);
    if (phone !== null) this.nobodyCalls(phone);
  }

  private async turnAway({ channelId, did, gateway }: Caller, { why, numbers }: Exclude<Dialed, { readonly number: string }>): Promise<void> {
    this.owner.metrics.callersTurnedAway.inc({ why });
    this.owner.log.warn({ channelId, did, gateway, why, numbers }, 'a call for a number of which nobody knows what it runs');
    await this.owner.switchPort.hangup(channelId, 'UNALLOCATED_NUMBER');
  }

  /** Whoever calls us is on one call with us: ours to them, planned or ringing, are called off. */
  private nobodyCalls(phone: string): void {
    for (const call of this.parts.registry.all()) {
      if (call.isOutbound() && call.facts.phone === phone) this.owner.run('call off a call to a caller', () => callOff(call, this.owner.switchPort, this.parts.ending, causeOf('number-on-call')));
    }
  }

  private isOneTooMany({ maxCalls, maxCallsPerCaller }: DialedNumber, dialedNumber: string, phone: string | null): boolean {
    const known = [...this.parts.registry.all()].filter(({ state }) => state !== 'ended').map(({ caller, facts }) => ({ dialedNumber: caller?.dialedNumber, phone: facts.phone }));
    const there = [...known, ...[...this.comingIn.values()].flatMap(({ of }) => of ?? [])].filter((one) => one.dialedNumber === dialedNumber);
    return there.length >= maxCalls || (phone !== null && there.filter((one) => one.phone === phone).length >= maxCallsPerCaller);
  }
}
