/** The name at the end of a title: `finds the line busy [busy]`. */
export function nameInTitle(title: string): string | null {
  return /\[([a-z0-9_]+)\]$/.exec(title)?.[1] ?? null;
}

/** The name of the scenario that runs now. Jest's types do not know of tests that run side by side. */
export function scenarioName(): string {
  const { currentConcurrentTestName, currentTestName }: { currentConcurrentTestName?: () => string | undefined; currentTestName?: string | undefined } = expect.getState();
  const title = currentConcurrentTestName?.() ?? currentTestName ?? '';
  const name = nameInTitle(title);
  if (name === null) throw new Error(`a scenario has its name at the end of its title, in brackets: ${title}`);
  return name;
}
