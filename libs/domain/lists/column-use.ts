import { CONSENT_COLUMNS } from './consent-column';

/** What a column of a contact file may be for. */
export const COLUMN_USES = [
  'phone', 'area-code', 'name', 'first-name', 'middle-name', 'patronymic', 'last-name', 'zone', 'country', 'opt-out', 'may-call', ...CONSENT_COLUMNS, 'field',
] as const;
export type ColumnUse = (typeof COLUMN_USES)[number];

/** Uses that several columns of a file may have; of the others the first column has it, and later ones are fields. */
export const REPEATABLE: ReadonlySet<ColumnUse> = new Set(['phone', 'country', 'opt-out', 'may-call', 'field']);
