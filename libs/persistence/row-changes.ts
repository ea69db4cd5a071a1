/** What changes in one row: column names as in the database; a column that is not named, or undefined, stays. */
export interface RowChange {
  readonly id: string;
  readonly columns: Readonly<Record<string, unknown>>;
}

/**
 * The assignments of one UPDATE that gives many rows values of their own, told apart by `key`. To be used with the ids in
 * its WHERE: a row that is in none of the cases keeps what it has.
 */
export function assignmentsOf(changes: readonly RowChange[], key = 'id'): { readonly sql: string; readonly parameters: readonly unknown[] } {
  const columns = new Map<string, unknown[]>();
  for (const { id, columns: changed } of changes) {
    for (const [column, value] of Object.entries(changed)) {
      if (value === undefined) continue;
      const cases = columns.get(column) ?? [];
      cases.push(id, value);
      columns.set(column, cases);
    }
  }
  const sql = [...columns].map(([column, cases]) => `${column} = CASE ${key} ${'WHEN ? THEN ? '.repeat(cases.length / 2)}ELSE ${column} END`);
  return { sql: sql.join(', '), parameters: [...columns.values()].flat() };
}
