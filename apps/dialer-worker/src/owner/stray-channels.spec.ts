import { YOUNG_MS } from '@paceline/domain/call/unseen';
import type { ChannelCreated } from '@paceline/domain/call/switch-event';
import { createLogger } from '@paceline/platform/logger';
import type { SwitchChannel } from '@paceline/telephony/port/switch-port';
import { StrayChannels } from './stray-channels';

const begun = (facts: Partial<ChannelCreated> = {}): ChannelCreated => ({
  type: 'channel-created', channelId: 'stray', direction: 'outbound', callerNumber: '', destination: '+14155550100', accountCode: 'ours', atMs: 0, sequence: 0, ...facts,
});
const shown = (facts: Partial<SwitchChannel> = {}): SwitchChannel => ({
  channelId: 'stray', direction: 'outbound', createdAtMs: 0, state: 'CS_PARK', callState: 'ACTIVE', application: 'park', callerNumber: '', destination: '', initialDestination: '', accountCode: 'ours',
  dismissed: false, callUuid: '', conference: '', ...facts,
});
const NOBODYS_OF_OURS: readonly [string, Partial<SwitchChannel & ChannelCreated>][] = [
  ['somebody else\'s on the same switch', { accountCode: 'theirs' }],
  ['a caller', { direction: 'inbound' }],
  ['a leg of a call', { channelId: 'leg' }],
];

describe('a channel that is a leg of no call', () => {
  const ended: string[] = [];
  let [nowMs, held] = [0, true];
  let strays: StrayChannels;
  beforeEach(() => {
    [nowMs, held] = [0, true];
    ended.length = 0;
    const owner = {
      clock: { monotonicMs: () => nowMs }, environment: { SWITCH_ACCOUNT_CODE: 'ours' }, lease: { isHeld: () => held }, log: createLogger({ level: 'silent', app: 'test' }),
      run: (_where: string, work: () => Promise<void>) => { void work(); },
      switchPort: { hangup: async (channelId: string) => { ended.push(channelId); } },
    };
    strays = new StrayChannels(owner as unknown as ConstructorParameters<typeof StrayChannels>[0], // as much of it as they use
      { legs: { has: (channelId) => channelId === 'leg' }, leftJustNow: (callId) => callId === 'left' });
  });
  /** At two looks, so long apart. */
  const looks = async (channel: SwitchChannel, apartMs = YOUNG_MS): Promise<void> => {
    for (const atMs of [0, apartMs]) {
      nowMs = atMs;
      await strays.endAmong(new Map([[channel.channelId, channel]]));
    }
  };

  it('is ended when it begins', () => {
    strays.began(begun());
    expect(ended).toEqual(['stray']);
  });

  it('is ended once it has been there at two looks far enough apart', async () => {
    await looks(shown(), YOUNG_MS - 1);
    expect(ended).toEqual([]);
    await looks(shown());
    expect(ended).toEqual(['stray']);
  });

  it('has its time anew when it was gone, or of somebody, meanwhile', async () => {
    await strays.endAmong(new Map([['stray', shown()]]));
    await strays.endAmong(new Map());
    nowMs = YOUNG_MS;
    await strays.endAmong(new Map([['stray', shown()]]));
    expect(ended).toEqual([]);
  });

  it.each(NOBODYS_OF_OURS)('is not %s', async (_who, facts) => {
    strays.began(begun(facts));
    await looks(shown(facts));
    expect(ended).toEqual([]);
  });

  it.each([['hears its last message', { dismissed: true }], ['is of a call that ended moments ago', { channelId: 'left' }]])('is left to itself while it %s', async (_why, facts) => {
    await looks(shown(facts));
    expect(ended).toEqual([]);
  });

  it('is the next owner\'s to end when the lease is lost', async () => {
    held = false;
    strays.began(begun());
    await looks(shown());
    expect(ended).toEqual([]);
  });
});
