import type { DispositionGiver } from '@paceline/domain/retry/dispositions';
import { managerOf, type Database } from './database';
import type { Call } from './entities/calls';
import { Agent } from './entities/organisation';

/** As what a user says what came of a call; null: it is the system that says it. */
export async function dispositionGiver(on: Database, { agentId }: Pick<Call, 'agentId'>, byUserId: string | null): Promise<DispositionGiver> {
  if (byUserId === null) return 'system';
  return agentId !== null && await managerOf(on).existsBy(Agent, { id: agentId, userId: byUserId }) ? 'agent' : 'supervisor';
}
