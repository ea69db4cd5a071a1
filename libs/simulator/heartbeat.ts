import { FULL_VERSION, uptimeText } from './commands/system-commands';
import { HeaderBlock } from './core/header-block';
import type { SwitchCore } from './core/switch-core';

function beat(core: SwitchCore): void {
  const { limits } = core;
  const nowMs = core.clock.nowMs();
  core.bus.fire({
    name: 'HEARTBEAT', from: { file: 'switch_core.c', fn: 'send_heartbeat', line: 95 },
    blocks: [new HeaderBlock([
      ['Event-Info', 'System Ready'], ['Up-Time', uptimeText(core.clock.uptimeMs())], ['FreeSWITCH-Version', FULL_VERSION],
      ['Uptime-msec', String(Math.floor(core.clock.uptimeMs()))], ['Session-Count', String(core.channels.size)],
      // What is left of the current second, not the limit.
      ['Max-Sessions', String(limits.max)], ['Session-Per-Sec', String(limits.remaining(nowMs))],
      ['Session-Per-Sec-Last', String(limits.lastPerSec)], ['Session-Per-Sec-Max', String(limits.peakPerSec)],
      ['Session-Per-Sec-FiveMin', String(limits.peakPerSec)], ['Session-Since-Startup', String(core.sessionsSinceStart)],
      ['Session-Peak-Max', String(core.peakSessions)], ['Session-Peak-FiveMin', String(core.peakSessions)], ['Idle-CPU', '90.000000'],
    ])],
  });
  core.bus.fire({
    name: 'RE_SCHEDULE', from: { file: 'switch_scheduler.c', fn: 'switch_scheduler_execute', line: 71 },
    blocks: [new HeaderBlock([
      ['Task-ID', '1'], ['Task-Desc', 'heartbeat'], ['Task-Group', 'core'], ['Task-Runtime', String(Math.floor((nowMs + core.options.heartbeatMs) / 1000))],
    ])],
  });
}

/** HEARTBEAT at the switch's own pace, whoever listens. Returns the way to stop it. */
export function startHeartbeat(core: SwitchCore): () => void {
  const timer = setInterval(() => { beat(core); }, core.options.heartbeatMs);
  timer.unref();
  return () => { clearInterval(timer); };
}
