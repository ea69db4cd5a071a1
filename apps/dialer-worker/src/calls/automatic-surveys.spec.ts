import { OwnerBench, pass, useTestTime } from '../context/owner.spec-helper';
import { AutomaticSurveys } from './automatic-surveys';
import { aCall } from './call.spec-helper';
import { anInterview } from './interview.spec-helper';
import type { LiveCall } from './live-call';

class Bench extends OwnerBench {
  readonly did: string[] = [];
  versionId: string | null = '30';
  isOver = false;
  readonly call: LiveCall = aCall({}, 'answered');
  readonly surveys = new AutomaticSurveys(this.owner, {
    rows: { agentAskedAbout: async () => await Promise.resolve(null), publishedOf: async (campaignId) => { this.did.push(`look what campaign ${String(campaignId)} asks`); return this.versionId; } },
    book: { begin: async (_call, versionId, agentId) => { this.did.push(`version ${versionId} after ${String(agentId)}`); return this.isOver ? null : anInterview(); } },
    plan: { begin: ({ interview }) => { this.did.push(`begin ${interview?.kept.id ?? ''}`); } },
    vouching: { begin: () => { this.did.push('vouch'); } },
  });
}

describe('somebody who answers an automatic survey', () => {
  useTestTime();
  let bench: Bench;
  beforeEach(() => { bench = new Bench(); });

  it('is asked what their campaign asks, once, and answered for from the start', async () => {
    bench.surveys.begin(bench.call);
    bench.surveys.begin(bench.call);
    expect(bench.did).toEqual(['vouch', 'look what campaign 1 asks']);
    await pass();
    expect(bench.did.slice(2)).toEqual(['version 30 after null', 'begin interview']);
    expect(bench.switchPort.told).toEqual(['listenForBeep a']);
  });

  it.each<[string, (on: Bench) => void, readonly string[]]>([
    ['nothing is published', (on) => { on.versionId = null; }, ['hangup a NORMAL_CLEARING']], ['they have answered', (on) => { on.isOver = true; }, ['hangup a NORMAL_CLEARING']],
    ['they have hung up', (on) => { on.call.move('ended'); }, []], ['the switch is somebody else\'s by now', (on) => { on.lease.held = false; }, []],
  ])('is asked nothing when %s', async (_why, happens, told) => {
    happens(bench);
    bench.surveys.begin(bench.call);
    await pass();
    expect([bench.did.filter((what) => what.startsWith('begin')), bench.switchPort.told]).toEqual([[], told]);
  });
});
