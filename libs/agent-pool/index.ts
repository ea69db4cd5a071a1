export { AgentPool, type AgentSeen } from './agent-pool';
export { PoolArgumentError, PoolNotBuiltError } from './errors';
export { Screens } from './screens';
export type * from './pool-types';
