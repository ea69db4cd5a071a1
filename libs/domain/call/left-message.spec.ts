import fc from 'fast-check';
import { BEEP_WITHIN_MS, LISTENS, leavingStep, type LeavingAction, type LeavingEvent } from './left-message';

const alone = (beepedAtMs: number | null, atMs = 10_000): LeavingEvent => ({ kind: 'alone', beepedAtMs, atMs });
const beep = (atMs: number): LeavingEvent => ({ kind: 'beeped', atMs });
const said = (serial: number): LeavingEvent => ({ kind: 'said', serial });
const say = (serial: number, afterMs: number): LeavingAction => ({ kind: 'say', serial, afterMs });
const LISTEN: LeavingAction = { kind: 'listen', withinMs: BEEP_WITHIN_MS };
const HANG_UP: LeavingAction = { kind: 'hang-up' };

function lived(events: readonly LeavingEvent[]) {
  let leaving = LISTENS;
  const did: LeavingAction[] = [];
  for (const event of events) {
    const step = leavingStep(leaving, event);
    leaving = step.leaving;
    if (step.action !== null) did.push(step.action);
  }
  return { leaving, did };
}

describe('A machine that an agent has left alone', () => {
  it.each<[string, LeavingEvent[], LeavingAction[], boolean | null]>([
    ['is left its message at once, when its beep was over long ago', [alone(4_000), said(1)], [say(1, 0), HANG_UP], true],
    ['is left it when the beep that goes on is over', [alone(9_700), said(1)], [say(1, 700), HANG_UP], true],
    ['is listened to until it beeps', [alone(null), beep(13_000), said(1)], [LISTEN, say(1, 1_000), HANG_UP], true],
    ['is left it without a beep, when none comes', [alone(null), { kind: 'unheard', atMs: 18_000 }, said(1)], [LISTEN, say(1, 0), HANG_UP], true],
    ['whose beep is told twice is left it once', [alone(null), beep(13_000), beep(13_003), said(1)], [LISTEN, say(1, 1_000), HANG_UP], true],
    ['beeps behind what was taken for it: it is left it anew, and the end of the first says nothing', [alone(4_000), beep(12_000), said(1), said(2)], [say(1, 0), say(2, 1_000), HANG_UP], true],
    ['hangs up before it beeps', [alone(null), { kind: 'hung-up' }, beep(13_000)], [LISTEN], false],
    ['hangs up in its message', [alone(4_000), { kind: 'hung-up' }, said(1)], [say(1, 0)], false],
    ['beeps before it is alone', [beep(9_900), alone(9_900), said(1)], [say(1, 1_000), HANG_UP], true],
    ['is told to be late when it has begun', [alone(4_000), { kind: 'unheard', atMs: 18_000 }], [say(1, 0)], null],
  ])('%s', (_what, events, did, whole) => {
    const after = lived(events);
    expect(after.did).toEqual(did);
    expect(after.leaving.kind === 'over' ? after.leaving.whole : null).toBe(whole);
  });

  it('is hung up on once, and only behind the last beginning of its message, whatever happens in whatever order', () => {
    const anyEvent: fc.Arbitrary<LeavingEvent> = fc.oneof(
      fc.record({ kind: fc.constant('alone' as const), beepedAtMs: fc.option(fc.nat(20_000)), atMs: fc.nat(20_000) }),
      fc.record({ kind: fc.constantFrom('beeped' as const, 'unheard' as const), atMs: fc.nat(60_000) }),
      fc.record({ kind: fc.constant('said' as const), serial: fc.integer({ min: 1, max: 6 }) }),
      fc.constant<LeavingEvent>({ kind: 'hung-up' }),
    );
    fc.assert(fc.property(fc.array(anyEvent, { maxLength: 40 }), (events) => {
      const { did, leaving } = lived(events);
      const serials = did.flatMap((action) => action.kind === 'say' ? [action.serial] : []);
      expect(serials).toEqual(serials.map((_, nth) => nth + 1));
      expect(serials.length).toBeLessThanOrEqual(5);
      const ends = did.filter(({ kind }) => kind === 'hang-up').length;
      expect(ends).toBe(leaving.kind === 'over' && leaving.whole ? 1 : 0);
      if (ends === 1) expect(did.at(-1)).toEqual(HANG_UP);
    }));
  });
});
