import { farHangup } from '../call/hangup';
import type { CommandReply } from '../commands/command';
import type { Channel } from '../core/channel';
import type { Rng } from '../core/rng';
import type { SwitchCore } from '../core/switch-core';
import { Doses, Rules, type Dose } from './dose';
import type { HandOffRace } from './fault-order';

interface Rule { readonly race: HandOffRace; readonly doses: Doses }

/**
 * Bridges that are lost, each as a real switch was recorded to lose it (test/switch/races.switch.ts):
 *
 * customer-leaves     within 40 ms of `uuid_bridge`: `+OK`, no CHANNEL_BRIDGE, and the agent's leg stays in CS_RESET
 *                     or CS_SOFT_EXECUTE without a CHANNEL_PARK
 * agent-leaves        the same the other way round: the customer's leg is hung up too, with ORIGINATOR_CANCEL
 * customer-gone       before the command: `-ERR`, the agent's leg is untouched
 * bridge-before-park  the bridge comes while the originate still has the leg: no bridge, the agent's leg is hung up
 *                     with DESTINATION_OUT_OF_ORDER and the customer parks (see `bridgeRaceRatio`)
 */
export class HandOffFaults {
  private readonly rules = new Rules<Rule>();
  private readonly leaving = new WeakMap<Channel, { readonly leaver: Channel; looks: number }>();

  constructor(private readonly rng: Rng) {}

  force(race: HandOffRace, dose: Dose): () => void {
    return this.rules.add({ race, doses: new Doses(dose, this.rng) });
  }

  /** Whether originates are to be slow to let go of their answered leg, so that a bridge can overtake them. */
  get originatesHold(): boolean {
    return !this.rules.none && this.rules.armed(({ race }) => race === 'bridge-before-park');
  }

  /** The bridge has come before the park, and this one is lost. */
  overtakes(): boolean {
    return !this.rules.none && this.rules.take(({ race }) => race === 'bridge-before-park') !== undefined;
  }

  /** Carries out `uuid_bridge customer agent`, or lets one of the legs leave around it. */
  bridge(core: SwitchCore, customerId: string, agentId: string, carryOut: () => CommandReply): CommandReply {
    if (this.rules.none) return carryOut();
    const [customer, agent] = [core.locate(customerId), core.locate(agentId)];
    // One who has left already cannot leave.
    if (customer === undefined || agent === undefined || customer.isDown || agent.isDown) return carryOut();
    const race = this.rules.take((rule) => rule.race !== 'bridge-before-park')?.race;
    if (race === undefined) return carryOut();
    const leaver = race === 'agent-leaves' ? agent : customer;
    if (race === 'customer-gone') {
      farHangup(core, leaver);
      return carryOut();
    }
    // Both legs are on their way and look for each other, at least twice.
    this.leaving.set(customer, { leaver, looks: this.rng() < 0.5 ? 1 : 2 });
    return carryOut();
  }

  /** The originator of a bridge looks whether its partner has come to rest: now one of them may leave. */
  looked(core: SwitchCore, originator: Channel): void {
    const leaving = this.leaving.get(originator);
    if (leaving === undefined || --leaving.looks > 0) return;
    this.leaving.delete(originator);
    farHangup(core, leaving.leaver);
  }
}
