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
    files: ['libs/domain/**/*.ts'],
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
  { files: ['scripts/**/*.ts', 'bench/**/*.ts'], rules: { 'no-console': 'off' } },
);
