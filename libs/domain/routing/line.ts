/** The name under which the agent pool and the calls know a campaign. */
export function lineOfCampaign(campaignId: string): string {
  return `campaign-${campaignId}`;
}

/** The campaign of a line, or null when the line is not a campaign's. */
export function campaignOfLine(line: string): string | null {
  return /^campaign-([1-9][0-9]*)$/.exec(line)?.[1] ?? null;
}

/** The name under which the agent pool and the calls know a queue. */
export function lineOfQueue(queueId: string): string {
  return `queue-${queueId}`;
}

/** How many of these lines are queues. */
export function queuesAmong(lines: readonly string[]): number {
  return lines.reduce((count, line) => count + Number(line.startsWith('queue-')), 0);
}

/** The queue of a line, or null when the line is not a queue's. */
export function queueOfLine(line: string): string | null {
  return /^queue-([1-9][0-9]*)$/.exec(line)?.[1] ?? null;
}
