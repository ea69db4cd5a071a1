/** What happened to a call, as it is written: evidence, and what a screen shows of its history. */
export interface CallEventRow {
  readonly at: Date;
  readonly kind: string;
  readonly data: Readonly<Record<string, string | number | boolean | null>>;
}
