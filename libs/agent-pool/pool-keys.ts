import { PoolArgumentError } from './errors';

/** Printable, without what has a meaning of its own here: `{}` (hash tag), `,` (list of lines), blanks. */
const ID = /^[A-Za-z0-9_.:@+-]{1,128}$/;

/**
 * Every Redis key of the pool is made here (and, by the same names, in commands/includes/pool.lua).
 * The hash tag is the switch: one switch's keys share a slot of a Redis Cluster, so a script may
 * touch all of them; two switches may live on two nodes.
 */
export class PoolKeys {
  /** Before every key; the scripts make the keys of an agent's lines from it. */
  readonly prefix: string;
  readonly built: string;
  /** The agents' records. */
  readonly agents: string;
  /** Reservations and wrap-ups, by when they run out. */
  readonly due: string;
  /** Beats of the agents' screens, by agent; no script touches them. */
  readonly screens: string;

  constructor(switchId: string, keyPrefix = '') {
    // A brace of the prefix would become the hash tag instead.
    if (/[{}]/.test(keyPrefix)) throw new PoolArgumentError('The key prefix of the pool may not hold braces.');
    this.prefix = `${keyPrefix}{sw:${checkedId(switchId, 'switch')}}:`;
    this.built = `${this.prefix}built`;
    this.agents = `${this.prefix}agents`;
    this.due = `${this.prefix}due`;
    this.screens = `${this.prefix}screens`;
  }

  /** Who serves the line. */
  members(line: string): string {
    return `${this.prefix}members:${checkedId(line, 'line')}`;
  }
}

/** The id itself, when it can be part of a key or a record; else throws `PoolArgumentError`. */
export function checkedId(id: string, what: string): string {
  if (!ID.test(id)) throw new PoolArgumentError(`Not an id of a ${what}: ${JSON.stringify(id.slice(0, 200))}`);
  return id;
}
