import type { FlowTrials } from '@paceline/persistence';
import type { CallerSounds } from '../calls/caller-sounds';
import { ScriptPlan, type ScriptPlanParts } from '../calls/script-plan';
import type { OwnerContext } from '../context/owner-context';
import type { QueueBook } from '../lines/queue-book';

/** So much is heard of a queue before the call is over. */
const IN_QUEUE_MS = 20_000;
/** So long it seems to ring outside, where nobody is rung. */
const RINGS_OUTSIDE_MS = 5_000;

export interface TrialPlanParts extends Pick<ScriptPlanParts, 'vouching' | 'laws'> {
  readonly rows: Pick<FlowTrials, 'stands'>;
  readonly sounds: CallerSounds;
  readonly voicemails: Pick<ScriptPlanParts['voicemails'], 'ask'>;
  readonly queues: Pick<QueueBook, 'find'>;
}

/**
 * The way of whoever tries a draft. Where it would take a caller to others they hear as much and stay alone: a queue's greeting and
 * music for a while, without a place in it; the music while a number outside would ring, and what follows when nobody answers there;
 * a voicemail's prompt and beep, and nothing is recorded; that they are not called any more, and nothing is put on the list.
 */
export function trialPlan(owner: Pick<OwnerContext, 'clock' | 'log' | 'run' | 'switchPort'>, { rows, sounds, voicemails, queues, vouching, laws }: TrialPlanParts): ScriptPlan {
  const plan: ScriptPlan = new ScriptPlan(owner, {
    sounds, vouching, laws,
    journal: {
      record: (call, _kind, { scriptState }) => {
        if (scriptState) owner.run('write where a trial stands', () => call.write(() => rows.stands(call.callId, scriptState)));
      },
    },
    queues: {
      enter: async (call, caller, queueId) => {
        const queue = await queues.find(queueId);
        if (call.state === 'ended') return;
        if (queue === null) { sounds.farewell(call); return; }
        if (queue.whileWaiting === 'music') sounds.wait(call, caller, queue.music, queue.greeting);
        call.after('trial-in-queue', IN_QUEUE_MS, () => {
          owner.run('end a trial in a queue', async () => { await owner.switchPort.hangup(call.callId, 'NORMAL_CLEARING'); });
        });
      },
      bridged: () => undefined, // with nobody
    },
    outside: {
      dial: (call, serial) => { call.after('outside', RINGS_OUTSIDE_MS, () => { plan.outsideTold(call, serial, 'failed'); }); },
      found: () => Promise.resolve(false),
    },
    agents: { wantsAgent: () => undefined }, // of campaigns alone
    offers: { take: () => Promise.resolve(null) }, // flows have none
    optOuts: { put: ({ facts }) => Promise.resolve(facts.phone !== null) }, // whoever tries it is called as before
    voicemails: {
      ask: (...what) => { voicemails.ask(...what); },
      record: (call, _longestSec, executionId) => {
        plan.done(call, { type: 'message-recorded', channelId: call.callId, executionId, name: '', lengthMs: 0, end: 'limit', atMs: owner.clock.nowMs(), sequence: 0 });
      },
      recorded: () => undefined, // nothing was
    },
  });
  return plan;
}
