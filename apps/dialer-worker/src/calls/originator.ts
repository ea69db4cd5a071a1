import { guardSec } from '@paceline/domain/call/guard';
import { isOfABegunCall } from '@paceline/domain/call/outcome';
import { NO_SIP_ANSWER } from '@paceline/domain/call/sip-answer';
import type { GatewayDestinations } from '@paceline/domain/compliance/destination';
import { queueOfLine } from '@paceline/domain/routing/line';
import { destinationsOf } from '@paceline/persistence';
import { askGate, asksConsent } from '@paceline/platform/law/gate';
import { evidenceOf, type Evidence } from '@paceline/platform/law/evidence';
import type { OriginateJob } from '@paceline/queues';
import type { CallbackGate } from '../lines/callback-gate';
import type { CampaignBook } from '../lines/campaign-book';
import type { Laws } from '../lines/laws';
import { lineOf } from '../lines/line-of';
import type { QueueBook } from '../lines/queue-book';
import { causeOf, type DialDoor, type Way } from '../dialing/dial-door';
import type { DialingSwitch } from '../dialing/dialing-switch';
import type { OwnerContext } from '../context/owner-context';
import type { CallEnding } from './call-ending';
import type { CallRegistry } from './call-registry';
import type { KnownPerson, LiveCall, OutboundCall } from './live-call';
import { listenerOf } from './caller-now';
import { reviveCall } from './revive-call';

/** What a claim has read of a person is as good as read now: within this time only a person's own deed changes it, and the commit looks for those. */
const KNOWN_FOR_MS = 2_000;
/** After a refusal the channel's own events may still come: they tell more. */
const CROSSING_MS = 2_000;

/** Sends planned calls to the switch, each at most once: the row is committed before the command is written. */
export class Originator {
  constructor(
    private readonly owner: Pick<OwnerContext, 'calls' | 'clock' | 'environment' | 'fence' | 'lease' | 'metrics' | 'run'>,
    private readonly registry: Pick<CallRegistry, 'get' | 'add' | 'leftJustNow' | 'isCaller'>,
    private readonly book: Pick<CampaignBook, 'find' | 'dialFacts'>,
    private readonly laws: Pick<Laws, 'now'>,
    private readonly door: Pick<DialDoor, 'open'>,
    private readonly dialing: Pick<DialingSwitch, 'stopNow'>,
    private readonly ending: Pick<CallEnding, 'ended' | 'refused' | 'neverSent' | 'neverSentAfter'>,
    private readonly queues: Pick<QueueBook, 'find'>,
    private readonly callbacks: Pick<CallbackGate, 'judge'>,
  ) {}

  /** Each call waits for its own gateway's turn; what is wrong with one keeps none of the others. */
  async handle({ callIds, notAfterMs }: OriginateJob): Promise<void> {
    const sent = await Promise.allSettled(callIds.map((callId) => this.take(callId, notAfterMs)));
    const failed = sent.flatMap((one) => one.status === 'rejected' ? [one.reason as unknown] : []);
    if (failed.length > 0) throw failed.length === 1 ? failed[0] : new AggregateError(failed, `${failed.length} calls were not sent`);
  }

  private async take(callId: string, notAfterMs: number): Promise<void> {
    const call = this.registry.get(callId) ?? await this.fromRow(callId);
    if (call?.state !== 'planned' || !call.isOutbound()) return;
    const endpoint = { kind: 'gateway', gateway: call.facts.gateway ?? '', digits: call.facts.phone } as const;

    const way = await this.door.open({ by: call.callbackId === null ? 'campaign' : 'callback', endpoint, notAfterMs });
    if (typeof way === 'string') { await this.ending.neverSent(call, causeOf(way)); return; }
    try {
      // Asked last: seconds may have passed since the claim, and a number may have been forbidden.
      const judged = await this.judge(call, way);
      const refusal = typeof judged === 'string' ? judged : await this.commit(call, judged) ? null : await this.whyNotCommitted(call, way);
      if (refusal !== null) {
        way.withdrawn();
        await this.ending.neverSent(call, refusal);
        return;
      }
    } catch (thrown) {
      way.withdrawn();
      throw thrown;
    }
    await this.send(call, endpoint.gateway, way);
  }

  private async commit(call: LiveCall, judgedBy: Evidence): Promise<boolean> {
    return call.state === 'planned' && await this.owner.calls.commitOriginating(call.callId, this.owner.fence, judgedBy);
  }

  private async whyNotCommitted(call: OutboundCall, way: Way): Promise<string> {
    if (await this.dialing.stopNow() !== null) return 'DIALING_STOPPED';
    call.claimedKnowing = null;
    const judged = await this.judge(call, way);
    return typeof judged === 'string' ? judged : 'TOO_LATE';
  }

