import type { Overflow, WayOut } from './queue-settings';

/**
 * The queues through which callers would be sent round and round without doing anything, this one first: who overflows from the last
 * comes back into the first, and waits for ever. Null: there is no such circle.
 * @param overflowOf of any queue; null: there is none of that id
 */
export function overflowCircle(queueId: string, overflowOf: (queueId: string) => Overflow | null): readonly string[] | null {
  const seen = new Set<string>();
  const walk = (id: string, way: readonly string[]): readonly string[] | null => {
    if (id === queueId && way.length > 0) return way;
    const overflow = overflowOf(id);
    if (overflow === null || seen.has(id)) return null;
    seen.add(id);
    for (const to of queuesBehind(overflow)) {
      const circle = walk(to, [...way, id]);
      if (circle !== null) return circle;
    }
    return null;
  };
  return walk(queueId, []);
}

function queuesBehind({ waitedTooLong, full, nobodySignedIn }: Overflow): readonly string[] {
  const ways: readonly (WayOut | null)[] = [waitedTooLong, full, nobodySignedIn];
  return ways.flatMap((way) => way?.kind === 'queue' ? [way.queueId] : []);
}
