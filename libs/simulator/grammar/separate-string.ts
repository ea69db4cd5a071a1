/** The characters behind `\` that FreeSWITCH turns into others. */
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', s: ' ' };

/** Strips quotes, resolves escapes and trims, as `cleanup_separated_string`. An unpaired `'` stays. */
function cleanUp(text: string, delimiter: string): string {
  let out = '';
  let end = 0;
  let quoted = false;
  for (let index = text.search(/[^ ]|$/); index < text.length; index += 1) {
    const char = text.charAt(index);
    if (char === '\\' && index + 1 < text.length) {
      const next = text.charAt(index + 1);
      const known = next === "'" || next === '"' || next === '\\' || (delimiter !== '' && next === delimiter);
      if (known || ESCAPES[next] !== undefined) {
        out += known ? next : ESCAPES[next] ?? next;
        index += 1;
        end = out.length;
        continue;
      }
    }
    if (char === "'" && (quoted || text.includes("'", index + 1))) {
      quoted = !quoted;
      if (quoted) end = out.length;
    } else {
      out += char;
      if (char !== ' ' || quoted) end = out.length;
    }
  }
  return end > 0 ? out.slice(0, end) : out;
}

function splitAtBlanks(text: string, limit: number): string[] {
  const parts: string[] = [];
  let index = 0;
  while (index < text.length && parts.length < limit) {
    const start = index;
    if (parts.length === limit - 1) {
      parts.push(text.slice(start));
      break;
    }
    while (text[index] === ' ') index += 1;
    let quoted = false;
    while (index < text.length) {
      const char = text[index];
      if (char === '\\') index += 1;
      else if (char === "'") quoted = !quoted;
      else if (char === ' ' && !quoted) break;
      index += 1;
    }
    parts.push(text.slice(start, index));
    while (text[index] === ' ') index += 1;
  }
  return parts;
}

function splitAtChar(text: string, delimiter: string, limit: number): string[] {
  const parts: string[] = [];
  let index = 0;
  while (index < text.length && parts.length < limit) {
    const start = index;
    if (parts.length === limit - 1) {
      parts.push(text.slice(start));
      break;
    }
    let quoted = false;
    while (index < text.length) {
      const char = text[index];
      if (char === '\\') index += 1;
      else if (char === "'" && (quoted || text.includes("'", index + 1))) quoted = !quoted;
      else if (char === delimiter && !quoted) break;
      index += 1;
    }
    parts.push(text.slice(start, index));
    index += 1;
  }
  return parts;
}

/**
 * FreeSWITCH's `switch_separate_string`, quirks included: how every API argument, variable list and dial
 * string is cut. At most `limit` parts; the last one then keeps the rest uncut.
 */
export function separateString(text: string, delimiter: string, limit: number): string[] {
  return delimiter === ' '
    ? splitAtBlanks(text, limit).map((part) => cleanUp(part, ''))
    : splitAtChar(text, delimiter, limit).map((part) => cleanUp(part, delimiter));
}
