import { call, type CallView } from '@paceline/contracts/calls';
import type { CsvCell } from '../edge/csv';

type Column = Exclude<keyof CallView, 'disposition'>;
/** As `GET /calls` answers them, the disposition in two. */
const FIELDS = Object.keys(call.shape).filter((field): field is Column => field !== 'disposition');

export const CALL_COLUMNS: readonly string[] = [...FIELDS, 'disposition', 'dispositionBy'];

export function callCells(view: CallView): CsvCell[] {
  return [...FIELDS.map((field) => view[field]), view.disposition?.code ?? null, view.disposition?.by ?? null];
}
