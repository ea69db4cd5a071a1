import type { AgentFact, Dial, Truth } from '../world';
import type { DialLog } from './call-log';

/** Which calls the switch's INVITEs can belong to, and through which gateway they went. */
export interface KnownCalls { readonly gatewayOf: ReadonlyMap<string, string | null>; readonly agents: readonly AgentFact[]; /** Channels of who heard a draft, or was called for a caller. */ readonly trials: ReadonlyMap<string, unknown> }

/** INVITEs to the network apart from those to the agents' own phones, and to whoever tried a flow or was called for a caller. */
export function truthOf(log: DialLog, known: KnownCalls): Truth {
  const isLeg = legJudge(log, known);
  const dials = log.dials.filter((dial) => !isLeg(dial)).sort((a, b) => a.atMs - b.atMs)
    .map((dial) => (dial.gateway === '' ? { ...dial, gateway: known.gatewayOf.get(dial.channelId) ?? '' } : dial));
  return { complete: log.complete, coversSinceMs: log.coversSinceMs, dials, legs: log.dials.filter(isLeg) };
}

/** A leg is known by its agent, by having no gateway, or by going to an agent's own number. A call's row goes before all of it. */
function legJudge({ complete }: DialLog, { gatewayOf, agents, trials }: KnownCalls): (dial: Dial) => boolean {
  const legIds = new Set(agents.map(({ legChannelId }) => legChannelId));
  const legNumbers = new Set(agents.flatMap(({ legNumber }) => (legNumber === null ? [] : [digits(legNumber)])));
  return (dial) => {
    if (gatewayOf.has(dial.channelId)) return false;
    // A real switch's record names no gateway, and a phone of the directory by its extension.
    const isExtension = dial.gateway === '' && (complete || digits(dial.number).length < SHORTEST_NUMBER);
    return isExtension || trials.has(dial.channelId) || legIds.has(dial.channelId) || legNumbers.has(digits(dial.number));
  };
}

/** Digits of the shortest E.164 number that may be dialed. */
const SHORTEST_NUMBER = 7;

function digits(number: string): string {
  return number.replace(/\D/g, '');
}
