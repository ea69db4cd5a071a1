import { setTimeout as lasts } from 'node:timers/promises';
import { messageOf } from '@paceline/platform/errors';
import type { CampaignOrder } from './carried-database';
import { AGENT_SEC_PER_CALL, carriedCampaign, describe } from './carry-ladder';
import { CarryRig } from './carry-rig';
import { CROWDED } from './carrying-switch';
import type { CleanUp } from './clean-up';
import type { ComparedBuild } from './compared-build';

/** Of the agents, those who carry the measured calls: the others and their calls stand beside. */
export const FEW_AGENTS = 200;
/** More than this they could not carry. */
const MOST_PER_SEC = FEW_AGENTS / AGENT_SEC_PER_CALL;
/** The agents whose calls only ring are dialed so many lines each; a few more are allowed, should one of them not be idle. */
const RINGING_PER_AGENT = 8;
const MOST_RINGING_PER_AGENT = 10;
const FILL_PER_SEC = 200;
/** No call more in so long, and there will be none. */
const STANDS_STILL_MS = 15_000;
const LONGEST_FILL_MS = 120_000;
const WARM_UP_SEC = 10;
/** That the measured calls go on for: their list does not run dry before. */
const LONGEST_SEC = 120;
const COME_TO_REST_MS = 30_000;
const QUIET_MS = 3_000;

export interface CrowdOrder { readonly agents: number; readonly live: number; readonly callsPerSec: number; readonly seconds: number }

/** Of a call: by the few agents alone, among all agents of whom most talk, and among all the live calls. */
export interface CrowdCpuMs { few: number; talking: number; all: number }

/** NaN: the machine did not carry it. `live`: so many of the calls came to be. */
export interface CrowdFigures { readonly heapBytesPerCall: number; readonly live: number; readonly wanted: number; readonly cpuMs: CrowdCpuMs }

/**
 * The same calls at the same rate by the same number of agents, once by themselves and once among all the agents and so many
 * live calls; and what a live call keeps on the heap.
 */
export async function crowd(databaseUrl: string, build: ComparedBuild, asked: CrowdOrder, cleanUp: CleanUp, progress: (line: string) => void): Promise<CrowdFigures> {
  const order = { ...asked, callsPerSec: Math.min(asked.callsPerSec, MOST_PER_SEC) };
  const figures = { heapBytesPerCall: Number.NaN, live: 0, wanted: order.live, cpuMs: { few: Number.NaN, talking: Number.NaN, all: Number.NaN } };
  try {
    figures.cpuMs.few = await few(databaseUrl, build, order, cleanUp, progress);
    await many(databaseUrl, build, order, cleanUp, progress, figures);
  } catch (thrown) {
    progress(`  this machine does not carry it: ${messageOf(thrown)}`);
  }
  return figures;
}


async function few(databaseUrl: string, build: ComparedBuild, order: CrowdOrder, cleanUp: CleanUp, progress: (line: string) => void): Promise<number> {
  const carried = carriedCampaign(FEW_AGENTS, order.callsPerSec * LONGEST_SEC);
  const rig = await CarryRig.start(databaseUrl, build, [carried], cleanUp);
  try {
    await rig.database.setStatus(carried, 'running');
    await rig.settle(order.callsPerSec);
    await lasts(WARM_UP_SEC * 1_000);
    const step = await rig.measure(order.callsPerSec, order.seconds);
    progress(`  ${FEW_AGENTS} agents, ${describe(step)}`);
    return step.cpuMsPerCall;
  } finally {
    await rig.stop();
  }
}

async function many(
  databaseUrl: string, build: ComparedBuild, order: CrowdOrder, cleanUp: CleanUp, progress: (line: string) => void, figures: { heapBytesPerCall: number; live: number; readonly cpuMs: CrowdCpuMs },
): Promise<void> {
  const others = Math.max(2, order.agents - FEW_AGENTS);
  const idle = Math.max(1, Math.ceil((order.live - others) / (RINGING_PER_AGENT - 1)));
  const talking = others - idle;
  const ringing = order.live - talking;
  if (talking < 1 || ringing < 1) throw new Error(`${order.live} live calls do not go with ${order.agents} agents`);
  const carried = carriedCampaign(FEW_AGENTS, order.callsPerSec * LONGEST_SEC);
  const talkers: CampaignOrder = { id: 2, person: 'on', targets: talking, agents: talking, gateway: CROWDED, linesPerAgent: 1, wrapUpSec: 1 };
  const ringers: CampaignOrder = { id: 3, person: 'never', targets: ringing, agents: idle, gateway: CROWDED, linesPerAgent: MOST_RINGING_PER_AGENT, wrapUpSec: 1 };
  const rig = await CarryRig.start(databaseUrl, build, [carried, talkers, ringers], cleanUp);
  try {
    await rig.database.setStatus(carried, 'running');
    await rig.settle(order.callsPerSec);
    await lasts(WARM_UP_SEC * 1_000);
    await rest(rig, carried);
    const without = await rig.worker.heapBytes();

    await rig.database.setRate(CROWDED, FILL_PER_SEC);
    await rig.database.setStatus(talkers, 'running');
    const talked = await fill(rig, talking);
    figures.cpuMs.talking = await among(rig, carried, order, `${talked} calls that are talked in`, progress);
    await rig.database.setStatus(ringers, 'running');
    figures.live = await fill(rig, order.live);
    await lasts(QUIET_MS);
    figures.heapBytesPerCall = (await rig.worker.heapBytes() - without) / figures.live;
    progress(`  ${order.agents} agents, ${figures.live} live calls of ${order.live}: ${Math.round(figures.heapBytesPerCall)} bytes of heap each`);

    figures.cpuMs.all = await among(rig, carried, order, `${figures.live} live calls`, progress);
  } finally {
    await rig.stop();
  }
}

/** CPU of a call while these others stand beside. */
async function among(rig: CarryRig, carried: CampaignOrder, order: CrowdOrder, beside: string, progress: (line: string) => void): Promise<number> {
  await rig.database.setStatus(carried, 'running');
  await rig.settle(order.callsPerSec);
  const step = await rig.measure(order.callsPerSec, order.seconds);
  progress(`  ${order.agents} agents, ${beside}, ${describe(step)}`);
  await rest(rig, carried);
  return step.cpuMsPerCall;
}

/** None of the measured calls is up. */
async function rest(rig: CarryRig, carried: CampaignOrder): Promise<void> {
  await rig.database.setStatus(carried, 'paused');
  await rig.until('no measured call is up', COME_TO_REST_MS, (standing) => standing.carried === 0);
  await lasts(QUIET_MS);
}

/** Waits for so many calls of the crowd. @returns as many as there are when no more come */
async function fill(rig: CarryRig, wanted: number): Promise<number> {
  let best = { crowd: 0, atMs: performance.now() };
  const deadlineMs = performance.now() + LONGEST_FILL_MS;
  while (best.crowd < wanted && performance.now() < Math.min(deadlineMs, best.atMs + STANDS_STILL_MS)) {
    await lasts(500);
    const { crowd } = await rig.standing();
    if (crowd > best.crowd) best = { crowd, atMs: performance.now() };
  }
  return best.crowd;
}
