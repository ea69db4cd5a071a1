import type { PoolAgent } from '@paceline/agent-pool';
import type { AgentOfLine } from '@paceline/persistence';
import { crewOf } from './crew';

const LINE = 'campaign-1';
const DEAD = { said: { cause: 'USER_NOT_REGISTERED', sipStatus: 0, upForMs: null } };

function agent(agentId: string, changes: Partial<PoolAgent> = {}): PoolAgent {
  return {
    agentId, lines: [LINE], status: 'available', statusReason: null, statusSinceAtMs: 0, state: 'idle', stateSinceAtMs: 0, idleSinceAtMs: 0, callId: null, token: null,
    dueAtMs: null, legMode: 'connected', legChannelId: 'leg', signedOut: false, reservable: true, ...changes,
  };
}
const person = (id: string, changes: Partial<AgentOfLine> = {}): AgentOfLine => ({ id, name: `Agent ${id}`, status: 'available', legMode: 'connected', legAddress: `100${id}`, ...changes });
const pool = (...agents: PoolAgent[]) => ({ builtAtMs: 0, takenAtMs: 0, agents });
const phones = { why: (agentId: string) => agentId === '4' ? DEAD : null };

it('everybody who serves a campaign is counted where they are', () => {
  const people = ['1', '2', '3', '4', '5', '6', '7'].map((id) => person(id));
  const crew = crewOf(LINE, [...people, person('8', { status: 'offline' }), person('9', { legMode: 'on-demand' })], pool(
    agent('1'), agent('2', { status: 'break' }), agent('3', { state: 'talking', status: 'break' }), agent('4', { legChannelId: null }),
    agent('5', { legChannelId: null }), agent('6', { state: 'wrap-up' }), agent('7', { state: 'reserved' }),
    agent('10', { lines: ['campaign-2'] }), agent('11', { signedOut: true }),
  ), [LINE], phones);
  expect(crew).toEqual({
    assigned: 9, signedIn: 7, onBreak: 1, onCall: 2, wrapUp: 1, forOthers: 0, onDemand: 1, phonesCalled: 1,
    unreached: [{ name: 'Agent 4', phone: '1004', why: DEAD }],
  });
});

it('who is dealt to another campaign that dials is there', () => {
  const both = ['campaign-1', 'campaign-2'];
  const crews = both.map((line) => crewOf(line, [person('1')], pool(agent('1', { lines: both })), both, phones));
  expect(crews.map(({ forOthers }) => forOthers).sort()).toEqual([0, 1]);
  expect(crewOf(LINE, [person('1')], pool(agent('1', { lines: both })), [LINE], phones).forOthers).toBe(0);
});
