const ENCODED_RUN = /(?:%[0-9A-Fa-f]{2})+/g;

/**
 * Undoes FreeSWITCH's URL-encoding (`event plain`). Never throws: a `%` that encodes nothing stays as it
 * is, and bytes that are not UTF-8 become U+FFFD.
 */
export function safeDecode(value: string): string {
  if (!value.includes('%')) return value;
  try {
    return decodeURIComponent(value);
  } catch {
    return value.replace(ENCODED_RUN, (run) => Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'));
  }
}
