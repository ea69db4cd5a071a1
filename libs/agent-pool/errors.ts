/**
 * The pool of this switch has not been built, or Redis was flushed since. Nothing was reserved or
 * changed. The switch's owner rebuilds it: read MySQL and the switch, then `restore`.
 */
export class PoolNotBuiltError extends Error {
  readonly code = 'pool-not-built';

  constructor(readonly switchId: string) {
    super(`The agent pool of switch ${switchId} is not built: restore it from MySQL and the switch.`);
    this.name = 'PoolNotBuiltError';
  }
}

/** An id or a duration that the pool cannot hold: a bug or hostile input upstream, refused before Redis. */
export class PoolArgumentError extends Error {
  readonly code = 'pool-argument';

  constructor(message: string) {
    super(message);
    this.name = 'PoolArgumentError';
  }
}
