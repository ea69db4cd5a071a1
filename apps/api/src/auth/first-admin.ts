import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { UserRepository } from '@paceline/persistence';
import type { Environment } from '@paceline/platform/environment';
import type { Logger } from '@paceline/platform/logger';
import { hashPassword } from '@paceline/platform/passwords';
import { InjectEnvironment, InjectLogger } from '../infrastructure/tokens';

/** A new installation has no user: the environment may name the first administrator. There is no default. */
@Injectable()
export class FirstAdmin implements OnApplicationBootstrap {
  constructor(
    private readonly users: UserRepository,
    @InjectEnvironment() private readonly environment: Environment,
    @InjectLogger() private readonly log: Logger,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (await this.users.any()) return;
    const { ADMIN_USERNAME: username, ADMIN_PASSWORD: password } = this.environment;
    if (username === undefined || password === undefined) {
      this.log.warn('there is no user yet: set ADMIN_USERNAME and ADMIN_PASSWORD, or run `npm run admin:create -- --username NAME`');
      return;
    }
    if (await this.users.createFirst(username, await hashPassword(password))) this.log.info({ username }, 'first administrator created');
  }
}
