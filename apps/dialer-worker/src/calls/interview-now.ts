import type { KeypadCall } from '@paceline/domain/survey/keypad-run';
import type { KeptInterview } from '@paceline/persistence';

/** The interview that is held on a call by keys. */
export interface InterviewNow {
  /** As it was kept last. */
  kept: KeptInterview;
  /** Where it stands; what led there since is being written. */
  keypad: KeypadCall;
  /** When the first key came of the question that is put, in milliseconds since the epoch. */
  firstKeyAtMs: number | null;
}
