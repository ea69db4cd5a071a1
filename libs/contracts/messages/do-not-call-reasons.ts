/** Why a number is on the do-not-call list. */
export interface DoNotCallReasons {
  /** The disposition by which the agent passed it on. */
  'said-on-call': { readonly disposition: string };
  /** They called us and pressed a key of the number's flow; `words`: the manager's, of what that key is. */
  'said-by-key': { readonly words: string };
  /** They had the network refuse our calls (SIP 607), and somebody here has accepted it. */
  'said-to-network': null;
  'said-in-file': null;
  /** A number that a file added to a contact whose every other number is on the list. */
  'other-number': null;
  /** `words`: of whoever put it there. */
  'by-hand': { readonly words: string };
}
