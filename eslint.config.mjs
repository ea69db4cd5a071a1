import tseslint from 'typescript-eslint';

/** The runtime's time zone data is as old as the runtime. */
const runtimesZones = { object: 'Intl', property: 'DateTimeFormat', message: 'What time it is somewhere is for libs/domain/compliance/zone to say, by the rules of libs/platform/zone-data.' };

const impure = [
  runtimesZones,
  { object: 'Date', property: 'now', message: 'The domain reads no clock: take `now` as an argument.' },
  { object: 'Math', property: 'random', message: 'The domain reads no randomness: take an rng as an argument.' },
];

const tests = ['**/*.spec.ts', '**/*.int.ts', '**/*.spec-helper.ts', '**/*.int-helper.ts'];

/** Whatever dials goes through one door, which asks the rules: a path beside it is no path. */
const pastTheDoor = [
  { selector: "CallExpression[callee.type='MemberExpression'][callee.property.name='originate'][callee.object.property.name!='producers']", message: 'Only dialing/dial-door.ts dials: ask it to open.' },
  { selector: "CallExpression[callee.type='MemberExpression'][callee.property.name='execute'][callee.object.property.name=/[sS]witch|dialer/]", message: 'An application run on a channel could dial: only dialing/dial-door.ts dials.' },
];

const ownSql = 'Repositories own their SQL: give one in libs/persistence a method with a name. A transaction\'s manager is only passed on.';
const STATEMENT = '/\\b(SELECT\\b.*\\bFROM|SELECT \\d|INSERT (IGNORE )?INTO|UPDATE \\w+( \\w+)? SET|DELETE( \\w+)? FROM)\\b/s';
/** In apps. */
const sqlOfApps = [
  `Literal[value=${STATEMENT}]`, `TemplateElement[value.raw=${STATEMENT}]`,
  "MemberExpression[property.name='manager']", "ObjectPattern > Property[key.name='manager']", "CallExpression[callee.object.name='manager']",
  "CallExpression[callee.property.name=/^(query|createQueryBuilder|createQueryRunner|getRepository)$/]",
  "ImportDeclaration[source.value='@paceline/persistence'] ImportSpecifier[imported.name=/^(rows|write|managerOf)$/]",
].map((selector) => ({ selector, message: ownSql }));

const unscoped = 'This repository is bound to a client: the statement must name it (client_id, clientId), or it sees what is another client\'s.';
/** Of another row, by which they are found: see libs/persistence/table-owners.ts. */
const THROUGH_A_ROW = '/^(AgentLine|AgentSkill|AgentStatusEntry|Wait|ContactPhone|ListContact|ImportChunk|ImportRejection|CampaignList|CallEvent|FlowVersion|QuestionnaireVersion|QuotaCount|Recording|Talk)$/';
const WITHOUT_CLIENT = '/^\\s*(SELECT|INSERT|UPDATE|DELETE)\\b(?!.*\\bclient_id\\b)/s';
const MANAGED = "[callee.property.name=/^(find|findBy|findOne|findOneBy|findOneOrFail|findOneByOrFail|findAndCount|exists|existsBy|count|countBy|update|delete|insert|upsert|save|remove)$/]";
/** In a client's repositories. */
const unscopedQueries = [
  `Literal[value=${WITHOUT_CLIENT}]`, `TemplateLiteral > TemplateElement:first-child[value.raw=${WITHOUT_CLIENT}]`,
  ...["[callee.object.callee.name='managerOf']", "[callee.object.name='manager']"]
    .map((on) => `CallExpression${MANAGED}${on}:not([arguments.0.name=${THROUGH_A_ROW}]):not(:has(Property[key.name='clientId']))`),
  "MethodDefinition:has(CallExpression[callee.property.name='createQueryBuilder']):not(:has(Property[key.name='clientId']))",
].map((selector) => ({ selector, message: unscoped }));

const INSERT_WITHOUT_CLIENT = '/INSERT (IGNORE )?INTO (users|agents|campaigns|queues|flows|inbound_numbers|inbound_closures|queue_callbacks|voicemails|questionnaires|interviews|lists|contacts|targets|calls|imports|dispositions|do_not_call|do_not_call_offers|caller_number_days|commands|audit_trail) \\((?![^)]*\\bclient_id\\b)/';
/** In whatever writes rows: the column's default is of rows that were there before there were clients. */
const rowsOfNobody = [`Literal[value=${INSERT_WITHOUT_CLIENT}]`, `TemplateElement[value.raw=${INSERT_WITHOUT_CLIENT}]`]
  .map((selector) => ({ selector, message: 'The row is a client\'s: say whose (client_id).' }));

export default tseslint.config(
  { ignores: ['dist/**', 'node_modules/**', '.paceline/**', 'coverage/**'] },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { arguments: false } }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/require-await': 'off',
      eqeqeq: ['error', 'always'],
      'no-restricted-properties': ['error', runtimesZones],
      'no-console': 'error',
    },
  },
  {
    files: ['libs/domain/**/*.ts', 'libs/simulation/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: {
      'no-restricted-properties': ['error', ...impure],
      'no-restricted-globals': ['error', 'process', 'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'performance', 'crypto', 'fetch', 'Buffer', 'console', 'require'],
      'no-restricted-syntax': ['error',
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'The domain reads no clock: take `now` as an argument.' },
        { selector: "CallExpression[callee.name='Date']", message: 'The domain reads no clock: take `now` as an argument.' },
        { selector: "ImportExpression", message: 'The domain imports nothing outside libs/domain.' },
      ],
    },
  },
  {
    files: ['apps/**/*.ts'],
    ignores: [...tests, 'apps/dialer-worker/src/dialing/dial-door.ts'],
    rules: { 'no-restricted-syntax': ['error', ...pastTheDoor, ...sqlOfApps] },
  },
  { files: ['apps/dialer-worker/src/dialing/dial-door.ts'], rules: { 'no-restricted-syntax': ['error', ...sqlOfApps] } },
  { files: ['libs/persistence/**/*.ts'], ignores: [...tests, 'libs/persistence/migrations/**'], rules: { 'no-restricted-syntax': ['error', ...rowsOfNobody] } },
  { files: ['libs/persistence/of-client/**/*.ts'], ignores: tests, rules: { 'no-restricted-syntax': ['error', ...rowsOfNobody, ...unscopedQueries] } },
  { files: ['scripts/**/*.ts', 'bench/**/*.ts'], rules: { 'no-console': 'off' } },
);
