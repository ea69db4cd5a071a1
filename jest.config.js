// One Jest, five projects: what runs without services (unit), with MariaDB and Redis (integration), with the whole
// system (e2e), with the whole system while something fails (faults), and the scenarios of a real FreeSWITCH against
// a switch (switch).
const swc = require('./scripts/tests/swc.cjs');

const base = {
  testEnvironment: 'node',
  moduleFileExtensions: ['ts', 'mjs', 'js', 'json', 'node'],
  moduleNameMapper: { '^@paceline/(.*)$': '<rootDir>/libs/$1' },
  transformIgnorePatterns: ['/node_modules/(?!@nestjs/)'],
  // A test runs in a context of its own, where each look at a global takes long: what computes does so twice as fast with these as parameters.
  sandboxInjectedGlobals: ['Array', 'Map', 'Math', 'Number', 'Object', 'Set'],
  transform: { '^.+\\.(ts|m?js)$': ['@swc/jest', { ...swc, sourceMaps: 'inline' }] },
};
const services = { globalSetup: '<rootDir>/libs/testing/global-setup.ts', globalTeardown: '<rootDir>/libs/testing/global-teardown.ts' };

module.exports = {
  projects: [
    { ...base, displayName: 'unit', testMatch: ['<rootDir>/{apps,libs,scripts}/**/*.spec.ts'] },
    { ...base, ...services, displayName: 'integration', testMatch: ['<rootDir>/{apps,libs,scripts}/**/*.int.ts'] },
    { ...base, ...services, displayName: 'e2e', testMatch: ['<rootDir>/test/e2e/**/*.e2e.ts'] },
    { ...base, ...services, displayName: 'faults', testMatch: ['<rootDir>/test/faults/**/*.fault.ts'] },
    { ...base, displayName: 'switch', testMatch: ['<rootDir>/test/switch/**/*.switch.ts'] },
  ],
  testSequencer: '<rootDir>/scripts/tests/longest-first.cjs',
  // Longer than a wait that hangs (libs/testing/wait-for.ts), which says what it has waited for.
  testTimeout: 120_000,
};
