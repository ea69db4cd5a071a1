import type { Trial } from '@paceline/domain/script/trials';
import { MoreThan } from 'typeorm';
import type { ClientScope } from '@paceline/domain/client/client';
import { managerOf, type Database } from '../database';
import { FlowTrial } from '../entities/flows';
import { rows } from '../transaction';

export type NewFlowTrial = Pick<FlowTrial, 'id' | 'flowId' | 'switchId' | 'script' | 'legKind' | 'legAddress' | 'legGateway' | 'askedByUserId' | 'askedAt'>;

/** Drafts that a client's users let themselves be called with. */
export class ClientFlowTrials {
  private readonly clientId: string;

  constructor(private readonly on: Database, { clientId }: ClientScope) {
    this.clientId = clientId;
  }

  /** What a user has asked for since then. Whoever asks for the same user's at the same time waits for the end of this transaction. */
  async ofUser(userId: string, since: Date): Promise<readonly Trial[]> {
    await rows(this.on, 'SELECT id FROM users WHERE client_id = ? AND id = ? FOR UPDATE', [this.clientId, userId]);
    const found = await managerOf(this.on).findBy(FlowTrial, { clientId: this.clientId, askedByUserId: userId, askedAt: MoreThan(since) });
    return found.map(({ askedAt, placedAt, endedAt }) => ({ askedAtMs: askedAt.getTime(), placedAtMs: placedAt?.getTime() ?? null, isOver: endedAt !== null }));
  }

  async ask(trial: NewFlowTrial): Promise<void> {
    await managerOf(this.on).insert(FlowTrial, { ...trial, clientId: this.clientId });
  }
}
