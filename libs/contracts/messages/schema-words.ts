import type { IssueReasons } from './issue-reasons';
import type { Message, Told } from './message';

/** A rule of a schema can say what is wrong by a text alone: here the message, as `heard` reads it back. */
export function says(...[code, params]: Told<IssueReasons>): string {
  return JSON.stringify({ code, params: params ?? {} });
}

/** What a rule has said; the words of one that says no message. */
export function heard(text: string): Message<IssueReasons> {
  return text.startsWith('{"code":') ? JSON.parse(text) as Message<IssueReasons> : { code: 'said', params: { words: text } }; // `says` begins so, and no sentence
}
