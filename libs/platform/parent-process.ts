/** What a process that was started by our own scripts tells them; without such a parent nothing happens. */
export interface ListeningMessage { readonly listening: string }

/** The address that the app listens on, known only now when its port was 0. */
export function tellParentListening(url: string): void {
  process.send?.({ listening: url } satisfies ListeningMessage);
}

/** The parent is gone, however it ended: nobody would ever stop this process. */
export function whenParentIsGone(act: () => void): void {
  if (process.channel !== undefined) process.once('disconnect', act);
}
