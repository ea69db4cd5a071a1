import type { LinkState } from '@paceline/telephony/port/switch-port';
import { aCall } from '../calls/call.spec-helper';
import { CallRegistry } from '../calls/call-registry';
import { NOW_MS, OwnerBench, pass, useTestTime } from '../context/owner.spec-helper';
import { Ownership } from '../context/ownership';
import { SwitchLink } from './switch-link';

class Bench extends OwnerBench {
  readonly did: string[] = [];
  readonly registry = new CallRegistry();
  readonly ownership = new Ownership();
  /** What becomes of the look at the switch, and of building the pool. */
  look: () => Promise<void> = () => Promise.resolve();
  build: () => Promise<void> = () => Promise.resolve();
  readonly link = new SwitchLink(this.owner, this.ownership, {
    registry: this.registry, time: { forget: () => { this.did.push('forget its clock'); } },
    reconciler: { reconcile: async ({ afresh, startedAtMs }) => {
      this.did.push(`look${afresh ? ' afresh' : ''}${startedAtMs === 0 ? '' : `, started at ${startedAtMs - NOW_MS}`}`);
      await this.look();
    } },
    pool: { rebuild: async () => { this.did.push('build the pool'); await this.build(); }, callMissingPhones: async () => { this.did.push('call missing phones'); } },
    commands: { catchUp: async () => { this.did.push('look for commands'); } }, allocator: { allocate: () => { this.did.push('allocate'); } },
    work: { start: () => { this.did.push('work'); } },
  });

  /** The connection comes, or goes, and what is under way gets as far as it can. */
  async after(link: LinkState): Promise<string[]> {
    this.switchPort.up = link.up;
    this.link.changed(link);
    await pass();
    return this.did.splice(0);
  }
}

const UP: LinkState = { up: true, coreId: 'core', restarted: false };
const DOWN: LinkState = { up: false, reason: 'ECONNRESET' };
const LOOK = ['look', 'call missing phones', 'look for commands', 'allocate'];
/** Callers who came in while the pool was built are found by the second look. */
const FIRST = ['forget its clock', 'look afresh', 'build the pool', 'work', 'look for commands', 'allocate', ...LOOK];

describe('the link to the switch', () => {
  useTestTime();
  let bench: Bench;
  beforeEach(() => { bench = new Bench(); });
  afterEach(async () => { await bench.link.stop(); });

  it('comes: the switch and the pool are known before anything is dialed', async () => {
    let isKnown = true;
    bench.build = async () => { isKnown = bench.ownership.reconciled; };
    expect(await bench.after(UP)).toEqual(FIRST);
    expect([isKnown, bench.ownership.reconciled]).toEqual([false, true]);
    expect(bench.published).toEqual([expect.objectContaining({ type: 'switch', up: true, reconciled: true, reason: 'connected' })]);
  });

  it('goes: nothing is dialed, no bridge is given up for want of its event, and the screens are told', async () => {
    await bench.after(UP);
    const call = aCall({}, 'connecting');
    let isGivenUp = false;
    call.after('bridge', 2_000, () => { isGivenUp = true; });
    bench.registry.add(call);
    expect(await bench.after(DOWN)).toEqual([]);
    await pass(2_000);
    expect([bench.ownership.reconciled, isGivenUp]).toEqual([false, false]);
    expect(bench.published.at(-1)).toMatchObject({ up: false, reconciled: false, reason: 'ECONNRESET' });
    expect(bench.counted).toEqual(['switchUp main 1', 'switchUp main 0']);
  });

  it('comes again: what was missed meanwhile is looked for afresh', async () => {
    await bench.after(UP);
    await bench.after(DOWN);
    expect(await bench.after(UP)).toEqual(FIRST);
  });

  it('comes to a switch that was started anew: nothing older is on it', async () => {
    await bench.after(UP);
    await bench.after(DOWN);
    await pass(7_000);
    expect(await bench.after({ ...UP, restarted: true })).toContain('look afresh, started at 7000');
  });

  it('is looked after now and then, and what we remember goes first then', async () => {
    bench.link.start();
    await bench.after(UP);
    await pass(15_000);
    expect(bench.did).toEqual(LOOK);
  });

  it('is looked after as soon as the pool is in doubt', async () => {
    await bench.after(UP);
    bench.ownership.doubt('the pool could not be built');
    await pass();
    expect(bench.did).toEqual(['look', 'build the pool', 'work', 'look for commands', 'allocate', ...LOOK]);
  });

  it('is tried again a second after a look that failed, still afresh', async () => {
    bench.look = () => Promise.reject(new Error('no list'));
    expect(await bench.after(UP)).toEqual(['forget its clock', 'look afresh']);
    expect(bench.ownership.reconciled).toBe(false);
    bench.look = () => Promise.resolve();
    await pass(999);
    expect(bench.did).toEqual([]);
    await pass(1);
    expect(bench.did).toEqual(FIRST.slice(1));
  });

  it('that fails while it was known is known no more', async () => {
    await bench.after(UP);
    bench.look = () => Promise.reject(new Error('no list'));
    bench.ownership.emit('doubted', 'periodic');
    await pass();
    expect(bench.ownership.reconciled).toBe(false);
  });

  it('is looked at once at a time', async () => {
    let go: () => void = () => undefined;
    bench.look = () => new Promise((resolve) => { go = resolve; });
    await bench.after(UP);
    expect(await bench.after(UP)).toEqual(['forget its clock']);
    bench.look = () => Promise.resolve();
    go();
    await pass();
    expect(bench.did).toEqual([...FIRST.slice(2), ...LOOK]);
  });

  it.each<[string, (bench: Bench) => void]>([
    ['the link goes', (on) => { on.switchPort.up = false; }], ['the ownership ends', (on) => { on.ownership.stopped = true; }],
  ])('is not known when %s while the pool is built', async (_what, happens) => {
    bench.build = async () => { happens(bench); };
    await bench.after(UP);
    expect([bench.ownership.reconciled, bench.did.includes('work')]).toEqual([false, false]);
  });

  it.each<[string, (bench: Bench) => void]>([
    ['has lost its lease', (on) => { on.lease.held = false; }], ['is over', (on) => { on.ownership.stopped = true; }],
  ])('is not looked at by an owner who %s', async (_what, happens) => {
    happens(bench);
    expect(await bench.after(UP)).toEqual(['forget its clock']);
  });

  it('ends when the look that is under way has', async () => {
    let go: () => void = () => undefined;
    bench.look = () => new Promise((resolve) => { go = resolve; });
    await bench.after(UP);
    bench.ownership.stopped = true;
    let isOver = false;
    void bench.link.stop().then(() => { isOver = true; });
    await pass();
    expect(isOver).toBe(false);
    go();
    await pass();
    expect(isOver).toBe(true);
  });
});
