/** At most half of those whom a campaign could call are kept for comparison. */
export const MOST_CONTROL_RATIO = 0.5;

/** Draws are whole numbers from 0 to this less one: 32 bits of a keyed hash. */
const DRAWS = 2 ** 32;

/**
 * Draws below it are the control group. A contact's draw is a hash under the campaign's own key, so that it is the same however often it is
 * drawn, nobody can choose it, and who is control in one campaign is as likely as anybody to be so in another.
 * @param ratio 0 to `MOST_CONTROL_RATIO`, share of the contacts
 */
export function controlBelow(ratio: number): number {
  return Math.round(Math.min(Math.max(ratio, 0), MOST_CONTROL_RATIO) * DRAWS);
}
