import tseslint from 'typescript-eslint';

/** The runtime's time zone data is as old as the runtime. */
const runtimesZones = { object: 'Intl', property: 'DateTimeFormat', message: 'What time it is somewhere is for libs/domain/compliance/zone to say, by the rules of libs/platform/zone-data.' };

const impure = [
  runtimesZones,
  { object: 'Date', property: 'now', message: 'The domain reads no clock: take `now` as an argument.' },
  { object: 'Math', property: 'random', message: 'The domain reads no randomness: take an rng as an argument.' },
];

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
    // Whatever dials goes through one door, which asks the rules: a path beside it is no path.
    files: ['apps/**/*.ts'],
    ignores: ['**/*.spec.ts', '**/*.int.ts', 'apps/dialer-worker/src/dialing/dial-door.ts'],
    rules: {
      'no-restricted-syntax': ['error',
        { selector: "CallExpression[callee.type='MemberExpression'][callee.property.name='originate'][callee.object.property.name!='producers']", message: 'Only dialing/dial-door.ts dials: ask it to open.' },
        { selector: "CallExpression[callee.type='MemberExpression'][callee.property.name='execute'][callee.object.property.name=/[sS]witch|dialer/]", message: 'An application run on a channel could dial: only dialing/dial-door.ts dials.' },
      ],
    },
  },
  { files: ['scripts/**/*.ts', 'bench/**/*.ts'], rules: { 'no-console': 'off' } },
);
