import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { CallRepository } from '@paceline/persistence';
import { readEnvironment } from '@paceline/platform/environment';
import { createLogger } from '@paceline/platform/logger';
import { EslSwitch } from '@paceline/telephony/esl/esl-switch';
import { Originator } from '../../apps/dialer-worker/src/calls/originator';
import { DialerWorker } from '../../apps/dialer-worker/src/worker';
import { dialBare } from './bare-dialing';
import type { DialingOrder, DialingReport, PlacedCall } from './dialing';

/** The process behind `Dialing`: a whole dialer worker, or the bare adapter, and a clock at a few of its doors. */
const LOOP_RESOLUTION_MS = 1;

const nowMs = (): number => performance.timeOrigin + performance.now();
const loop = monitorEventLoopDelay({ resolution: LOOP_RESOLUTION_MS });
const queuedAtMs = new Map<string, number>();
const turnAtMs = new Map<string, number>();
const placed: PlacedCall[] = [];
let cpu = process.cpuUsage();

/** Writes down when a call passes each door on its way to the socket. The methods themselves run as they are. */
function watchTheDoors(): void {
  watch<'handle', Parameters<Originator['handle']>, Promise<void>>(Originator.prototype, 'handle', ({ callIds }) => { for (const callId of callIds) queuedAtMs.set(callId, nowMs()); }, () => undefined);
  // The first question after the gateway's turn.
  watch<'commitOriginating', Parameters<CallRepository['commitOriginating']>, ReturnType<CallRepository['commitOriginating']>>(
    CallRepository.prototype, 'commitOriginating', (callId) => { turnAtMs.set(callId, nowMs()); }, () => undefined,
  );
  watch<'originate', Parameters<EslSwitch['originate']>, ReturnType<EslSwitch['originate']>>(EslSwitch.prototype, 'originate', () => undefined, (request) => {
    if (request.endpoint.kind === 'gateway' && queuedAtMs.has(request.channelId)) wrote(request.channelId);
  });
}

/** @param after in the tick of the call: what the method does in its own tick has been done */
function watch<Name extends string, Args extends unknown[], Result>(
  owner: Record<Name, (...args: Args) => Result>, name: Name, before: (...args: Args) => void, after: (...args: Args) => void,
): void {
  const method = owner[name];
  owner[name] = function (this: unknown, ...args: Args): Result {
    before(...args);
    const result = method.apply(this, args);
    after(...args);
    return result;
  };
}

function wrote(callId: string): void {
  const writtenAtMs = nowMs();
  const queued = queuedAtMs.get(callId) ?? Number.NaN;
  const turn = turnAtMs.get(callId) ?? Number.NaN;
  queuedAtMs.delete(callId);
  turnAtMs.delete(callId);
  placed.push({ callId, writtenAtMs, queueMs: queued - madeAtMs(callId), turnMs: turn - queued, gateMs: writtenAtMs - turn });
}

/** A call's id is a UUID of version 7, made by the claim: it begins with the instant in milliseconds. */
function madeAtMs(callId: string): number {
  return Number.parseInt(callId.replaceAll('-', '').slice(0, 12), 16);
}

function begin(): void {
  placed.length = 0;
  cpu = process.cpuUsage();
  loop.reset();
}

function report(): DialingReport {
  const spent = process.cpuUsage(cpu);
  // What it records is the time between two ticks of its timer.
  const delayMs = (share: number): number => Math.max(0, loop.percentile(share) / 1e6 - LOOP_RESOLUTION_MS);
  return { placed: [...placed], loopP50Ms: delayMs(50), loopP99Ms: delayMs(99), loopMaxMs: Math.max(0, loop.max / 1e6 - LOOP_RESOLUTION_MS), cpuMs: (spent.user + spent.system) / 1000 };
}

async function obey(order: DialingOrder): Promise<void> {
  switch (order.kind) {
    case 'start-worker': {
      watchTheDoors();
      const environment = readEnvironment(order.environment);
      const worker = new DialerWorker(environment, createLogger({ level: environment.LOG_LEVEL, app: 'bench' }));
      await worker.start();
      process.once('SIGTERM', () => { void worker.stop().then(() => process.exit(0)); });
      process.send?.(null);
      return;
    }
    case 'begin': begin(); process.send?.(null); return;
    case 'dial-bare': begin(); placed.push(...await dialBare(order)); process.send?.(report()); return;
    case 'report': process.send?.(report()); return;
  }
}

loop.enable();
process.on('message', (order: DialingOrder) => {
  obey(order).catch((thrown: unknown) => {
    console.error(thrown);
    process.exit(1);
  });
});
process.on('disconnect', () => process.exit(0));
process.send?.(null);
