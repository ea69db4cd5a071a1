import { randomUUID } from 'node:crypto';
import { AgentPool, type Reservation, type ReserveResult } from '@paceline/agent-pool';

/** One promise in so many is asked for by somebody else, too. */
const ONE_IN = 20;

interface ContestHears {
  /** An agent is asked for, for this call. */
  readonly asked: (callId: string) => void;
  readonly refused: (callId: string) => void;
  readonly rivalPromised: (reservation: Reservation) => void;
  readonly failed: (error: unknown) => void;
}

/**
 * The pool of a worker with a rival on a connection of its own, who asks for the same agent in the same moment, for the same call
 * or for another: as an owner does who has not noticed that there is a next one. Only the pool's guard keeps them apart.
 */
export class ContestedPool extends AgentPool {
  private asked = 0;
  contested = 0;
  /** Of those contested, which the rival was given. */
  lost = 0;

  constructor(private readonly rival: AgentPool, private readonly hears: ContestHears, ...pool: ConstructorParameters<typeof AgentPool>) {
    super(...pool);
  }

  override async reserve(candidates: readonly string[], callId: string, leaseMs: number): Promise<ReserveResult<'nobody-reservable' | 'call-taken'>> {
    this.hears.asked(callId);
    this.asked++;
    if (this.asked % ONE_IN === 0) this.contest(candidates, this.asked % (2 * ONE_IN) === 0 ? randomUUID() : callId, leaseMs).catch(this.hears.failed);
    const result = await super.reserve(candidates, callId, leaseMs);
    if (!result.ok) this.hears.refused(callId);
    return result;
  }

  private async contest(candidates: readonly string[], callId: string, leaseMs: number): Promise<void> {
    this.contested++;
    const result = await this.rival.reserve(candidates, callId, leaseMs);
    if (!result.ok) return;
    this.lost++;
    this.hears.rivalPromised(result.reservation);
  }
}
