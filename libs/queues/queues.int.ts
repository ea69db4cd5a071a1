import { Queue, Worker } from 'bullmq';
import { openTestRedis, type TestRedis } from '@paceline/testing/test-redis';
import { waitFor } from '@paceline/testing/wait-for';
import { IMPORT_QUEUE, Producers, commandQueue, originateQueue, startProcessor, type CommandJob, type ImportJob, type OriginateJob } from '.';

const ID = '01900000-0000-7000-8000-00000000000';

describe('the queues', () => {
  let redis: TestRedis;
  let producers: Producers;
  let prefix: string;
  const started: { close(force?: boolean): Promise<void> }[] = [];
  const errors: string[] = [];
  const onError = (error: Error): void => { errors.push(error.message); };

  beforeEach(() => {
    redis = openTestRedis();
    prefix = redis.prefix.replace(':', '');
    producers = new Producers(redis.connect(), prefix, onError);
    errors.length = 0;
  });
  afterEach(async () => {
    await producers.close();
    await Promise.all(started.splice(0).map((one) => one.close(true)));
    const left = await redis.redis.keys(`{${prefix}}*`);
    if (left.length > 0) await redis.redis.unlink(...left);
    await redis.close();
  });

  function process<T>(queue: string, handle: (payload: T, jobId: string) => Promise<void>, concurrency = 4): Worker<T> {
    const worker = startProcessor<T>({ queue, connection: redis.connect(), prefix, concurrency, handle, onError });
    started.push(worker);
    return worker;
  }
  function look(queue: string): Queue {
    const opened = new Queue(queue, { connection: redis.connect(), prefix: `{${prefix}}` });
    started.push(opened);
    return opened;
  }
  const finished = (queue: Queue, count: number): Promise<unknown> =>
    waitFor(`${count} jobs are finished`, async () => (await queue.getJobCountByTypes('completed', 'failed')) === count);

  it('run a job once that was added twice, before it ran and after', async () => {
    const handled: OriginateJob[] = [];
    const job = { callIds: [`${ID}1`, `${ID}3`], notAfterMs: 1_700_000_000_000 };
    const last = { callIds: [`${ID}2`], notAfterMs: 1 };
    for (let times = 0; times < 3; times++) await producers.originate('main', job);
    process<OriginateJob>(originateQueue('main'), async (payload, jobId) => { handled.push(payload); expect(jobId).toBe(payload.callIds[0]); });
    await waitFor('the first ran', () => handled.length > 0);
    await finished(look(originateQueue('main')), 1);
    for (const one of [job, last, { callIds: [], notAfterMs: 1 }]) await producers.originate('main', one);
    await waitFor('the last ran', () => handled.some(({ callIds }) => callIds[0] === last.callIds[0]));
    expect(handled).toEqual([job, last]);
  });

  it('never try a failed job again, and tell of it once', async () => {
    let tries = 0;
    const queue = look(commandQueue('main'));
    process<CommandJob>(commandQueue('main'), async ({ commandId }) => {
      if (commandId === `${ID}2`) return;
      tries++;
      throw new Error('the switch did not want it');
    });
    await producers.command('main', { commandId: `${ID}1` });
    await waitFor('it failed', async () => (await queue.getFailedCount()) === 1);
    await producers.command('main', { commandId: `${ID}1` });
    await producers.command('main', { commandId: `${ID}2` });
    await finished(queue, 2);
    expect(tries).toBe(1);
    expect(errors).toEqual(['the switch did not want it']);
    await expect(queue.getJob(`${ID}1`)).resolves.toMatchObject({ attemptsMade: 1, data: { commandId: `${ID}1` } });
  });

  it('fail the job of a worker that died instead of running it again', async () => {
    const queue = look(originateQueue('main'));
    await producers.originate('main', { callIds: [`${ID}1`], notAfterMs: 1 });
    const dead = new Worker(originateQueue('main'), null, { connection: redis.connect(), prefix: `{${prefix}}`, lockDuration: 20 });
    started.push(dead);
    expect((await dead.getNextJob('a token that nobody renews'))?.id).toBe(`${ID}1`);
    await waitFor('its lock is gone', async () => (await redis.redis.exists(queue.toKey(`${ID}1:lock`))) === 0);

    const handled: OriginateJob[] = [];
    const worker = process<OriginateJob>(originateQueue('main'), async (payload) => { handled.push(payload); });
    // What its timer does every half minute; the first look only marks what has no lock.
    const sweeper = worker as unknown as { moveStalledJobsToWait(): Promise<void> }; // BullMQ's own method, private in its types
    await waitFor('the job was found and failed', async () => {
      await redis.redis.unlink(queue.toKey('stalled-check'));
      await sweeper.moveStalledJobsToWait();
      return (await queue.getFailedCount()) === 1;
    });
    await producers.originate('main', { callIds: [`${ID}2`], notAfterMs: 1 });
    await waitFor('the next job ran', () => handled.length > 0);
    expect(handled.flatMap(({ callIds }) => callIds)).toEqual([`${ID}2`]);
  });

  it('are one per switch: a switch never sees another\'s', async () => {
    const handled: string[] = [];
    for (const switchId of ['a', 'b']) {
      process<OriginateJob>(originateQueue(switchId), async ({ callIds }) => { handled.push(`${switchId} ${callIds.join()}`); });
      process<CommandJob>(commandQueue(switchId), async ({ commandId }) => { handled.push(`${switchId} ${commandId}`); });
    }
    await producers.originate('a', { callIds: [`${ID}1`], notAfterMs: 1 });
    await producers.command('b', { commandId: `${ID}2` });
    await waitFor('both ran', () => handled.length === 2);
    expect(handled.sort()).toEqual([`a ${ID}1`, `b ${ID}2`]);
  });

  it('take hundreds of jobs at once, in order, and all of them', async () => {
    const jobs = Array.from({ length: 300 }, (_unused, index) => ({ callIds: [`${ID.slice(0, -3)}${String(index).padStart(4, '0')}`], notAfterMs: index }));
    const handled: number[] = [];
    for (const job of jobs) await producers.originate('main', job);
    process<OriginateJob>(originateQueue('main'), async ({ notAfterMs }) => { handled.push(notAfterMs); }, 1);
    await waitFor('all ran', () => handled.length === jobs.length);
    expect(handled).toEqual(jobs.map(({ notAfterMs }) => notAfterMs));
  });

  it('let an import be asked for again once it is over, but not while it waits', async () => {
    const handled: ImportJob[] = [];
    await producers.importFile({ importId: '17' });
    await producers.importFile({ importId: '17' });
    process<ImportJob>(IMPORT_QUEUE, async (payload) => { handled.push(payload); });
    const queue = look(IMPORT_QUEUE);
    await waitFor('it is over', async () => handled.length > 0 && (await queue.getJob('import-17')) === undefined);
    await producers.importFile({ importId: '17' });
    await waitFor('it ran again', () => handled.length === 2);
    expect(handled).toEqual([{ importId: '17' }, { importId: '17' }]);
  });
});
