import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { countJest } from './run-stage.mjs';

describe('counting what Jest reports', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'paceline-count-'));
  const file = path.join(folder, 'report.json');
  afterAll(() => rmSync(folder, { recursive: true }));

  const report = (counts: object): void => writeFileSync(file, JSON.stringify({
    numPassedTests: 0, numFailedTests: 0, numRuntimeErrorTestSuites: 0, numPendingTests: 0, numTodoTests: 0, ...counts,
  }));

  it('sums', () => {
    report({ numPassedTests: 5, numPendingTests: 1, numTodoTests: 1 });
    expect(countJest(file, 0)).toEqual({ passed: 5, failed: 0, skipped: 2 });
  });

  it('counts a file that does not load', () => {
    report({ numPassedTests: 5, numFailedTests: 1, numRuntimeErrorTestSuites: 1 });
    expect(countJest(file, 1)).toEqual({ passed: 5, failed: 2, skipped: 0 });
  });

  it('never calls a failed run passed', () => {
    report({ numPassedTests: 5 });
    expect(countJest(file, 1)).toEqual({ passed: 5, failed: 1, skipped: 0 });
    expect(countJest(path.join(folder, 'none.json'), null)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });
});
