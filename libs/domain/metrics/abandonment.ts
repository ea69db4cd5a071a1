import type { ServiceLevel } from './service-level';

/**
 * Callers who gave up, 0–1: abandoned ÷ offered, short abandons in neither (Google's data dictionary of CCAI Platform counts
 * so: "excludes in-menu and short abandons"). Null before the first who was offered.
 */
export function abandonedByCallers({ abandoned, shortAbandoned, offered }: Pick<ServiceLevel, 'abandoned' | 'shortAbandoned' | 'offered'>): number | null {
  return offered === 0 ? null : (abandoned - shortAbandoned) / offered;
}

/**
 * Persons whom we called and who met no agent, 0–1: abandoned ÷ answered by a person. It is what laws cap: 16 CFR
 * 310.4(b)(4)(i) and 47 CFR 64.1200(a)(7) ("answered live by a person"), Ofcom's abandoned ÷ (abandoned + passed to an agent);
 * `compliance/law-profiles` has their windows and caps. Every answer counts as a person's, and who hung up before an agent was there as abandoned: nothing is gained by
 * a machine that was not found out. Null before the first answer.
 */
export function abandonedByUs({ answers, abandoned }: { readonly answers: number; readonly abandoned: number }): number | null {
  return answers === 0 ? null : abandoned / answers;
}
