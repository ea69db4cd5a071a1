import { mayImport } from './import-graph';

describe('what the import rules allow', () => {
  it.each([
    ['libs/domain', 'libs/contracts', false],
    ['libs/contracts', 'libs/domain', true],
    ['libs/persistence', 'libs/platform', true],
    ['libs/persistence', 'libs/queues', false],
    ['libs/simulation', 'libs/platform', false],
    ['libs/simulator', 'libs/telephony', true],
    ['libs/queues', 'libs/simulator', false],
    ['libs/queues', 'apps/api', false],
    ['apps/api', 'libs/telephony', true],
    ['apps/api', 'libs/simulator', false],
    ['apps/api', 'apps/file-worker', false],
    ['apps/api', 'apps/dialer-worker/src/calls', false],
    ['apps/dialer-worker', 'apps/dialer-worker/src/owner', true],
    ['apps/dialer-worker/src/owner', 'apps/dialer-worker', false],
    ['apps/dialer-worker/src/owner', 'apps/dialer-worker/src/calls', true],
    ['apps/dialer-worker/src/calls', 'apps/dialer-worker/src/owner', false],
    ['apps/dialer-worker/src/calls', 'apps/dialer-worker/src/agents', false],
    ['apps/dialer-worker/src/agents', 'apps/dialer-worker/src/calls', true],
  ])('%s imports %s: %s', (from, to, may) => {
    expect(mayImport(from, to)).toBe(may);
  });
});
