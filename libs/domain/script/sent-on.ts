import type { Treatment } from '../call/inbound-outcome';
import type { EndNode, Language, Say, Script, ScriptNode } from './script';
import type { ScriptState, SentOn, WayOn } from './script-run';

const OVER: EndNode = { kind: 'end', say: null };

/** A way out of a queue is a script of its own: what is done of it is done as by a number's. */
export function scriptOfWay(way: WayOn): Script {
  switch (way.kind) {
    case 'voicemail': return of(way.say, { kind: 'voicemail', say: way.say, longestSec: way.longestSec, next: 'over' });
    case 'number': return of(null, { kind: 'number', number: way.number, gateway: way.gateway, ringSec: way.ringSec, failed: 'over' });
    case 'message': return of(way.say, { kind: 'end', say: way.say });
  }
}

/** The same call, at the beginning of that. @param treatment null: nothing was done with the caller yet, who chose so */
export function stateSentOn(state: ScriptState, sentOn: SentOn, treatment: Treatment | null): ScriptState {
  return { ...state, node: null, exit: null, tries: 0, sentOn, treatment };
}

/** Whoever comes to the end of it has heard nothing of why: the installation's last message is said. */
export function endsUnsaid({ sentOn }: ScriptState): boolean {
  const way = sentOn?.way;
  return way?.kind === 'number' || (way?.kind === 'message' && way.say === null);
}

function of(say: Say | null, first: ScriptNode): Script {
  return { languages: languagesOf(say), start: 'first', emergency: 'first', nodes: { first, over: OVER } };
}

function languagesOf(say: Say | null): readonly [Language, ...Language[]] {
  const [language = 'en', ...others] = Object.keys(say ?? {});
  return [language, ...others];
}
