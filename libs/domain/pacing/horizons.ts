/** The instants looked ahead to: every three seconds for as long as a call may ring. */
export const STEP_SEC = 3;
export const HORIZONS = 11;
