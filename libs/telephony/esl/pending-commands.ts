import type { CommandResult } from '../port/switch-port';

type Settle = (result: CommandResult) => void;

/** Commands that wait for their answer. Each is settled once: by its answer, its deadline or the end of the socket. */
export class PendingCommands {
  private readonly waiting = new Set<Settle>();

  get size(): number {
    return this.waiting.size;
  }

  /**
   * Begins to wait. `send` writes the command, in this very call, and is given the way to settle it; when
   * it throws nothing waits. `onEnd` runs once, whatever ends the wait.
   */
  wait(deadlineMs: number, send: (settle: Settle) => void, onEnd?: () => void): Promise<CommandResult> {
    return new Promise((resolve, reject) => {
      const settle: Settle = (result) => {
        if (!this.waiting.delete(settle)) return;
        clearTimeout(timer);
        onEnd?.();
        resolve(result);
      };
      const timer = setTimeout(() => {
        settle({ ok: false, kind: 'unknown', reason: `no answer within ${deadlineMs} ms` });
      }, deadlineMs);
      this.waiting.add(settle);
      try {
        send(settle);
      } catch (error) {
        this.waiting.delete(settle);
        clearTimeout(timer);
        onEnd?.();
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    });
  }

  /** The socket is gone: nobody will answer any more. */
  settleAll(reason: string): void {
    for (const settle of [...this.waiting]) settle({ ok: false, kind: 'unknown', reason });
  }
}
