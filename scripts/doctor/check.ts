/** One thing that was looked at. A `warning` costs a feature or safety; with a `failure` the dialer cannot do its work. */
export interface Check {
  readonly name: string;
  readonly result: 'ok' | 'warning' | 'failure';
  /** What was found and, if it is not right, what to do. */
  readonly detail: string;
}
