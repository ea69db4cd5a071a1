/** Who says what came of a call: the agent who talked, somebody else in their place, or nobody in time. */
export const DISPOSITION_GIVERS = ['agent', 'supervisor', 'system'] as const;
export type DispositionGiver = (typeof DISPOSITION_GIVERS)[number];

/** By this the agent passes on a person's own "no". */
export const DO_NOT_CALL_CODE = 'do-not-call';

/** Whether the code is one that every installation has and relies on, whatever else it made up: never taken out of use. */
export function isReserved(code: string): boolean {
  return code === DO_NOT_CALL_CODE;
}
