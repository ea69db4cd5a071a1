import fc from 'fast-check';
import { reachedFrom } from './branches';
import { faultsOf } from './faults';
import { almanac, end, menu, office, outside, play, say, script } from './fixtures';
import { KEYS, nodeOf, type Key, type MenuNode, type NodeName, type Script, type ScriptNode } from './script';
import type { ScriptAction, ScriptEvent, ScriptState } from './script-run';
import { MOST_REQUESTS, beginning, step } from './step';

const key = fc.constantFrom<Key[]>(...KEYS);
const orNull = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arbitrary, { nil: null });

/** Scripts as somebody may draw them: mostly with faults. */
function anyScript(): fc.Arbitrary<Script> {
  const name = fc.constantFrom('a', 'b', 'c', 'd', 'constructor', 'nowhere');
  const anySay = fc.constantFrom({ en: 'one.wav' }, { fa: 'two.wav' }, { en: 'one.wav', fa: 'two.wav' }, {});
  const patience = { tries: fc.integer({ min: 1, max: 3 }), waitSec: fc.integer({ min: 1, max: 9 }) };
  const node = fc.oneof<fc.Arbitrary<ScriptNode>[]>(
    fc.record({ kind: fc.constant('hours'), zone: fc.constantFrom('Asia/Tehran', 'Nowhere'), hours: fc.constantFrom({}, office().hours), holidaysOf: fc.constantFrom([], ['IR']), open: name, closed: name, holiday: name }),
    fc.record({ kind: fc.constant('language'), say: anySay, choices: fc.dictionary(key, fc.constantFrom('en', 'fa', 'ar')), next: name, ...patience }),
    fc.record({ kind: fc.constant('menu'), say: anySay, again: orNull(anySay), wrong: orNull(anySay), choices: fc.dictionary(key, name), noInput: name, wrongKey: name, ...patience }),
    fc.record({ kind: fc.constant('play'), say: anySay, next: name }),
    fc.record({ kind: fc.constant('voicemail'), say: anySay, longestSec: fc.integer({ min: 1, max: 300 }), next: name }),
    fc.record({ kind: fc.constant('offer'), offerId: fc.constant('7'), say: anySay, next: name, gone: name }),
    fc.record({ kind: fc.constant('number'), number: fc.constant('+982112345678'), gateway: fc.constantFrom(null, 'nowhere'), ringSec: fc.integer({ min: 5, max: 60 }), failed: name }),
    fc.record({ kind: fc.constant('queue'), queueId: fc.constantFrom('7', '8') }),
    fc.record({ kind: fc.constant('end'), say: orNull(anySay) }),
  );
  return fc.record({
    languages: fc.constantFrom<[string, ...string[]][]>(['en'], ['fa', 'en']), start: name, emergency: name,
    nodes: fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'constructor'), node),
  });
}

/**
 * Scripts without a fault: each node's own ways lead to nodes behind it, keys anywhere, and what nothing leads to is left out. Menus
 * are put three times at most.
 */
function soundScript(): fc.Arbitrary<Script> {
  const count = 8;
  const kinds = fc.array(fc.record({
    kind: fc.constantFrom<ScriptNode['kind'][]>('hours', 'menu', 'play', 'voicemail', 'number', 'opt-out', 'offer', 'queue', 'end', 'menu'),
    ways: fc.array(fc.nat(count), { minLength: 3, maxLength: 3 }), keys: fc.dictionary(key, fc.nat(count), { minKeys: 1, maxKeys: 4 }), tries: fc.integer({ min: 1, max: 3 }),
  }), { minLength: count, maxLength: count });
  return kinds.map((drawn) => {
    const named = (at: number): NodeName => at >= count ? 'bye' : `n${String(at)}`;
    const nodes = Object.fromEntries(drawn.map(({ kind, ways, keys, tries }, at): [NodeName, ScriptNode] => {
      const behind = (way: number): NodeName => named(at + 1 + (ways[way] ?? 0) % (count - at));
      return [named(at), made(kind, behind, Object.fromEntries(Object.entries(keys).map(([one, to]) => [one, named(to)])), tries)];
    }));
    const whole = script(nodes, { start: 'n0', emergency: 'bye' });
    const reached = reachedFrom(whole, ['n0', 'bye']);
    return { ...whole, nodes: Object.fromEntries(Object.entries(whole.nodes).filter(([name]) => reached.has(name))) };
  });
}

