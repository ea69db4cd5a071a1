import { saidInBroadcast, type Broadcast } from '@paceline/domain/campaign/broadcast';
import type { MachineMessage } from '@paceline/domain/campaign/machine-message';
import type { ClientScope } from '@paceline/domain/client/client';
import type { DialMode } from '@paceline/domain/pacing';
import { ClientOffers, ClientQueues } from '@paceline/persistence';
import type { EntityManager } from 'typeorm';
import { invalid } from '../edge/validation';
import type { KnownPrompts } from '../prompts/known-prompts';

/** A mode that plays needs to know what. */
export function checkBroadcast({ mode, broadcast }: { readonly mode: DialMode; readonly broadcast: Broadcast | null }): void {
  if (mode === 'broadcast' && broadcast === null) throw invalid('broadcast', 'broadcast-without-settings');
}

export async function checkBroadcastPrompts(prompts: KnownPrompts, client: ClientScope, broadcast: Broadcast | null): Promise<void> {
  const said = broadcast === null ? [] : saidInBroadcast(broadcast);
  await prompts.checkForContacts(client, said.flatMap(({ field, say }) => Object.entries(say).map(([language, prompt]) => ({ path: `broadcast.${field}.${language}`, prompt }))));
}

export async function checkMachinePrompts(prompts: KnownPrompts, client: ClientScope, message: MachineMessage | null): Promise<void> {
  await prompts.check(client, Object.entries(message?.say ?? {}).map(([language, prompt]) => ({ path: `machineMessage.say.${language}`, prompt })));
}

/** Whom and what its keys lead to. */
export async function checkBroadcastKeys(manager: EntityManager, client: ClientScope, broadcast: Broadcast | null): Promise<void> {
  await checkBroadcastQueue(manager, client, broadcast);
  const offerId = broadcast?.offer?.offerId;
  if (offerId !== undefined && await new ClientOffers(manager, client).find(offerId) === null) throw invalid('broadcast.offer.offerId', 'unknown-offer', { id: offerId });
}

async function checkBroadcastQueue(manager: EntityManager, client: ClientScope, broadcast: Broadcast | null): Promise<void> {
  if (broadcast?.one?.kind !== 'queue') return;
  const { queueId } = broadcast.one;
  if (await new ClientQueues(manager, client).lock(queueId) === null) throw invalid('broadcast.one.queueId', 'unknown-queue', { id: queueId });
}
