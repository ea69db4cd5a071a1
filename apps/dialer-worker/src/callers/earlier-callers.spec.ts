import type { Script } from '@paceline/domain/script/script';
import type { ScriptState } from '@paceline/domain/script/script-run';
import { scriptOfWay } from '@paceline/domain/script/sent-on';
import { Wait, type Call, type DialedNumber, type Queue } from '@paceline/persistence';
import { NOW_MS, OwnerBench, useTestTime } from '../context/owner.spec-helper';
import { aCallRow } from '../context/rows.spec-helper';
import { aQueue } from '../lines/queue.spec-helper';
import { EarlierCallers } from './earlier-callers';

const SCRIPT: Script = { languages: ['en'], start: 'menu', emergency: 'end', nodes: { end: { kind: 'end', say: null } } };
const IN_MENU: ScriptState = { node: 'menu', language: 'ar', isAnswered: true, serial: 3, askedAtMs: 0, tries: 1, answers: {}, exit: null };
const SINCE = new Date(NOW_MS - 30_000);

const row = (columns: Partial<Call> = {}): Call => aCallRow({
  direction: 'inbound', state: 'answered', line: 'number-12125550199', campaignId: null, targetId: null, contactId: null, ringTimeoutSec: null, notAfter: null, originatingAt: null,
  ringingAt: SINCE, answeredAt: SINCE, dialedNumber: '+12125550199', flowVersionId: '9', scriptState: IN_MENU, ...columns,
});
const wait = (columns: Partial<Wait> = {}): Wait => Object.assign(new Wait(), { callId: 'a', fromAt: new Date(NOW_MS - 20_000), queueId: '5', points: 30, lastAgentId: '7', calledBy: '3', toAt: null, endedBy: null }, columns);

describe('a caller of an earlier owner', () => {
  useTestTime();
  let last: Wait | null;
  let queue: Queue | null;
  let script: Script | null;
  let isClosed: boolean;
  beforeEach(() => { [last, queue, script, isClosed] = [null, aQueue(), SCRIPT, false]; });
  const revived = (columns: Partial<Call> = {}): ReturnType<EarlierCallers['revive']> => new EarlierCallers(new OwnerBench().owner, {
    script: () => Promise.resolve(script), lastWaits: (ids) => Promise.resolve(new Map(last === null ? [] : ids.map((id) => [id, last ?? wait()]))),
    dialed: () => Promise.resolve({ isClosed } as DialedNumber), // all that a takeover asks of it
  }, { find: () => Promise.resolve(queue) }).revive(row(columns), null);

  it('stands in their script where the row says, in their language', async () => {
    const call = await revived();
    expect(call).toMatchObject({ state: 'answered', answeredAtMs: SINCE.getTime(), facts: { line: { id: 'number-12125550199', campaignId: null } } });
    expect(call.caller).toMatchObject({ dialedNumber: '+12125550199', language: 'ar', inQueue: false, treatment: null, run: { script: SCRIPT, state: IN_MENU, isEmergency: false } });
  });

  it.each([[true], [false]])('whose script had not begun begins it, closed or not: %j', async (closed) => {
    isClosed = closed;
    expect((await revived({ scriptState: null })).caller?.run).toMatchObject({ state: { node: null, language: 'en', exit: null }, isEmergency: closed });
  });

  it('whose version is gone has none', async () => {
    script = null;
    expect((await revived()).caller).toMatchObject({ run: null, language: 'en' });
  });

  it.each(['waiting', 'connecting', 'ringing'] as const)('who waits keeps their place, their points and whom they know: %s', async (state) => {
    last = wait();
    const call = await revived({ state, line: 'queue-5' });
    expect(call).toMatchObject({ state: 'waiting', waitingSinceMs: NOW_MS - 20_000, points: 30, lastAgentFirst: '7', calledBy: '3', lostItsAgent: false, facts: { line: { id: 'queue-5', policy: { longestWaitMs: 60_000, wrapUpMs: 10_000 } } } });
    expect([call.caller?.inQueue, call.wantsAgent()]).toEqual([true, true]);
  });

  it('who waits in a queue that was deleted keeps its line', async () => {
    [last, queue] = [wait(), null];
    expect(await revived({ state: 'waiting', line: 'queue-5' })).toMatchObject({ state: 'waiting', facts: { line: { id: 'queue-5', policy: { longestWaitMs: null } } } });
  });

  it('who talked waits first in line if their agent is gone', async () => {
    last = wait({ toAt: SINCE, endedBy: 'answered' });
    expect(await revived({ state: 'talking', line: 'queue-5', connectedAt: SINCE })).toMatchObject({ state: 'waiting', lostItsAgent: true, caller: { inQueue: true, treatment: null } });
  });

  it('who was sent on goes that way, and is not given to an agent', async () => {
    last = wait({ toAt: SINCE, endedBy: 'overflowed' });
    const way = { kind: 'message', say: { ar: 'late.wav' } } as const;
    const call = await revived({ state: 'waiting', line: 'queue-5', scriptState: { ...IN_MENU, node: 'first', sentOn: { queueId: '5', way }, treatment: 'overflowed' } });
    expect([call.caller?.treatment, call.caller?.run?.script, call.wantsAgent()]).toEqual(['overflowed', scriptOfWay(way), false]);
  });
});
