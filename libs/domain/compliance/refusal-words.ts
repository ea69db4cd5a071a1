/** Why a phone was not called, as a sentence for a manager, by its stable code; the code itself when it has none. */
export function refusalInWords(code: string): string {
  return WORDS[code] ?? code;
}

const NAMED = 'each is dialed only if an administrator has named it for the gateway';

const WORDS: Readonly<Record<string, string>> = {
  'no-valid-phone': 'It is no phone number or extension that can be called, or it is another agent\'s.',
  'short-number': 'It is an emergency or short service number.',
  'unknown-number': 'It is of no range that its country is known to have given out.',
  'nothing-allowed': 'The gateway may dial nothing: an administrator must name countries, prefixes or numbers first.',
  'destination-not-allowed': 'The gateway may not dial this country or prefix.',
  'premium-number': `Premium-rate numbers cost extra: ${NAMED}.`,
  'shared-cost-number': `Shared-cost numbers cost extra: ${NAMED}.`,
  'personal-number': `Personal numbers cost extra: ${NAMED}.`,
  'satellite-number': `Satellite numbers cost extra: ${NAMED}.`,
  'no-gateway': 'The gateway is not known, or it is disabled.',
  'gateway-full': 'All lines of the gateway are taken.',
  'gateway-busy': 'The gateway had no turn for it in time; it is tried again.',
  'gateway-out': 'The gateway is out: its calls failed. It is tried again.',
  'gateway-spent': 'The gateway has carried its minutes of the day.',
  'dialing-stopped': 'All dialing is stopped.',
  'switch-not-connected': 'The switch is not connected; it is tried again.',
};
