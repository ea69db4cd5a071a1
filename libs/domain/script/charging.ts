import { entriesOf, reachedFrom } from './branches';
import { nodeOf, type NodeName, type Script, type ScriptNode } from './script';

/**
 * As long as a caller may hear it ring unanswered: carriers end a call that rings for longer, and some charge for it. Who waits on is
 * answered.
 */
export const RINGS_AT_MOST_MS = 60_000;
/** Whoever still rings then is answered, so that nobody's call is ended for having rung so long. */
export const ANSWERED_AFTER_MS = RINGS_AT_MOST_MS - 6_000;

/** Why a node answers: it asks for a key, plays, records; or its queue plays to who waits. */
export type AnswerReason = 'asks' | 'plays' | 'records' | 'queue-plays';

export interface Charging {
  /** Where callers are answered, the first on each way: from there on they pay. */
  readonly answers: readonly { readonly node: NodeName; readonly because: AnswerReason }[];
  /** Where they are not before somebody is there for them: it rings, for so long as it may. */
  readonly rings: readonly NodeName[];
}

/** @param plays whether a queue plays anything to those who wait in it */
export function chargingOf(script: Script, plays: (queueId: string) => boolean): Charging {
  const reasonOf = (node: ScriptNode): AnswerReason | null => answerReason(node, plays);
  const unanswered = [...reachedFrom(script, entriesOf(script), (node) => reasonOf(node) === null)];
  const answers: Charging['answers'][number][] = [];
  const rings: NodeName[] = [];
  for (const name of unanswered) {
    const node = nodeOf(script, name);
    const because = node === null ? null : reasonOf(node);
    if (because !== null) answers.push({ node: name, because });
    else if (node?.kind === 'queue' || node?.kind === 'number') rings.push(name);
  }
  return { answers, rings };
}

function answerReason(node: ScriptNode, plays: (queueId: string) => boolean): AnswerReason | null {
  switch (node.kind) {
    case 'menu':
    case 'language': return 'asks';
    case 'play':
    case 'offer': return 'plays';
    case 'voicemail': return 'records';
    case 'end': return node.say === null ? null : 'plays';
    case 'queue': return plays(node.queueId) ? 'queue-plays' : null;
    case 'hours':
    case 'opt-out':
    case 'agents':
    case 'number': return null;
  }
}
