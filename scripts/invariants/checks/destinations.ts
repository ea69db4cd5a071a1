import { mayReach, type DialedBy } from '@paceline/domain/compliance/destination';
import { numberFacts } from '@paceline/platform/number-kind';
import { at, type Finding } from '../violation';
import type { Dial, World } from '../world';
import { dialedCalls, sentAtMs } from './dialed';

interface Sent { readonly subject: string; readonly number: string; readonly gateway: string; readonly atMs: number; readonly by: DialedBy }

/** Rule 4, of everything that went to the network: calls, and agents' phones behind a gateway. By what is named for the gateway now. */
export function destinationsAreAllowed(world: World): Finding[] {
  return everythingSent(world).flatMap(({ subject, number, gateway: name, by }) => {
    const gateway = world.gateways.get(name);
    if (gateway === undefined) return [];
    const decision = mayReach(numberFacts(number), by, gateway.destinations);
    if (decision.allow) return [];
    const { countries, prefixes, numbers } = gateway.destinations;
    const named = [...countries, ...prefixes, ...numbers].join(', ');
    return [{ code: 'destination-not-allowed', subject, evidence: `${subject} went to ${number} through ${name} (${decision.reason}), which may dial ${named || 'nothing'}` }];
  });
}

/** Rule 4. A call is committed by the database's clock, by which the stop began, too; a leg is sent by the switch's. */
export function nothingIsDialedWhileStopped(world: World): Finding[] {
  return everythingSent(world).flatMap(({ subject, number, atMs }) => {
    const stop = world.stops.find(({ fromMs, untilMs }) => atMs > fromMs + world.limits.slackMs && atMs < (untilMs ?? Number.POSITIVE_INFINITY) - world.limits.slackMs);
    if (stop === undefined) return [];
    return [{ code: 'dialed-while-stopped', subject, evidence: `${subject} was sent to ${number} at ${at(atMs)}; all dialing was stopped at ${at(stop.fromMs)} (${stop.reason})` }];
  });
}

function everythingSent(world: World): readonly Sent[] {
  const calls = dialedCalls(world).map((dialed): Sent => ({
    subject: `call ${dialed.call.id}`, number: dialed.call.phone, gateway: dialed.dials[0]?.gateway || dialed.call.gateway || '', atMs: sentAtMs(dialed), by: 'campaign',
  }));
  return [...calls, ...(world.truth?.legs ?? []).map((leg) => legOf(world, leg))];
}

/** A real switch's record names no gateway: then it is the agent's. A trunk may be given the number in a way of its own. */
function legOf({ agents }: World, { channelId, number, gateway, atMs }: Dial): Sent {
  const agent = agents.find(({ legChannelId, legNumber }) => legChannelId === channelId || (legNumber !== null && digits(legNumber) === digits(number)));
  return { subject: `leg ${channelId}`, number: agent?.legNumber ?? `+${digits(number)}`, gateway: gateway || agent?.legGateway || '', atMs, by: 'agent-leg' };
}

function digits(number: string): string {
  return number.replace(/\D/g, '');
}
