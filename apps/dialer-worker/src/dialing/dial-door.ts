import { mayReach, type DestinationRefusal, type DialedBy } from '@paceline/domain/compliance/destination';
import { DEFAULT_NUMBER_FORMAT, dialedNumber } from '@paceline/domain/trunk/number-format';
import { destinationsOf, type Gateway } from '@paceline/persistence';
import { numberFacts } from '@paceline/platform/number-kind';
import type { CommandResult, Endpoint, OriginateRequest, SwitchPort } from '@paceline/telephony/port/switch-port';
import type { TrunkLines, NoTurn } from '../trunks/trunk-lines';
import type { OwnerContext } from '../context/owner-context';
import type { DialingSwitch } from './dialing-switch';

/** The one part of the switch that dials. Nothing but the door below is given it. */
export type Dialer = Pick<SwitchPort, 'originate'>;

/** Why nothing was dialed. */
export type DoorRefusal = DestinationRefusal | 'switch-not-connected' | 'dialing-stopped' | 'no-gateway' | 'gateway-full' | 'gateway-out' | 'gateway-busy' | 'gateway-spent';

/** The right to dial this endpoint now, once: sent in the tick of the caller, or withdrawn. */
export interface Way {
  /** Null for a phone of the directory. */
  readonly gateway: Gateway | null;
  readonly send: (request: Omit<OriginateRequest, 'endpoint'>) => Promise<CommandResult>;
  readonly withdrawn: () => void;
}

export interface Wish {
  readonly by: DialedBy;
  readonly endpoint: Endpoint;
  /** A gateway's turn is waited for until then. */
  readonly notAfterMs: number;
}

const OF_TURN: Readonly<Record<NoTurn, DoorRefusal>> = {
  NO_GATEWAY: 'no-gateway', GATEWAY_OUT: 'gateway-out', GATEWAY_BUSY: 'gateway-busy', GATEWAY_SPENT: 'gateway-spent',
};

/**
 * Everything that is dialed goes through here, whoever wants it: the stop of all dialing, the gateway's destinations,
 * rate, lines, minutes and breaker are asked for each call and each agent's phone alike.
 */
export class DialDoor {
  constructor(
    private readonly owner: Pick<OwnerContext, 'switchPort'>, private readonly dialer: Dialer,
    private readonly gateways: Pick<TrunkLines, 'turn' | 'load' | 'find' | 'hasTrunkLine'>, private readonly dialing: Pick<DialingSwitch, 'stop'>,
  ) {}

  async open(wish: Wish): Promise<Way | DoorRefusal> {
    const { endpoint, by } = wish;
    // The command would be refused unsent, and that is not the trunk's fault.
    if (!this.owner.switchPort.up) return 'switch-not-connected';
    if (endpoint.kind === 'extension') {
      if (await this.dialing.stop() !== null) return 'dialing-stopped';
      return { gateway: null, withdrawn: () => undefined, send: (request) => this.dialer.originate({ ...request, endpoint }) };
    }
    // Nothing is waited for before the turn: whoever came first goes first.
    const turn = await this.gateways.turn(endpoint.gateway, wish.notAfterMs);
    if (typeof turn === 'string') return OF_TURN[turn];
    try {
      await this.gateways.load();
      const refusal = await this.dialing.stop() !== null ? 'dialing-stopped' : this.refusal(by, endpoint);
      const gateway = this.gateways.find(endpoint.gateway);
      if (refusal === null && gateway !== null) {
        const digits = dialedNumber(endpoint.digits, gateway.numberFormat ?? DEFAULT_NUMBER_FORMAT);
        return { gateway, withdrawn: turn.withdrawn, send: (request) => this.dialer.originate({ ...request, endpoint: { ...endpoint, digits } }) };
      }
      turn.withdrawn();
      return refusal ?? 'no-gateway';
    } catch (thrown) {
      turn.withdrawn();
      throw thrown;
    }
  }

  private refusal(by: DialedBy, { gateway: name, digits }: Extract<Endpoint, { kind: 'gateway' }>): DoorRefusal | null {
    const gateway = this.gateways.find(name);
    if (gateway === null) return 'no-gateway';
    const decision = mayReach(numberFacts(digits), by, destinationsOf(gateway));
    if (!decision.allow) return decision.reason;
    // A campaign's lines were counted when it claimed.
    return by === 'campaign' || this.gateways.hasTrunkLine(name) ? null : 'gateway-full';
  }
}

/** As a call's hangup cause says it. */
export function causeOf(refusal: string): string {
  return refusal.toUpperCase().replaceAll('-', '_');
}
