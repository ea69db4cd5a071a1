/** `lines` in the order of their assignment; or the first line that is not for this agent to take. */
export type ChosenLines =
  | { readonly allow: true; readonly lines: readonly string[] }
  | { readonly allow: false; readonly line: string };

/**
 * Which of the lines that were assigned to an agent are served until the next sign-in: those that the agent names, else all.
 * Who serves what is for a manager to say: the agent narrows it, and widens it to nothing that was not assigned.
 */
export function chosenLines(assigned: readonly string[], named: readonly string[] | undefined): ChosenLines {
  if (named === undefined) return { allow: true, lines: assigned };
  const foreign = named.find((line) => !assigned.includes(line));
  if (foreign !== undefined) return { allow: false, line: foreign };
  return { allow: true, lines: assigned.filter((line) => named.includes(line)) };
}
