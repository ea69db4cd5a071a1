/** An argument that could add a variable, an application or a command. Nothing was sent. */
export class UnsafeArgumentError extends Error {
  readonly code = 'unsafe-argument';

  /** The value itself is left out: it may be somebody's name, and it may be meant for the log's reader. */
  constructor(readonly argument: string, readonly allowed: string) {
    super(`${argument} is refused: ${allowed}`);
    this.name = 'UnsafeArgumentError';
  }
}

/** The switch could not be asked, or its answer could not be read. Says nothing about calls. */
export class SwitchUnavailableError extends Error {
  readonly code: string = 'switch-unavailable';

  constructor(reason: string) {
    super(reason);
    this.name = 'SwitchUnavailableError';
  }
}

/** The switch refused us: the password, or our address (its ACL). Trying again does not help. */
export class SwitchAccessError extends SwitchUnavailableError {
  override readonly code = 'switch-access-refused';

  constructor(reason: string) {
    super(reason);
    this.name = 'SwitchAccessError';
  }
}
