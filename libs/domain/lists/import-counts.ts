/** What became of the rows of a file. */
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

/** Every row is one of these: as many as were read. The updated ones are among the known. */
export function rowsAccountedFor({ imported, known, duplicates, rejected, blank }: ImportCounts): number {
  return imported + known + duplicates + rejected + blank;
}
