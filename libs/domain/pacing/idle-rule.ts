import { budgetFigures } from './budget-figures';
import { NO_CALLERS, keptReason } from './callers';
import { rungEnough } from './cancel-rule';
import type { PacingLimit, PacingSettings, PacingSnapshot } from './pacing';
import type { Wanted } from './predictive';

/**
 * So many lines for each agent who is idle and not promised; no forecast. With one line nobody is dialed for whom no agent
 * is free at that moment, though an agent may still leave while it rings: where nobody may be abandoned, the line too many
 * is then given up. In power mode the campaign says how many, until what it may abandon is used. In preview mode a line
 * out belongs to an agent who is reserved for it, and whoever is idle is shown the next contact. Idle agents who are kept for
 * callers count as busy.
 */
export function byIdle(snapshot: PacingSnapshot, settings: PacingSettings, rate: number): Wanted {
  const { agents, lines, budget, callers = NO_CALLERS } = snapshot;
  const isUsed = budget.abandoned > settings.abandonTargetRatio * budget.answers;
  const linesPerAgent = settings.mode === 'power' && !isUsed ? settings.maxLinesPerAgent : 1;
  const owned = settings.mode === 'preview' ? Math.min(agents.reserved, lines.outForMs.length) : 0;
  const forCallers = Math.min(agents.idle, callers.kept);
  const linesFor = (idle: number): number => Math.floor(idle * linesPerAgent) - lines.waitingForMs.length - (lines.outForMs.length - owned);
  const spare = linesFor(agents.idle - forCallers);
  // Where nobody may be abandoned, and where callers need the agents, the line too many is given up.
  const mayCancel = rungEnough(lines.ringingForMs, settings.minRingMs);
  const cancelledOf = (tooMany: number): number => Math.min(Math.max(0, tooMany), mayCancel);
  const withoutCallers = settings.mode === 'zero-abandon' ? cancelledOf(-linesFor(agents.idle)) : 0;
  const needAgents = callers.kept + callers.owed > 0;
  const cancel = needAgents ? cancelledOf(-spare) : withoutCallers;
  const dial = Math.max(0, spare);
  const figures = { agentsIdle: agents.idle, linesDialing: lines.outForMs.length - cancel, linesPerAgent, ...budgetFigures(budget, settings), dial, cancel };
  const limit: PacingLimit = agents.idle === 0 ? 'nobody-idle'
    : settings.mode === 'power' ? isUsed ? 'abandonment' : 'ratio'
      : dial === 0 ? 'enough-lines' : 'none';
  const kept = needAgents && (dial < linesFor(agents.idle) || cancel > withoutCallers) ? [keptReason(callers)] : [];
  return { dial, cancel, rate, reasons: [...kept, { limit, figures }, ...cancel > 0 ? [{ limit: 'cancelled' as const, figures }] : []] };
}
