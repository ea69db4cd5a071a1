import { budgetFigures } from './budget-figures';
import { rungEnough } from './cancel-rule';
import type { PacingLimit, PacingSettings, PacingSnapshot } from './pacing';
import type { Wanted } from './predictive';

/**
 * So many lines for each agent who is idle and not promised; no forecast. With one line nobody is dialed for whom no agent
 * is free at that moment, though an agent may still leave while it rings: where nobody may be abandoned, the line too many
 * is then given up. In power mode the campaign says how many, until what it may abandon is used. In preview mode a line
 * out belongs to an agent who is reserved for it, and whoever is idle is shown the next contact.
 */
export function byIdle(snapshot: PacingSnapshot, settings: PacingSettings, rate: number): Wanted {
  const { agents, lines, budget } = snapshot;
  const isUsed = budget.abandoned > settings.abandonTargetRatio * budget.answers;
  const linesPerAgent = settings.mode === 'power' && !isUsed ? settings.maxLinesPerAgent : 1;
  const owned = settings.mode === 'preview' ? Math.min(agents.reserved, lines.outForMs.length) : 0;
  const spare = Math.floor(agents.idle * linesPerAgent) - lines.waitingForMs.length - (lines.outForMs.length - owned);
  const cancel = settings.mode === 'zero-abandon' ? Math.min(Math.max(0, -spare), rungEnough(lines.ringingForMs, settings.minRingMs)) : 0;
  const dial = Math.max(0, spare);
  const figures = { agentsIdle: agents.idle, linesDialing: lines.outForMs.length - cancel, linesPerAgent, ...budgetFigures(budget, settings), dial, cancel };
  const limit: PacingLimit = agents.idle === 0 ? 'nobody-idle'
    : settings.mode === 'power' ? isUsed ? 'abandonment' : 'ratio'
      : dial === 0 ? 'enough-lines' : 'none';
  return { dial, cancel, rate, reasons: [{ limit, figures }, ...cancel > 0 ? [{ limit: 'cancelled' as const, figures }] : []] };
}
