/** Who says what came of a call: the agent who talked, somebody else in their place, or nobody in time. */
export const DISPOSITION_GIVERS = ['agent', 'supervisor', 'system'] as const;
export type DispositionGiver = (typeof DISPOSITION_GIVERS)[number];

/** By this the agent passes on a person's own "no". */
export const DO_NOT_CALL_CODE = 'do-not-call';

/** By this the agent says that a machine answered: the system relies on it where one is left a message. */
export const MACHINE_CODE = 'answering-machine';

/** Whether the code is one that every installation has and relies on, whatever else it made up: never taken out of use. */
export function isReserved(code: string): boolean {
  return code === DO_NOT_CALL_CODE || code === MACHINE_CODE;
}
