import type { CampaignOrder } from './carried-database';
import { CarryRig, type CarriedStep, type CarryPlace } from './carry-rig';
import { CARRIER } from './carrying-switch';
import type { ComparedBuild } from './compared-build';

export const HANDOFF_WITHIN_MS = 20;
/** Less of the wanted rate than this, and calls pile up. */
const KEEPS_UP_SHARE = 0.95;
/** While V8 compiles what is hot: a worker that has run for a minute costs two thirds of one that has just begun. */
const WARM_UP_SEC = 30;
/** That a step takes beside its measuring. */
const STEP_SEC = 8;
const TRIES = 2;
/** An agent's time with a call and around it: its turn at the gateway, ringing, talk, wrap-up, the next decision. */
export const AGENT_SEC_PER_CALL = 4;

export interface LadderOrder { readonly rates: readonly number[]; readonly seconds: number; readonly agents: number }

/** Calls that are talked in briefly, as many as these rates need. */
export function carriedCampaign(agents: number, calls: number): CampaignOrder {
  return { id: 1, person: 'briefly', targets: Math.ceil(calls), agents, gateway: CARRIER, linesPerAgent: 1, wrapUpSec: 1 };
}

/** Why a step says that the worker has fallen behind; null while it has not. */
export function fellBehind({ wantedPerSec, carriedPerSec, handoffP99Ms, waited }: CarriedStep): string | null {
  if (!(carriedPerSec >= wantedPerSec * KEEPS_UP_SHARE)) return `${carriedPerSec.toFixed(1)} calls a second of ${wantedPerSec}`;
  if (waited > 0) return `${waited} people waited for an agent`;
  return handoffP99Ms < HANDOFF_WITHIN_MS ? null : `99 % of the hand-offs within ${handoffP99Ms.toFixed(1)} ms only`;
}

/** Raises the rate until a step has fallen behind twice: once can be the machine. The last step is then the one that it fell behind with. */
export async function climb(place: CarryPlace, build: ComparedBuild, order: LadderOrder): Promise<CarriedStep[]> {
  const [first = 0] = order.rates;
  const calls = order.rates.reduce((sum, rate) => sum + rate * TRIES * (STEP_SEC + order.seconds), first * (WARM_UP_SEC + STEP_SEC));
  const campaign = carriedCampaign(order.agents, calls);
  const rig = await CarryRig.start(place, build, [campaign]);
  try {
    await rig.database.setStatus(campaign, 'running');
    await rig.settle(first);
    await rig.measure(first, WARM_UP_SEC);
    const steps: CarriedStep[] = [];
    for (const rate of order.rates) {
      const step = await tryRate(rig, rate, order.seconds, place);
      steps.push(step);
      if (fellBehind(step) !== null) break;
    }
    return steps;
  } finally {
    await rig.stop();
  }
}

async function tryRate(rig: CarryRig, rate: number, seconds: number, { progress }: CarryPlace): Promise<CarriedStep> {
  for (let tries = 1; ; tries++) {
    await rig.settle(rate);
    const step = await rig.measure(rate, seconds);
    const behind = fellBehind(step);
    progress(`  ${describe(step)}${behind === null ? '' : `: behind, ${behind}`}`);
    if (behind === null || tries === TRIES) return step;
  }
}

export function describe(step: CarriedStep): string {
  return `${step.wantedPerSec} a second: carried ${step.carriedPerSec.toFixed(1)}, hand-off ${step.handoffP50Ms.toFixed(1)} ms, p99 ${step.handoffP99Ms.toFixed(1)}; `
    + `a call ${step.cpuMsPerCall.toFixed(2)} ms CPU, ${step.statementsPerCall.toFixed(1)} statements, ${step.redisPerCall.toFixed(1)} Redis commands`;
}
