import type { Pacer } from './pacing';

/** Resolved dials before the measured answer rate is believed. */
const WARM_UP_DIALS = 30;
const WARM_UP_LINES_PER_AGENT = 1.5;
/** Prior for the answer rate: 4 answers of 12 dials. */
const PRIOR_ANSWERED = 4;
const PRIOR_DIALS = 12;
/** Answers below which the abandonment figure says little. */
const ANSWERS_TO_JUDGE = 30;

/**
 * The simple, honest ratio: idle agents over the answer rate, never more than the campaign's ceiling,
 * and one line per idle agent as soon as abandonment has reached its target.
 */
export const fixedRatio: Pacer = ({ agents, lines, heard, budget }, settings, state) => {
  const answered = counted(state['answered']) + heard.answeredAfterMs.length;
  const resolved = counted(state['resolved']) + heard.answeredAfterMs.length + heard.failedAfterMs.length;
  // Reached, not passed: a campaign that may abandon nobody (0) never dials more than its idle agents.
  const overTarget = budget.abandoned >= Math.max(budget.answers, ANSWERS_TO_JUDGE) * settings.abandonTargetRatio;
  const warmingUp = resolved < WARM_UP_DIALS;
  const linesPerAgent = overTarget ? 1 : Math.min(
    settings.maxLinesPerAgent,
    warmingUp ? WARM_UP_LINES_PER_AGENT : (resolved + PRIOR_DIALS) / (answered + PRIOR_ANSWERED),
  );
  const linesDialing = lines.outForMs.length;
  const dial = Math.max(0, Math.floor(agents.idle * linesPerAgent) - linesDialing - lines.waitingForMs.length);
  const limit = agents.idle === 0 ? 'nobody-idle'
    : overTarget ? 'abandonment'
      : warmingUp ? 'warm-up'
        : dial === 0 ? 'enough-lines' : 'ratio';
  return {
    dial, cancel: 0, state: { answered, resolved },
    reasons: [{ limit, figures: { agentsIdle: agents.idle, linesPerAgent, linesDialing, abandonedRatio: budget.answers === 0 ? 0 : budget.abandoned / budget.answers } }],
  };
};

function counted(kept: number | readonly number[] | undefined): number {
  return typeof kept === 'number' ? kept : 0;
}
