/**
 * What is known of a machine's beep that a switch tells. FreeSWITCH 1.11.2's mod_avmd tells one 160–200 ms after its beginning,
 * twice within milliseconds, and is deaf then until it is started anew; a tone that goes on is told again 240–280 ms after that.
 */

/** What is told within this of the last beep is that one. */
const SAME_BEEP_MS = 200;

/**
 * From the moment at which a beep is told, until it is over and the machine records: most are no longer than a second, and a machine
 * gives up on silence after several. Of what was said at once the beginning was lost (measured: 4 of 4).
 */
export const RECORDS_AFTER_MS = 1_000;

/** So often what is said is begun anew for one more: a fax or a busy tone would have it go on for ever. */
const MOST_BEGUN_ANEW = 4;

/** What a beep is while something is said to the machine since `saidSinceMs`, begun anew so often until now. */
export function saysAgain(saidSinceMs: number, begunAnew: number, beepAtMs: number): boolean {
  return beepAtMs - saidSinceMs >= SAME_BEEP_MS && begunAnew < MOST_BEGUN_ANEW;
}
