import type { Queue } from '@paceline/persistence';
import { aChannel } from '@paceline/testing/fake-switch';
import { NOW_MS, pass, useTestTime } from '../context/owner.spec-helper';
import { aQueue } from '../lines/queue.spec-helper';
import type { LiveCall } from './live-call';
import { AGENT, Hall, NAMED, to } from './queue-plan.spec-helper';

describe('a caller in a queue', () => {
  useTestTime();
  let hall: Hall;
  let call: LiveCall;
  afterEach(() => { call.cancelAll(); });

  it('that talks with its first agent has left the queue, and is recorded', async () => {
    hall = new Hall(aQueue({ record: true }));
    call = hall.inQueue(aQueue({ record: true }), { safeHarbour: true });
    hall.plan.bridged(call, true);
    await pass();
    expect(hall.did).toEqual(['vouch no more', 'confirm', 'note left-queue answered', 'watch its length', 'record']);
    hall.did.splice(0);
    hall.plan.bridged(call, false);
    await pass();
    expect(hall.did).toEqual(['vouch no more', 'confirm']);
  });

  it('whose agent\'s leg is gone before the bridge is offered again, with music from their park on', async () => {
    hall = new Hall(aQueue());
    call = hall.inQueue(aQueue(), { state: 'connecting', agent: AGENT });
    hall.plan.agentLeft(call);
    await pass();
    expect([hall.did, hall.heard, call.state]).toEqual([['free the agent', 'offer'], [], 'waiting']);
    hall.plan.parked(call);
    await pass();
    expect(hall.heard).toEqual(['music caller']);
  });

  it.each([[false, ['music caller']], [true, []]])('for whom nobody came is offered again, and is never told so by the law of dialed calls: given %j', async (given, heard) => {
    hall = new Hall(aQueue());
    hall.offer = () => Promise.resolve(given);
    call = hall.inQueue(aQueue(), { answeredAtMs: NOW_MS - 30_000 });
    hall.plan.nobodyCame(call);
    await pass();
    expect([hall.did, hall.heard]).toEqual([['offer'], heard]);
  });

  it('who loses the agent in mid-call waits first in line, but not for ever', async () => {
    hall = new Hall(aQueue());
    call = hall.inQueue(aQueue(), { state: 'talking', agent: AGENT, connectedAtMs: NOW_MS });
    hall.plan.agentLeft(call);
    await pass(59_999);
    expect(hall.did).toEqual(['back in line']);
    await pass(1);
    expect([hall.did.at(-1), call.wantsAgent()]).toEqual(['on from 5: message', false]);
  });

  it.each<[string, Partial<LiveCall>, boolean]>([['to another queue', {}, true], ['no more when an agent is being given', { offering: true }, false], ['no more when it has lost its agent', { lostItsAgent: true }, false]])(
    'goes by key %s', async (_what, changes, goes) => {
      const queue = aQueue({ keys: { 2: to('8') } });
      hall = new Hall(queue, aQueue({ id: '8', priority: { ...queue.priority, queuePoints: 5 } }));
      call = hall.inQueue(queue, changes);
      hall.plan.digit(call, '9', Date.now());
      hall.plan.digit(call, '2', Date.now());
      hall.plan.digit(call, '2', Date.now()); // once more, before anything came of it
      await pass();
      expect(hall.did.filter((did) => did.startsWith('write'))).toEqual(goes ? ['write queued queue-8 5'] : []);
      if (goes) expect(call.waitingSinceMs).toBeGreaterThan(NOW_MS); // its stays are told apart by their beginnings
    });

  it.each<[string, string, Partial<Queue>]>([
    ['is full', '8', { longestQueue: 0 }], ['has nobody signed in', '6', { overflow: { waitedTooLong: NAMED, full: NAMED, nobodySignedIn: NAMED } }], ['was deleted', '9', {}], ['is their own', '5', {}],
  ])('keeps its place when the key leads to a queue that %s', async (_why, otherId, settings) => {
    const queue = aQueue({ keys: { 2: to(otherId) } });
    hall = new Hall(queue);
    if (otherId !== '9' && otherId !== queue.id) hall.rows.set(otherId, aQueue({ id: otherId, ...settings }));
    call = hall.inQueue(queue);
    hall.plan.digit(call, '2', Date.now());
    await pass();
    expect([hall.did, call.waitingSinceMs, call.facts.line.id, call.caller?.inQueue]).toEqual([[], NOW_MS, 'queue-5', true]);
  });

  it.each<[string, (hall: Hall, call: LiveCall) => Promise<void> | void]>([
    ['by key', (at, one) => { at.plan.digit(one, '2', Date.now()); }], ['by somebody\'s hand', async (at, one) => { await at.enters(one, '8'); }],
    ['when they have waited for as long as they may', async (at, one) => { one.waitingSinceMs = NOW_MS - 60_000; at.plan.takenOver(one, aChannel('caller', { application: 'playback' })); await pass(2_000); }],
  ])('for whom an agent\'s phone rings leaves %s all the same, and the phone stops first', async (_how, leaves) => {
    const queue = aQueue({ keys: { 2: to('8') } });
    hall = new Hall(queue, aQueue({ id: '8' }));
    call = hall.inQueue(queue, { rung: AGENT });
    await leaves(hall, call);
    await pass();
    expect(hall.did.filter((did) => did === 'stop ringing' || did.startsWith('note') || did.startsWith('on from'))[0]).toBe('stop ringing');
    expect(call.caller?.inQueue === false || call.facts.line.id === 'queue-8').toBe(true);
  });

  it.each([[true, 'take it back', false], [false, undefined, true]])('that the switch dismisses is taken back if that was not our word: %j', (answersFor, did, safeHarbour) => {
    hall = new Hall(aQueue());
    hall.answersFor = answersFor;
    call = hall.inQueue(aQueue());
    hall.plan.dismissed(call);
    expect([hall.did[0], call.safeHarbour]).toEqual([did, safeHarbour]);
  });

  it.each<[string, Partial<LiveCall>, Parameters<typeof aChannel>[1], string[], string[]]>([
    ['goes on with the music that is on', {}, { application: 'playback' }, ['watch its length', 'vouch', 'offer'], []],
    ['hears music again that a bridge had ended', {}, { application: 'park' }, ['watch its length', 'vouch', 'offer'], ['music caller']],
    ['rings on', { answeredAtMs: null }, { application: 'park', callState: 'RINGING' }, ['watch its length', 'vouch', 'offer'], []],
    ['is left to the message that it hears', {}, { dismissed: true }, [], []],
  ])('that is taken over %s', async (_what, changes, shown, did, heard) => {
    hall = new Hall(aQueue());
    call = hall.inQueue(aQueue(), changes);
    hall.plan.takenOver(call, aChannel('caller', shown));
    await pass();
    expect([hall.did, hall.heard]).toEqual([did, heard]);
  });

  it('that is taken over has waited since it began to', async () => {
    hall = new Hall(aQueue());
    call = hall.inQueue(aQueue(), { waitingSinceMs: NOW_MS - 59_000 });
    hall.plan.takenOver(call, aChannel('caller', { application: 'playback' }));
    await pass(1_000);
    expect(call.caller?.treatment).toBe('overflowed');
  });

  it('that is taken over in a queue that was deleted is told so', async () => {
    hall = new Hall();
    call = hall.inQueue(aQueue());
    hall.plan.takenOver(call, aChannel('caller'));
    await pass();
    expect([hall.did.at(-1), call.caller?.treatment]).toEqual(['on from 5: message', 'queue-full']);
  });

  it.each<[string, Partial<LiveCall>, Parameters<typeof aChannel>[1], string[]]>([
    ['in silence', {}, {}, ['music caller']], ['with music', {}, { application: 'playback' }, []], ['in the last message', {}, { dismissed: true }, []], ['while somebody is being given', { offering: true }, {}, []],
  ])('that is heard again %s', (_what, changes, shown, heard) => {
    hall = new Hall(aQueue());
    call = hall.inQueue(aQueue(), changes);
    hall.plan.heardAgain(call, aChannel('caller', shown));
    expect(hall.heard).toEqual(heard);
  });
});
