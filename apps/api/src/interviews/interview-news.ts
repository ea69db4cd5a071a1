import { Injectable } from '@nestjs/common';
import type { Call, KeptInterview } from '@paceline/persistence';
import { Clock } from '@paceline/platform/clock';
import { messageOf } from '@paceline/platform/errors';
import type { Logger } from '@paceline/platform/logger';
import { EventStream } from '@paceline/queues';
import { InjectLogger } from '../infrastructure/tokens';

/** Tells the screens that an interview has moved, by its call: no answer, and no id that would lead from the call to the answers. */
@Injectable()
export class InterviewNews {
  constructor(private readonly stream: EventStream, private readonly clock: Clock, @InjectLogger() private readonly log: Logger) {}

  /** Behind the commit; a Redis that is away costs the news, not the step. */
  tell({ id: callId, clientId, agentId }: Call, { endedAt }: KeptInterview): void {
    const at = new Date(this.clock.nowMs()).toISOString();
    this.stream.publish({ type: 'interview', clientId, callId, agentId, isOver: endedAt !== null, at })
      .catch((thrown: unknown) => { this.log.warn({ error: messageOf(thrown), callId }, 'the screens were not told of an interview'); });
  }
}
