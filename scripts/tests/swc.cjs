// How tests compile TypeScript: what Jest runs, and the apps that tests start as processes of their own.
const options = /** @type {const} */ ({
  jsc: {
    target: 'es2022',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
  },
  module: { type: 'commonjs' },
});
module.exports = options;
