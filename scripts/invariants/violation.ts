import { INVARIANTS, type InvariantCode } from './catalogue';

/** What a check found: the code says what is wrong, the subject with whom, the evidence how one can see it. */
export interface Finding { readonly code: InvariantCode; readonly subject: string; readonly evidence: string }

export interface Violation extends Finding {
  /** Number of the rule in "What must always be true" of docs/architecture.md. */
  readonly rule: number;
  /** What should have held, as a sentence. */
  readonly invariant: string;
}

export function toViolation(finding: Finding): Violation {
  const { rule, says } = INVARIANTS[finding.code];
  return { code: finding.code, rule, invariant: says, subject: finding.subject, evidence: finding.evidence };
}

/** Whether two findings of different looks are the same thing. */
export function keyOf({ code, subject }: Finding): string {
  return `${code} ${subject}`;
}

/** An instant as evidence. */
export function at(ms: number | null): string {
  return ms === null ? 'never' : new Date(ms).toISOString();
}
