import type { PhoneSaid, PhoneTrouble, Unreached } from '@paceline/domain/agent/phone-trouble';

/** What is told of agents' phones. */
export interface PhonesTold {
  /** What the switch said of the last call. */
  said: PhoneSaid;
  /** For the agent, and for whoever manages the phone. */
  'cannot-be-reached': { readonly phone: string; readonly trouble: PhoneTrouble };
  /** Whose cannot be reached, and of how many more nothing is told. */
  whose: { readonly unreached: readonly Unreached[]; readonly more: number };
}
