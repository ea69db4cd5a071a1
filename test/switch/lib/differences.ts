import { diff, type Change } from './diff';
import { fits, looseLines, type Expectation } from './expected';
import type { Answer, Story } from './story';

/** What two transcripts of one scenario do not agree on: in one channel's events, or in the replies. */
export interface Difference { readonly where: string; readonly changes: readonly Change[] }

/** As the tables have it: a word that two threads decide is `*`, and a line that they move or leave out is not told. */
function told(events: readonly string[], loose: readonly Expectation[]): string[] {
  return events.flatMap((line) => {
    const fitting = loose.filter((each) => fits(each.line, line));
    if (fitting.some((each) => each.optional || each.floating)) return [];
    return [fitting[0]?.line ?? line];
  });
}

function answerLines({ command, reply, result }: Answer, withResult: boolean): string[] {
  return [...reply.map((line) => `${command} → ${line}`), ...(withResult && result !== null ? [`${command} … ${result}`] : [])];
}

/** A job's result is compared where both waited for it. */
function answers(mine: Story, others: Story): string[] {
  const waited = new Set(others.answers.filter((answer) => answer.result !== null).map((answer) => answer.command));
  return mine.answers.flatMap((answer) => answerLines(answer, waited.has(answer.command)));
}

export function differences(scenario: string, a: Story, b: Story): Difference[] {
  const loose = looseLines(scenario);
  const events = (story: Story, channel: string): string[] => told(story.channels.get(channel) ?? [], loose);
  const channels = new Set([...a.channels.keys(), ...b.channels.keys()]);
  return [
    ...[...channels].map((where) => ({ where, changes: diff(events(a, where), events(b, where)) })),
    { where: 'replies', changes: diff(answers(a, b), answers(b, a)) },
  ].filter(({ changes }) => changes.length > 0);
}
