import { createLogger } from '@paceline/platform/logger';
import { persistently, whateverComes } from './persistently';

/** Of an ownership: how its lease stands. */
function owner(lease: { held: boolean; fence: bigint; wanted: boolean }) {
  return {
    fence: 1n, log: createLogger({ level: 'silent', app: 'test' }),
    lease: { isHeld: () => lease.held, get fence() { return lease.fence; }, get isWanted() { return lease.wanted; } },
  };
}
const AWAY = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
/** Fails so often; `meanwhile` happens before each failure. */
function failing(times: number, meanwhile: () => void = () => undefined) {
  const seen: boolean[] = [];
  return { seen, work: (again: boolean) => {
    seen.push(again);
    if (seen.length > times) return Promise.resolve('written');
    meanwhile();
    return Promise.reject(AWAY);
  } };
}

describe('a write that fails for now', () => {
  it.each([['persistently', persistently], ['whateverComes', whateverComes]])('is tried again %s, and told that it was tried before', async (_name, trying) => {
    const { seen, work } = failing(2);
    await expect(trying(owner({ held: true, fence: 1n, wanted: true }), work)).resolves.toBe('written');
    expect(seen).toEqual([false, true, true]);
  });

  it('is not tried again when it can never succeed', async () => {
    const wrong = Object.assign(new Error('no such column'), { errno: 1054 });
    await expect(whateverComes(owner({ held: true, fence: 1n, wanted: true }), () => Promise.reject(wrong))).rejects.toBe(wrong);
  });

  it('is left to the next owner when the lease is lost', async () => {
    const lease = { held: true, fence: 1n, wanted: true };
    await expect(persistently(owner(lease), failing(1, () => { lease.held = false; }).work)).rejects.toBe(AWAY);
  });

  it('is left to the next owner when the lease was lost and taken again', async () => {
    const lease = { held: true, fence: 1n, wanted: true };
    await expect(persistently(owner(lease), failing(1, () => { lease.fence = 2n; }).work)).rejects.toBe(AWAY);
  });

  it('is written after all when the switch told it and the lease is lost', async () => {
    const lease = { held: true, fence: 1n, wanted: true };
    await expect(whateverComes(owner(lease), failing(2, () => { lease.held = false; }).work)).resolves.toBe('written');
  });

  it('is given up when the process stops', async () => {
    const lease = { held: true, fence: 1n, wanted: true };
    await expect(whateverComes(owner(lease), failing(1, () => { lease.wanted = false; }).work)).rejects.toBe(AWAY);
  });
});
