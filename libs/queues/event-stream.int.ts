import { useTestRedis } from '@paceline/testing/test-redis';
import { waitFor } from '@paceline/testing/wait-for';
import type { RealtimeEvent } from '@paceline/contracts/realtime';
import { EventStream } from './event-stream';

const eventOf = (switchId: string): RealtimeEvent => ({ type: 'switch', switchId, up: true, reconciled: true, reason: 'نوت "😀"', at: '2026-01-05T09:00:00.000Z' });

describe('the event stream', () => {
  const redis = useTestRedis();
  let stream: EventStream;
  const publish = async (count: number): Promise<string[]> => {
    const ids: string[] = [];
    for (let one = 0; one < count; one++) ids.push(await stream.publish(eventOf(`s${one}`)));
    return ids;
  };
  const named = (entries: readonly { readonly event: RealtimeEvent }[] | null): string[] | null =>
    entries === null ? null : entries.map(({ event }) => (event.type === 'switch' ? event.switchId : '?'));

  beforeEach(() => { stream = new EventStream(redis.current.redis, redis.current.prefix.replace(':', '')); });
  afterEach(() => redis.current.redis.unlink(stream.key));

  it('gives back what was published, in order, with the ids it gave', async () => {
    const ids = await publish(3);
    await expect(stream.lastId()).resolves.toBe(ids[2]);
    const all = await stream.since('0-0', 10);
    expect(all?.map(({ id }) => id)).toEqual(ids);
    expect(all?.[1]?.event).toEqual(eventOf('s1'));
    expect(named(await stream.since(ids[0] ?? '', 10))).toEqual(['s1', 's2']);
    expect(named(await stream.since(ids[0] ?? '', 1))).toEqual(['s1']);
    expect(await stream.since(ids[2] ?? '', 10)).toEqual([]);
  });

  it('is whole at the beginning', async () => {
    await expect(stream.lastId()).resolves.toBe('0-0');
    await expect(stream.since('0-0', 10)).resolves.toEqual([]);
  });

  it('says so when something after an id is gone', async () => {
    const ids = await publish(5);
    await redis.current.redis.xtrim(stream.key, 'MAXLEN', 2);
    expect(await stream.since(ids[0] ?? '', 10)).toBeNull();
    expect(await stream.since(ids[2] ?? '', 10)).toBeNull();
    expect(named(await stream.since(ids[3] ?? '', 10))).toEqual(['s4']);
  });

  it('says so from the start as well, once it has been cut', async () => {
    const add = redis.current.redis.pipeline();
    for (let one = 0; one < 4_200; one++) add.xadd(stream.key, 'MAXLEN', '~', 4_000, '*', 'events', JSON.stringify([eventOf('old')]));
    await add.exec();
    await publish(1);
    expect(await redis.current.redis.xlen(stream.key)).toBeLessThan(4_201);
    expect(await stream.since('0-0', 10)).toBeNull();
  });

  it('says so of an id from before a flush, and of one that it cannot have given', async () => {
    const [old] = await publish(1);
    await redis.current.redis.unlink(stream.key);
    expect(await stream.since(old ?? '', 10)).toBeNull();
    // Ids are milliseconds: within the same one, the stream after the flush would begin with the same id.
    await waitFor('the next millisecond', async () => {
      const [sec, microsec] = (await redis.current.redis.time()).map(Number);
      return (sec ?? 0) * 1000 + Math.floor((microsec ?? 0) / 1000) > Number(old?.split('-')[0]);
    });
    const [later] = await publish(1);
    expect(await stream.since(old ?? '', 10)).toBeNull();
    expect(await stream.since(later ?? '', 10)).toEqual([]);
    expect(await stream.since('99999999999999-0', 10)).toBeNull();
  });

  it.each(['', 'x', '-', '+', '$', '1', '1-', '-1-0', '1-0-0', '1.5-0', '1-0 COUNT 1', '99999999999999999999-0'])('says so of %p, which is no id', async (id) => {
    await publish(1);
    await expect(stream.since(id, 10)).resolves.toBeNull();
  });

  it('wakes up whoever waits, with everything that came after their id', async () => {
    const [first, second] = await publish(2);
    const waiting = new EventStream(redis.current.connect(), redis.current.prefix.replace(':', ''));
    expect(named(await waiting.wait(first ?? '', 5_000))).toEqual(['s1']);
    const woken = waiting.wait(second ?? '', 5_000);
    await stream.publish(eventOf('new'));
    expect(named(await woken)).toEqual(['new']);
    await expect(waiting.wait(await stream.lastId(), 20)).resolves.toEqual([]);
  });

  it('goes on within what was said at once', async () => {
    const ids = await stream.publishAll(['s0', 's1', 's2'].map(eventOf));
    await publish(1);
    expect(new Set(ids).size).toBe(3);
    expect(await redis.current.redis.xlen(stream.key)).toBe(2);
    expect(named(await stream.since(ids[0] ?? '', 10))).toEqual(['s1', 's2', 's0']);
    expect(named(await stream.since(ids[2] ?? '', 10))).toEqual(['s0']);
    expect(named(await stream.since((ids[0] ?? '').replace(/\..*/, ''), 10))).toEqual(['s0']);
    expect(await stream.since(await stream.lastId(), 10)).toEqual([]);
  });

  it('is one per installation', async () => {
    await publish(1);
    await expect(new EventStream(redis.current.redis, 'another-installation-of-this-test').lastId()).resolves.toBe('0-0');
  });
});
