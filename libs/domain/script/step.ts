import { saysAgain } from '../call/beep';
import { answersOf, promptsOf, questionOf } from './asking';
import { reachedFrom } from './branches';
import { opennessAt, type Almanac } from './openness';
import { isMessage } from './message';
import { spokenCode } from '../offer/spoken-code';
import { judge } from './question';
import { nodeOf, promptOf, type EndNode, type Key, type LanguageNode, type MenuNode, type NodeName, type OfferNode, type Script, type ScriptMet, type ScriptNode } from './script';
import type { ScriptAction, ScriptEvent, ScriptExit, ScriptState, ScriptStep } from './script-run';

/** So often at most a call asks the switch for something: nobody goes round in a script for ever, a key that is stuck included. */
export const MOST_REQUESTS = 500;

/** Of a call that has just come. */
export function beginning({ languages: [language] }: Script): ScriptState {
  return { node: null, language, isAnswered: false, serial: 0, askedAtMs: 0, tries: 0, answers: {}, exit: null };
}

/** What follows from what has happened: where the call stands now, and what is to be done. The same events lead the same way. */
export function step(script: Script, state: ScriptState, event: ScriptEvent, almanac: Almanac): ScriptStep {
  if (event.kind === 'pressed') return pressed(script, state, event, almanac);
  if (event.kind === 'beep') return beeped(script, state, event.atMs, almanac);
  if (state.exit !== null) return unmoved(state);
  const { atMs } = event;
  switch (event.kind) {
    case 'begun': {
      if (state.node !== null) return unmoved(state);
      return enter(script, { ...state, isAnswered: event.isAnswered }, event.isEmergency ? script.emergency : script.start, atMs, almanac);
    }
    case 'resumed': return state.node === null ? unmoved(state) : stand(script, state, state.node, atMs, almanac);
    case 'hung-up': return { state: { ...state, exit: { kind: 'hung-up' } }, actions: [] };
    case 'played':
    case 'heard':
    case 'recorded':
    case 'opted-out':
    case 'offer-told':
    case 'dialed': return event.serial === state.serial && state.node !== null ? followed(script, state, state.node, event, almanac) : unmoved(state);
  }
}

/** A key that counts at any moment, unless it was pressed before. Whoever waits for somebody does not any more. */
function pressed(script: Script, state: ScriptState, { key, atMs }: Extract<ScriptEvent, { kind: 'pressed' }>, almanac: Almanac): ScriptStep {
  const to = new Map(Object.entries(script.atAnyMoment ?? {})).get(key);
  const mayStillGo = state.exit === null || state.exit.kind === 'agents' || state.exit.kind === 'queue';
  return to === undefined || !mayStillGo ? unmoved(state) : leapt(script, { ...state, exit: null }, to, atMs, almanac) ?? unmoved(state);
}

/** Whoever has pressed a key is no machine: it is their own phone's. */
function beeped(script: Script, state: ScriptState, atMs: number, almanac: Almanac): ScriptStep {
  const isPerson = state.exit !== null || Object.keys(state.answers).length > 0;
  if (script.atBeep === undefined || isPerson) return unmoved(state);
  if (state.node !== script.atBeep) return leapt(script, state, script.atBeep, atMs, almanac) ?? unmoved(state);
  return saysAgain(state.askedAtMs, state.tries, atMs) ? stand(script, { ...state, tries: state.tries + 1 }, script.atBeep, atMs, almanac) : unmoved(state);
}

/** Null: it has been there. */
function leapt(script: Script, state: ScriptState, to: NodeName, atMs: number, almanac: Almanac): ScriptStep | null {
  return state.node === null || reachedFrom(script, [to]).has(state.node) ? null : enter(script, state, to, atMs, almanac);
}

type CameBack = Extract<ScriptEvent, { readonly serial: number }>;

