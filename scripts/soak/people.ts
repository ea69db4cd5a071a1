import type { Population } from '@paceline/telephony/simulator';

/** People who ring and talk for seconds; every kind of outcome happens. */
export function population(seed: number): Population {
  return {
    seed,
    outcomes: { answer: 36, busy: 22, declined: 14, noAnswer: 5, switchedOff: 1, invalid: 8, machine: 2, hangsUpAtOnce: 5, congestion: 2 },
    ring: { kind: 'uniform', minMs: 300, maxMs: 2_500 },
    talk: { kind: 'lognormal', medianMs: 2_500, sigma: 0.6, maxMs: 15_000 },
    patience: { kind: 'uniform', minMs: 1_000, maxMs: 6_000 },
  };
}

/** 555-0100 to 555-0199 are set aside for fiction, so nobody can be behind these numbers. */
const AREA_CODES = [
  '201', '202', '203', '205', '206', '207', '208', '209', '210', '212', '213', '214', '215', '216', '217', '218', '219', '224', '225', '301', '302', '303',
  '304', '305', '307', '308', '309', '310', '312', '313', '314', '315', '316', '317', '318', '319', '401', '402', '404', '405', '406', '407', '408', '409', '410',
];
const NUMBERS_AN_AREA = 100;

/** The share-th of so many lists without a common number. */
export function listOf(share: number, shares: number): string {
  const lines = ['Name,Phone'];
  for (const [index, area] of AREA_CODES.entries()) {
    if (index % shares !== share) continue;
    for (let line = 0; line < NUMBERS_AN_AREA; line++) lines.push(`Person ${area} ${line},+1${area}55501${String(line).padStart(2, '0')}`);
  }
  return `${lines.join('\r\n')}\r\n`;
}

/** Whatever came of a call, the person is called again soon: a list that never runs dry. */
const again = { maxAttempts: 50, waitSec: 10 };
export const RETRY_RULES = {
  maxAttempts: 50,
  byOutcome: Object.fromEntries(['busy', 'no-answer', 'switched-off', 'rejected', 'invalid-number', 'congestion', 'failed', 'cancelled', 'lost', 'abandoned', 'hung-up-waiting', 'handoff-failed'].map((outcome) => [outcome, again])),
  byDisposition: { 'call-again': again },
};
