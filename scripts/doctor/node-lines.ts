import type { Check } from './check';

/** The last day on which a line of Node gets fixes, of security too: schedule.json of github.com/nodejs/Release, July 2026. */
const END_OF_LIFE: ReadonlyMap<number, string> = new Map([
  [18, '2025-04-30'], [19, '2023-06-01'], [20, '2026-04-30'], [21, '2024-06-01'], [22, '2027-04-30'],
  [23, '2025-06-01'], [24, '2028-04-30'], [25, '2026-06-01'], [26, '2029-04-30'],
]);

/** What `npm test` passes on, and package.json names as its engines. */
export const TESTED_LINES: readonly number[] = [20, 24];

/**
 * Whether this Node still gets fixes, and is one that Paceline is tested on.
 * @param version such as 24.21.0
 * @param today in UTC, such as 2026-11-30
 */
export function checkNode(version: string, today: string): Check {
  const line = Number.parseInt(version, 10);
  const end = END_OF_LIFE.get(line);
  const complaints = [
    ...end !== undefined && today > end ? [`has had no security fixes since ${end}`] : [],
    ...TESTED_LINES.includes(line) ? [] : ['is not among those that Paceline is tested on'],
  ];
  if (complaints.length > 0) return { name: 'Node', result: 'warning', detail: `${version} ${complaints.join(' and ')}: take ${advised(today)}` };
  return { name: 'Node', result: 'ok', detail: `${version}, fixed until ${end ?? ''}` };
}

/** The tested line that is fixed for longest. */
function advised(today: string): string {
  const fixed = TESTED_LINES.filter((line) => (END_OF_LIFE.get(line) ?? '') >= today);
  return fixed.length > 0 ? `Node ${Math.max(...fixed)}` : 'a newer Paceline';
}
