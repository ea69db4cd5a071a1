import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import type { Role } from '@paceline/contracts/permissions';
import { LoginRepository } from '@paceline/persistence';
import { messageOf } from '@paceline/platform/errors';
import type { Logger } from '@paceline/platform/logger';
import type { Subscription } from 'rxjs';
import { LoginEnds } from '../auth/login-ends';
import { InjectLogger } from '../infrastructure/tokens';

/** What was opened with a login, and by whom then. */
export interface Opened {
  readonly loginId: string;
  readonly role: Role;
  readonly cut: () => void;
}

/** Logins end at other instances, by a command of an administrator and by time as well: nobody tells of those. */
const LOOK_EVERY_MS = 1_000;

/**
 * Cuts what was opened with a login that does not stand any more (logged out, expired, its user made inactive, given another
 * role or password): at once when it ended here, else within a second. One statement for all of them; while the database is
 * away nothing is cut, and nothing else is answered either.
 */
@Injectable()
export class LoginWatch implements BeforeApplicationShutdown {
  private readonly opened = new Set<Opened>();
  private readonly timer = setInterval(() => { this.look(); }, LOOK_EVERY_MS).unref();
  private readonly ends: Subscription;
  private looking = false;
  private again = false;
  private failing = false;

  constructor(private readonly logins: LoginRepository, ends: LoginEnds, @InjectLogger() private readonly log: Logger) {
    this.ends = ends.subscribe(() => { this.look(); });
  }

  /** Looked at once more now: the login may have ended since it was checked. */
  add(opened: Opened): void {
    this.opened.add(opened);
    this.look();
  }

  remove(opened: Opened): void {
    this.opened.delete(opened);
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
    this.ends.unsubscribe();
  }

  /** Once more behind a look that is under way: it may have begun before the end. */
  private look(): void {
    if (this.looking) { this.again = true; return; }
    this.looking = true;
    void this.cutEnded().finally(() => {
      this.looking = false;
      if (this.again) { this.again = false; this.look(); }
    });
  }

  private async cutEnded(): Promise<void> {
    const opened = [...this.opened];
    try {
      const standing = await this.logins.standing([...new Set(opened.map(({ loginId }) => loginId))], new Date());
      const roles = new Map(standing.map(({ loginId, role }) => [loginId, role]));
      for (const each of opened) if (roles.get(each.loginId) !== each.role) each.cut();
      this.failing = false;
    } catch (thrown) {
      if (!this.failing) this.log.warn({ error: messageOf(thrown) }, 'the logins of the screens cannot be checked now');
      this.failing = true;
    }
  }
}
