/** What a process that was started by our own scripts tells them; without such a parent nothing happens. */
export interface ListeningMessage { readonly listening: string; readonly metrics: string }

/** The addresses that the app and its metrics listen on, known only now when their ports were 0. */
export function tellParentListening(url: string, metrics = `${url}/metrics`): void {
  process.send?.({ listening: url, metrics } satisfies ListeningMessage);
}

/** The parent is gone, however it ended: nobody would ever stop this process. */
export function whenParentIsGone(act: () => void): void {
  // Undefined without such a parent; false when it was gone before anybody listened.
  const connected: boolean | undefined = process.connected;
  if (connected === false) act();
  else if (connected === true) process.once('disconnect', act);
}
