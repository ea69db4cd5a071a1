import { AgentLine, AgentSkill } from '@paceline/persistence';
import { FakeRows } from '@paceline/testing/fake-rows';
import { KnownAgents } from '../context/known-agents';
import { aPoolAgent } from '../context/rows.spec-helper';
import { readFacts } from './agent-facts';

const NOON = Date.parse('2026-01-05T12:00:00Z');

describe('what the rows say of an agent', () => {
  const known = new KnownAgents({ nowMs: () => NOON });
  const rows = new FakeRows().has(AgentSkill, { agentId: '7', skill: 'fa', level: 9 }, { agentId: '8', skill: 'ar', level: 2 }).has(AgentLine,
    { agentId: '7', line: 'campaign-1', served: true, level: 1, position: 4 }, { agentId: '7', line: 'queue-2', served: true, level: 3, position: 1 },
    { agentId: '7', line: 'queue-3', served: false, level: 1, position: 1 });
  rows.answer = () => [
    { line: 'campaign-1', talks: '2', talkMs: '90000', lastAt: new Date(NOON - 60_000) },
    { line: 'queue-3', talks: '1', talkMs: '0', lastAt: new Date(NOON - 1_000) },
  ];
  const owner = { dataSource: rows.dataSource, known };

  it('is which lines they serve, as what, what they can do, and what they have done today', async () => {
    expect(await readFacts(owner, '7')).toEqual(['campaign-1', 'queue-2']);
    known.seen('7', aPoolAgent({ agentId: '7', lines: ['campaign-1', 'queue-2'], idleSinceAtMs: 5 }));
    expect(known.free()).toEqual([{
      agentId: '7', idleSinceMs: 5, skills: new Map([['fa', 9]]), callsToday: 3, talkMsToday: 90_000, queuesServed: 1, serves: new Map([
        ['campaign-1', { level: 1, position: 4, lastCallAtMs: NOON - 60_000 }], ['queue-2', { level: 3, position: 1, lastCallAtMs: null }],
      ]),
    }]);
  });

  it('is read anew, but for the day, which is counted on', async () => {
    rows.of(AgentSkill).splice(0, 1);
    rows.answer = () => { throw new Error('the day was read again'); };
    await readFacts(owner, '7');
    expect(known.free().map(({ skills, callsToday }) => [skills.size, callsToday])).toEqual([[0, 3]]);
  });
});
