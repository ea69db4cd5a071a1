import { rungEnough } from './cancel-rule';
import type { PacingSettings, PacingSnapshot } from './pacing';
import type { Wanted } from './predictive';

/**
 * Never more lines out than agents idle who are not promised: nobody is dialed for whom no agent is free at that moment.
 * An agent may still leave while a line rings. Where nobody may be abandoned, the line too many is then given up.
 */
export function oneToOne({ agents, lines }: PacingSnapshot, { mode, minRingMs }: PacingSettings, rate: number): Wanted {
  const spare = agents.idle - lines.waitingForMs.length - lines.outForMs.length;
  const cancel = mode === 'zero-abandon' ? Math.min(Math.max(0, -spare), rungEnough(lines.ringingForMs, minRingMs)) : 0;
  const dial = Math.max(0, spare);
  const figures = { agentsIdle: agents.idle, linesDialing: lines.outForMs.length - cancel, dial, cancel };
  const limit = agents.idle === 0 ? 'nobody-idle' : dial === 0 ? 'enough-lines' : 'none';
  return { dial, cancel, rate, reasons: [{ limit, figures }, ...cancel > 0 ? [{ limit: 'cancelled' as const, figures }] : []] };
}
