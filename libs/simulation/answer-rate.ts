/** Share of dials that are answered, over the day. */
export type AnswerRate =
  | { readonly kind: 'constant'; readonly ratio: number }
  /** Each piece holds until the next begins. */
  | { readonly kind: 'pieces'; readonly pieces: readonly { readonly fromMs: number; readonly ratio: number }[] }
  /** Straight lines between the points, level before the first and after the last. */
  | { readonly kind: 'curve'; readonly points: readonly { readonly atMs: number; readonly ratio: number }[] };

export function answerRateAt(rate: AnswerRate, atMs: number): number {
  switch (rate.kind) {
    case 'constant': return rate.ratio;
    case 'pieces': {
      let ratio = rate.pieces[0]?.ratio ?? 0;
      for (const piece of rate.pieces) if (piece.fromMs <= atMs) ratio = piece.ratio;
      return ratio;
    }
    case 'curve': return onCurve(rate.points.map(({ atMs: at, ratio }) => ({ atMs: at, value: ratio })), atMs);
  }
}

/** Straight lines between the points, level before the first and after the last. */
export function onCurve(points: readonly { readonly atMs: number; readonly value: number }[], atMs: number): number {
  let before = points[0];
  for (const point of points) {
    if (point.atMs >= atMs) {
      if (before === undefined || point.atMs === before.atMs) return point.value;
      return before.value + (point.value - before.value) * Math.max(0, atMs - before.atMs) / (point.atMs - before.atMs);
    }
    before = point;
  }
  return before?.value ?? 0;
}
