import { beginning, step } from './step';
import { almanac, end, menu, office, play, say, script } from './fixtures';
import type { Script } from './script';
import type { ScriptAction, ScriptEvent, ScriptState } from './script-run';

/** A call in a script; each of the questions and sounds takes two seconds. */
class Call {
  state: ScriptState;
  atMs = Date.UTC(2026, 2, 1, 8, 0);

  constructor(private readonly of: Script) {
    this.state = beginning(of);
  }

  begin(more: { readonly isEmergency?: boolean } = {}): readonly ScriptAction[] {
    return this.happens({ kind: 'begun', atMs: this.atMs, isAnswered: false, isEmergency: false, ...more });
  }

  press(keys: string | null, afterMs = 2_000): readonly ScriptAction[] {
    this.atMs += afterMs;
    return this.happens({ kind: 'heard', serial: this.state.serial, atMs: this.atMs, keys, pressedAtMs: keys === null ? null : this.atMs });
  }

  played(): readonly ScriptAction[] {
    this.atMs += 2_000;
    return this.happens({ kind: 'played', serial: this.state.serial, atMs: this.atMs });
  }

  happens(event: ScriptEvent): readonly ScriptAction[] {
    const { state, actions } = step(this.of, this.state, event, almanac);
    this.state = state;
    return actions;
  }
}

const ask = (serial: number, prompts: readonly string[], answers: readonly string[]): ScriptAction => ({ kind: 'ask', serial, prompts, answers, waitMs: 5_000 });
const toQueue: ScriptAction = { kind: 'queue', queueId: '7', language: 'en' };
const queue = { kind: 'queue', queueId: '7'} as const;

