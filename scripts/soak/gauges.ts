import { readFileSync } from 'node:fs';
import type { AppProcess } from '../system/app-process';
import { slopePerMinute, type Sample } from './slope';

/** Growth that is still called flat, of the mean: what a heap that has not seen its last collection may do. */
const FLAT_A_MINUTE_RATIO = 0.02;

/** Resident memory of a process, in MB; null when it is gone. */
export function residentMb(pid: number): number | null {
  try {
    const kb = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kb === undefined ? null : Number(kb) / 1024;
  } catch {
    return null; // it has just been killed
  }
}

/** The 99th percentile of the event loop's delay since it was asked last, in ms; null when nobody answers. */
export async function loopDelayP99Ms(app: AppProcess): Promise<number | null> {
  const ask = async (): Promise<string> => await (await fetch(app.metricsUrl ?? '')).text();
  const text = await ask().catch(() => '');
  const seconds = /^paceline_nodejs_eventloop_lag_p99_seconds (\S+)$/m.exec(text)?.[1];
  return seconds === undefined ? null : Number(seconds) * 1000;
}

/** One process's memory as time goes by. */
export class MemoryWatch {
  private readonly samples: Sample[] = [];

  constructor(readonly name: string) {}

  look(pid: number): void {
    const value = residentMb(pid);
    if (value !== null) this.samples.push({ atMs: Date.now(), value });
  }

  get lastMb(): number {
    return this.samples.at(-1)?.value ?? Number.NaN;
  }

  /** MB that it grew a minute since then, and whether that is flat. */
  growth(sinceMs: number): { readonly mbPerMinute: number; readonly boundMb: number; readonly flat: boolean } {
    const late = this.samples.filter(({ atMs }) => atMs >= sinceMs);
    const mbPerMinute = slopePerMinute(late);
    const boundMb = (late.reduce((sum, { value }) => sum + value, 0) / late.length) * FLAT_A_MINUTE_RATIO;
    return { mbPerMinute, boundMb, flat: mbPerMinute <= boundMb };
  }
}
