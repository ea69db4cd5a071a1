import { setTimeout as lasts } from 'node:timers/promises';
import { messageOf } from '@paceline/platform/errors';
import type { CampaignOrder } from './carried-database';
import { AGENT_SEC_PER_CALL, carriedCampaign, describe } from './carry-ladder';
import { CarryRig, type CarryPlace } from './carry-rig';
import { CROWDED } from './carrying-switch';
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
const COME_TO_REST_MS = 60_000;
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
export async function crowd(place: CarryPlace, build: ComparedBuild, asked: CrowdOrder): Promise<CrowdFigures> {
  const order = { ...asked, callsPerSec: Math.min(asked.callsPerSec, MOST_PER_SEC) };
  const figures = { heapBytesPerCall: Number.NaN, live: 0, wanted: order.live, cpuMs: { few: Number.NaN, talking: Number.NaN, all: Number.NaN } };
  try {
    figures.cpuMs.few = await few(place, build, order);
    await many(place, build, order, figures);
  } catch (thrown) {
    place.progress(`  this machine does not carry it: ${messageOf(thrown)}`);
  }
  return figures;
}

async function few(place: CarryPlace, build: ComparedBuild, order: CrowdOrder): Promise<number> {
  const carried = carriedCampaign(FEW_AGENTS, order.callsPerSec * LONGEST_SEC);
  const rig = await CarryRig.start(place, build, [carried]);
  try {
    await rig.database.setStatus(carried, 'running');
    await rig.settle(order.callsPerSec);
    await lasts(WARM_UP_SEC * 1_000);
    const step = await rig.measure(order.callsPerSec, order.seconds);
    place.progress(`  ${FEW_AGENTS} agents, ${describe(step)}`);
    return step.cpuMsPerCall;
  } finally {
    await rig.stop();
  }
}

/** Written as they are known: what comes after them may be more than the machine carries. */
interface Figures { heapBytesPerCall: number; live: number; readonly cpuMs: CrowdCpuMs }

async function many(place: CarryPlace, build: ComparedBuild, order: CrowdOrder, figures: Figures): Promise<void> {
  const others = Math.max(2, order.agents - FEW_AGENTS);
  const idle = Math.max(1, Math.ceil((order.live - others) / (RINGING_PER_AGENT - 1)));
  const talking = others - idle;
  const ringing = order.live - talking;
  if (talking < 1 || ringing < 1) throw new Error(`${order.live} live calls do not go with ${order.agents} agents`);
  const carried = carriedCampaign(FEW_AGENTS, order.callsPerSec * LONGEST_SEC);
  const beside = { gateway: CROWDED, wrapUpSec: 1 };
  const talkers: CampaignOrder = { ...beside, id: 2, person: 'on', targets: talking, agents: talking, linesPerAgent: 1 };
  const ringers: CampaignOrder = { ...beside, id: 3, person: 'never', targets: ringing, agents: idle, linesPerAgent: MOST_RINGING_PER_AGENT };
  const rig = await CarryRig.start(place, build, [carried, talkers, ringers]);
  try {
    await rig.database.setStatus(carried, 'running');
    await rig.settle(order.callsPerSec);
    await lasts(WARM_UP_SEC * 1_000);
    await rest(rig, carried);
    const without = await rig.worker.heapBytes();

    await rig.database.setRate(CROWDED, FILL_PER_SEC);
    await rig.database.setStatus(talkers, 'running');
    await fill(rig, talking);
    await weigh(rig, without, order, place, figures);
    figures.cpuMs.talking = await among(rig, carried, order, `${figures.live} calls that are talked in`, place);
    await rig.database.setStatus(ringers, 'running');
    await fill(rig, order.live);
    await weigh(rig, without, order, place, figures);
    figures.cpuMs.all = await among(rig, carried, order, `${figures.live} live calls`, place);
  } finally {
    await rig.stop();
  }
}

/** What each call that is live now keeps on the heap. */
async function weigh(rig: CarryRig, without: number, order: CrowdOrder, { progress }: CarryPlace, figures: Figures): Promise<void> {
  await lasts(QUIET_MS);
  figures.live = (await rig.standing()).crowd;
  const bytes = await rig.worker.heapBytes() - without;
  // Less than before: so few calls are lost in what else comes and goes.
  figures.heapBytesPerCall = bytes > 0 && figures.live > 0 ? bytes / figures.live : Number.NaN;
  progress(`  ${order.agents} agents, ${figures.live} live calls of ${order.live}: ${Math.round(figures.heapBytesPerCall)} bytes of heap each`);
}

/** CPU of a call while these others stand beside. */
async function among(rig: CarryRig, carried: CampaignOrder, order: CrowdOrder, beside: string, { progress }: CarryPlace): Promise<number> {
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

/** Waits for so many calls of the crowd, or until no more come. */
async function fill(rig: CarryRig, wanted: number): Promise<void> {
  let best = { crowd: 0, atMs: performance.now() };
  const deadlineMs = performance.now() + LONGEST_FILL_MS;
  while (best.crowd < wanted && performance.now() < Math.min(deadlineMs, best.atMs + STANDS_STILL_MS)) {
    await lasts(500);
    const { crowd } = await rig.standing();
    if (crowd > best.crowd) best = { crowd, atMs: performance.now() };
  }
}
