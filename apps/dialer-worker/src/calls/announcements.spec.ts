import type { Ahead } from '@paceline/domain/queue/expected-wait';
import { NOTHING_LEARNED_OF_QUEUE } from '@paceline/domain/queue/queue-learned';
import type { Queue } from '@paceline/persistence';
import { soundOf } from '@paceline/testing/fake-switch';
import { OwnerBench, pass, useTestTime } from '../context/owner.spec-helper';
import { Announcements } from './announcements';
import { aCaller, aLine } from './call.spec-helper';
import type { LiveCall } from './live-call';

const LINE = { ...aLine(), id: 'queue-3', campaignId: null };

describe('whoever waits is told', () => {
  useTestTime();
  const said: string[][] = [];
  let queue: Pick<Queue, 'id' | 'announcements' | 'keys'> | null;
  let isSpeaking: boolean;
  let isAway: boolean;
  let ahead: Ahead;
  let call: LiveCall;
  let announcements: Announcements;
  beforeEach(() => {
    said.length = 0;
    ahead = { callers: 1, toBeCalled: 0 };
    [isSpeaking, isAway, queue] = [false, false, { id: '3', announcements: { everySec: 30, position: true, expectedWait: true }, keys: {} }];
    call = Object.assign(aCaller('waiting', { line: LINE }), { answeredAtMs: 1 });
    const bench = new OwnerBench({ known: { atWorkOn: () => 2 } });
    announcements = new Announcements(bench.owner, {
      queues: { find: async () => { if (isAway) throw new Error('away'); return queue as Queue | null; } }, allocator: { aheadOf: () => ahead }, ears: { learnedOf: () => NOTHING_LEARNED_OF_QUEUE },
      sounds: { isSpeakingTo: () => isSpeaking, say: (_call, prompts) => { said.push(prompts.map(soundOf)); } },
    });
    announcements.begin(call, { id: '3', announcements: { everySec: 30, position: true, expectedWait: true } });
  });

  // Two agents, three minutes a call, three minutes of patience: 90 s for the first place, 60 s for the one ahead.
  it('the place, and how long it takes, again and again', async () => {
    await pass(29_000);
    expect(said).toEqual([]);
    await pass(31_000);
    expect(said).toHaveLength(2);
    expect(said[0]?.join(' ')).toMatch(/say-en-position\.1\.wav say-en-2\.wav .*say-en-wait-minutes\.1\.wav/);
  });

  // 90 s for each of ten, where callers would have given up: behind ten of those a little over four minutes.
  it('of whoever is to be called back nobody gives up, and they are counted', async () => {
    ahead = { callers: 0, toBeCalled: 9 };
    await pass(31_000);
    expect(said[0]?.join(' ')).toMatch(/say-en-position\.1\.wav say-en-10\.wav .*say-en-15\.wav .*minutes/);
  });

  it.each<[string, () => void]>([
    ['who is being connected', () => { call.move('connecting'); }], ['who is being promised somebody', () => { call.offering = true; }],
    ['who only rings', () => { call.answeredAtMs = null; }], ['who is told something else', () => { isSpeaking = true; }],
    ['who is in another queue', () => { call.enter({ ...LINE, id: 'queue-4' }); }], ['who was sent on', () => { Object.assign(call.caller ?? {}, { inQueue: false }); }],
    ['whose queue is told to say nothing', () => { queue = { id: '3', announcements: null, keys: {} }; call.offering = true; }],
    ['whose queue cannot be read', () => { queue = null; }],
  ])('nothing %s', async (_who, happens) => {
    happens();
    await pass(60_000);
    expect(said).toEqual([]);
  });

  it('nothing while the database is away, and goes on being told when it is back', async () => {
    isAway = true;
    await pass(60_000);
    expect(said).toEqual([]);
    isAway = false;
    await pass(30_000);
    expect(said).toHaveLength(1);
  });

  it('what they asked to be told, in their language or else in English, and what a key does', async () => {
    queue = { id: '3', announcements: { everySec: 30, position: false, expectedWait: false }, keys: { 2: { kind: 'voicemail', say: { en: 'leave.wav' }, longestSec: 60 } } };
    Object.assign(call.caller ?? {}, { language: 'fa-IR' });
    await pass(30_000);
    expect(said[0]?.[0]).toBe('say-fa-still-waiting.wav');
    expect(said[0]?.join(' ')).toContain('say-fa-key-voicemail.1.wav');
    Object.assign(call.caller ?? {}, { language: 'de' });
    await pass(30_000);
    expect(said[1]?.[0]).toBe('say-en-still-waiting.wav');
  });
});
