import type { AgentPool } from '@paceline/agent-pool';
import { ReplyError } from 'ioredis';
import { watchedPool } from './watched-pool';

/** A pool that answers so, whatever it is asked. */
function poolThat(answer: () => Promise<unknown>): { readonly pool: AgentPool; readonly missed: () => number } {
  let missed = 0;
  const pool = watchedPool({ finish: answer, find: answer, switchId: 'main' } as unknown as AgentPool, () => { missed++; }); // as much of a pool as is asked
  return { pool, missed: () => missed };
}

const REFUSED = new (ReplyError as new (message: string) => Error)('OOM command not allowed'); // ioredis types it as anything

describe('a pool that is watched', () => {
  it('says that a change was missed when Redis refused to write it, and still fails', async () => {
    const { pool, missed } = poolThat(() => Promise.reject(REFUSED));
    await expect(pool.finish('7', 't', 1)).rejects.toBe(REFUSED);
    expect(missed()).toBe(1);
  });

  it.each<[string, () => Promise<unknown>, (pool: AgentPool) => Promise<unknown>]>([
    ['what is asked again', () => Promise.reject(REFUSED), (pool) => pool.find('7')],
    ['a connection that is lost: it is built anew when that comes back', () => Promise.reject(new Error('Connection is closed.')), (pool) => pool.finish('7', 't', 1)],
    ['what was taken', () => Promise.resolve({ ok: true }), (pool) => pool.finish('7', 't', 1)],
  ])('says nothing of %s', async (_what, answer, ask) => {
    const { pool, missed } = poolThat(answer);
    await ask(pool).catch(() => undefined);
    expect([missed(), pool.switchId]).toEqual([0, 'main']);
  });
});
