/**
 * Controls (NUL, line breaks, escapes), the separators of lines and paragraphs, and halves of characters. Nobody reads a name by them, and
 * a log, a file of comma-separated values, a SIP header or a command of the switch may end at one.
 */
const UNREADABLE = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u;
const UNREADABLE_RUN = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]+/gu;
/** Tab, line feed and carriage return: what a person types into a note. */
const LINE_ENDS = /[\t\n\r]/g;
/**
 * Marks that turn or reorder what stands around them: a name would be read as another. The joiners of Persian and of Indic scripts are none
 * of them, nor are the plain marks of direction (LRM, RLM, ALM), which change no letter's place.
 */
const REORDERS = /[\u202a-\u202e\u2066-\u2069]/gu;
const SOMETHING = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** Whether a text is one line that can be read as it is written: every name, label and reason. */
export function isOneLine(text: string): boolean {
  return !UNREADABLE.test(text) && text.search(REORDERS) === -1;
}

/** The same of a note, which may have several lines. */
export function isPlainNote(text: string): boolean {
  return !UNREADABLE.test(text.replace(LINE_ENDS, ' '));
}

/** Whether there is a letter, a digit or a sign to read: not only blanks, joiners and marks of direction. */
export function saysSomething(text: string): boolean {
  return SOMETHING.test(text);
}

/** One line of what a file has: runs of what cannot be read are a blank, and nothing is reordered. */
export function oneLine(text: string): string {
  return text.replace(REORDERS, '').replace(UNREADABLE_RUN, ' ').trim();
}

/** What a cell of a file may keep: its lines as they are, all else that cannot be read taken out. */
export function plainNote(text: string): string {
  return text.replace(UNREADABLE_RUN, (run) => run.match(LINE_ENDS)?.join('') ?? ' ').trim();
}
