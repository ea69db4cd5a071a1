import { ERROR_STATUS, type ErrorCode, type ErrorTold, type Thing } from '@paceline/contracts/messages/error-reasons';
import type { ErrorFacts } from '@paceline/contracts/messages/error-words';

/** An error that a user can understand: answered as it is, logged as a warning at most. Its words are made where it is answered. */
export class PacelineError extends Error {
  readonly code: ErrorCode;
  /** Why exactly, within the code. */
  readonly reason: string;
  /** What the reason's sentence is told. */
  readonly params: Readonly<Record<string, unknown>>;

  constructor(...[code, reason, given]: ErrorTold) {
    const params: PacelineError['params'] = given === undefined ? {} : { ...given };
    super(`${code}: ${[reason, ...Object.keys(params).length === 0 ? [] : [JSON.stringify(params)]].join(' ')}`);
    this.name = 'PacelineError';
    this.code = code;
    this.reason = reason;
    this.params = params;
  }

  /** An error whose reason is data already: a fault that was found, what the owner of a switch has answered. */
  static because(code: ErrorCode, { code: reason, params }: { readonly code: string; readonly params: Readonly<Record<string, unknown>> }): PacelineError {
    return new PacelineError(...[code, reason, params] as unknown as ErrorTold); // whoever made the reason chose its parameters
  }

  /** What is written down of it. */
  get facts(): ErrorFacts {
    const { code, reason, params } = this;
    return { code, reason, params };
  }

  get status(): number {
    return ERROR_STATUS[this.code];
  }
}

export function notFound(what: Thing, id: string): PacelineError {
  return new PacelineError('not-found', 'id', { what, id });
}

/** What to log of something thrown, which need not be an Error. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
