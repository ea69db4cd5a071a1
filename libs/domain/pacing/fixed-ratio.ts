import type { Pacer, PacingSnapshot } from './pacing';

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
export const fixedRatio: Pacer = (snapshot, settings, state) => {
  const abandonedRatio = snapshot.answered === 0 ? 0 : snapshot.abandoned / snapshot.answered;
  // Reached, not passed: a campaign that may abandon nobody (0) never dials more than its idle agents.
  const overTarget = snapshot.abandoned >= Math.max(snapshot.answered, ANSWERS_TO_JUDGE) * settings.abandonTargetRatio;
  const warmingUp = snapshot.dialsResolved < WARM_UP_DIALS;
  const linesPerAgent = overTarget ? 1 : Math.min(
    settings.maxLinesPerAgent,
    warmingUp ? WARM_UP_LINES_PER_AGENT : 1 / answerRate(snapshot),
  );
  const goal = Math.floor(snapshot.agentsIdle * linesPerAgent);
  const dial = Math.max(0, goal - snapshot.linesDialing - snapshot.callsWaiting);
  const limit = snapshot.agentsIdle === 0 ? 'nobody-idle'
    : overTarget ? 'abandonment'
      : warmingUp ? 'warm-up'
        : dial === 0 ? 'enough-lines' : 'ratio';
  return {
    dial, cancel: 0, state,
    reasons: [{ limit, figures: { agentsIdle: snapshot.agentsIdle, linesPerAgent, linesDialing: snapshot.linesDialing, abandonedRatio } }],
  };
};

function answerRate(snapshot: PacingSnapshot): number {
  return (snapshot.answered + PRIOR_ANSWERED) / (snapshot.dialsResolved + PRIOR_DIALS);
}
