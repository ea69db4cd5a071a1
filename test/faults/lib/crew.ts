import type { FailOrder } from '@paceline/platform/fail-points';
import { rows } from '@paceline/persistence';
import { waitFor } from '@paceline/testing/wait-for';
import type { DialerRig } from '../../e2e/lib/dialer-rig';
import { WorkerProcess } from '../../e2e/lib/worker-process';

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
    }, { deadlineMs: 30_000 });
  }

  /** Everybody who was to come in the place of another is there; also of one who ended at a point that another had reached first. */
  async complete(): Promise<void> {
    for (const worker of [...this.workers]) if (worker.state() === 'ended') this.replace(worker);
    await Promise.all(this.joining);
  }

  others(than: WorkerProcess): WorkerProcess[] {
    return [...this.workers].filter((worker) => worker !== than);
  }

  /** Somebody else than this one owns the switch. */
  async takenFrom(worker: WorkerProcess): Promise<void> {
    await waitFor('another worker owns the switch', async () => {
      const pid = await this.ownerPid();
      return pid !== null && pid !== worker.pid;
    }, { deadlineMs: 30_000 });
  }

  async kill(worker: WorkerProcess): Promise<void> {
    await worker.kill();
    this.replace(worker);
  }

  /** The first of these who fails as ordered, and only they: the others are called off. Null when nobody has in time. */
  async fail(candidates: readonly WorkerProcess[], order: FailOrder, withinMs: number, provoke: () => Promise<void>): Promise<WorkerProcess | null> {
    const workers = candidates.filter((worker) => worker.state() === 'runs');
    for (const worker of workers) worker.failAt(order);
    await provoke();
    const failing = await waitFor('a worker fails', () => workers.find((worker) => worker.state() !== 'runs'), { deadlineMs: withinMs, everyMs: 20 }).catch(() => null);
    for (const worker of workers) {
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
