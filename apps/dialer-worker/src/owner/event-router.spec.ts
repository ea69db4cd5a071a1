import type { SwitchEvent } from '@paceline/domain/call/switch-event';
import { channelEvent } from '@paceline/testing/fake-switch';
import { aCall } from '../calls/call.spec-helper';
import { CallRegistry } from '../calls/call-registry';
import { OwnerBench } from '../context/owner.spec-helper';
import { EventRouter } from './event-router';

class Bench extends OwnerBench {
  readonly did: string[] = [];
  readonly registry = new CallRegistry();
  readonly ownership = { reconciled: true, stopped: false };
  /** A call that is being taken over. */
  awaited = '';
  readonly router = new EventRouter(this.owner, this.ownership, {
    registry: this.registry, time: { inOurTime: (event) => ({ ...event, atMs: event.atMs + 100 }) },
    reconciler: { awaits: (channelId) => channelId === this.awaited, keep: (event) => { this.did.push(`kept at ${event.atMs}`); } },
    reception: { awaits: () => false, keep: () => undefined, arrived: ({ channelId, atMs }) => { this.did.push(`caller ${channelId} at ${atMs}`); } },
    flow: { handle: (call, event) => { this.did.push(`call ${call.callId} at ${event.atMs}`); } },
    legs: { handle: ({ channelId }) => { this.did.push(`leg ${channelId}`); return true; }, phoneIsBack: (user) => { this.did.push(`phone ${user} is back`); } },
    phones: { has: (channelId) => channelId === 'rung', handle: ({ channelId }) => { this.did.push(`rung phone ${channelId}`); } },
    outside: { handle: ({ channelId }) => { this.did.push(`outside ${channelId}`); } },
    machines: { has: (channelId) => channelId === 'machine', handle: ({ channelId, atMs }) => { this.did.push(`machine ${channelId} at ${atMs}`); } },
    afterCalls: { has: (channelId) => channelId === 'asked', handle: ({ channelId, atMs }) => { this.did.push(`asked ${channelId} at ${atMs}`); } },
    trials: { has: (channelId) => channelId === 'trial', handle: ({ channelId, atMs }) => { this.did.push(`trial ${channelId} at ${atMs}`); } },
    strays: { began: ({ channelId }) => { this.did.push(`stray ${channelId}`); } },
  });

  after(event: SwitchEvent): string[] {
    this.router.dispatch(event);
    return this.did;
  }
}

const CREATED = channelEvent('channel-created', { channelId: 'stray' });

describe('what the switch says', () => {
  let bench: Bench;
  beforeEach(() => {
    bench = new Bench();
    bench.registry.add(aCall());
    for (const phone of ['leg', 'rung']) bench.registry.legs.phoneAdded(phone);
    bench.registry.legs.join('a', 'third', 'third');
  });

  it.each<[string, SwitchEvent, string[]]>([
    ['of a call moves it, by our time', channelEvent('channel-answered', { atMs: 1 }), ['call a at 101']],
    ['of an agent\'s phone is its leg\'s', channelEvent('channel-answered', { channelId: 'leg' }), ['leg leg']],
    ['of a phone that is rung for a caller is that phone\'s', channelEvent('channel-answered', { channelId: 'rung' }), ['rung phone rung']],
    ['of somebody outside who was called for a caller is theirs', channelEvent('channel-answered', { channelId: 'third' }), ['outside third']],
    ['of a machine that its agent has left is the message\'s', channelEvent('beep-heard', { channelId: 'machine', atMs: 1 }), ['machine machine at 101']],
    ['of somebody who tries a draft is theirs', channelEvent('channel-answered', { channelId: 'trial', atMs: 1 }), ['trial trial at 101']],
    ['of a channel that nobody knows is nobody\'s', channelEvent('channel-answered', { channelId: 'stranger' }), []],
    ['of a phone that is there again', { type: 'phone-registration', user: '1007', registered: true, atMs: 0, sequence: 0 }, ['phone 1007 is back']],
    ['of a phone that goes', { type: 'phone-registration', user: '1007', registered: false, atMs: 0, sequence: 0 }, []],
    ['of itself', { type: 'job-done', jobId: 'a', text: '+OK', atMs: 0, sequence: 0 }, []],
  ])('%s', (_what, event, did) => {
    expect(bench.after(event)).toEqual(did);
  });

  it('of a call that is being taken over is kept until it is known how it was found', () => {
    bench.awaited = 'a';
    expect(bench.after(channelEvent('channel-answered', { atMs: 1 }))).toEqual(['kept at 101']);
  });

  it('is nobody\'s when the ownership is over', () => {
    bench.ownership.stopped = true;
    for (const event of [channelEvent('channel-answered'), CREATED]) expect(bench.after(event)).toEqual([]);
  });
});

describe('a channel that begins and that nobody here knows', () => {
  it.each<[string, (bench: Bench) => void, string[]]>([
    ['is a stray', () => undefined, ['stray stray']],
    ['may be an earlier owner\'s while the switch is not known yet', (on) => { on.ownership.reconciled = false; }, []],
    ['is none when it is an agent\'s phone', (on) => { on.registry.legs.phoneAdded('stray'); }, ['leg stray']],
  ])('%s', (_what, given, did) => {
    const bench = new Bench();
    given(bench);
    expect(bench.after(CREATED)).toEqual(did);
  });
});
