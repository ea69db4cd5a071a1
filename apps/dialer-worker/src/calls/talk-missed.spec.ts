import { NOW_MS } from '../context/owner.spec-helper';
import { aCall } from './call.spec-helper';
import type { LiveCall } from './live-call';
import { talkMissed } from './talk-missed';

const PROMISED = { agentId: '7', token: 't', legChannelId: 'leg-7' };

describe('a talk of which the switch says only when it is over', () => {
  it.each<[string, Partial<LiveCall>, object[]]>([
    ['was with whom it is promised to', { agent: PROMISED, gaveUp: { ...PROMISED, agentId: '6' }, lastAgentId: '5' }, [{ agentId: '7', leg: 'leg-7' }]],
    ['was with whom it was promised to, when that was taken back', { gaveUp: PROMISED, lastAgentId: '5' }, [{ agentId: '7', leg: 'leg-7' }]],
    ['was with the last agent of whom is known', { lastAgentId: '5' }, [{ agentId: '5', leg: null }]],
    ['was with nobody of whom is known', {}, [{ agentId: null, leg: null }]],
    ['is written already', { connectedAtMs: NOW_MS - 5_000, agent: PROMISED }, []],
  ])('%s', (_what, changes, expected) => {
    const written: unknown[] = [];
    const call = Object.assign(aCall({}, 'ended'), changes);
    talkMissed({ record: (_call, kind, patch, data, atMs) => { written.push({ kind, patch, data, atMs }); } }, call, NOW_MS);
    expect(written).toMatchObject(expected.map((data) => ({ kind: 'bridged', patch: { connectedAt: new Date(NOW_MS) }, data: { ...data, missed: true }, atMs: NOW_MS })));
    expect(call.connectedAtMs).toBe(expected.length === 0 ? NOW_MS - 5_000 : NOW_MS);
  });
});
