/**
 * The channel variable that a question's keys come in: one of its own each, since FreeSWITCH leaves the last question's answer where
 * it is when nobody is asked (a prompt that is missing, a caller who hangs up).
 */
export function keysVariable(executionId: string): string {
  return `keys_${executionId.replaceAll('-', '_')}`;
}
