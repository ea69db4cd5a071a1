// The import rules of docs/architecture.md. `npm run lint` fails on each of them.
const adapters = ['persistence', 'queues', 'agent-pool', 'telephony'];
const outside = '\\.(spec|int)(-helper)?\\.ts$';
/** The folders of the dialer's worker: each knows those before it, and nothing of those behind it. */
const worker = ['leases', 'context', 'trunks', 'lines', 'surveys', 'dialing', 'calls', 'callers', 'agents', 'campaigns', 'commands', 'owner'];
/** What only tests, measurements and commands need. */
const apparatus = ['simulator', 'simulation'];

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'domain-is-pure', severity: 'error',
      comment: 'libs/domain imports nothing outside libs/domain, Node\'s own modules included.',
      from: { path: '^libs/domain/', pathNot: outside },
      to: { pathNot: '^libs/domain/' },
    },
    {
      name: 'contracts-are-browser-safe', severity: 'error',
      comment: 'libs/contracts is shared with the console: only domain and zod.',
      from: { path: '^libs/contracts/', pathNot: outside },
      to: { pathNot: '^libs/(contracts|domain)/|node_modules/zod/' },
    },
    {
      name: 'platform-knows-no-adapter', severity: 'error',
      from: { path: '^libs/platform/', pathNot: outside },
      to: { path: `^libs/(${[...adapters, 'testing'].join('|')})/` },
    },
    ...adapters.map((name) => ({
      name: `${name}-imports-no-other-adapter`, severity: 'error',
      comment: 'Adapters never import each other; apps wire them.',
      from: { path: `^libs/${name}/`, pathNot: outside },
      to: { path: `^libs/(${[...adapters.filter((other) => other !== name), 'testing'].join('|')})/` },
    })),
    {
      name: 'simulator-imports-no-adapter', severity: 'error',
      comment: 'The simulated switch is the other end of the event socket: of libs/telephony it knows what both ends know.',
      from: { path: '^libs/simulator/', pathNot: outside },
      to: { path: '^libs/(persistence|queues|agent-pool|telephony/(esl|port)|testing)/' },
    },
    {
      name: 'simulation-is-pure', severity: 'error',
      comment: 'A simulated day is the same everywhere: of the domain, and of nothing else.',
      from: { path: '^libs/simulation/', pathNot: outside },
      to: { pathNot: '^libs/(simulation|domain)/' },
    },
    {
      name: 'apparatus-stays-out-of-libs', severity: 'error',
      from: { path: '^libs/([^/]+)/' }, to: { path: `^libs/(${apparatus.join('|')})/`, pathNot: '^libs/$1/' },
    },
    { name: 'apparatus-stays-out-of-apps', severity: 'error', from: { path: '^apps/' }, to: { path: `^libs/(${apparatus.join('|')})/` } },
    {
      name: 'testing-is-for-tests', severity: 'error',
      from: { path: '^apps/', pathNot: '\\.(spec|int|spec-helper)\\.ts$' }, to: { path: '^libs/testing/' },
    },
    { name: 'libs-never-import-apps', severity: 'error', from: { path: '^libs/' }, to: { path: '^apps/' } },
    {
      name: 'libs-never-import-scripts', severity: 'error',
      comment: 'Tests included: what both need belongs in a lib.',
      from: { path: '^libs/' }, to: { path: '^scripts/' },
    },
    {
      name: 'services-are-plain-node', severity: 'error',
      comment: 'npm test, npm start and npm run demo begin with them before any package is installed.',
      from: { path: '^libs/testing/services/.*\\.mjs$' }, to: { pathNot: '^libs/testing/services/', dependencyTypesNot: ['core'] },
    },
    { name: 'apps-are-apart', severity: 'error', from: { path: '^apps/([^/]+)/' }, to: { path: '^apps/', pathNot: '^apps/$1/' } },
    ...worker.map((folder, index) => ({
      name: `worker-${folder}-knows-what-is-below`, severity: 'error',
      comment: `The worker's folders lie on each other: ${worker.join(', ')}, then its process. What one wants to tell those above is said as news.`,
      from: { path: `^apps/dialer-worker/src/${folder}/`, pathNot: outside },
      to: { path: `^apps/dialer-worker/src/(${[...worker.slice(index + 1).map((above) => `${above}/`), '[^/]+$'].join('|')})` },
    })),
    {
      name: 'only-esl-knows-modesl', severity: 'error',
      from: { pathNot: '^(libs/telephony/esl/|bench/)' }, to: { path: 'node_modules/modesl/' },
    },
    {
      name: 'no-circular', severity: 'error',
      comment: 'Imports of types count: what two files need of each other belongs in a third.',
      from: {},
      to: { circular: true },
    },
    { name: 'not-to-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['node', 'require', 'import', 'default', 'types'], extensions: ['.ts', '.js', '.mjs', '.json'] },
  },
};
