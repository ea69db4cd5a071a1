import type { CommandResult } from '../port/switch-port';
import { PendingCommands } from './pending-commands';

describe('PendingCommands', () => {
  it('settles a command once, by what comes first', async () => {
    const pending = new PendingCommands();
    let ends = 0;
    let answer: (result: CommandResult) => void = () => undefined;
    const result = pending.wait(60_000, (settle) => { answer = settle; }, () => { ends += 1; });
    answer({ ok: true, text: 'first' });
    answer({ ok: true, text: 'second' });
    pending.settleAll('gone');
    await expect(result).resolves.toEqual({ ok: true, text: 'first' });
    expect(ends).toBe(1);
    expect(pending.size).toBe(0);
  });

  it('does not wait for what could not be sent', async () => {
    const pending = new PendingCommands();
    let ends = 0;
    const result = pending.wait(60_000, () => { throw new Error('refused'); }, () => { ends += 1; });
    await expect(result).rejects.toThrow('refused');
    expect(ends).toBe(1);
    expect(pending.size).toBe(0);
  });
});