/** What was asked for in this node is over. */
function followed(script: Script, state: ScriptState, at: NodeName, event: CameBack, almanac: Almanac): ScriptStep {
  const node = nodeOf(script, at);
  const to = (name: NodeName, changed: Partial<ScriptState> = {}): ScriptStep => enter(script, { ...state, ...changed }, name, event.atMs, almanac);
  switch (node?.kind) {
    case 'play': return event.kind === 'played' ? to(node.next) : unmoved(state);
    case 'end': return event.kind === 'played' ? over(state, { kind: 'ended' }, { kind: 'hang-up' }) : unmoved(state);
    case 'voicemail': {
      if (event.kind !== 'recorded') return unmoved(state);
      return to(node.next, isMessage(event.lengthMs) ? { treatment: 'voicemail' } : {});
    }
    case 'number': {
      if (event.kind !== 'dialed') return unmoved(state);
      return event.hasTalked ? over({ ...state, treatment: 'overflowed' }, { kind: 'connected' }) : to(node.failed);
    }
    case 'opt-out': {
      if (event.kind !== 'opted-out') return unmoved(state);
      return to(event.hasNumber ? node.next : node.noNumber);
    }
    case 'offer': {
      if (event.kind === 'played' && state.code !== undefined) return to(node.next);
      if (event.kind !== 'offer-told' || state.code !== undefined) return unmoved(state);
      return event.code === null ? to(node.gone) : tellOfCode(script, { ...state, code: event.code }, node, event.code, event.atMs);
    }
    case 'menu':
    case 'language': return event.kind === 'heard' ? heard(script, state, { at, node }, event, almanac) : unmoved(state);
    case 'hours':
    case 'queue':
    case 'agents':
    case undefined: return unmoved(state);
  }
}

interface Question { readonly at: NodeName; readonly node: MenuNode | LanguageNode }

function heard(script: Script, state: ScriptState, { at, node }: Question, { keys, pressedAtMs, atMs }: Extract<ScriptEvent, { kind: 'heard' }>, almanac: Almanac): ScriptStep {
  const hearing = judge({ askedAtMs: state.askedAtMs, tries: state.tries, triesAtMost: node.tries, answers: answersOf(node) }, keys, pressedAtMs);
  switch (hearing.kind) {
    case 'answer': {
      const key = hearing.answer as Key; // one of the node's own
      const answers = { ...state.answers, [at]: key };
      if (node.kind === 'menu') return enter(script, { ...state, answers }, node.choices[key] ?? node.wrongKey, atMs, almanac);
      return enter(script, { ...state, answers, language: node.choices[key] ?? state.language }, node.next, atMs, almanac);
    }
    case 'too-soon': return ask(script, state, node, atMs);
    case 'again': return ask(script, { ...state, tries: state.tries + 1 }, node, atMs, hearing.because === 'wrong-key');
    case 'given-up': return enter(script, state, node.kind === 'language' ? node.next : hearing.because === 'no-input' ? node.noInput : node.wrongKey, atMs, almanac);
  }
}

/** Through the nodes that need nobody, to one that waits for something or ends. */
function enter(script: Script, state: ScriptState, name: NodeName, atMs: number, almanac: Almanac): ScriptStep {
  const { code: _told, ...before } = state;
  return stand(script, { ...before, tries: 0 }, name, atMs, almanac);
}

function stand(script: Script, state: ScriptState, from: NodeName, atMs: number, almanac: Almanac): ScriptStep {
  const seen = new Set<NodeName>();
  // Nodes that need nobody lead round in a circle only in what was never published.
  for (let name = from; !seen.has(name);) {
    seen.add(name);
    const node = nodeOf(script, name);
    if (node === null) break;
    const at = { ...state, node: name };
    if (node.kind === 'hours') name = node[opennessAt(node, almanac, atMs)];
    else if (node.kind === 'play' && promptOf(script, node.say, state.language) === null) name = node.next;
    else return perform(script, at, node, atMs);
  }
  return over(state, { kind: 'ended' }, { kind: 'hang-up' });
}

