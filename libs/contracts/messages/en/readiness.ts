import type { Sentences } from '../message';
import type { ReadinessReasons } from '../readiness-reasons';

/** Why a campaign cannot start. */
export const readiness: Sentences<ReadinessReasons> = {
  'import-running': ({ list }) => `A file is still being imported into the list “${list}”.`,
  'no-list': 'The campaign has no list.',
  'no-contacts': 'Its lists have no contacts.',
  'no-known-zone': 'Of no contact is the time zone known, so nobody could be called within hours.',
  'nobody-left': 'There is nobody left to call: everybody on its lists has a result. Import more contacts into one of its lists first.',
  'no-gateway': 'The campaign has no gateway.',
  'unknown-gateway': ({ gateway, switchId }) => `There is no gateway ${gateway} on the switch ${switchId}.`,
  'no-gateway-enabled': 'None of its gateways is enabled.',
  'no-destination-allowed': 'Its gateways may dial nothing: an administrator must name countries, prefixes or numbers for them first.',
  'no-caller-number': 'It shows no number of its own: name one whose callers reach you, so that whoever was called can call back.',
  'caller-number-without-flow': ({ number }) => `It shows the number ${number}, which has no flow: whoever calls it back would reach nobody. Have it run one first.`,
  'no-calling-hours': 'Its calling hours are closed on every day.',
  'no-lawful-hours': 'Its calling hours never meet those in which the law lets its contacts be called.',
  'no-consents': ({ forms, sources }) => `Where its contacts are, the law asks that they have agreed to such calls (${sources.join('; ')}), and none of them has a consent on record that is ${forms.join(' or ')}. Record their consents first.`,
  'broadcast-plays-nothing': 'It has no message to play, and no questionnaire.',
  'broadcast-by-agent': 'It plays something to whoever answers, and says that agents speak: say who or what does, because laws turn on it (delivery recorded, keypad or spoken).',
  'voice-not-identified': ({ sources }) => `What it plays must begin with who calls: say so in it, and here (discloses.identifiesFirst). ${asks(sources)}`,
  'voice-opt-out-unsaid': ({ sources }) => `What it plays must say that 9 ends all calls (discloses.optOutSaidAtSec). ${asks(sources)}`,
  'voice-opt-out-late': ({ withinSec, sources }) => `What it plays must have said within ${String(withinSec)} seconds that 9 ends all calls (discloses.optOutSaidAtSec). ${asks(sources)}`,
  'voice-without-number': ({ tollFree, sources }) => `What it plays must say ${numberOf(tollFree)} where people reach you (discloses.number). ${asks(sources)}`,
  'machine-without-number': ({ tollFree, sources }) => `What machines are left must say ${numberOf(tollFree)} to call back (discloses.number and numberOnMachines). ${asks(sources)}`,
  'law-forbids-mode': ({ countries }) => `Some of its contacts are in ${countries.join(' and ')}, where the law lets nobody who answers be abandoned: choose the mode zero-abandon or progressive.`,
};

function asks(sources: readonly string[]): string {
  return `Asked by: ${sources.join('; ')}.`;
}

function numberOf(tollFree: boolean): string {
  return tollFree ? 'a number that costs the caller nothing' : 'a number';
}
