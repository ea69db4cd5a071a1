import type { Queue } from '@paceline/persistence';
import { channelEvent } from '@paceline/testing/fake-switch';
import { OwnerBench, NOW_MS, pass, useTestTime } from '../context/owner.spec-helper';
import { lineOfThisQueue } from '../lines/line-of-queue';
import { aQueue } from '../lines/queue.spec-helper';
import { aCaller } from './call.spec-helper';
import { CallbackTalks } from './callback-talks';
import type { LiveCall } from './live-call';

const OWN = '+14155550142';
const OTHER = '+14155550143';
const RULES: NonNullable<Queue['callback']> = { tries: 3, retrySec: 60, expiresSec: 600, ringTimeoutSec: 30, callerNumber: null, hours: {} };
/** A key of a moment ago was meant for the question before. */
const THINKS_MS = 2_000;

class Desk extends OwnerBench {
  readonly did: string[] = [];
  queue: Queue | null = aQueue({ callback: RULES });
  own: string | null = OWN;
  /** What is typed that is a number. */
  numbers: Readonly<Record<string, string>> = { 4155550143: OTHER };
  /** The wish is written when this is over. */
  written: () => Promise<boolean> = () => Promise.resolve(true);
  readonly call: LiveCall = Object.assign(
    aCaller('waiting', { phone: OWN, line: lineOfThisQueue(aQueue(), this.owner.environment) }), { waitingSinceMs: NOW_MS - 30_000, points: 4, answeredAtMs: NOW_MS - 30_000 },
  );
  readonly talks = new CallbackTalks(this.owner, {
    queues: { find: async () => this.queue }, numbers: { own: async () => this.own, typed: async (_call, _caller, keys) => this.numbers[keys] ?? null },
    callbacks: {
      ask: async (_client, { phone, points, expiresAt }) => { this.did.push(`wish ${phone} with ${points} points, until ${(expiresAt.getTime() - Date.now()) / 1_000} s`); return await this.written(); },
      answeredMeanwhile: async () => { this.did.push('no wish after all'); },
    },
    sounds: {
      ask: (_call, { prompts }, executionId) => { this.did.push(`ask ${executionId}: ${heard(prompts)}`); },
      say: (_call, prompts) => { this.did.push(`say ${heard(prompts)}`); },
    },
    journal: { note: (_call, kind) => { this.did.push(`note ${kind}`); } },
    agreed: (_call, _caller, queueId) => { this.did.push(`leaves ${queueId}`); },
  });

  async begin(): Promise<void> {
    if (this.call.caller !== null) await this.talks.begin(this.call, this.call.caller, '5');
  }

  /** The question with this serial has ended. Keys null: with none. */
  async ends(serial: number, keys: string | null): Promise<void> {
    await pass(THINKS_MS);
    if (keys !== null) this.talks.digit(this.call, Date.now());
    this.talks.done(this.call, channelEvent('question-ended', { channelId: 'caller', executionId: `caller-callback-${serial}`, atMs: Date.now(), ...keys === null ? { outcome: 'none' } : { keys } }));
    await pass();
  }

  /** What was done since it was looked at last. */
  get since(): readonly string[] {
    return this.did.splice(0);
  }
}

/** Of a sentence the first piece. */
function heard(prompts: readonly object[]): string {
  const names = prompts.flatMap((prompt) => 'name' in prompt ? [String(prompt.name)] : []);
  return [...new Set(names.flatMap((name) => /^say-en-(?!pause)([a-z-]{5,}?)(?:\.\d)?\.wav$/.exec(name)?.[1] ?? []))].join(' ');
}

const CONFIRM = 'callback-number key-number-right key-number-other';

describe('a caller who waits and asks to be called back', () => {
  useTestTime();
  let desk: Desk;
  beforeEach(async () => { desk = new Desk(); await desk.begin(); });

  it('confirms their own number: the wish is written with their place before they leave', async () => {
    expect(desk.since).toEqual([`ask caller-callback-1: ${CONFIRM}`]);
    expect(desk.talks.isTalking(desk.call)).toBe(true);
    await desk.ends(1, '1');
    expect(desk.since).toEqual([`wish ${OWN} with 4 points, until 600 s`, 'note callback-asked', 'leaves 5']);
    expect([desk.call.caller?.treatment, desk.talks.isTalking(desk.call)]).toEqual(['callback-requested', false]);
  });

  it.each<[string, string | null, readonly (readonly [serial: number, keys: string | null])[], readonly string[]]>([
    ['types another', OWN, [[1, '2'], [2, '4155550143'], [3, '1']],
      [`ask caller-callback-1: ${CONFIRM}`, 'ask caller-callback-2: callback-type', `ask caller-callback-3: ${CONFIRM}`, `wish ${OTHER} with 4 points, until 600 s`, 'note callback-asked', 'leaves 5']],
    ['is told of a number that cannot be called', null, [[1, '911']], ['ask caller-callback-1: callback-type', 'ask caller-callback-2: number-unreachable callback-type']],
    ['waits on when nothing comes of it', null, [[1, '911'], [2, null], [3, '5']],
      ['ask caller-callback-1: callback-type', 'ask caller-callback-2: number-unreachable callback-type', 'ask caller-callback-3: no-input callback-type', 'say still-waiting']],
    ['is not heard of a question before', OWN, [[2, '1'], [0, '1']], [`ask caller-callback-1: ${CONFIRM}`]],
  ])('%s', async (_what, own, answers, did) => {
    desk = new Desk();
    desk.own = own;
    await desk.begin();
    for (const [serial, keys] of answers) await desk.ends(serial, keys);
    expect(desk.did).toEqual(did);
  });

  it.each(['hangup', 'cut'] as const)('who leaves while they are asked, or is bridged, has agreed to nothing: %s', async (outcome) => {
    desk.talks.done(desk.call, channelEvent('question-ended', { channelId: 'caller', executionId: 'caller-callback-1', outcome }));
    await pass();
    await desk.ends(1, '1');
    expect([desk.since, desk.talks.isTalking(desk.call)]).toEqual([[`ask caller-callback-1: ${CONFIRM}`], false]);
  });

  it('whom an agent is given while the wish is written talks, and has no wish', async () => {
    desk.written = async () => { desk.call.move('connecting'); return await Promise.resolve(true); };
    await desk.ends(1, '1');
    expect([desk.since.at(-1), desk.call.caller?.treatment]).toEqual(['no wish after all', null]);
  });

  it('who hangs up while it is written is called back all the same', async () => {
    desk.written = async () => { desk.call.move('ended'); return await Promise.resolve(true); };
    await desk.ends(1, '1');
    expect([desk.since.slice(1), desk.call.caller?.treatment]).toEqual([[`wish ${OWN} with 4 points, until 600 s`, 'note callback-asked'], 'callback-requested']);
  });

  it('of a queue that calls nobody back any more waits on', async () => {
    desk.queue = aQueue();
    await desk.ends(1, '1');
    expect([desk.since.slice(1), desk.call.caller?.treatment, desk.talks.isTalking(desk.call)]).toEqual([[], null, false]);
  });

  it('is not asked on when an agent is there for them, or they went to another queue', async () => {
    desk.call.enter(lineOfThisQueue(aQueue({ id: '8' }), desk.owner.environment));
    await desk.ends(1, '2');
    expect([desk.since, desk.talks.isTalking(desk.call)]).toEqual([[`ask caller-callback-1: ${CONFIRM}`], false]);
  });
});
