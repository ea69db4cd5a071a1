import { waitForValue } from '@paceline/testing/wait-for';
import { Scenario } from './scenario';

/**
 * The role's row of `show channels`, once its state is one of these: the switch's table lags behind its events, each column for itself.
 * @param application that it must show by then; null: whichever
 */
export async function rowIn(scenario: Scenario, role: string, states: readonly string[], application: string | null = null): Promise<Record<string, string> | undefined> {
  return waitForValue(`the ${role} in ${states.join(' or ')} ${application ?? ''}`, async () => {
    const listed = JSON.parse(await scenario.esl.api('show channels as json')) as { rows?: Array<Record<string, string>> }; // its shape is FreeSWITCH's
    return listed.rows?.find((each) => each['uuid'] === scenario.id(role));
  }, (row) => states.includes(row?.['state'] ?? '') && (application === null || row?.['application'] === application));
}

/** Plays the race until it is won: `play` says whether the kill came in time (20 of 24 did on the real switch). */
export async function untilRaced(play: (scenario: Scenario) => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 8; tries += 1) {
    let raced = false;
    await Scenario.play(async (scenario) => { raced = await play(scenario); });
    if (raced) return;
  }
  throw new Error('the bridge was there before the kill, eight times');
}
