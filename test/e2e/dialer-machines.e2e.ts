import { Call, CallEvent, machineMessageOf } from '@paceline/persistence';
import type { CalleeBehaviour } from '@paceline/simulator';
import { waitFor } from '@paceline/testing/wait-for';
import { setGateway, violations } from './lib/dialer-aids';
import { DialerRig } from './lib/dialer-rig';

/** Longer than any test: only what is said ends it. */
const LONG_WRAP_UP_SEC = 120;
const MACHINE: CalleeBehaviour = { kind: 'answers', progress: 'none', ringMs: 0, farewell: { kind: 'after-answer', ms: 40_000 } };
/** Of the first the beep comes behind the agent's key; of the second before it; the third hangs up before it; of the fourth nobody hears one. */
const BEEPS = [3_000, 300, null, null] as const;
const numberOf = (nth: number): string => `+1415556100${String(nth)}`;

describe('answering machines that agents know for such', () => {
  let rig: DialerRig;
  beforeEach(async () => {
    rig = await DialerRig.open({
      callees: BEEPS.map((beepAtMs, nth) => ({ number: new RegExp(`^\\${numberOf(nth)}$`), behaviour: { ...MACHINE, ...beepAtMs !== null && { beepAtMs }, ...nth === 2 && { farewell: { kind: 'after-answer', ms: 4_000 } } } })),
    });
    await setGateway(rig, { callsPerSec: 100, maxLines: 200 });
  });
  afterEach(() => rig.close());

  it('are left the message behind their beep, while their agents are with the next; a worker that dies meanwhile is replaced', async () => {
    const first = await rig.startWorker();
    await rig.workerReady(first);
    const campaign = await rig.campaign(BEEPS.map((_, nth) => numberOf(nth)), { wrapUpSec: LONG_WRAP_UP_SEC, machineMessage: { say: { en: 'call-us-back.wav' }, identifiesFirst: true, number: '+18005550100' } });
    // One agent has them all, one after the other: each key makes them free.
    const [agent] = await rig.agents(1, [campaign]);
    if (agent === undefined) throw new Error('no agent');
    const pressed = new Set<string>();
    for (const nth of BEEPS.keys()) {
      const { id } = await rig.call(campaign, `is talk ${nth}`, (call) => call.state === 'talking' && !pressed.has(call.id));
      pressed.add(id);
      expect(await rig.command('call-machine', { callId: id, byUserId: agent.userId })).toMatchObject({ state: 'done' });
      await rig.command('call-machine', { callId: id, byUserId: agent.userId }); // pressed twice
      expect(await rig.dataSource.manager.findOneByOrFail(Call, { id })).toMatchObject({ outcome: 'connected', dispositionCode: 'answering-machine', dispositionBy: 'agent', agentId: agent.id });
    }
    const second = await rig.startWorker();
    await first.stop();
    await rig.workerReady(second);
    const calls = await rig.calls(campaign);
    await waitFor('each message is over', async () => (await Promise.all(calls.map(({ id }) => machineMessageOf(rig.dataSource, id)))).every((message) => (message?.endedAt ?? null) !== null), { deadlineMs: 40_000 });
    const heard = (id: string): readonly string[] => (rig.simulated.invites.find(({ channelId }) => channelId === id)?.plays ?? []).map(({ file }) => file.replace(/^.*\//, ''));
    for (const { id, phone } of calls) {
      const whole = phone !== numberOf(2);
      expect([phone, (await machineMessageOf(rig.dataSource, id))?.whole]).toEqual([phone, whole]);
      expect([phone, heard(id).includes('call-us-back.wav')]).toEqual([phone, whole]);
    }
    expect(await rig.dataSource.manager.countBy(CallEvent, { kind: 'agent-lost' })).toBe(0);
    expect(await violations(rig, campaign)).toEqual([]);
  });
});
