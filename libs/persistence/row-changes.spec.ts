import { assignmentsOf } from './row-changes';

describe('what changes in many rows', () => {
  it.each<[string, Parameters<typeof assignmentsOf>, { sql: string; parameters: unknown[] }]>([
    ['each its own', [[{ id: '1', columns: { a: 1 } }, { id: '2', columns: { a: 2, b: null } }]],
      { sql: 'a = CASE id WHEN ? THEN ? WHEN ? THEN ? ELSE a END, b = CASE id WHEN ? THEN ? ELSE b END', parameters: ['1', 1, '2', 2, '2', null] }],
    ['by another key', [[{ id: '1', columns: { a: 1 } }], 'call_id'], { sql: 'a = CASE call_id WHEN ? THEN ? ELSE a END', parameters: ['1', 1] }],
    ['nothing of a column that stays', [[{ id: '1', columns: { a: undefined, b: 0 } }]], { sql: 'b = CASE id WHEN ? THEN ? ELSE b END', parameters: ['1', 0] }],
  ])('%s', (_name, given, expected) => {
    expect(assignmentsOf(...given)).toEqual(expected);
  });
});
