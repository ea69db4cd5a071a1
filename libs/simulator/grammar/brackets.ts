import { separateString } from './separate-string';

/** Where the bracket that opens `text` closes, or -1 (`switch_find_end_paren`: nesting counts, quotes do not). */
function endOfBracket(text: string, open: string, close: string): number {
  if (text[0] !== open) return -1;
  let depth = 0;
  for (let index = 0; index < text.length; index += 1) {
    if (text[index] === open) depth += 1;
    else if (text[index] === close) depth -= 1;
    if (depth === 0) return index;
  }
  return -1;
}

export interface Bracketed {
  readonly variables: Readonly<Record<string, string>>;
  readonly rest: string;
}

/**
 * Variables in brackets before a dial string, `{a=1,b=2}`; several groups may follow each other, and `^^:` at
 * the start of a group names another separator. Null when the bracket never closes: FreeSWITCH then refuses
 * the whole dial string (`switch_event_create_brackets`).
 */
export function readBrackets(text: string, open: string, close: string): Bracketed | null {
  const variables: Record<string, string> = {};
  let rest = text;
  let separator = ',';
  while (rest.trimStart().startsWith(open)) {
    rest = rest.trimStart();
    const end = endOfBracket(rest, open, close);
    if (end < 0) return null;
    let list = rest.slice(1, end);
    rest = rest.slice(end + 1);
    if (list.startsWith('^^')) {
      separator = list.charAt(2);
      list = list.slice(3);
    }
    for (const assignment of separateString(list, separator, 1024)) {
      const [name, value] = separateString(assignment, '=', 2);
      if (name !== undefined && value !== undefined) variables[name] = value;
    }
  }
  return { variables, rest };
}
