import { NOW_MS, OwnerBench, pass, useTestTime } from '../context/owner.spec-helper';
import { aCall, aLine } from './call.spec-helper';
import { LongestCall } from './longest-call';
import type { LiveCall } from './live-call';

class Bench extends OwnerBench {
  readonly noted: string[] = [];
  readonly longest = new LongestCall(this.owner, { note: (_call, kind) => { this.noted.push(kind); } });
}

const lasts = (longestCallMs: number | null, answeredAtMs: number | null): LiveCall =>
  Object.assign(aCall({ line: aLine('1', { longestCallMs }) }, 'talking'), { answeredAtMs });

describe('the longest that a call may last', () => {
  useTestTime();
  let bench: Bench;
  beforeEach(() => { bench = new Bench(); });

  it('is counted from its answer, whoever had it then', async () => {
    bench.longest.watch(lasts(60_000, NOW_MS - 10_000));
    await pass(49_999);
    expect(bench.switchPort.told).toEqual([]);
    await pass(1);
    expect([bench.switchPort.told, bench.noted]).toEqual([['hangup a ALLOTTED_TIMEOUT'], ['max-length']]);
  });

  it('has passed already: it ends at once', async () => {
    bench.longest.watch(lasts(60_000, NOW_MS - 90_000));
    await pass();
    expect(bench.switchPort.told).toEqual(['hangup a ALLOTTED_TIMEOUT']);
  });

  it('is waited for again while the link is lost', async () => {
    bench.switchPort.up = false;
    bench.longest.watch(lasts(60_000, NOW_MS));
    await pass(65_500);
    expect([bench.switchPort.told, bench.noted]).toEqual([[], []]);
    bench.switchPort.up = true;
    await pass(1_000);
    expect([bench.switchPort.told, bench.noted]).toEqual([['hangup a ALLOTTED_TIMEOUT'], ['max-length']]);
  });

  it.each([['a line without a limit', null, NOW_MS], ['a call that nobody answered', 1_000, null]])('does not bound %s', async (_what, longestCallMs, answeredAtMs) => {
    bench.longest.watch(lasts(longestCallMs, answeredAtMs));
    await pass(24 * 60 * 60_000);
    expect(bench.switchPort.told).toEqual([]);
  });
});
