/** What a benchmark must keep to, measured. */
export interface Goal {
  readonly name: string;
  readonly value: number;
  readonly op: '<=' | '>=' | '==';
  readonly goal: number;
  readonly met: boolean;
}

export interface BenchResult {
  readonly metrics: Readonly<Record<string, number | string | boolean>>;
  readonly goals: readonly Goal[];
}

export interface BenchOptions {
  /** What was given after the name, without `--json`. */
  readonly flags: readonly string[];
  /** Says on stderr what is being done. */
  readonly progress: (this: void, line: string) => void;
}

/** A benchmark is a file `bench/<name>.ts` that exports one of these as `run`. It runs its peer and its subject itself. */
export type Bench = (options: BenchOptions) => Promise<BenchResult>;

/** A goal and whether the value meets it. A value that could not be measured (NaN) meets none. */
export function goal(name: string, value: number, op: Goal['op'], wanted: number): Goal {
  return { name, value, op, goal: wanted, met: meets(value, op, wanted) };
}

function meets(value: number, op: Goal['op'], wanted: number): boolean {
  switch (op) {
    case '<=': return value <= wanted;
    case '>=': return value >= wanted;
    case '==': return value === wanted;
  }
}

/** The number given as `--<name>=<number>` among the flags, or the other one. */
export function numberFlag(flags: readonly string[], name: string, otherwise: number): number {
  const given = textFlag(flags, name);
  if (given === undefined) return otherwise;
  const value = Number(given);
  if (!Number.isFinite(value)) throw new Error(`--${name} is no number`);
  return value;
}

/** The text given as `--<name>=<text>` among the flags, if any. */
export function textFlag(flags: readonly string[], name: string): string | undefined {
  return flags.find((flag) => flag.startsWith(`--${name}=`))?.slice(name.length + 3);
}
