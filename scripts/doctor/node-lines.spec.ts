import { readFileSync } from 'node:fs';
import path from 'node:path';
import { TESTED_LINES, checkNode } from './node-lines';

const ROOT = path.resolve(__dirname, '../..');
const text = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');

describe('the Node that the doctor runs on', () => {
  it.each([
    ['24.21.0', '2026-11-30', 'ok', '24.21.0, fixed until 2028-04-30'],
    ['20.20.2', '2026-04-30', 'ok', '20.20.2, fixed until 2026-04-30'],
    ['20.20.2', '2026-05-01', 'warning', '20.20.2 has had no security fixes since 2026-04-30: take Node 24'],
    ['22.12.0', '2026-11-30', 'warning', '22.12.0 is not among those that Paceline is tested on: take Node 24'],
    ['25.1.0', '2026-11-30', 'warning', '25.1.0 has had no security fixes since 2026-06-01 and is not among those that Paceline is tested on: take Node 24'],
    ['31.0.0', '2026-11-30', 'warning', '31.0.0 is not among those that Paceline is tested on: take Node 24'],
    ['24.21.0', '2028-05-01', 'warning', '24.21.0 has had no security fixes since 2028-04-30: take a newer Paceline'],
  ])('%s on %s: %s', (version, today, result, detail) => {
    expect(checkNode(version, today)).toEqual({ name: 'Node', result, detail });
  });
});

describe('what is said of Node', () => {
  it('is the same wherever it is said', () => {
    const { engines } = JSON.parse(text('package.json')) as { engines: { node: string } }; // npm holds its form
    expect([...engines.node.matchAll(/\^([0-9]+)\./g)].map(([, line]) => Number(line))).toEqual(TESTED_LINES);
    for (const page of ['README.md', 'CONTRIBUTING.md']) expect({ page, text: text(page) }).toEqual({ page, text: expect.stringContaining(`Node ${TESTED_LINES.join(' and ')}`) as unknown });
    expect(text('Dockerfile')).toContain(`FROM node:${Math.max(...TESTED_LINES)}-`);
  });
});