describe('a call in a script', () => {
  it('is answered before it is asked for a key, and goes where the key leads', () => {
    const call = new Call(script({ menu: menu({ 1: 'sales', '*': 'menu' }), sales: queue }));
    expect(call.begin()).toEqual([{ kind: 'answer' }, ask(1, ['menu.wav'], ['1', '*'])]);
    expect(call.press('*')).toEqual([ask(2, ['menu.wav'], ['1', '*'])]);
    expect(call.press('1')).toEqual([toQueue]);
    expect(call.state).toMatchObject({ node: 'sales', answers: { menu: '1' }, isAnswered: true, exit: { kind: 'queue', queueId: '7' } });
  });

  it.each([[true, 'confirmed.wav'], [false, 'unknown.wav']])('is put on the do-not-call list, and told so only then, when there is a number: %j', (hasNumber, prompt) => {
    const call = new Call(script({ menu: menu({ 9: 'no' }), no: { kind: 'opt-out', reason: 'key 9', next: 'confirmed', noNumber: 'unknown' }, confirmed: end('confirmed'), unknown: end('unknown') }));
    call.begin();
    expect(call.press('9')).toEqual([{ kind: 'opt-out', serial: 2, reason: 'key 9' }]);
    expect(call.happens({ kind: 'played', serial: 2, atMs: 0 })).toEqual([]);
    expect(call.happens({ kind: 'opted-out', serial: 1, atMs: 0, hasNumber })).toEqual([]);
    expect(call.happens({ kind: 'opted-out', serial: 2, atMs: 0, hasNumber })).toEqual([{ kind: 'play', serial: 3, prompts: [prompt] }]);
  });

  it('that is put there unasked is not answered by it, and is put there again by its next owner', () => {
    const call = new Call(script({ no: { kind: 'opt-out', reason: 'key 9', next: 'bye', noNumber: 'bye' } }));
    expect(call.begin()).toEqual([{ kind: 'opt-out', serial: 1, reason: 'key 9' }]);
    expect(call.happens({ kind: 'resumed', atMs: 0 })).toEqual([{ kind: 'opt-out', serial: 2, reason: 'key 9' }]);
  });

  it('that only rings agents is not answered by it', () => {
    expect(new Call(script({ sales: queue })).begin()).toEqual([toQueue]);
  });

  it('hears the shorter question again, what was wrong before it, and goes its way after the last try', () => {
    const node = menu({ 1: 'bye' }, { again: say('short'), wrong: say('wrong'), wrongKey: 'sales' });
    const call = new Call(script({ menu: node, sales: queue }));
    call.begin();
    expect(call.press(null)).toEqual([ask(2, ['short.wav'], ['1'])]);
    expect(call.press('7')).toEqual([ask(3, ['wrong.wav', 'short.wav'], ['1'])]);
    expect(call.press('7')).toEqual([toQueue]);
  });

  it.each([[null, 'noInput'], ['5', 'wrongKey'], ['#', 'wrongKey'], ['', 'noInput']] as const)('goes, after %p at the only try, by %s', (keys, branch) => {
    const call = new Call(script({ menu: menu({ 1: 'menu' }, { tries: 1, [branch]: 'sales' }), sales: queue }));
    call.begin();
    expect(call.press(keys)).toEqual([toQueue]);
  });

  it('takes # where it is a choice', () => {
    const call = new Call(script({ menu: menu({ '#': 'sales' }), sales: queue }));
    call.begin();
    expect(call.press('#')).toEqual([toQueue]);
  });

  it('pressed twice answers one question: the second press comes too soon for the next, and costs no try', () => {
    const call = new Call(script({ first: menu({ 1: 'second' }), second: menu({ 1: 'bye', 2: 'sales' }, { tries: 1 }), sales: queue }));
    call.begin();
    call.press('1');
    expect(call.press('1', 180)).toEqual([ask(3, ['menu.wav'], ['1', '2'])]);
    expect(call.press('2', 699)).toEqual([ask(4, ['menu.wav'], ['1', '2'])]);
    expect(call.press('2', 700)).toEqual([toQueue]);
  });

  it('speaks the language that was chosen, and its first one to who chooses none', () => {
    const both = { en: 'hello-en.wav', fa: 'hello-fa.wav' };
    const language = { kind: 'language', say: both, choices: { 1: 'en', 2: 'fa' }, tries: 2, waitSec: 5, next: 'hello' } as const;
    const spoken = script({ language, hello: { kind: 'play', say: both, next: 'sales' }, sales: queue }, { languages: ['en', 'fa'] });
    const persian = new Call(spoken);
    expect(persian.begin()).toEqual([{ kind: 'answer' }, ask(1, ['hello-en.wav', 'hello-fa.wav'], ['1', '2'])]);
    expect(persian.press('2')).toEqual([{ kind: 'play', serial: 2, prompts: ['hello-fa.wav'] }]);
    expect(persian.played()).toEqual([{ ...toQueue, language: 'fa' }]);
    const silent = new Call(spoken);
    silent.begin();
    silent.press(null);
    expect(silent.press(null)).toEqual([{ kind: 'play', serial: 3, prompts: ['hello-en.wav'] }]);
  });

  it('comes another way on a holiday, out of hours, and in an emergency', () => {
    const flow = script({ hours: office({ open: 'sales', closed: 'night', holiday: 'feast' }), sales: queue, night: end('night'), feast: end('feast'), fire: end('fire') }, { emergency: 'fire' });
    const heard = (at: string, isEmergency = false): readonly ScriptAction[] => {
      const call = new Call(flow);
      call.atMs = Date.parse(at);
      return call.begin({ isEmergency });
    };
    const plays = (prompt: string): readonly ScriptAction[] => [{ kind: 'answer' }, { kind: 'play', serial: 1, prompts: [prompt] }];
    expect(heard('2026-03-02T08:00:00Z')).toEqual([toQueue]);
    expect(heard('2026-03-02T18:00:00Z')).toEqual(plays('night.wav'));
    expect(heard('2026-03-21T08:00:00Z')).toEqual(plays('feast.wav'));
    expect(heard('2026-03-20T20:31:00Z')).toEqual(plays('feast.wav')); // one minute of the feast by the wall in Tehran
    expect(heard('2026-03-02T08:00:00Z', true)).toEqual(plays('fire.wav'));
  });

  it('leaves a message, rings a number, and hears a goodbye when nobody answers there', () => {
    const call = new Call(script({
      outside: { kind: 'number', number: '+982112345678', gateway: null, ringSec: 20, failed: 'record' }, record: { kind: 'voicemail', say: say('speak'), longestSec: 90, next: 'bye' },
    }));
    expect(call.begin()).toEqual([{ kind: 'dial', serial: 1, number: '+982112345678', gateway: null, ringMs: 20_000 }]);
    expect(call.happens({ kind: 'dialed', serial: 1, atMs: call.atMs, hasTalked: false })).toEqual([{ kind: 'answer' }, { kind: 'record', serial: 2, prompts: ['speak.wav'], longestMs: 90_000 }]);
    expect(call.happens({ kind: 'recorded', serial: 2, atMs: call.atMs, lengthMs: 4_000 })).toEqual([{ kind: 'play', serial: 3, prompts: ['bye.wav'] }]);
    expect(call.played()).toEqual([{ kind: 'hang-up' }]);
    expect(call.state.exit).toEqual({ kind: 'ended' });
  });

  it('goes on with its next owner where it stood, in the question and the try', () => {
    const of = script({ menu: menu({ 1: 'bye' }, { again: say('short') }) });
    const call = new Call(of);
    call.begin();
    call.press('9');
    const kept = JSON.parse(JSON.stringify(call.state)) as ScriptState; // as the row keeps it
    expect(step(of, kept, { kind: 'resumed', atMs: call.atMs }, almanac)).toEqual({
      state: { ...kept, serial: 3, askedAtMs: call.atMs }, actions: [ask(3, ['short.wav'], ['1'])],
    });
  });

  it('is not moved by what comes twice, late, for another node or after its end', () => {
    const call = new Call(script({ hello: play('hello', 'menu'), menu: menu({ 1: 'bye' }) }));
    call.begin();
    call.played();
    const asked = call.state;
    for (const event of [
      { kind: 'played', serial: 1, atMs: call.atMs }, { kind: 'played', serial: 2, atMs: call.atMs }, { kind: 'recorded', serial: 2, atMs: call.atMs, lengthMs: 4_000 },
      { kind: 'heard', serial: 1, atMs: call.atMs, keys: '1', pressedAtMs: null }, { kind: 'begun', atMs: call.atMs, isAnswered: true, isEmergency: true },
    ] as const) expect([event, call.happens(event), call.state]).toEqual([event, [], asked]);
    call.happens({ kind: 'hung-up', atMs: call.atMs });
    expect([call.press('1'), call.happens({ kind: 'resumed', atMs: call.atMs }), call.state.exit]).toEqual([[], [], { kind: 'hung-up' }]);
  });
});
