import type { Sentences } from '../message';
import type { RefusalsTold } from '../refusals-told';

const NAMED = 'each is dialed only if an administrator has named it for the gateway';

/** Why a phone was not called, or a contact is not called now. */
export const refusals: Sentences<RefusalsTold> = {
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
  'do-not-call': 'The number is on the do-not-call list, or offered for it.',
  'no-consent': 'The law asks for the contact\'s consent to such a call at this number, and none that covers it is on record.',
  'field-missing': 'The message says a field that is empty for this contact, and nothing else to say instead ({field|otherwise}).',
  'control-group': 'The contact is of the campaign\'s control group, who are never called by it.',
  'outside-calling-hours': 'It is outside the hours in which this contact may be called: the campaign\'s own within the law\'s.',
  'no-calling-hours': 'The campaign\'s hours and the law\'s never meet for this contact.',
  'unknown-zone': 'Nobody knows the contact\'s time zone, and so when they may be called.',
  'number-on-call': 'The number, or another one of this contact, is on a call now.',
  'called-lately': 'An earlier call, of any campaign, is not long enough ago.',
  'rung-too-often': 'It rang in vain as often as it may within 24 hours.',
  'campaign-draft': 'The campaign was never started.',
  'campaign-paused': 'The campaign is paused.',
  'campaign-over': 'The campaign has ended.',
  'not-due': 'It waits for its next try, as its retry rule says, or it was given back a moment ago.',
  'switch-not-connected': 'The switch is not connected; it is tried again.',
};
