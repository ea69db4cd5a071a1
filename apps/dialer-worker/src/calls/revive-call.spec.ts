import { Talk } from '@paceline/persistence';
import { NOW_MS } from '../context/owner.spec-helper';
import { aCallRow } from '../context/rows.spec-helper';
import { aLine } from './call.spec-helper';
import { reviveCall } from './revive-call';

const talk = Object.assign(new Talk(), { callId: 'a', agentId: '7', channelId: 'leg-7', fromAt: new Date(NOW_MS), toAt: null });

it.each<[string, Date | null, Talk | null, number | null]>([
  ['as its row says', new Date(NOW_MS - 5_000), talk, NOW_MS - 5_000],
  ['since its talk began, which an earlier owner wrote when the row had been read', null, talk, NOW_MS],
  ['not at all, when it has talked with nobody', null, null, null],
])('a call that is taken over was connected %s', (_what, connectedAt, last, connectedAtMs) => {
  const call = reviveCall(aCallRow({ state: 'connecting', answeredAt: new Date(NOW_MS - 6_000), connectedAt }), aLine(), last);
  expect([call.connectedAtMs, call.lostItsAgent, call.progress().talked]).toEqual([connectedAtMs, connectedAtMs !== null, connectedAtMs !== null]);
});
