import type { CoreFaults } from '../core/core-faults';
import type { Limits } from '../core/limits';
import { seededRng } from '../core/rng';
import type { SocketFaults } from '../esl/socket-faults';
import { CommandFaults } from './command-faults';
import { EventFaults } from './event-faults';
import type { Fault, FaultOrder } from './fault-order';
import { GatewayFaults } from './gateway-faults';
import { HandOffFaults } from './hand-off-faults';
import { throttle } from './throttle';
import { WireFaults } from './wire-faults';

/** What only the switch as a whole can do to itself. */
export interface Hands {
  /** Resets every client. */
  reset(): void;
  /** Until told otherwise new clients are reset, or find nobody listening; those that are there are reset. */
  setDoor(door: 'open' | 'reset' | 'closed'): void;
  restart(awayMs: number): void;
  /** Of the present life, if there is one. */
  limits(): Limits | undefined;
}

const nothingToEnd = (): void => undefined;

/**
 * Faults on demand: what is wrong with the switch, its wire and its trunks now. They outlive a restart, as what is
 * wrong outside a switch does. Without an order nothing is drawn, delayed or kept.
 */
export class Faults implements CoreFaults, SocketFaults {
  readonly wire: WireFaults;
  readonly events: EventFaults;
  readonly commands: CommandFaults;
  readonly gateways = new GatewayFaults();
  readonly handOff: HandOffFaults;
  private readonly ends = new Set<() => void>();

  constructor(seed: number, private readonly hands: Hands) {
    // Not the switch's own sequence: a fault must not change which of its timings happen otherwise.
    const rng = seededRng(seed ^ 0x5eed);
    this.wire = new WireFaults(rng);
    this.events = new EventFaults(rng);
    this.commands = new CommandFaults(rng);
    this.handOff = new HandOffFaults(rng);
  }

  /** Returns the way to end it before its time, or at all. */
  order(order: FaultOrder): () => void {
    const heal = this.begin(order);
    const end = (): void => {
      clearTimeout(timer);
      if (this.ends.delete(end)) heal();
    };
    this.ends.add(end);
    const timer = order.forMs === undefined ? undefined : setTimeout(end, order.forMs).unref();
    return end;
  }

  /** Ends every fault. */
  heal(): void {
    for (const end of [...this.ends]) end();
  }

  private begin(order: Fault): () => void {
    switch (order.fault) {
      case 'reset':
        this.hands.reset();
        return nothingToEnd;
      case 'half-open': return this.wire.silence(order.whom);
      case 'drip': return this.wire.drip(order.bytes, order.everyMs);
      case 'split': return this.wire.split(order.at);
      case 'down':
        this.hands.setDoor(order.how);
        return () => { this.hands.setDoor('open'); };
      case 'restart':
        this.hands.restart(order.awayMs ?? 0);
        return nothingToEnd;
      case 'delay-events': return this.events.add({ kind: 'delay', byMs: order.byMs, jitterMs: order.jitterMs ?? 0 }, order);
      case 'lose-events': return this.events.add({ kind: 'lose' }, order);
      case 'repeat-events': return this.events.add({ kind: 'repeat', afterMs: order.afterMs ?? 0 }, order);
      case 'refuse-command': return this.commands.refuse(order, order.text);
      case 'leave-unanswered': return this.commands.leaveUnanswered(order, order.carriedOut);
      case 'delay-replies': return this.commands.delay(order, order.byMs);
      case 'throttle': return throttle(() => this.hands.limits(), order);
      case 'gateway': return this.gateways.add(order.name, order);
      case 'hand-off': return this.handOff.force(order.race, order);
    }
  }
}

/** An order as it came over a socket. Its fields are its user's care: a tool of tests. */
export function readOrder(text: string): FaultOrder | null {
  try {
    const order: unknown = JSON.parse(text);
    return typeof order === 'object' && order !== null && 'fault' in order && FAULTS.has(String(order.fault)) ? order as FaultOrder : null; // as above
  } catch {
    return null;
  }
}

const FAULTS: ReadonlySet<string> = new Set<Fault['fault']>([
  'reset', 'half-open', 'drip', 'split', 'down', 'restart', 'delay-events', 'lose-events', 'repeat-events', 'refuse-command',
  'leave-unanswered', 'delay-replies', 'throttle', 'gateway', 'hand-off',
]);
