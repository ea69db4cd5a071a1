/** What became of the rows of a file: every one that was read is one of these. The updated ones are among the known. */
export interface ImportCounts {
  /** New contacts. */
  readonly imported: number;
  /** Contacts that were known, and those of them whom the file changed. */
  readonly known: number;
  readonly updated: number;
  /** Rows that repeat another of the file. */
  readonly duplicates: number;
  readonly rejected: number;
  /** Rows without any text. */
  readonly blank: number;
}