  /** Planned by another process: all that is to be known of the call is in its row. One that was given back meanwhile is not sent. */
  private async fromRow(callId: string): Promise<LiveCall | null> {
    // Given back a moment ago: its row may not say so yet.
    if (this.registry.leftJustNow(callId)) return null;
    const row = await this.owner.calls.find(callId);
    const known = this.registry.get(callId);
    if (known !== undefined || row?.state !== 'planned' || this.registry.leftJustNow(callId)) return known ?? null;
    const campaign = row.campaignId === null ? null : await this.book.find(row.campaignId);
    const line = lineOf(row.line, campaign, this.owner.environment);
    const call = reviveCall(row, line, null, listenerOf(line, row.scriptState, { said: row.said }));
    this.registry.add(call);
    this.ending.neverSentAfter(call, Math.max(0, (row.notAfter?.getTime() ?? 0) - this.owner.clock.nowMs()) + 1_000, 'TOO_LATE');
    return call;
  }

  /** The gate, asked again just before the socket: why not, or by what it may be dialed. */
  private async judge(call: OutboundCall, { gateway }: Way): Promise<string | Evidence> {
    const destinations = gateway === null ? [] : [destinationsOf(gateway)];
    if (call.callbackId !== null) return await this.judgeCallback(call, destinations);
    const { campaignId } = call.facts.line;
    // What the rows told may be seconds old: whoever has called us since is known here.
    if (this.registry.isCaller(call.facts.phone)) return causeOf('number-on-call');
    const campaign = campaignId === null ? null : await this.book.find(campaignId);
    if (campaign?.status !== 'running') return 'CAMPAIGN_NOT_RUNNING';
    // A consent is read afresh: the commit does not look whether it was revoked since the claim.
    const asks = (zone: string | null): boolean => asksConsent(campaign, call.facts.phone, zone);
    const known = this.knownOf(call);
    const facts = known !== null && !asks(known.zone) ? known : await this.book.dialFacts(call.facts, asks);
    const book = await this.laws.now();
    const nowMs = this.owner.clock.callingNowMs();
    const person = { ...facts, phone: call.facts.phone };
    const { decision, zones, lawful } = askGate(campaign, person, destinations, book, nowMs);
    return decision.allow ? evidenceOf(zones, campaign.callingHours, lawful, nowMs) : causeOf(decision.reason);
  }

  private async judgeCallback({ facts }: OutboundCall, destinations: readonly GatewayDestinations[]): Promise<string | Evidence> {
    const rules = (await this.queues.find(queueOfLine(facts.line.id) ?? ''))?.callback ?? null;
    if (rules === null) return 'QUEUE_CALLS_NOBODY';
    const { decision, evidence } = await this.callbacks.judge(facts, rules, destinations);
    return decision.allow ? evidence : causeOf(decision.reason);
  }

  private knownOf({ claimedKnowing }: LiveCall): KnownPerson | null {
    return claimedKnowing !== null && this.owner.clock.monotonicMs() - claimedKnowing.readAtMs < KNOWN_FOR_MS ? claimedKnowing : null;
  }

  /** Nothing is awaited between the look at the lease and the write to the socket. */
  private async send(call: OutboundCall, gateway: string, way: Way): Promise<void> {
    // Called off while the commit was on its way.
    if (!call.move('originating')) { way.withdrawn(); return; }
    call.originatingAtMs = this.owner.clock.nowMs();
    call.claimedKnowing = null;
    if (!this.owner.lease.isHeld()) { await this.ending.neverSent(call, 'LEASE_LOST'); return; }
    // Came in while the commit was on its way.
    if (this.registry.isCaller(call.facts.phone)) { way.withdrawn(); await this.ending.neverSent(call, causeOf('number-on-call')); return; }
    const sent = way.send({
      channelId: call.callId,
      ringTimeoutSec: call.facts.ringTimeoutSec,
      callerNumber: call.facts.callerNumber,
      accountCode: this.owner.environment.SWITCH_ACCOUNT_CODE,
      // The customer stays when an agent's leg is lost in mid-call, and is offered to the next agent.
      afterBridge: 'park',
      guard: { sec: guardSec(Math.min(call.facts.line.policy.patienceMs, this.owner.environment.SAFE_HARBOUR_AFTER_MS)), prompt: call.facts.line.policy.lastMessage },
    });
    this.owner.metrics.callsPlaced.inc({ gateway });
    // The switch answers when the call is answered or over: that long no job waits, or as many calls could ring as there are jobs at once.
    this.owner.run('follow an originate', async () => {
      const result = await sent;
      if (!result.ok && result.kind === 'refused') await this.refused(call, result.text);
    });
  }

  /**
   * Throttled, paused, unknown gateway, or a far end that failed. The channel's own events decide; when none came,
   * the word of the refusal tells whether there was one.
   */
  private async refused(call: LiveCall, text: string): Promise<void> {
    if (!call.created) await new Promise((resolve) => setTimeout(resolve, CROSSING_MS));
    if (call.created || call.state === 'ended') return;
    this.owner.metrics.commandsRefused.inc({ command: 'originate' });
    const cause = text.replace(/^-ERR\s*/, '').trim();
    if (isOfABegunCall(cause)) await this.ending.ended(call, cause, NO_SIP_ANSWER, this.owner.clock.nowMs());
    else await this.ending.refused(call, cause);
  }
}
