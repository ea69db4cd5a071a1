export { AgentPool } from './agent-pool';
export { PoolArgumentError, PoolNotBuiltError } from './errors';
export type * from './pool-types';