function perform(script: Script, state: ScriptState, node: Exclude<ScriptNode, { readonly kind: 'hours' }>, atMs: number): ScriptStep {
  switch (node.kind) {
    case 'menu':
    case 'language': return ask(script, state, node, atMs);
    case 'play': return request(metAs(state, node), atMs, (serial) => ({
      kind: 'play', serial, prompts: promptsOf(script, node.say, state.language), ...node.afterMs !== undefined && { afterMs: node.afterMs },
    }));
    case 'voicemail': return request(state, atMs, (serial) => ({
      kind: 'record', serial, prompts: promptsOf(script, node.say, state.language), longestMs: node.longestSec * 1000,
    }));
    case 'number': return request(state, atMs, (serial) => ({ kind: 'dial', serial, number: node.number, gateway: node.gateway, ringMs: node.ringSec * 1000 }));
    case 'opt-out': return request(metAs(state, { as: 'opted-out' }), atMs, (serial) => ({ kind: 'opt-out', serial, reason: node.reason }));
    case 'offer': {
      const { offerId } = node;
      return state.code === undefined ? request(state, atMs, (serial) => ({ kind: 'take-offer', serial, offerId })) : tellOfCode(script, state, node, state.code, atMs);
    }
    case 'queue': {
      const { queueId } = node;
      return over(state, { kind: 'queue', queueId }, { kind: 'queue', queueId, language: state.language });
    }
    case 'agents': return over(state, { kind: 'agents', atMs }, { kind: 'agents', prompts: promptsOf(script, node.say, state.language) });
    case 'end': return sayGoodbye(script, metAs(state, node), node, atMs);
  }
}

function metAs(state: ScriptState, { as }: { readonly as?: ScriptMet }): ScriptState {
  return as === undefined ? state : { ...state, met: as };
}

function sayGoodbye(script: Script, state: ScriptState, { say }: EndNode, atMs: number): ScriptStep {
  const prompts = promptsOf(script, say, state.language);
  if (prompts.length === 0) return over(state, { kind: 'ended' }, { kind: 'hang-up' });
  return request(state, atMs, (serial) => ({ kind: 'play', serial, prompts }));
}

function tellOfCode(script: Script, state: ScriptState, { say }: OfferNode, code: string, atMs: number): ScriptStep {
  return request(state, atMs, (serial) => ({ kind: 'play', serial, prompts: [...promptsOf(script, say, state.language), ...spokenCode(state.language, code)] }));
}

function ask(script: Script, state: ScriptState, node: MenuNode | LanguageNode, atMs: number, wasWrong = false): ScriptStep {
  const prompts = questionOf(script, node, state.language, state.tries, wasWrong);
  return request(state, atMs, (serial) => ({ kind: 'ask', serial, prompts, answers: answersOf(node), waitMs: node.waitSec * 1000 }));
}

/** Whoever is to hear or say something is answered first: carriers let no key through before, and music on a ringing call opens it anyway. */
function request(state: ScriptState, atMs: number, of: (serial: number) => Extract<ScriptAction, { serial: number }>): ScriptStep {
  if (state.serial >= MOST_REQUESTS) return over(state, { kind: 'ended' }, { kind: 'hang-up' });
  const action = of(state.serial + 1);
  const answersNow = !state.isAnswered && action.kind !== 'dial' && action.kind !== 'opt-out' && action.kind !== 'take-offer';
  return {
    state: { ...state, serial: action.serial, askedAtMs: atMs, isAnswered: state.isAnswered || answersNow },
    actions: answersNow ? [{ kind: 'answer' }, action] : [action],
  };
}

function over(state: ScriptState, exit: ScriptExit, ...actions: readonly ScriptAction[]): ScriptStep {
  return { state: { ...state, exit }, actions };
}

function unmoved(state: ScriptState): ScriptStep {
  return { state, actions: [] };
}
