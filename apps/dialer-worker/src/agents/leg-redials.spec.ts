import type { PhoneTrouble } from '@paceline/domain/agent/phone-trouble';
import { NOW_MS, OwnerBench, pass, useTestTime } from '../context/owner.spec-helper';
import { LegRedials } from './leg-redials';

const NOBODY = { cause: 'USER_NOT_REGISTERED', sipStatus: 0, upForMs: null, rang: false };

class Bench extends OwnerBench {
  readonly did: string[];
  readonly rows: (PhoneTrouble | null)[] = [];
  readonly redials: LegRedials;

  constructor() {
    const did: string[] = [];
    super({ environment: { AGENT_LEG_RETRY_MS: 3_000 }, agents: { legTrouble: async (_agentId: string, trouble: PhoneTrouble | null) => { this.rows.push(trouble); } } });
    this.did = did;
    this.redials = new LegRedials(this.owner, async (agentId) => { did.push(`call ${agentId} at ${Date.now() - NOW_MS}`); }, (agentId) => { did.push(`tell of ${agentId}`); });
  }

  /** Waits that follow so many failures in a row. */
  async waits(failures: number): Promise<number[]> {
    const waits: number[] = [];
    for (let failure = 0; failure < failures; failure++) {
      this.redials.failed('7', NOBODY);
      await pass();
      const { failedAtMs, nextAtMs } = this.rows.at(-1) ?? { failedAtMs: 0, nextAtMs: 0 };
      waits.push(nextAtMs - failedAtMs);
      await pass(nextAtMs - failedAtMs);
    }
    return waits;
  }
}

describe('a phone that did not take our call', () => {
  useTestTime();
  let bench: Bench;
  beforeEach(() => { bench = new Bench(); });
  afterEach(() => { bench.redials.stop(); });

  it('is called again, later each time, and its row says how often and since when', async () => {
    expect(await bench.waits(7)).toEqual([3_000, 6_000, 12_000, 24_000, 48_000, 60_000, 60_000]);
    expect(bench.did.slice(0, 4)).toEqual(['tell of 7', 'call 7 at 3000', 'tell of 7', 'call 7 at 9000']);
    expect(bench.rows.map((trouble) => [trouble?.failures, trouble?.sinceAtMs]).at(-1)).toEqual([7, NOW_MS]);
  });

  it('is called as at first when it had held a call for a while, not when it only answered', async () => {
    await bench.waits(3);
    bench.redials.answered('7');
    expect([bench.redials.why('7'), await bench.waits(1)]).toEqual([null, [24_000]]);
    bench.redials.proved('7');
    expect(await bench.waits(1)).toEqual([3_000]);
  });

  it('is called as at first by an agent who begins anew, and its row says nothing of it any more', async () => {
    await bench.waits(3);
    bench.redials.failed('7', NOBODY);
    bench.redials.forget('7');
    await pass(120_000);
    expect([bench.redials.isDue('7'), bench.rows.at(-1), bench.did.at(-1)]).toEqual([false, null, 'tell of 7']);
    expect(await bench.waits(1)).toEqual([3_000]);
  });

  it('of which nothing was said has nothing to be forgotten', async () => {
    bench.redials.forget('7');
    await pass();
    expect([bench.did, bench.rows]).toEqual([[], []]);
  });

  it.each<[string, Partial<typeof NOBODY> | { readonly upForMs: number }, boolean]>([
    ['was not there', {}, true], ['could not be reached', { sipStatus: 480 }, true], ['rang', { rang: true }, false], ['said no', { sipStatus: 603 }, false], ['took the call and was lost', { upForMs: 5_000 }, false],
  ])('that %s is called at once when it registers, if that helps', (_what, said, helps) => {
    bench.redials.failed('7', { ...NOBODY, ...said });
    expect([bench.redials.helpsToRegister('7'), bench.redials.anybodyAway]).toEqual([helps, helps]);
    bench.redials.cancel('7');
    expect(bench.redials.helpsToRegister('7')).toBe(false); // it is being called
  });

  it('says no more than once a call that it is due: a newer one takes the place of an older', async () => {
    bench.redials.again('7');
    bench.redials.refused('7', 'dialing-stopped');
    await pass(60_000);
    expect(bench.did).toEqual(['call 7 at 5000']);
  });

  it('is called no more by an owner who is none any more', async () => {
    bench.redials.failed('7', NOBODY);
    bench.redials.stop();
    bench.redials.again('7');
    await pass(120_000);
    expect(bench.did).toEqual(['tell of 7']);
  });
});

describe('why an agent has no phone', () => {
  useTestTime();

  it('is what the switch said last, or the rule by which it was not called', async () => {
    const { redials, did } = new Bench();
    expect(redials.why('7')).toBeNull();
    redials.refused('7', 'gateway-full');
    expect(redials.why('7')).toEqual({ refusal: 'gateway-full' });
    redials.called('7');
    expect([redials.why('7'), did]).toEqual([null, ['tell of 7']]);
    redials.called('7');
    expect(did).toHaveLength(1);
    redials.refused('7', 'gateway-full');
    redials.failed('7', { ...NOBODY, sipStatus: 486, cause: 'USER_BUSY' });
    expect(redials.why('7')).toEqual({ said: { cause: 'USER_BUSY', sipStatus: 486, upForMs: null } });
    redials.answered('7');
    expect(redials.why('7')).toBeNull();
    redials.stop();
    await pass();
  });

  it('is not held against it when something of ours kept the call', () => {
    const { redials } = new Bench();
    expect([redials.again('7'), redials.again('7'), redials.why('7')]).toEqual([3_000, 6_000, null]);
    redials.stop();
  });
});
