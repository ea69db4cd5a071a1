/** Why what a switch has written down is no record of a leg. Fields by their path, as `variables.uuid`; nothing of what they hold. */
export type RecordFault =
  | { readonly fault: 'no-record' }
  | { readonly fault: 'missing' | 'malformed'; readonly field: string }
  /** The leg has not ended. */
  | { readonly fault: 'not-ended' };
