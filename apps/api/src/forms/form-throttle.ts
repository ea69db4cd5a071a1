import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Clock } from '@paceline/platform/clock';
import { addressOf } from '../auth/password-throttle';
import { tooManyTries } from '../edge/too-many-tries';

const MINUTE_MS = 60_000;
/** A whole call centre answers from one address in its break: each of them a question every few seconds. */
const MOST_A_MINUTE = 1_200;

/** Before whatever is open to everybody who has a link. Addresses are counted, each minute anew, and nowhere kept. */
@Injectable()
export class FormThrottle implements CanActivate {
  private counts = new Map<string, number>();
  private minute = 0;

  constructor(private readonly clock: Clock) {}

  canActivate(context: ExecutionContext): boolean {
    const nowMs = this.clock.nowMs();
    const minute = Math.floor(nowMs / MINUTE_MS);
    if (minute !== this.minute) [this.counts, this.minute] = [new Map<string, number>(), minute];
    const address = addressOf(context.switchToHttp().getRequest<{ readonly ip?: string }>());
    const count = (this.counts.get(address) ?? 0) + 1;
    this.counts.set(address, count);
    if (count > MOST_A_MINUTE) throw tooManyTries(Math.ceil(((minute + 1) * MINUTE_MS - nowMs) / 1_000));
    return true;
  }
}
