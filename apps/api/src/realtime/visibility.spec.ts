import { NOTHING_WRONG } from '@paceline/contracts/agent-phone';
import { ROLES } from '@paceline/contracts/permissions';
import type { RealtimeEvent } from '@paceline/contracts/realtime';
import { maySee } from './visibility';

const AT = '2026-01-01T00:00:00.000Z';
const agent = (agentId: string): RealtimeEvent => ({ type: 'agent', clientId: '1', agentId, status: 'available', statusReason: null, state: 'idle', callId: null, legUp: true, ...NOTHING_WRONG, at: AT });
const call = (agentId: string | null): RealtimeEvent => ({
  type: 'call', clientId: '1', callId: 'c', line: 'l', direction: 'outbound', state: 'talking', outcome: null, hangupCause: null,
  campaignId: null, targetId: null, contactId: null, agentId, phone: '+1', dialedNumber: null, at: AT,
});
const caller = (agentId: string): RealtimeEvent => ({ type: 'caller', clientId: '1', callId: 'c', agentId, phone: '+1', contacts: [], hasMore: false, lastCalls: [], at: AT });
const interview = (agentId: string): RealtimeEvent => ({ type: 'interview', clientId: '1', callId: 'c', agentId, isOver: false, at: AT });
const NOBODY_CAME = { offered: 0, answeredInTime: 0, ratio: null, answered: 0, abandoned: 0, meanAnswerMs: null };
const others: RealtimeEvent[] = [
  { type: 'switch', switchId: 'main', up: true, reconciled: true, reason: '', at: AT },
  {
    type: 'queue', clientId: '1', queueId: '1', waiting: 0, callbacks: 0, longestWaitMs: null, today: NOBODY_CAME, lately: NOBODY_CAME, agents: { idle: 0, reserved: 0, talking: 0, wrapUp: 0, onBreak: 0 }, at: AT,
  },
  { type: 'import', clientId: '1', importId: '1', listId: '1', state: 'done', rowsRead: 1, imported: 1, known: 0, updated: 0, duplicates: 0, rejected: 0, blank: 0, at: AT },
  { type: 'offer', clientId: '1', offerId: '2', takingId: '3', contactId: '4', callId: null, campaignId: null, agentId: '9', way: 'agent', result: 'taken', out: 1, at: AT },
  { type: 'follow-up', clientId: '1', followUpId: '1', state: 'open', ownerId: null, dueAt: AT, at: AT },
];

describe('who sees what live', () => {
  it('is everything for every role but the agent\'s', () => {
    for (const role of ROLES.filter((one) => one !== 'agent')) {
      for (const event of [agent('1'), call('1'), caller('1'), interview('1'), call(null), ...others]) expect(maySee({ clientId: '1', role, agentId: null }, event)).toBe(true);
    }
  });

  it('is themselves and their calls for an agent', () => {
    const viewer = { clientId: '1', role: 'agent', agentId: '1' } as const;
    expect([agent('1'), call('1'), caller('1'), interview('1')].every((event) => maySee(viewer, event))).toBe(true);
    expect([agent('2'), call('2'), caller('2'), interview('2'), call(null), ...others].some((event) => maySee(viewer, event))).toBe(false);
  });

  it('is nothing of another client\'s for anybody, but how the switches are', () => {
    for (const role of ROLES) {
      const seen = [agent('1'), call('1'), caller('1'), call(null), ...others].filter((event) => maySee({ clientId: '2', role, agentId: '1' }, event));
      expect(seen).toEqual(role === 'agent' ? [] : others.filter(({ type }) => type === 'switch'));
    }
  });

  it('is nothing for a user with the role of an agent who is none', () => {
    expect([agent('1'), call('1'), caller('1'), call(null), ...others].some((event) => maySee({ clientId: '1', role: 'agent', agentId: null }, event))).toBe(false);
  });
});
