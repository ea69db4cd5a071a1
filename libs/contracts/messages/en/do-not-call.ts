import type { DoNotCallReasons } from '../do-not-call-reasons';
import type { Sentences } from '../message';

/** Why a number is on the do-not-call list. */
export const doNotCall: Sentences<DoNotCallReasons> = {
  'said-on-call': ({ disposition }) => `They said so on a call, which ended with the disposition ${disposition}.`,
  'said-by-key': ({ words }) => `They called and pressed a key: ${words}`,
  'said-to-network': 'They told the network that our calls are unwanted (SIP 607).',
  'said-in-file': 'An imported file says that they are not to be called.',
  'other-number': 'It is another number of somebody who said no: an imported file added it.',
  'by-hand': ({ words }) => `Put there by hand: ${words}`,
};
