import type { CallState } from '@paceline/domain/call/call-state';
import type { Call, Talk } from '@paceline/persistence';
import { NOW_MS } from '../context/owner.spec-helper';
import { aCallRow } from '../context/rows.spec-helper';
import { aLine } from './call.spec-helper';
import type { LiveCall } from './live-call';
import { reviveCall } from './revive-call';

const at = (sec: number): Date => new Date(NOW_MS + sec * 1_000);
const TALK = { agentId: '8', fromAt: at(20) } as Talk; // as much of it as is read

describe('a call of an earlier owner', () => {
  it.each<[CallState, CallState]>([
    ['planned', 'planned'], ['originating', 'originating'], ['ringing', 'ringing'], ['answered', 'answered'], ['waiting', 'waiting'], ['connecting', 'waiting'], ['talking', 'waiting'], ['ended', 'ended'],
  ])('that was %s is %s: of a talk the switch has to say that it goes on', (state, expected) => {
    expect(reviveCall(aCallRow({ state }), aLine(), null).state).toBe(expected);
  });

  it.each<[string, Partial<Call>, Talk | null, Partial<LiveCall>]>([
    ['was sent, and no more is known: it may have no channel', {}, null, { created: false, carried: false, parked: false, originatingAtMs: NOW_MS, waitingSinceMs: 0 }],
    ['was planned alone, since then', { originatingAt: null, plannedAt: at(-3) }, null, { originatingAtMs: NOW_MS - 3_000 }],
    ['rang: it had a channel', { ringingAt: at(2) }, null, { created: true, carried: true, ringingAtMs: NOW_MS + 2_000 }],
    ['was answered without ringing: its answer was told, and its place in the line is of then', { answeredAt: at(5) }, null, { created: true, answerTold: true, parked: true, answeredAtMs: NOW_MS + 5_000, waitingSinceMs: NOW_MS + 5_000 }],
    ['talked: whoever has no agent now has lost theirs', { answeredAt: at(5), connectedAt: at(6), agentId: '7' }, null, { lostItsAgent: true, connectedAtMs: NOW_MS + 6_000, talkingSinceMs: NOW_MS + 6_000, lastAgentId: '7' }],
    ['talked with a second agent, since then', { answeredAt: at(5), connectedAt: at(6), agentId: '7' }, TALK, { talkingSinceMs: NOW_MS + 20_000, lastAgentId: '8' }],
    ['hears the message: it is given to nobody, and was told as abandoned', { answeredAt: at(5), safeHarbourAt: at(7) }, null, { safeHarbour: true, abandonTold: true, safeHarbourAtMs: NOW_MS + 7_000 }],
    ['is dialed for an agent who waits for it', { agentId: '7', callbackId: '9' }, null, { callbackId: '9', viewer: { agentId: '7', token: 'a' } }],
    ['has been answered, for an agent of whom the bridge will tell', { agentId: '7', answeredAt: at(5) }, null, { viewer: null }],
  ])('that %s', (_what, columns, talk, expected) => {
    expect(reviveCall(aCallRow(columns), aLine(), talk)).toMatchObject(expected);
  });
});
