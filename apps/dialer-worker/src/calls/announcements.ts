import { expectedWait, type Ahead } from '@paceline/domain/queue/expected-wait';
import { handleMs, patienceMs } from '@paceline/domain/queue/queue-learned';
import type { QueueSettings } from '@paceline/domain/queue/queue-settings';
import { lineOfQueue } from '@paceline/domain/routing/line';
import { announcementPrompts, type Announcement } from '@paceline/domain/spoken/announcement';
import { spokenLanguageOf } from '@paceline/domain/spoken/language';
import type { Queue } from '@paceline/persistence';
import type { OwnerContext } from '../context/owner-context';
import type { QueueBook } from '../lines/queue-book';
import type { Allocator } from './allocator';
import type { CallerSounds } from './caller-sounds';
import type { LiveCall } from './live-call';
import type { QueueEars } from './queue-ears';

export interface AnnouncementsParts {
  readonly queues: Pick<QueueBook, 'find'>;
  readonly allocator: Pick<Allocator, 'aheadOf'>;
  readonly ears: Pick<QueueEars, 'learnedOf'>;
  readonly sounds: Pick<CallerSounds, 'isSpeakingTo' | 'say'>;
}

/** Those who wait are told their place, how long it will take, and what they can press: over their music, which comes back by itself. */
export class Announcements {
  constructor(private readonly owner: Pick<OwnerContext, 'known' | 'run'>, private readonly parts: AnnouncementsParts) {}

  /** From now on, for as long as they wait in this queue. */
  begin(call: LiveCall, queue: Pick<Queue, 'id' | 'announcements'>): void {
    const { announcements } = queue;
    if (announcements === null) call.cancel('announcement');
    else call.after('announcement', announcements.everySec * 1_000, () => { this.owner.run('tell a caller how long they wait', () => this.again(call, queue)); });
  }

  private async again(call: LiveCall, asRead: Pick<Queue, 'id' | 'announcements'>): Promise<void> {
    const waitsHere = (): boolean => call.caller?.inQueue === true && call.facts.line.id === lineOfQueue(asRead.id) && call.connectedAtMs === null;
    const queue = await this.parts.queues.find(asRead.id).catch((thrown: unknown) => {
      if (waitsHere()) this.begin(call, asRead); // they are told when the database is back
      throw thrown;
    });
    // Nothing is waited for from here on: whoever is being connected would hear it over the agent.
    if (queue === null || !waitsHere()) return;
    if (call.state === 'waiting' && !call.offering && call.answeredAtMs !== null && !this.parts.sounds.isSpeakingTo(call)) this.tell(call, queue);
    this.begin(call, queue);
  }

  private tell(call: LiveCall, queue: Queue): void {
    const language = spokenLanguageOf(call.caller?.language ?? '') ?? 'en';
    const prompts = announcementPrompts(language, this.announcementOf(call, queue));
    this.parts.sounds.say(call, prompts.map((name) => ({ kind: 'file', name })), `${call.callId}-announcement`);
  }

  private announcementOf(call: LiveCall, { announcements, keys }: Pick<QueueSettings, 'announcements' | 'keys'>): Announcement {
    const ahead = this.parts.allocator.aheadOf(call);
    return {
      position: announcements?.position === true ? ahead.callers + ahead.toBeCalled + 1 : null,
      expectedWaitSec: announcements?.expectedWait === true ? this.expectedSec(call, ahead) : null,
      keys: Object.fromEntries(Object.entries(keys).map(([key, { kind }]) => [key, kind])),
    };
  }

  private expectedSec(call: LiveCall, ahead: Ahead): number | null {
    const { id } = call.facts.line;
    const learned = this.parts.ears.learnedOf(id);
    const agents = this.owner.known.atWorkOn(id);
    const expected = expectedWait(ahead, { agents, handleMs: handleMs(learned), handlesHeard: learned.handles, patienceMs: patienceMs(learned) });
    return expected === null ? null : expected.meanMs / 1_000;
  }
}
