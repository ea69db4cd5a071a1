import type { FailOrder } from '@paceline/platform/fail-points';
import { rows } from '@paceline/persistence';
import { waitFor } from '@paceline/testing/wait-for';
import type { DialerRig } from '../../e2e/lib/dialer-rig';
import { WorkerProcess } from '../../e2e/lib/worker-process';

/** The end of what hangs: a lease of a second has run out by then many times over, on any machine. */
const OWNED_WITHIN_MS = 60_000;
/** A takeover takes two seconds; the one that is looked at may have been somebody else's. */
const TAKEN_OVER_WITHIN_MS = 20_000;

/** Workers that want the same switch: one owns it, the others wait for its lease. Whoever dies is replaced. */
export class Crew {
  private readonly workers = new Set<WorkerProcess>();
  private readonly joining: Promise<void>[] = [];
  private disbanding = false;

  private constructor(private readonly rig: DialerRig) {}

  static async of(rig: DialerRig, size: number): Promise<Crew> {
    const crew = new Crew(rig);
    await Promise.all(Array.from({ length: size }, () => crew.join()));
    return crew;
  }

  /** The one whose name stands on the lease. */
  async owner(): Promise<WorkerProcess> {
    return await waitFor('a living worker owns the switch', async () => {
      const pid = await this.ownerPid();
      return [...this.workers].find((worker) => worker.pid === pid && worker.state() === 'runs');
    }, { deadlineMs: OWNED_WITHIN_MS });
  }

  /** Everybody who was to come in the place of another is there; also of one who ended at a point that another had reached first. */
  async complete(): Promise<void> {
    for (const worker of [...this.workers]) if (worker.state() === 'ended') this.replace(worker);
    await Promise.all(this.joining);
  }

  /** Somebody else than this one owns the switch. */
  async takenFrom(worker: WorkerProcess): Promise<void> {
    await waitFor('another worker owns the switch', async () => {
      const pid = await this.ownerPid();
      return pid !== null && pid !== worker.pid;
    }, { deadlineMs: OWNED_WITHIN_MS });
  }

  async kill(worker: WorkerProcess): Promise<void> {
    await worker.kill();
    this.replace(worker);
  }

  /**
   * The first who fails as ordered, and only they: the others are called off. Everybody is given the order, those too
   * who come meanwhile: on a busy machine the lease changes hands by itself. Null when nobody has failed in time.
   */
  async failAtWork(order: FailOrder, withinMs: number): Promise<WorkerProcess | null> {
    const armed = new Set<WorkerProcess>();
    const failing = await waitFor('a worker fails', () => {
      for (const worker of this.running()) if (!armed.has(worker)) { armed.add(worker); worker.failAt(order); }
      return failed(armed);
    }, { deadlineMs: withinMs, everyMs: 20 }).catch(() => null);
    return this.callOff(armed, failing, order);
  }

  /** The same of who takes over from an owner that is killed; another owner is killed when nobody has failed by then. */
  async failTakingOver(order: FailOrder, withinMs: number): Promise<WorkerProcess | null> {
    const untilMs = performance.now() + withinMs;
    for (;;) {
      await this.complete();
      const owner = await this.owner();
      const armed = new Set(this.running().filter((worker) => worker !== owner));
      for (const worker of armed) worker.failAt(order);
      await this.kill(owner);
      const failing = await waitFor('a worker fails', () => failed(armed), { deadlineMs: TAKEN_OVER_WITHIN_MS, everyMs: 20 }).catch(() => null);
      this.callOff(armed, failing, order);
      if (failing !== null || performance.now() >= untilMs) return failing;
    }
  }

  private running(): WorkerProcess[] {
    return [...this.workers].filter((worker) => worker.state() === 'runs');
  }

  private callOff(armed: ReadonlySet<WorkerProcess>, failing: WorkerProcess | null, order: FailOrder): WorkerProcess | null {
    for (const worker of armed) {
      if (worker === failing) continue;
      worker.failAt({ ...order, hit: Number.MAX_SAFE_INTEGER });
      // A point that all of them reach stops several at once: the lease they all ask for.
      worker.wake();
    }
    if (failing?.state() === 'ended') this.replace(failing);
    return failing;
  }

  async disband(): Promise<void> {
    this.disbanding = true;
    const joined = await Promise.allSettled(this.joining);
    for (const worker of this.workers) await worker.kill();
    for (const one of joined) if (one.status === 'rejected') throw one.reason;
  }

  private async join(): Promise<void> {
    this.workers.add(await WorkerProcess.start(this.rig.environment));
  }

  /** Nobody waits for the new one. */
  private replace(worker: WorkerProcess): void {
    this.workers.delete(worker);
    if (this.disbanding) return;
    const joining = this.join();
    joining.catch(() => undefined); // `disband` tells of one that did not come
    this.joining.push(joining);
  }

  private async ownerPid(): Promise<number | null> {
    const [lease] = await rows<{ owner: string }>(this.rig.dataSource,
      "SELECT owner FROM leases WHERE name = 'switch:main' AND expires_at > UTC_TIMESTAMP(3)", []);
    const pid = /-(\d+)-[0-9a-f]{8}$/.exec(lease?.owner ?? '')?.[1];
    return pid === undefined ? null : Number(pid);
  }
}

function failed(armed: ReadonlySet<WorkerProcess>): WorkerProcess | undefined {
  return [...armed].find((worker) => worker.state() !== 'runs');
}
