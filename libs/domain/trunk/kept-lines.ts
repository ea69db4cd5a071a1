/** A trunk's lines, and what is on them now. */
export interface LinesNow {
  readonly maxLines: number;
  /** So many of them are for callers: their own calls, and whom they are sent to outside. */
  readonly keptForCallers: number;
  /** By whatever it is, callers among it. */
  readonly inUse: number;
  readonly byCallers: number;
}

/** How many of the lines that are kept wait for callers still: those who are there use them first. */
export function stillKept({ keptForCallers, byCallers }: Pick<LinesNow, 'keptForCallers' | 'byCallers'>): number {
  return Math.max(0, keptForCallers - byCallers);
}

/** How many more lines campaigns may dial on, so that the last are there for callers. */
export function linesToDial(lines: LinesNow): number {
  return Math.max(0, lines.maxLines - lines.inUse - stillKept(lines));
}

/** How many more there are for callers, who may have every line. */
export function linesForCallers({ maxLines, inUse }: Pick<LinesNow, 'maxLines' | 'inUse'>): number {
  return Math.max(0, maxLines - inUse);
}
