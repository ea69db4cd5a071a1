/** What came of a queue's calls since the day began. */
export interface LevelToday {
  readonly offered: number;
  readonly answeredInTime: number;
  /** So many would have been, without any outbound call: what nobody could have answered in time is no debt. */
  readonly withoutOutbound: number;
}

/**
 * What is owed, or was answered in time beyond the target, is made up for over the calls of so long, and over no fewer than so many.
 * Sooner costs outbound talk: an hour of many kept and an hour of none answer fewer in time than two of some.
 */
const MADE_UP_IN_SEC = 60 * 60;
const MADE_UP_IN_CALLS = 30;
/** Aimed at besides: what is owed at the end of the day is not made up for any more, … */
const AIMED_ABOVE = 0.015;
/**
 * … and so many standard deviations that chance gives to the share of so few calls: what a burst costs that nobody announced cannot
 * be made up for either, once the day has no calls left. Of a hundred calls of a day that is three, of thousands hardly anything.
 */
const DEVIATIONS_ABOVE = 0.75;
const FEWEST_CALLS = 10;
/** Nobody can be sure of more; and no hour is given up for what the others did better. */
const HIGHEST = 0.995;
const LOWEST_BELOW_TARGET = 0.1;
/** Where fewer come, as at an hour at which a queue is closed, nobody sits idle for them until somebody was missed. */
const QUIET_PER_SEC = 1 / 3_600;

/** The share of the next calls that should be answered in time for the day to end at its target; 0: nobody need be kept for them. */
export function goalNow(target: number, { offered, answeredInTime, withoutOutbound }: LevelToday, callsPerSec: number): number {
  const aim = target + AIMED_ABOVE + DEVIATIONS_ABOVE * Math.sqrt(target * (1 - target) / Math.max(FEWEST_CALLS, offered));
  const owed = Math.min(aim * offered, withoutOutbound) - answeredInTime;
  if (callsPerSec < QUIET_PER_SEC && owed <= 0) return 0;
  const goal = aim + owed / Math.max(MADE_UP_IN_CALLS, callsPerSec * MADE_UP_IN_SEC);
  return Math.min(HIGHEST, Math.max(target - LOWEST_BELOW_TARGET, goal));
}
