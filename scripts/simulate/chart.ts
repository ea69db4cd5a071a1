import type { DayResult, Sample } from '@paceline/simulation';

const WIDTH = 1_000;
const LEFT = 60;
const RIGHT = 130;
const PANEL = 190;
const GAP = 50;
const TOP = 76;
const HOUR_MS = 3_600_000;

interface Curve { readonly name: string; readonly colour: string; readonly of: (sample: Sample) => number }

/** From the bottom: each lies on those before it. */
const STACK: readonly Curve[] = [
  { name: 'talking', colour: '#2a9d5c', of: ({ talking }) => talking },
  { name: 'wrapping up', colour: '#e9b44c', of: ({ wrapping }) => wrapping },
  { name: 'idle', colour: '#c8ccd4', of: ({ idle }) => idle },
];

/** The day as one SVG: what the agents do, lines out, and abandonment against what the law allows. */
export function chart(day: DayResult, capRatio: number, title: string): string {
  const { series } = day;
  const lines: Curve = { name: 'lines out', colour: '#2f6fb5', of: ({ linesOut }) => linesOut };
  const budget: readonly Curve[] = [
    { name: `allowed (${(100 * capRatio).toFixed(0)} %)`, colour: '#888888', of: ({ answers }) => answers * capRatio },
    { name: 'abandoned', colour: '#c0392b', of: ({ abandoned }) => abandoned },
  ];
  const figures = `utilisation ${(100 * day.utilisationRatio).toFixed(1)} %, mean wait ${(day.meanWaitMs / 1_000).toFixed(1)} s, abandoned ${(100 * day.abandonedRatio).toFixed(2)} % of ${day.answers} answers, ${day.dials} dials`;
  const parts = [panel(series, 0, 'agents', STACK, true), panel(series, 1, 'lines out', [lines], false), panel(series, 2, 'calls', budget, false)];
  const height = TOP + 3 * (PANEL + GAP);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="sans-serif" font-size="12">
<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>
<text x="${LEFT}" y="24" font-size="16">${escaped(title)}</text>
<text x="${LEFT}" y="44" fill="#555555">${escaped(figures)}</text>
${parts.join('\n')}
</svg>
`;
}

function panel(series: readonly Sample[], row: number, name: string, curves: readonly Curve[], isStacked: boolean): string {
  const bottom = TOP + row * (PANEL + GAP) + PANEL;
  const lengthMs = Math.max(1, series.at(-1)?.atMs ?? 1);
  const height = (sample: Sample, curve: number): number =>
    isStacked ? curves.slice(0, curve + 1).reduce((sum, { of }) => sum + of(sample), 0) : curves[curve]?.of(sample) ?? 0;
  const highest = Math.max(1, ...series.flatMap((sample) => curves.map((_, curve) => height(sample, curve))));
  const x = (atMs: number): string => (LEFT + (WIDTH - LEFT - RIGHT) * atMs / lengthMs).toFixed(1);
  const y = (value: number): string => (bottom - PANEL * value / highest).toFixed(1);
  const drawn = curves.map(({ colour }, curve) => {
    const points = series.map((sample) => `${x(sample.atMs)},${y(height(sample, curve))}`).join(' ');
    return isStacked
      ? `<polygon fill="${colour}" points="${x(0)},${bottom} ${points} ${x(lengthMs)},${bottom}"/>`
      : `<polyline fill="none" stroke="${colour}" stroke-width="1.5" points="${points}"/>`;
  });
  if (isStacked) drawn.reverse(); // the highest first, so that those below lie before it
  return [...drawn, ...axes(bottom, highest, lengthMs, name, x, y), ...legend(bottom, curves)].join('\n');
}

function axes(bottom: number, highest: number, lengthMs: number, name: string, x: (atMs: number) => string, y: (value: number) => string): string[] {
  const hours = Array.from({ length: Math.floor(lengthMs / HOUR_MS) + 1 }, (_, hour) => hour);
  return [
    `<path d="M${LEFT} ${bottom - PANEL} V${bottom} H${WIDTH - RIGHT}" fill="none" stroke="#333333"/>`,
    `<text x="${LEFT}" y="${bottom - PANEL - 6}" fill="#333333">${escaped(name)}</text>`,
    ...hours.map((hour) => `<text x="${x(hour * HOUR_MS)}" y="${bottom + 16}" text-anchor="middle" fill="#555555">${hour} h</text>`),
    ...ticks(highest).map((value) => `<text x="${LEFT - 6}" y="${y(value)}" dy="4" text-anchor="end" fill="#555555">${value}</text>`),
  ];
}

/** A few whole numbers of agents, lines or calls. */
function ticks(highest: number): number[] {
  const power = 10 ** Math.floor(Math.log10(highest / 2));
  const step = Math.max(1, [5, 2, 1].map((times) => times * power).find((one) => 2 * one <= highest) ?? power);
  return Array.from({ length: Math.floor(highest / step) + 1 }, (_, index) => index * step);
}

function legend(bottom: number, curves: readonly Curve[]): string[] {
  return [...curves].reverse().flatMap(({ name, colour }, place) => {
    const top = bottom - PANEL + place * 20;
    return [`<rect x="${WIDTH - RIGHT + 12}" y="${top}" width="12" height="12" fill="${colour}"/>`, `<text x="${WIDTH - RIGHT + 30}" y="${top + 10}">${escaped(name)}</text>`];
  });
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
