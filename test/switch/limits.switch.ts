import { waitFor } from '@paceline/testing/wait-for';
import { Scenario, type Job } from './lib/scenario';
import { describeIf, missing, stopTarget } from './lib/target';

afterAll(stopTarget);

const REFUSED = '-ERR DESTINATION_OUT_OF_ORDER\n';

async function dialMany(scenario: Scenario, count: number): Promise<Map<string, Job>> {
  const roles = Array.from({ length: count }, (_, index) => `callee${index}`);
  const jobs = await Promise.all(roles.map((role) => scenario.dial(role, '55501101', ',ignore_early_media=true,originate_timeout=12')));
  return new Map(roles.map((role, index) => [role, jobs[index]] as const).filter((entry): entry is readonly [string, Job] => entry[1] !== undefined));
}

/** Which were admitted, and which were refused without any event of a channel. */
async function sortOut(scenario: Scenario, jobs: Map<string, Job>): Promise<{ admitted: string[]; refused: string[] }> {
  const admitted: string[] = [];
  const refused: string[] = [];
  for (const [role, job] of jobs) {
    const result = await scenario.result(job);
    if (result.startsWith('+OK')) admitted.push(role);
    else {
      expect(result).toBe(REFUSED);
      expect(scenario.of(role)).toEqual([]);
      refused.push(role);
    }
  }
  return { admitted, refused };
}

/** Waits for the beginning of a second of the switch's clock, so that a second's budget is spent within that second. */
async function nextSecond(scenario: Scenario): Promise<void> {
  const now = await scenario.esl.api('strftime');
  await waitFor('the next second', async () => await scenario.esl.api('strftime') !== now);
}

/** Of the switch's clock: how many seconds it took to create these channels; on a busy machine a burst outlasts its own. */
async function secondsSpent(scenario: Scenario, roles: readonly string[]): Promise<number> {
  const created = await Promise.all(roles.map((role) => scenario.on(role, 'CHANNEL_CREATE')));
  return new Set(created.map((event) => Math.floor(Number(event['Event-Date-Timestamp']) / 1e6))).size;
}

// One after the other: each of them changes the whole switch.
describeIf(missing.disturb, 'the throttles of the switch', () => {
  it('admit N−1 of N sessions per second and refuse the rest without a channel event [over_rate]', async () => {
    await Scenario.play(async (scenario) => {
      const before = Number(/\d+/.exec(await scenario.esl.api('fsctl sps'))?.[0]);
      expect(await scenario.esl.api('fsctl sps 5')).toBe('+OK sessions per second: 5\n');
      try {
        await nextSecond(scenario);
        for (let triesLeft = 5; ; triesLeft -= 1) {
          await nextSecond(scenario);
          const { admitted, refused } = await sortOut(scenario, await dialMany(scenario, 8));
          await scenario.gone(...admitted);
          if (triesLeft > 1 && await secondsSpent(scenario, admitted) > 1) continue;
          expect([admitted.length, refused.length]).toEqual([4, 4]);
          break;
        }
      } finally {
        expect(await scenario.esl.api(`fsctl sps ${before}`)).toBe(`+OK sessions per second: ${before}\n`);
        await nextSecond(scenario);
      }
    });
  });

  it('refuse above max-sessions [over_max_sessions]', async () => {
    await Scenario.play(async (scenario) => {
      const before = Number(/\d+/.exec(await scenario.esl.api('fsctl max_sessions'))?.[0]);
      await scenario.customer('55501130', '', 'living');
      expect(await scenario.esl.api('fsctl max_sessions 1')).toBe('+OK max sessions: 1\n');
      try {
        const { admitted } = await sortOut(scenario, await dialMany(scenario, 3));
        expect(admitted).toEqual([]);
      } finally {
        expect(await scenario.esl.api(`fsctl max_sessions ${before}`)).toBe(`+OK max sessions: ${before}\n`);
      }
    });
  });

  it('refuse everything while paused [paused]', async () => {
    await Scenario.play(async (scenario) => {
      expect(await scenario.esl.api('fsctl pause')).toBe('+OK\n');
      try {
        expect(await scenario.esl.api('fsctl pause_check')).toBe('true');
        const { admitted } = await sortOut(scenario, await dialMany(scenario, 1));
        expect(admitted).toEqual([]);
      } finally {
        expect(await scenario.esl.api('fsctl resume')).toBe('+OK\n');
      }
      expect(await scenario.esl.api('fsctl pause_check')).toBe('false');
    });
  });
});

describeIf(missing.disturb ?? missing.caller, 'the throttles of the switch, for callers,', () => {
  it('refuse callers above max-sessions: they see 503, and nothing tells of it here [inbound_over_max_sessions]', async () => {
    await Scenario.play(async (scenario) => {
      const before = Number(/\d+/.exec(await scenario.esl.api('fsctl max_sessions'))?.[0]);
      await scenario.customer('55501130', '', 'living');
      expect(await scenario.esl.api('fsctl max_sessions 1')).toBe('+OK max sessions: 1\n');
      try {
        const caller = await scenario.target.callIn?.('982115550199');
        expect(await caller?.refusedWith()).toBe(503);
        await caller?.hangUp();
        expect(scenario.esl.events.filter((event) => event['Caller-Caller-ID-Number'] === '982115550199')).toEqual([]);
      } finally {
        expect(await scenario.esl.api(`fsctl max_sessions ${before}`)).toBe(`+OK max sessions: ${before}\n`);
      }
    });
  });
});
