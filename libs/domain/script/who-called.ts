import { spokenFile } from '../spoken/file';
import type { SpokenLanguage } from '../spoken/language';
import type { Key, Script } from './script';

/** The key that the prompt `who-called` names in each language. */
export const OPT_OUT_KEY: Key = '9';
const WAIT_SEC = 2;

/**
 * What is heard by whoever calls back the number that a campaign shows: who called, a key by which they are called no more (47 CFR
 * 64.1200(a)(7)(i)(B) and (b)(3) ask for one), and then the campaign's agents. Who withholds their number has no place on the
 * do-not-call list, and tells it to an agent.
 * @param name the prompt that says who called, and which key; null: the one that comes with Paceline, which names no company
 */
export function whoCalledScript({ language, name, queueId, reason }: {
  readonly language: SpokenLanguage; readonly name: string | null; readonly queueId: string; /** Of the do-not-call list. */ readonly reason: string;
}): Script {
  const say = (piece: 'who-called' | 'opted-out' | 'nobody-there'): Readonly<Record<string, string>> => ({ [language]: spokenFile(language, piece) });
  return {
    languages: [language], start: 'who-called', emergency: 'nobody-there',
    nodes: {
      'who-called': {
        kind: 'menu', say: name === null ? say('who-called') : { [language]: name }, again: null, wrong: null, tries: 1, waitSec: WAIT_SEC,
        choices: { [OPT_OUT_KEY]: 'no-more-calls' }, noInput: 'agents', wrongKey: 'agents',
      },
      'agents': { kind: 'queue', queueId },
      'no-more-calls': { kind: 'opt-out', reason, next: 'opted-out', noNumber: 'agents' },
      'opted-out': { kind: 'end', say: say('opted-out') },
      'nobody-there': { kind: 'end', say: say('nobody-there') },
    },
  };
}
