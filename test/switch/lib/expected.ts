import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(__dirname, '..', 'expected');

function readTable(name: string): Map<string, string[]> {
  const table = new Map<string, string[]>();
  let lines: string[] = [];
  for (const line of readFileSync(join(FOLDER, `${name}.txt`), 'utf8').split('\n')) {
    if (line.trim() === '' || line.trim().startsWith('#')) continue;
    if (line.startsWith('  ')) lines.push(line.trim());
    else table.set(line.trim(), lines = []);
  }
  return table;
}

const phrases = readTable('phrases');

function unfold(line: string): string[] {
  if (!line.startsWith('@')) return [line];
  const phrase = phrases.get(line.slice(1));
  if (!phrase) throw new Error(`no such phrase: ${line}`);
  return phrase;
}

/** The recorded order of events, per role: `expected/NAME.txt` with its phrases unfolded. */
export function expectedFlow(name: string): Map<string, string[]> {
  return new Map([...readTable(name)].map(([role, lines]) => [role, lines.flatMap(unfold)]));
}

/** `*` stands for any word of a line. */
export function fits(wanted: string, actual: string | undefined): boolean {
  if (actual === undefined) return false;
  const [want, are] = [wanted.split(' '), actual.split(' ')];
  return want.length === are.length && want.every((word, index) => word === '*' || word === are[index]);
}

export interface Expectation { readonly line: string; readonly optional: boolean; readonly floating: boolean }

function readExpectation(text: string): Expectation {
  const [, marks = '', line = text] = /^([~?]*) ?(.*)$/.exec(text) ?? [];
  return { line, optional: marks.includes('?'), floating: marks.includes('~') };
}

/** Lines of the phrases, and of the scenario's own table if it has one, that may be missing, move, or vary in a word. */
export function looseLines(scenario: string): Expectation[] {
  const own = existsSync(join(FOLDER, `${scenario}.txt`)) ? [...readTable(scenario).values()] : [];
  return [...phrases.values(), ...own].flat().map(readExpectation).filter((each) => each.optional || each.floating || each.line.includes('*'));
}

/**
 * Why `actual` is not the expected order, or null when it is. A line after `?` may be missing; one after `~` may
 * stand anywhere behind its place, because two threads of the switch write it and its neighbours; `~?` is both.
 */
export function mismatch(expected: readonly string[], actual: readonly string[]): string | null {
  const loose: Expectation[] = [];
  let at = 0;
  const takeLoose = (): boolean => {
    const found = loose.findIndex((each) => fits(each.line, actual[at]));
    if (found < 0) return false;
    loose.splice(found, 1);
    at += 1;
    return true;
  };
  for (const expectation of expected.map(readExpectation)) {
    if (expectation.floating) {
      loose.push(expectation);
      continue;
    }
    while (!fits(expectation.line, actual[at]) && takeLoose()) { /* a loose line stands here */ }
    if (fits(expectation.line, actual[at])) at += 1;
    else if (!expectation.optional) {
      return `event ${at + 1} should be\n    ${expectation.line}\n  but is\n    ${actual[at] ?? '(nothing)'}\n  after\n    ${actual.slice(Math.max(0, at - 3), at).join('\n    ')}`;
    }
  }
  while (takeLoose()) { /* what is left of the loose lines */ }
  const missing = loose.filter((each) => !each.optional);
  if (missing.length > 0) return `never seen: ${missing.map((each) => each.line).join(' | ')}`;
  return at < actual.length ? `unexpected at the end:\n    ${actual.slice(at).join('\n    ')}` : null;
}
