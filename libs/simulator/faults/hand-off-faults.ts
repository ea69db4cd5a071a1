import type { Channel } from '../core/channel';
import type { Rng } from '../core/rng';
import { Doses, Rules, type Dose } from './dose';
import type { HandOffRace } from './fault-order';

interface Rule { readonly race: HandOffRace; readonly doses: Doses }

/**
 * Bridges that are lost, each as a real switch was recorded to lose it (test/switch/races.switch.ts):
 *
 * customer-leaves     within 40 ms of `uuid_bridge`: `+OK`, no CHANNEL_BRIDGE, and the agent's leg stays in CS_RESET
 *                     or CS_SOFT_EXECUTE without a CHANNEL_PARK
 * agent-leaves        the same the other way round: the customer's leg parks if it has `uuid_bridge_park_on_cancel`, and is
 *                     hung up too, with ORIGINATOR_CANCEL, if not
 * customer-gone       before the command: `-ERR`, the agent's leg is untouched
 * bridge-before-park  the bridge comes while the originate still has the leg: no bridge, the agent's leg is hung up
 *                     with DESTINATION_OUT_OF_ORDER and the customer parks (seen about once in a hundred on a loaded switch)
 */
export class HandOffFaults {
  private readonly rules = new Rules<Rule>();
  /** What happens when the originator of a bridge has looked so many times for its partner. */
  private readonly atLook = new WeakMap<Channel, { readonly happens: () => void; looks: number }>();
  /** Customers whose hand-off fails, or has failed. */
  private readonly losing = new WeakSet<Channel>();

  constructor(private readonly rng: Rng) {}

  force(race: HandOffRace, dose: Dose): () => void {
    return this.rules.add({ race, doses: new Doses(dose, this.rng) });
  }

  /** Whether originates are to be slow to let go of their answered leg, so that a bridge can overtake them. */
  get originatesHold(): boolean {
    return !this.rules.none && this.rules.armed(({ race }) => race === 'bridge-before-park');
  }

  /** The bridge has come before the park: if this one is lost, its originate notices the answer while the legs look for each other. */
  overtakes(answered: Channel, notice: () => void): boolean {
    if (this.rules.none || this.rules.take(({ race }) => race === 'bridge-before-park') === undefined) return false;
    this.atLook.set(answered, { happens: notice, looks: 1 });
    return true;
  }

  /** Lets one of the legs leave around a bridge that is about to be carried out, or not. */
  bridging(customer: Channel | undefined, agent: Channel | undefined, leaves: (leg: Channel) => void): void {
    if (this.rules.none) return;
    // One who has left already cannot leave.
    if (customer === undefined || agent === undefined || customer.isDown || agent.isDown) return;
    // Nor does one lose twice, whose hand-off failed and who may be on the way to another agent.
    if (this.losing.has(customer)) return;
    const race = this.rules.take((rule) => rule.race !== 'bridge-before-park')?.race;
    if (race === undefined) return;
    const leaver = race === 'agent-leaves' ? agent : customer;
    if (race === 'customer-gone') {
      leaves(leaver);
      return;
    }
    // Both legs are on their way and look for each other, at least twice.
    this.losing.add(customer);
    this.atLook.set(customer, { happens: () => { leaves(leaver); }, looks: this.rng() < 0.5 ? 1 : 2 });
  }

  /** The originator of a bridge looks whether its partner has come to rest. */
  looked(originator: Channel): void {
    const due = this.atLook.get(originator);
    if (due === undefined || --due.looks > 0) return;
    this.atLook.delete(originator);
    due.happens();
  }
}
