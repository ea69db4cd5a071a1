import { SimulatedSwitch, type CallRecord } from '@paceline/simulator';
import { KEY_AFTER_MS, PROMPT_MS, calleesOf } from './asked-dialogue';
import { CARRIER, PASSWORD, type AskedOrder, type AskedReport } from './asked-switch';
import { obeys } from './obedient-process';

/** The process behind `AskedSwitch`. So many: what holds a call back is who asks. */
const SESSIONS_PER_SEC = 100_000;
const MAX_SESSIONS = 60_000;
/** Of the most that were on the phone at once. */
const FULL_SHARE = 0.98;

let simulated: SimulatedSwitch | null = null;

async function obey(order: AskedOrder): Promise<unknown> {
  if (order.kind === 'start') {
    simulated = new SimulatedSwitch({
      password: PASSWORD, gateways: [{ name: CARRIER }], callees: calleesOf(order.questions), promptLengthMs: () => PROMPT_MS, sessionsPerSec: SESSIONS_PER_SEC, maxSessions: MAX_SESSIONS, bgapiReplyMs: 0,
    });
    return await simulated.start();
  }
  if (simulated === null) throw new Error('the switch is not started');
  const answered = simulated.invites.filter(({ answeredAtMs }) => answeredAtMs !== null);
  switch (order.kind) {
    case 'standing': return { up: answered.filter(({ endedAtMs }) => endedAtMs === null).length, ended: answered.filter(({ endedAtMs }) => endedAtMs !== null).length };
    case 'report': return reportOf(answered);
  }
}

function reportOf(calls: readonly CallRecord[]): AskedReport {
  const { atOnce, fromMs, toMs } = fullest(calls);
  const gaps = calls.flatMap(({ plays }) => plays.slice(1).flatMap(({ atMs }, index) => {
    const before = plays[index];
    return before === undefined ? [] : [{ keyAtMs: before.atMs + KEY_AFTER_MS, promptAtMs: atMs }];
  }));
  return {
    atOnce, answered: gaps.length,
    nextPromptMs: gaps.filter(({ keyAtMs }) => keyAtMs >= fromMs && keyAtMs < toMs).map(({ keyAtMs, promptAtMs }) => promptAtMs - keyAtMs),
  };
}

/** The most at once, and when there were nearly so many. */
function fullest(calls: readonly CallRecord[]): { readonly atOnce: number; readonly fromMs: number; readonly toMs: number } {
  const changes = calls.flatMap(({ answeredAtMs, endedAtMs }) => [
    ...answeredAtMs === null ? [] : [{ atMs: answeredAtMs, by: 1 }], ...endedAtMs === null ? [] : [{ atMs: endedAtMs, by: -1 }],
  ]).sort((one, other) => one.atMs - other.atMs);
  let up = 0;
  const counts = changes.map(({ atMs, by }) => ({ atMs, up: up += by }));
  const atOnce = Math.max(0, ...counts.map((count) => count.up));
  const full = counts.filter((count) => count.up >= atOnce * FULL_SHARE);
  return { atOnce, fromMs: full[0]?.atMs ?? 0, toMs: full.at(-1)?.atMs ?? 0 };
}

obeys(obey);
