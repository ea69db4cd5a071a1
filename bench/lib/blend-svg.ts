export interface FrontierLine {
  readonly name: string;
  readonly colour: string;
  readonly isJoined: boolean;
  readonly points: readonly FrontierPoint[];
}

/** A setting: the service level of the queue that fares worst, and what was left for outbound calls. */
export interface FrontierPoint {
  readonly label: string;
  readonly servicePercent: number;
  readonly outboundMinutes: number;
}

const WIDTH = 720;
const HEIGHT = 460;
const MARGIN = { left: 70, right: 170, top: 40, bottom: 55 };
const TICKS = 5;

/** Service level across, outbound minutes of an agent's day upwards: the farther to the upper right the better. */
export function frontierSvg(title: string, targetPercent: number, lines: readonly FrontierLine[]): string {
  const points = lines.flatMap((line) => line.points);
  const across = scale(points.map(({ servicePercent }) => servicePercent), MARGIN.left, WIDTH - MARGIN.right);
  const up = scale(points.map(({ outboundMinutes }) => outboundMinutes), HEIGHT - MARGIN.bottom, MARGIN.top);
  const drawn = lines.flatMap((line, index) => {
    const places = line.points.map((point) => [across.at(point.servicePercent), up.at(point.outboundMinutes)] as const);
    return [
      ...line.isJoined ? [`<polyline fill="none" stroke="${line.colour}" stroke-width="2" points="${places.map((place) => place.map(px).join(',')).join(' ')}"/>`] : [],
      ...places.flatMap(([x, y], i) => [`<circle cx="${px(x)}" cy="${px(y)}" r="4" fill="${line.colour}"/>`, text(x + 7, y - 6, line.points[i]?.label ?? '', line.colour)]),
      `<circle cx="${WIDTH - MARGIN.right + 20}" cy="${MARGIN.top + 20 * index}" r="4" fill="${line.colour}"/>`, text(WIDTH - MARGIN.right + 30, MARGIN.top + 20 * index + 4, line.name, line.colour),
    ];
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="white"/>`, text(MARGIN.left, 22, title, 'black'),
    ...across.ticks.map((value) => `${rule(across.at(value), MARGIN.top, across.at(value), HEIGHT - MARGIN.bottom)}${text(across.at(value) - 12, HEIGHT - MARGIN.bottom + 18, `${value} %`, '#555')}`),
    ...up.ticks.map((value) => `${rule(MARGIN.left, up.at(value), WIDTH - MARGIN.right, up.at(value))}${text(MARGIN.left - 40, up.at(value) + 4, String(value), '#555')}`),
    `<line x1="${px(across.at(targetPercent))}" y1="${MARGIN.top}" x2="${px(across.at(targetPercent))}" y2="${HEIGHT - MARGIN.bottom}" stroke="#a00" stroke-dasharray="4 3"/>`,
    text(MARGIN.left, HEIGHT - 14, 'service level of the queue that fares worst; across it, outbound talk minutes of an agent\'s day', '#555'),
    ...drawn, '</svg>', '',
  ].join('\n');
}

function scale(values: readonly number[], from: number, to: number): { at: (value: number) => number; ticks: number[] } {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const step = [1, 2, 5, 10, 20, 50, 100].find((size) => (most - least) / size <= TICKS) ?? 200;
  const [low, high] = [Math.floor(least / step) * step, Math.max(Math.floor(least / step) + 1, Math.ceil(most / step)) * step];
  return {
    at: (value) => from + (to - from) * (value - low) / (high - low),
    ticks: Array.from({ length: Math.round((high - low) / step) + 1 }, (_, index) => low + step * index),
  };
}

const px = (value: number): string => value.toFixed(1);
const rule = (x1: number, y1: number, x2: number, y2: number): string => `<line x1="${px(x1)}" y1="${px(y1)}" x2="${px(x2)}" y2="${px(y2)}" stroke="#ddd"/>`;

function text(x: number, y: number, words: string, colour: string): string {
  const escaped = words.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<text x="${px(x)}" y="${px(y)}" fill="${colour}">${escaped}</text>`;
}
