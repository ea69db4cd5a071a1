import type { CalleeBehaviour } from '../callees/behaviour';
import type { Channel } from './channel';
import type { FiredEvent } from './fired-event';
import type { SwitchClock } from './switch-clock';

/** What may be wrong with a run of the switch, as its parts ask where it would show. Nothing is, unless a test wants it so. */
export interface CoreFaults {
  /** Fired events on their way to the listeners. */
  readonly events: {
    /** Whether all are delivered at once. */
    readonly none: boolean;
    pass(event: FiredEvent, clock: SwitchClock, deliver: () => void): void;
    /** The switch has ended, and with it what was on its way. */
    forget(): void;
  };
  readonly gateways: {
    isReachable(gateway: string): boolean;
    /** Null: nobody listens there. */
    behaviour(gateway: string, callee: () => CalleeBehaviour): CalleeBehaviour | null;
    /** How much later the far end hears of an INVITE. */
    delayMs(gateway: string | null): number;
  };
  readonly handOff: {
    /** Whether originates are to be slow to let go of their answered leg, so that a bridge can overtake them. */
    readonly originatesHold: boolean;
    /** The bridge has come before the park: if true, `notice` is called while the legs look for each other. */
    overtakes(answered: Channel, notice: () => void): boolean;
    /** Just before a bridge of these two is carried out; `leaves` is the far end's BYE. */
    bridging(customer: Channel | undefined, agent: Channel | undefined, leaves: (leg: Channel) => void): void;
    /** The originator of a bridge looks whether its partner has come to rest. */
    looked(originator: Channel): void;
  };
}
