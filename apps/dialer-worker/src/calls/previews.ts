import { PacelineError } from '@paceline/platform/errors';
import type { Producers } from '@paceline/queues';
import type { DialingSwitch } from '../dialing/dialing-switch';
import { eachOf } from '../context/each-of';
import type { AgentNews } from '../context/news';
import type { OwnerContext } from '../context/owner-context';
import type { Allocator } from './allocator';
import type { CallEnding } from './call-ending';
import type { CallJournal } from './call-journal';
import type { CallRegistry } from './call-registry';
import { viewerLeaseMs, type Keeping } from './keeping';
import type { LiveCall } from './live-call';

export interface PreviewParts {
  readonly registry: Pick<CallRegistry, 'get' | 'all'>;
  readonly journal: Pick<CallJournal, 'shown' | 'note'>;
  readonly ending: Pick<CallEnding, 'neverSent' | 'neverSentAfter' | 'passedOver'>;
  readonly allocator: Pick<Allocator, 'keep'>;
  readonly keeping: Pick<Keeping, 'letGo'>;
  readonly producers: Pick<Producers, 'originate'>;
  readonly dialing: Pick<DialingSwitch, 'stop'>;
  readonly agents: AgentNews;
}

export interface Shown { readonly agentId: string; readonly callId: string }

/**
 * Preview: a planned call is shown to an idle agent, who is kept for it and says whether it is made. Until then nothing
 * is on the switch; whatever goes wrong gives the contact back to its list.
 */
export class Previews {
  constructor(private readonly owner: Pick<OwnerContext, 'clock' | 'environment' | 'log' | 'pool'>, private readonly parts: PreviewParts) {}

  async show(call: LiveCall): Promise<void> {
    call.undecided = true;
    call.claimedKnowing = null; // somebody looks at it first: what is known of the person is asked for anew
    try {
      await this.parts.allocator.keep(call, viewerLeaseMs(call, this.owner.environment));
    } catch (thrown) {
      this.owner.log.warn({ callId: call.callId, err: thrown }, 'nobody could be asked to look at a contact: it is given back');
    }
    if (call.viewer === null) { await this.parts.ending.neverSent(call, 'NOBODY_IDLE'); return; }
    // Called off while the reservation was on its way.
    if (call.state !== 'planned') { this.parts.keeping.letGo(call); return; }
    const { agentId } = call.viewer;
    this.parts.ending.neverSentAfter(call, this.owner.environment.PREVIEW_MS, 'PREVIEW_TIME_OVER');
    this.parts.journal.shown(call, agentId);
    this.parts.agents.emit('changed', agentId, null);
  }

  /** The agent has seen it, and wants it made. Saying it twice is the same as once. */
  async dial(shown: Shown): Promise<void> {
    const call = this.find(shown);
    const agent = await this.owner.pool.find(shown.agentId);
    if (agent === null || agent.legChannelId === null) {
      throw new PacelineError('leg-not-connected', 'own-phone');
    }
    if (await this.parts.dialing.stop() !== null) throw new PacelineError('dialing-stopped', 'contact-goes-back');
    if (!call.undecided || call.state !== 'planned') return;
    call.undecided = false;
    const notAfterMs = this.owner.clock.nowMs() + this.owner.environment.ORIGINATE_NOT_AFTER_MS;
    this.parts.ending.neverSentAfter(call, this.owner.environment.ORIGINATE_NOT_AFTER_MS + 1_000, 'TOO_LATE');
    this.parts.journal.note(call, 'dial-ordered', { agentId: shown.agentId });
    try {
      await this.parts.producers.originate(this.owner.environment.SWITCH_ID, { callIds: [call.callId], notAfterMs });
    } catch (thrown) {
      this.owner.log.warn({ callId: call.callId, err: thrown }, 'a contact that is to be called could not be queued: it is given back');
      await this.parts.ending.neverSent(call, 'QUEUE_UNAVAILABLE');
      throw new PacelineError('unavailable', 'call-not-queued');
    }
  }

  async skip(shown: Shown): Promise<void> {
    const call = this.find(shown);
    if (!call.undecided) throw new PacelineError('wrong-state', 'contact-being-called');
    await this.parts.ending.passedOver(call);
  }

  /** The agent takes no more calls now. One that is being made already goes on, and is theirs. */
  async left(agentId: string): Promise<void> {
    await this.giveBack('AGENT_LEFT', (call) => call.viewer?.agentId === agentId);
  }

  /** The campaign dials no more now. */
  async paused(campaignId: string, why = 'CAMPAIGN_NOT_RUNNING'): Promise<void> {
    await this.giveBack(why, (call) => call.facts.line.campaignId === campaignId);
  }

  private async giveBack(why: string, which: (call: LiveCall) => boolean): Promise<void> {
    const shown = [...this.parts.registry.all()].filter((call) => call.undecided && call.state === 'planned' && which(call));
    await eachOf(shown.map((call) => this.parts.ending.neverSent(call, why)));
  }

  private find({ agentId, callId }: Shown): LiveCall {
    const call = this.parts.registry.get(callId);
    if (call?.viewer?.agentId !== agentId) throw new PacelineError('wrong-state', 'contact-not-shown');
    return call;
  }
}
