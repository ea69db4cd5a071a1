/**
 * FreeSWITCH's reading of an `originate` line, written after its source (switch_separate_string,
 * switch_event_create_brackets, switch_ivr_originate, originate_function), so that a test can ask what a line
 * would do instead of how it looks.
 */
export interface OriginateReading {
  /** All words after `originate`: more than two would be a dialplan, a context, a caller's name. */
  readonly words: readonly string[];
  /** Name and value of every channel variable, in their order. */
  readonly variables: readonly (readonly [string, string])[];
  /** Every leg that would be dialed: alternatives, forks and enterprise originates. */
  readonly legs: readonly string[];
  readonly application: string;
  readonly applicationArgument: string;
}

/** Words of a line: blanks split, `'` quotes, `\` escapes. */
export function words(line: string): string[] {
  return split(line, ' ').filter((word, i, all) => word !== '' || i < all.length - 1);
}

export function readOriginate(line: string): OriginateReading {
  const command = 'originate ';
  if (!line.startsWith(command) || /[\r\n\0]/.test(line)) throw new Error('not one originate command');
  const all = words(line.slice(command.length));
  let data = all[0] ?? '';
  const variables: (readonly [string, string])[] = [];
  for (const [open, close] of ['<>', '{}']) {
    while (data.startsWith(open ?? '')) {
      const end = closing(data, open ?? '', close ?? '');
      if (end === -1) throw new Error('unbalanced variables');
      variables.push(...readVariables(data.slice(1, end)));
      data = data.slice(end + 1);
    }
  }
  const legs = data.split(':_:').flatMap((part) => split(part, '|')).flatMap((part) => split(part, ','));
  for (const leg of legs) {
    if (leg.startsWith('[')) throw new Error('a leg has variables of its own');
  }
  const target = /^&([^()]*)(?:\(([^)]*)\)?)?/.exec(all[1] ?? '');
  return { words: all, variables, legs, application: target?.[1] ?? '', applicationArgument: target?.[2] ?? '' };
}

function readVariables(list: string): (readonly [string, string])[] {
  const other = list.startsWith('^^');
  return split(other ? list.slice(3) : list, other ? list.charAt(2) : ',').flatMap((pair): (readonly [string, string])[] => {
    const [name, value] = split(pair, '=', 2);
    return name === undefined || value === undefined ? [] : [[name, value]];
  });
}

/** The end of a bracket that may hold others of its kind. */
function closing(text: string, open: string, close: string): number {
  let depth = 0;
  for (let i = 0; i < text.length; i += 1) {
    if (text[i] === open) depth += 1;
    else if (text[i] === close && (depth -= 1) === 0) return i;
  }
  return -1;
}

function split(text: string, delimiter: string, limit = Infinity): string[] {
  const parts: string[] = [];
  let part = '';
  let quoted = false;
  for (let i = 0; i < text.length; i += 1) {
    const char = text.charAt(i);
    if (char === '\\') {
      part += char + text.charAt(i + 1);
      i += 1;
    } else if (char === '\'' && (quoted || delimiter === ' ' || text.includes('\'', i + 1))) {
      quoted = !quoted;
      part += char;
    } else if (char === delimiter && !quoted && parts.length + 1 < limit) {
      parts.push(part);
      part = '';
      while (delimiter === ' ' && text.charAt(i + 1) === ' ') i += 1;
    } else {
      part += char;
    }
  }
  return [...parts, part].map((whole) => unquote(whole, delimiter));
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', s: ' ' };

function unquote(part: string, delimiter: string): string {
  return part.replace(/\\(.)|'/gs, (whole, escaped: string | undefined) => {
    if (escaped === undefined) return '';
    return ESCAPES[escaped] ?? (/['"\\]/.test(escaped) || escaped === delimiter ? escaped : whole);
  }).replace(/^ +| +$/g, '');
}
