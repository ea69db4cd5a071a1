import type { Distributor } from '@paceline/domain/routing/distributor';
import type { LinePolicy } from '@paceline/domain/routing/line-policy';
import type { WaitingCall } from '@paceline/domain/routing/waiting-call';
import { NOW_MS } from '../context/owner.spec-helper';
import { aCall, aCaller, aLine } from './call.spec-helper';
import type { LiveCall } from './live-call';
import { ToldCalls } from './told-calls';

const QUEUE = { longestWaitMs: 60_000, patienceMs: 2_000 };

describe('what the distributor is told of a call', () => {
  let said: string[];
  let atWork: boolean;
  let told: ToldCalls;
  beforeEach(() => {
    [said, atWork] = [[], true];
    const distributor = {
      callWaits: ({ callId, points, lostItsAgent, lastAgentId }: WaitingCall) => { said.push(`${callId} waits${points > 0 ? `, ${points} points` : ''}${lostItsAgent ? ', first' : ''}${lastAgentId === null ? '' : `, for ${lastAgentId}`}`); },
      callIsGone: (callId: string) => { said.push(`${callId} is gone`); },
    };
    told = new ToldCalls(distributor as unknown as Distributor, { isAtWorkOn: () => atWork }); // all that is told it
  });

  it.each<[string, Partial<LinePolicy>, Partial<LiveCall>, number | null]>([
    ['whom we called: as long as the law lets them wait from the answer on', {}, { answeredAtMs: NOW_MS }, NOW_MS + 2_000],
    ['whose answer nobody has timed: from when they began to wait', {}, { waitingSinceMs: NOW_MS }, NOW_MS + 2_000],
    ['whom we called and who has talked: as long as it takes', {}, { answeredAtMs: NOW_MS, connectedAtMs: NOW_MS }, null],
    ['who waits in a queue: as long as they like', QUEUE, { answeredAtMs: NOW_MS }, null],
    ['whose place is kept until they are called back: as long as it takes', QUEUE, { callbackId: '9' }, null],
    ['who has been called back: as long as whom we call', QUEUE, { callbackId: '9', answeredAtMs: NOW_MS }, NOW_MS + 2_000],
    ['who was called back and has talked: as long as it takes', QUEUE, { callbackId: '9', answeredAtMs: NOW_MS, connectedAtMs: NOW_MS }, null],
  ])('is until when an agent must be there for somebody %s', (_who, policy, changes, dueAtMs) => {
    expect(told.toWaiting(Object.assign(aCall({ line: aLine('1', policy) }, 'waiting'), changes))).toMatchObject({ dueAtMs });
  });

  it.each<[string, boolean, string | null]>([['when that one can come', true, '7'], ['and of nobody when not', false, null]])('is whom they talked with last %s', (_when, isAtWork, lastAgentId) => {
    atWork = isAtWork;
    expect(told.toWaiting(Object.assign(aCaller(), { lastAgentFirst: '7', calledBy: '3' }))).toMatchObject({ lastAgentId, calledByLine: 'campaign-3' });
  });

  it.each<[string, (call: LiveCall) => void, string[]]>([
    ['nothing while nothing changes', () => undefined, []],
    ['that it goes before others', (call) => { call.points = 60; }, ['caller waits, 60 points']],
    ['that it lost its agent', (call) => { call.lostItsAgent = true; }, ['caller waits, first']],
    ['for whom it is kept, when that one comes to work', (call) => { call.lastAgentFirst = '7'; }, ['caller waits, for 7']],
    ['that it is gone, once', (call) => { call.move('ended'); }, ['caller is gone']],
    ['that it is gone while an agent is being promised to it', (call) => { call.offering = true; }, ['caller is gone']],
    ['that it is gone while a phone rings for it', (call) => { call.rung = { agentId: '7', token: 't', legChannelId: 'leg' }; }, ['caller is gone']],
  ])('is, when it is looked at again: %s', (_what, happens, expected) => {
    const call = aCaller();
    for (let times = 0; times < 2; times++) told.look(call);
    expect(said.splice(0)).toEqual(['caller waits']);
    happens(call);
    for (let times = 0; times < 2; times++) told.lookAgain();
    expect(said).toEqual(expected);
  });

  it('is nothing of one that wants nobody, and is said anew of one that waits again', () => {
    const call = aCaller('talking');
    told.look(call);
    call.move('waiting');
    told.look(call);
    told.forget(call);
    told.look(call);
    expect(said).toEqual(['caller waits', 'caller is gone', 'caller waits']);
  });
});
