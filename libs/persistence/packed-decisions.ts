import { gunzip, gzip } from 'node:zlib';
import { promisify } from 'node:util';
import type { PacingState } from '@paceline/domain/pacing';
import type { KeptDecision } from '@paceline/domain/pacing-history/kept-decision';

const zip = promisify(gzip);
const unzip = promisify(gunzip);

/** One stretch of decisions: the pacer's state before the first, then each. As JSON lines in gzip a day of them is megabytes, not gigabytes. */
export interface DecisionStretch {
  readonly stateBefore: PacingState;
  readonly decisions: readonly KeptDecision[];
}

/** Off the event loop: zlib has threads of its own. */
export async function packDecisions({ stateBefore, decisions }: DecisionStretch): Promise<Buffer> {
  return await zip([stateBefore, ...decisions].map((line) => JSON.stringify(line, wholeMs)).join('\n'));
}

export async function unpackDecisions(packed: Buffer): Promise<DecisionStretch> {
  const [stateBefore = '{}', ...decisions] = (await unzip(packed)).toString('utf8').split('\n');
  return {
    // Written by packDecisions above, and by nothing else.
    stateBefore: JSON.parse(stateBefore) as PacingState,
    decisions: decisions.map((line) => JSON.parse(line) as KeptDecision),
  };
}

/** Ages of milliseconds: fractions would be most of the bytes, and say nothing. */
function wholeMs(key: string, value: unknown): unknown {
  return key.endsWith('ForMs') || key.endsWith('AfterMs') ? (value as number[]).map((ms) => Math.round(ms)) : value;
}
