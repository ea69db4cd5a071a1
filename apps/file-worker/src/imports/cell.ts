/** A cell of a row, with what its column is called. */
export interface Cell {
  readonly header: string;
  readonly text: string;
}
