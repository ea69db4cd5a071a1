/** What agents did on calls, added up; milliseconds. A talk is one agent's part in one call, hold included. */
export interface HandledCalls {
  readonly talks: number;
  readonly talkMs: number;
  /** Wrap-up, or after-call work. */
  readonly wrapUpMs: number;
  /** Given to somebody else by who talked. */
  readonly transferred: number;
}

/** What a call costs an agent. */
export interface Handling {
  /** Average handle time (AHT): (talk + wrap-up) ÷ talks, the figure that agents are planned by (G. Koole, Call Center Optimization). */
  readonly meanHandleMs: number;
  readonly meanTalkMs: number;
  readonly meanWrapUpMs: number;
  /** 0–1: talks that were transferred ÷ all. A transferred call is handled twice, and counts twice. */
  readonly transferRatio: number;
}

/** Over all of them; null when nobody talked. */
export function handlingOf(handled: Iterable<HandledCalls>): Handling | null {
  const sum = { talks: 0, talkMs: 0, wrapUpMs: 0, transferred: 0 };
  for (const { talks, talkMs, wrapUpMs, transferred } of handled) {
    sum.talks += talks;
    sum.talkMs += talkMs;
    sum.wrapUpMs += wrapUpMs;
    sum.transferred += transferred;
  }
  if (sum.talks === 0) return null;
  return {
    meanHandleMs: (sum.talkMs + sum.wrapUpMs) / sum.talks, meanTalkMs: sum.talkMs / sum.talks, meanWrapUpMs: sum.wrapUpMs / sum.talks, transferRatio: sum.transferred / sum.talks,
  };
}
