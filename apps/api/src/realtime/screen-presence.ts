import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { Screens } from '@paceline/agent-pool';
import type { Environment } from '@paceline/platform/environment';
import { messageOf } from '@paceline/platform/errors';
import type { Logger } from '@paceline/platform/logger';
import { RedisConnections } from '../infrastructure/redis-connections';
import { InjectEnvironment, InjectLogger } from '../infrastructure/tokens';

/** Beats within the time after which a screen is gone: some may be lost or late. */
const BEATS_UNTIL_GONE = 4;

/** Whose screen a socket is. */
export interface ScreenOwner {
  readonly id: string;
  readonly switchId: string;
}

/**
 * Counts beats for the agents whose screens are connected to this instance; the owner of the switch judges. An
 * instance that dies beats no more, and nothing has to be cleaned up. No timer of the page has a part in it: the
 * socket of a tab in the background lives, because it only answers pings.
 */
@Injectable()
export class ScreenPresence implements BeforeApplicationShutdown {
  /** One entry a socket: an agent may have several. */
  private readonly owners = new Set<ScreenOwner>();
  private readonly screensOf = new Map<string, Screens>();
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly redis: RedisConnections,
    @InjectEnvironment() private readonly environment: Environment,
    @InjectLogger() private readonly log: Logger,
  ) {
    this.timer = setInterval(() => { this.beat([...this.owners]); }, environment.SCREEN_GONE_AFTER_MS / BEATS_UNTIL_GONE).unref();
  }

  /** A socket opened. It beats at once, so that who comes back need not wait. */
  opened(owner: ScreenOwner): void {
    this.owners.add(owner);
    this.beat([owner]);
  }

  closed(owner: ScreenOwner): void {
    this.owners.delete(owner);
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  private beat(owners: readonly ScreenOwner[]): void {
    for (const switchId of new Set(owners.map((owner) => owner.switchId))) {
      const agentIds = new Set(owners.filter((owner) => owner.switchId === switchId).map(({ id }) => id));
      this.screens(switchId).beat(agentIds).catch((thrown: unknown) => {
        this.log.warn({ switchId, error: messageOf(thrown) }, 'the screens of the agents cannot be told now');
      });
    }
  }

  private screens(switchId: string): Screens {
    const known = this.screensOf.get(switchId) ?? new Screens(this.redis.reader, switchId, this.environment.REDIS_PREFIX);
    this.screensOf.set(switchId, known);
    return known;
  }
}
