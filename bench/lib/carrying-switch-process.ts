import { SimulatedSwitch, autoAnswer, type CallRecord } from '@paceline/simulator';
import { CALLEES } from './carry-people';
import { CARRIER, CROWDED, PASSWORD, firstExtension, type CarriedWindow, type CarryingOrder, type Standing } from './carrying-switch';
import { obeys } from './obedient-process';

/** The process behind `CarryingSwitch`. So many: what holds a call back is the worker. */
const SESSIONS_PER_SEC = 100_000;
const MAX_SESSIONS = 60_000;
/** A person who has been parked for so long without a bridge met nobody. */
const WAITED_MS = 1_000;

let simulated: SimulatedSwitch | null = null;

async function obey(order: CarryingOrder): Promise<unknown> {
  if (order.kind === 'start') {
    simulated = new SimulatedSwitch({
      password: PASSWORD, gateways: [{ name: CARRIER }, { name: CROWDED }], callees: CALLEES, sessionsPerSec: SESSIONS_PER_SEC, maxSessions: MAX_SESSIONS,
      bgapiReplyMs: 0, // its own wait is no part of a hand-off
      phones: Array.from({ length: order.phones }, (_, index) => ({ extension: String(firstExtension + index), registered: true, behaviour: autoAnswer() })),
    });
    return await simulated.start();
  }
  if (simulated === null) throw new Error('the switch is not started');
  switch (order.kind) {
    case 'standing': return standing(simulated.invites);
    case 'window': return windowOf(simulated.invites, order.fromMs, order.toMs);
  }
}

function standing(calls: readonly CallRecord[]): Standing {
  const up = calls.filter((call) => call.endedAtMs === null);
  const count = (holds: (call: CallRecord) => boolean): number => up.filter(holds).length;
  return {
    atMs: performance.timeOrigin + performance.now(),
    phones: count((call) => call.gateway === '' && call.parkedAtMs !== null),
    carried: count((call) => call.gateway === CARRIER), crowd: count((call) => call.gateway === CROWDED),
  };
}

function windowOf(calls: readonly CallRecord[], fromMs: number, toMs: number): CarriedWindow {
  const within = (atMs: number | null): boolean => atMs !== null && atMs >= fromMs && atMs < toMs;
  const carried = calls.filter((call) => call.gateway === CARRIER);
  return {
    ended: carried.filter((call) => call.bridges.length > 0 && within(call.endedAtMs)).length,
    handoffMs: carried.flatMap(({ parkedAtMs, bridgeOrderedAtMs }) => (
      parkedAtMs !== null && bridgeOrderedAtMs !== null && within(bridgeOrderedAtMs) ? [Math.max(0, bridgeOrderedAtMs - parkedAtMs)] : [])),
    waited: carried.filter((call) => within(call.parkedAtMs) && (call.bridgeOrderedAtMs ?? toMs) - (call.parkedAtMs ?? toMs) > WAITED_MS).length,
  };
}

obeys(obey);
