import type { SaidFiles } from '@paceline/domain/message/said-to';
import type { Automatic } from '@paceline/domain/routing/line-policy';
import type { Script } from '@paceline/domain/script/script';
import type { ScriptState } from '@paceline/domain/script/script-run';
import { beginning } from '@paceline/domain/script/step';
import { aLine } from './call.spec-helper';
import { hasQueued, isSentOutside, listenerOf, metOf, type CallerNow } from './caller-now';

const SCRIPT: Script = {
  languages: ['fa'], start: 'menu', emergency: 'bye', nodes: {
    menu: { kind: 'end', say: { fa: 'menu.wav' } }, bye: { kind: 'end', say: { fa: 'bye.wav' } },
    outside: { kind: 'number', number: '+12125550177', gateway: null, ringSec: 20, failed: 'bye' },
  },
};
const BEGUN: ScriptState = { ...beginning(SCRIPT), node: 'menu' };
const AGENTS: ScriptState = { ...BEGUN, exit: { kind: 'agents', atMs: 1 } };
const MESSAGE = { queueId: '5', way: { kind: 'message', say: null } } as const;

const who = (state: ScriptState | null, changes: Partial<CallerNow> = {}): CallerNow => ({
  dialedNumber: null, run: state === null ? null : { script: SCRIPT, state, firstKeyAtMs: null, isEmergency: false }, language: 'fa', inQueue: false, treatment: null, sentOnBy: new Set(), inLineSinceMs: null, ...changes,
});

describe('whoever a campaign plays to', () => {
  const listens = (automatic: Automatic | null, state: ScriptState | null = null, hasTalked = false, said: SaidFiles | null = null) => listenerOf(aLine('1', { automatic }), state, { hasTalked, said });

  it.each<[string, ReturnType<typeof listens>, object | null]>([
    ['is nobody of a campaign whose agents talk', listens(null), null],
    ['begins, in its first language', listens({ script: SCRIPT }), { run: { state: beginning(SCRIPT) }, language: 'fa', inQueue: false }],
    ['begins in their own language', listens({ script: SCRIPT }, null, false, { language: 'ar', files: {} }), { run: { state: { ...beginning(SCRIPT), language: 'ar' } }, language: 'ar' }],
    ['is asked in their own language', listens({ script: null }, null, false, { language: 'ar', files: {} }), { run: null, language: 'ar' }],
    ['goes on where they stood', listens({ script: SCRIPT }, BEGUN), { run: { state: BEGUN }, inQueue: false }],
    ['wants an agent once the script has said so', listens({ script: SCRIPT }, AGENTS), { inQueue: true }],
    ['wants one again who has talked with one', listens({ script: SCRIPT }, BEGUN, true), { inQueue: true }],
    ['has no script where a questionnaire is put', listens({ script: null }), { run: null, language: 'en', inQueue: false }],
  ])('%s', (_what, caller, expected) => {
    if (expected === null) expect(caller).toBeNull();
    else expect(caller).toMatchObject(expected);
  });
});

describe('what became of somebody to whom a script spoke', () => {
  it.each<[string, CallerNow, ReturnType<typeof metOf>]>([
    ['nothing yet', who(beginning(SCRIPT)), null], ['they heard it', who(BEGUN), 'scripted'], ['it was a machine', who({ ...BEGUN, met: 'machine' }), 'machine'], ['they want an agent', who(BEGUN, { inQueue: true }), null],
    ['a questionnaire', who(null), 'scripted'],
  ])('is told by the script: %s', (_what, caller, met) => { expect(metOf(caller)).toBe(met); });

  it.each<[string, CallerNow, boolean]>([
    ['who waits', who(BEGUN, { inQueue: true }), true], ['who was sent on by a queue', who({ ...BEGUN, sentOn: MESSAGE }), true], ['who is in a menu', who(BEGUN), false], ['of whom no script is known', who(null), false],
  ])('is that they were in a queue: %s', (_who, caller, queued) => { expect(hasQueued(caller)).toBe(queued); });

  it.each<[string, CallerNow | null, boolean]>([
    ['in a node that calls a number', who({ ...BEGUN, node: 'outside' }), true], ['in another', who(BEGUN), false], ['before it has begun', who(beginning(SCRIPT)), false],
    ['back in a queue', who({ ...BEGUN, node: 'outside' }, { inQueue: true }), false], ['without a script', who(null), false], ['whom we called ourselves', null, false],
  ])('is that no agent talks with them, but somebody outside: %s', (_where, caller, outside) => { expect(isSentOutside({ caller })).toBe(outside); });
});