function made(kind: ScriptNode['kind'], behind: (way: number) => NodeName, choices: MenuNode['choices'], tries: number): ScriptNode {
  switch (kind) {
    case 'hours': return office({ open: behind(0), closed: behind(1), holiday: behind(2) });
    case 'menu':
    case 'language': return menu(choices, { noInput: behind(0), wrongKey: behind(1), tries });
    case 'play': return play('news', behind(0));
    case 'voicemail': return { kind, say: say('speak'), longestSec: 60, next: behind(0) };
    case 'offer': return { kind, offerId: '7', say: say('yours'), next: behind(0), gone: behind(1) };
    case 'number': return { kind, number: '+982112345678', gateway: null, ringSec: 30, failed: behind(0) };
    case 'opt-out': return { kind, reason: 'key 9', next: behind(0), noNumber: behind(1) };
    case 'queue': return { kind, queueId: '7'};
    case 'agents': return { kind, say: null };
    case 'end': return end();
  }
}

const START_MS = Date.UTC(2026, 2, 2, 8, 0);
const begun = { kind: 'begun', atMs: START_MS, isAnswered: false, isEmergency: false } as const;

/** Anything, at any moment, of any request that was or was never made. */
const event = fc.oneof<fc.Arbitrary<ScriptEvent>[]>(
  fc.record({ kind: fc.constant('begun'), atMs: fc.nat(), isAnswered: fc.boolean(), isEmergency: fc.boolean() }),
  fc.record({ kind: fc.constant('played'), serial: fc.nat(6), atMs: fc.nat() }),
  fc.record({ kind: fc.constant('heard'), serial: fc.nat(6), atMs: fc.nat(), keys: orNull(fc.stringMatching(/^[0-9*#A-D]{0,3}$/)), pressedAtMs: orNull(fc.nat()) }),
  fc.record({ kind: fc.constant('recorded'), serial: fc.nat(6), atMs: fc.nat(), lengthMs: fc.nat(5_000) }),
  fc.record({ kind: fc.constant('dialed'), serial: fc.nat(6), atMs: fc.nat(), hasTalked: fc.boolean() }),
  fc.record({ kind: fc.constant('opted-out'), serial: fc.nat(6), atMs: fc.nat(), hasNumber: fc.boolean() }),
  fc.record({ kind: fc.constant('resumed'), atMs: fc.nat() }),
  fc.record({ kind: fc.constant('pressed'), key: fc.constantFrom('1', '9', '#'), atMs: fc.nat() }),
);

function run(script: Script, events: readonly ScriptEvent[]): { readonly states: readonly ScriptState[]; readonly actions: readonly (readonly ScriptAction[])[] } {
  let state = beginning(script);
  const states: ScriptState[] = [];
  const actions = events.map((each) => {
    const next = step(script, state, each, almanac);
    states.push(state = next.state);
    return next.actions;
  });
  return { states, actions };
}

/** What the switch, and a caller who presses one key after the other, come back with. */
function answerTo(action: ScriptAction, atMs: number, keys: string | null): ScriptEvent | null {
  switch (action.kind) {
    case 'play': return { kind: 'played', serial: action.serial, atMs };
    case 'ask': return { kind: 'heard', serial: action.serial, atMs, keys, pressedAtMs: keys === null ? null : atMs };
    case 'record': return { kind: 'recorded', serial: action.serial, atMs, lengthMs: 4_000 };
    case 'dial': return { kind: 'dialed', serial: action.serial, atMs, hasTalked: keys === '1' };
    case 'take-offer': return { kind: 'offer-told', serial: action.serial, atMs, code: keys === '1' ? '2345678923' : null };
    case 'opt-out': return { kind: 'opted-out', serial: action.serial, atMs, hasNumber: keys !== null };
    case 'answer':
    case 'queue':
    case 'agents':
    case 'hang-up': return null;
  }
}

/** To its end, or until so much has happened. @param pauseMs between a question and the key */
function live(script: Script, keys: readonly (string | null)[], pauseMs: number, mostEvents: number): { readonly state: ScriptState; readonly events: number } {
  let { state, actions } = step(script, beginning(script), begun, almanac);
  let atMs = START_MS;
  for (let events = 1; events < mostEvents; events++) {
    atMs += pauseMs;
    const next = actions.map((action) => answerTo(action, atMs, keys[events - 1] ?? null)).find((each) => each !== null);
    if (next === undefined) return { state, events };
    ({ state, actions } = step(script, state, next, almanac));
  }
  return { state, events: mostEvents };
}

const presses = fc.array(orNull(fc.constantFrom(...KEYS)), { maxLength: 60 });

describe('any script', () => {
  it('takes any event at any moment, and has asked for something, waits for it, or is over', () => {
    fc.assert(fc.property(anyScript(), fc.array(event, { maxLength: 30 }), (script, events) => {
      const { states, actions } = run(script, [begun, ...events]);
      for (const [at, state] of states.entries()) {
        expect(JSON.parse(JSON.stringify(state))).toEqual(state);
        expect(state.exit !== null || state.serial > 0).toBe(true);
        if (at > 0 && states[at - 1]?.exit !== null) expect([state, actions[at]]).toEqual([states[at - 1], []]);
      }
    }));
  });

  it('goes the same way for the same events', () => {
    fc.assert(fc.property(anyScript(), fc.array(event, { maxLength: 30 }), (script, events) => {
      expect(run(script, [begun, ...events])).toEqual(run(structuredClone(script), structuredClone([begun, ...events])));
    }));
  });

  it('answers once, and before anything is heard or said', () => {
    fc.assert(fc.property(anyScript(), fc.array(event, { maxLength: 30 }), (script, events) => {
      const all = run(script, [begun, ...events]).actions.flat();
      const first = all.findIndex(({ kind }) => kind === 'play' || kind === 'ask' || kind === 'record');
      expect(all.filter(({ kind }) => kind === 'answer').length).toBeLessThanOrEqual(1);
      if (first !== -1) expect(all.findIndex(({ kind }) => kind === 'answer')).toBe(first - 1);
    }));
  });

  it('is judged whatever somebody draws, and what is published begins at both of its entries', () => {
    fc.assert(fc.property(anyScript(), (drawn) => {
      if (faultsOf(drawn, outside).length > 0) return;
      for (const isEmergency of [false, true]) {
        const { state, actions } = step(drawn, beginning(drawn), { ...begun, isEmergency }, almanac);
        expect([nodeOf(drawn, state.node ?? '') === null, actions.length === 0]).toEqual([false, false]);
      }
    }), { numRuns: 500 });
  });

  it('has the same faults in the same order whichever order a database keeps its nodes in', () => {
    const reversed = <T>(record: Readonly<Record<string, T>>): Record<string, T> => Object.fromEntries(Object.entries(record).reverse());
    fc.assert(fc.property(anyScript(), (drawn) => {
      expect(faultsOf({ ...drawn, nodes: reversed(drawn.nodes) }, outside)).toEqual(faultsOf(drawn, outside));
    }));
  });

  it('ends whatever the caller presses, however fast, and however long', () => {
    fc.assert(fc.property(anyScript(), fc.constantFrom('1', '*', '#', null), fc.constantFrom(100, 3_000), (script, key, pauseMs) => {
      const { state, events } = live(script, Array.from({ length: 3 * MOST_REQUESTS }, () => key), pauseMs, 2 * MOST_REQUESTS);
      expect([state.exit === null, events <= MOST_REQUESTS + 1]).toEqual([false, true]);
    }), { numRuns: 20 });
  });
});

describe('a script without a fault', () => {
  it('is one', () => {
    fc.assert(fc.property(soundScript(), (script) => { expect(faultsOf(script, outside)).toEqual([]); }));
  });

  it('ends by itself for whom presses nothing more, each of its nodes once and each question as often as it is put', () => {
    fc.assert(fc.property(soundScript(), presses, (script, keys) => {
      const { state, events } = live(script, keys, 3_000, 1_000);
      expect(state.exit).not.toBeNull();
      expect(events).toBeLessThanOrEqual(keys.length + 3 * Object.keys(script.nodes).length + 2);
    }));
  });

  it('has each of its nodes on a way that some caller goes', () => {
    fc.assert(fc.property(soundScript(), (script) => {
      const count = (wanted: ScriptNode['kind']): number => Object.values(script.nodes).filter(({ kind }) => kind === wanted).length;
      fc.pre(count('hours') === 0 && count('offer') <= 1); // two of the same hours are never open and closed at once, nor is an offer taken and gone
      expect([...visited(script)].sort()).toEqual(Object.keys(script.nodes).sort());
    }));
  });
});

/** By trying at each node everything that can come back, whichever try of its question it is. */
function visited(script: Script): ReadonlySet<string> {
  const seen = new Set<string>();
  const begin = (isEmergency: boolean): ReturnType<typeof step> => step(script, beginning(script), { ...begun, isEmergency }, almanac);
  for (const ahead = [begin(false), begin(true)]; ahead.length > 0;) {
    const { state, actions } = ahead.pop() ?? begin(false);
    const place = `${String(state.node)} ${String(state.tries)} ${String(state.code)}`;
    if (seen.has(place)) continue;
    seen.add(place);
    for (const keys of [...KEYS, null, 'A']) {
      const next = actions.map((action) => answerTo(action, START_MS + 3_000, keys)).find((each) => each !== null);
      if (next !== undefined) ahead.push(step(script, { ...state, askedAtMs: START_MS }, next, almanac));
    }
  }
  return new Set([...seen].map((place) => place.split(' ')[0] ?? ''));
}
