import fc from 'fast-check';
import { INBOUND_OUTCOMES, TREATMENTS, inboundOutcomeOf, type InboundOutcome, type InboundProgress } from './inbound-outcome';

const CAME_IN: InboundProgress = { talked: false, connecting: false, queued: false, treatment: null };

describe('the outcome of a call that came in', () => {
  it.each<[string, Partial<InboundProgress>, string, InboundOutcome]>([
    ['talked with an agent', { queued: true, talked: true }, 'NORMAL_CLEARING', 'answered'],
    ['talked, whatever was done with it later', { talked: true, treatment: 'voicemail' }, 'NORMAL_CLEARING', 'answered'],
    ['was hung up in the queue', { queued: true }, 'NORMAL_CLEARING', 'abandoned-in-queue'],
    ['was hung up while an agent was being bridged', { queued: true, connecting: true }, 'NORMAL_CLEARING', 'abandoned-in-queue'],
    ['was hung up in the greeting or the menu', {}, 'NORMAL_CLEARING', 'abandoned-in-menu'],
    ['was hung up before anybody had answered', {}, 'ORIGINATOR_CANCEL', 'abandoned-in-menu'],
    ['went down with the leg of the promised agent', { queued: true, connecting: true }, 'ORIGINATOR_CANCEL', 'dropped'],
    ['went down with the switch', { queued: true }, 'SYSTEM_SHUTDOWN', 'dropped'],
    ['had no sound any more', {}, 'MEDIA_TIMEOUT', 'dropped'],
    ['came outside business hours', { treatment: 'closed' }, 'NORMAL_CLEARING', 'closed'],
    ['found the queue full', { treatment: 'queue-full' }, 'USER_BUSY', 'queue-full'],
    ['asked to be called back', { queued: true, treatment: 'callback-requested' }, 'NORMAL_CLEARING', 'callback-requested'],
    ['left a message, and the switch went down', { treatment: 'voicemail' }, 'SYSTEM_SHUTDOWN', 'voicemail'],
  ])('that %s', (_what, progress, cause, outcome) => {
    expect(inboundOutcomeOf({ ...CAME_IN, ...progress }, cause)).toBe(outcome);
  });

  it('is one of its own, whatever happened and whatever the switch says; answered exactly when an agent talked', () => {
    const anyProgress = fc.record({ talked: fc.boolean(), connecting: fc.boolean(), queued: fc.boolean(), treatment: fc.option(fc.constantFrom(...TREATMENTS)) });
    fc.assert(fc.property(anyProgress, fc.oneof(fc.constantFrom('NORMAL_CLEARING', 'ORIGINATOR_CANCEL', 'LOST', 'constructor'), fc.string()), (progress, cause) => {
      const outcome = inboundOutcomeOf(progress, cause);
      expect(INBOUND_OUTCOMES).toContain(outcome);
      expect(outcome === 'answered').toBe(progress.talked);
    }));
  });
});
