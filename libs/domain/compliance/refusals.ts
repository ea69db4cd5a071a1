/** Every reason why a phone was not called, or a contact is not called now. */
export const REFUSALS = [
  'no-valid-phone', 'short-number', 'unknown-number', 'nothing-allowed', 'destination-not-allowed', 'premium-number',
  'shared-cost-number', 'personal-number', 'satellite-number', 'no-gateway', 'gateway-full', 'gateway-busy', 'gateway-out',
  'gateway-spent', 'dialing-stopped', 'do-not-call', 'no-consent', 'field-missing', 'control-group', 'outside-calling-hours', 'no-calling-hours', 'unknown-zone',
  'number-on-call', 'called-lately', 'rung-too-often', 'campaign-draft', 'campaign-paused', 'campaign-over', 'not-due',
  'switch-not-connected',
] as const;
export type Refusal = (typeof REFUSALS)[number];

/** Whether nobody is called for this reason, as far as anybody knows. */
export function isRefusal(code: string): code is Refusal {
  return (REFUSALS as readonly string[]).includes(code);
}
