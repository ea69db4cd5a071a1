import { isOutboundOutcome, outcomeOf, type Outcome } from '@paceline/domain/call/outcome';
import type { SipAnswer } from '@paceline/domain/call/sip-answer';
import { talkEndOf } from '@paceline/domain/call/talk';
import { LOST_CAUSE, outcomeByRecord, type SwitchRecord } from '@paceline/domain/call/switch-record';
import { leftUnheard } from '@paceline/domain/script/message';
import { targetPassedOver, targetSpared } from '@paceline/domain/retry/target-after';
import { targetSurveyed } from '@paceline/domain/survey/surveyed-target';
import { GatewayRepository, SwitchRecordRepository, settlementOf, sipColumns, type CallPatch, type Settlement } from '@paceline/persistence';
import type { OwnerContext } from '../context/owner-context';
import type { TrunkLines } from '../trunks/trunk-lines';
import type { Bridging } from './bridging';
import { isSentOutside } from './caller-now';
import type { CallNews } from './call-news';
import type { CallJournal } from './call-journal';
import type { CallRegistry } from './call-registry';
import type { Keeping } from './keeping';
import type { LiveCall } from './live-call';
import { persistently } from '../context/persistently';
import { talkMissed } from './talk-missed';
import type { WrapUp } from './wrap-up';

/** The end of a call: its row, its target, its gateway, its agent. Each exactly once. */
export class CallEnding {
  private readonly records: SwitchRecordRepository;
  private readonly gatewayRows: GatewayRepository;

  constructor(
    private readonly owner: Pick<OwnerContext, 'clock' | 'dataSource' | 'environment' | 'fence' | 'lease' | 'log' | 'metrics' | 'run'>,
    private readonly registry: Pick<CallRegistry, 'remove'>,
    private readonly journal: Pick<CallJournal, 'record' | 'end' | 'behind'>,
    private readonly bridging: Pick<Bridging, 'failed'>,
    private readonly keeping: Pick<Keeping, 'letGo'>,
    private readonly wrapUp: Pick<WrapUp, 'begin'>,
    private readonly gateways: Pick<TrunkLines, 'endedUnheard' | 'knowsNot'>,
    private readonly news: CallNews,
  ) {
    this.records = new SwitchRecordRepository(owner.dataSource);
    this.gatewayRows = new GatewayRepository(owner.dataSource, owner.environment.SWITCH_ID);
  }

  /** The switch said that the channel is over. */
  async ended(call: LiveCall, cause: string, sip: SipAnswer, endedAtMs: number): Promise<void> {
    await this.finish(call, outcomeOf(call.progress(), cause, sip), cause, endedAtMs, sipColumns(sip));
  }

  /** The switch refused it before a channel existed: nobody was dialed. */
  async refused(call: LiveCall, why: string): Promise<void> {
    this.gateways.endedUnheard(call.facts.gateway, 'not-dialed', call.originatingAtMs);
    await this.neverSent(call, why);
  }

  /** Nobody was dialed, and the trunk had no part in it. */
  async neverSent(call: LiveCall, why: string): Promise<void> {
    await this.finish(call, 'not-dialed', why.slice(0, 64), this.owner.clock.nowMs());
  }

  /** Gives the target back unless the call is on the switch by then. */
  neverSentAfter(call: LiveCall, afterMs: number, why: string): void {
    call.after('not-after', afterMs, () => {
      if (call.state === 'planned') this.owner.run('give back a planned call', () => this.neverSent(call, why));
    });
  }

  /** Its viewer did not want it made: somebody else's turn. */
  async passedOver(call: LiveCall): Promise<void> {
    const endedAtMs = this.owner.clock.nowMs();
    await this.finish(call, 'not-dialed', 'PASSED_OVER', endedAtMs, {}, (facts) => targetPassedOver(facts, endedAtMs));
  }

  /**
   * It is not on the switch any more, and nobody heard its end: the switch's own record says what became of it, if it
   * was taken in already. One that comes later amends the row. `restarted`: the switch that had it is gone, and no
   * caller has hung up.
   */
  async lost(call: LiveCall, restarted = false): Promise<void> {
    if (await this.endedByRecord(call)) return;
    const said = call.isOutbound() && call.answeredAtMs === null ? 'lost' : outcomeOf(call.progress(), restarted && !call.isOutbound() ? 'CRASH' : LOST_CAUSE);
    await this.finish(call, said, LOST_CAUSE, this.owner.clock.nowMs());
  }

  /** Ends a call whose leg the switch has recorded as over; false while there is no such record. */
  async endedByRecord(call: LiveCall): Promise<boolean> {
    const record = await persistently(this.owner, () => this.records.find(this.owner.environment.SWITCH_ID, call.callId));
    if (record === null) return false;
    if (record.bridgedAtMs !== null && !isSentOutside(call)) talkMissed(this.journal, call, record.bridgedAtMs);
    if (call.caller?.run && leftUnheard(call.caller.run.script, call.caller.run.state, record.recordedMs)) call.caller.treatment = 'voicemail'; // kept with the record
    call.carried ||= record.ringingAtMs !== null || record.answeredAtMs !== null;
    await this.finish(call, outcomeByRecord(call.progress(), record), record.cause, record.endedAtMs, { ...unheard(call, record), ...sipColumns(record.sip) });
    return true;
  }

  /** What it says of its trunk; and whether that is all it says, since every call of that trunk ends so now. */
  private ofItsTrunk(call: LiveCall, outcome: Outcome): { readonly outcome: Outcome; readonly trunkFault: boolean } {
    if (outcome === 'not-dialed' || call.carried || !call.isOutbound() || !isOutboundOutcome(outcome)) return { outcome, trunkFault: false };
    const { gateway, phone } = call.facts;
    const spared = outcome === 'invalid-number'
      ? this.gateways.knowsNot(gateway, { callId: call.callId, phone, placedAtMs: call.originatingAtMs ?? 0, giveBack: () => { this.giveBack(call); } }) : [];
    for (const earlier of spared) if (earlier.callId !== call.callId) earlier.giveBack();
    const isOut = this.gateways.endedUnheard(gateway, outcome, call.originatingAtMs);
    if (spared.length > 0) return { outcome: 'congestion', trunkFault: true };
    return { outcome, trunkFault: isOut && outcome === 'congestion' };
  }

  /** It was judged before, and its target told: behind what is still being written of it. */
  private giveBack(call: LiveCall): void {
    const againAt = new Date(this.owner.clock.nowMs());
    this.owner.run('give back a call', async () => { await this.journal.behind(call, () => persistently(this.owner, () => this.gatewayRows.giveBack(call.callId, againAt))); });
  }

  private async finish(call: LiveCall, said: Outcome, cause: string, endedAtMs: number, missed: CallPatch = {}, decide?: Settlement['decide']): Promise<void> {
    // The phone rang for as long as the law asks, and nobody had answered: for the person, and so for the target, no other end.
    const heardOutcome: Outcome = call.givenUp && said === 'cancelled' ? 'no-answer' : said;
    const wasTalking = call.state === 'talking';
    const wasConnecting = call.state === 'connecting';
    if (!call.move('ended')) return;
    const { outcome, trunkFault } = this.ofItsTrunk(call, heardOutcome);
    const { agent } = call;
    this.registry.remove(call);
    this.news.emit('ended', { call, outcome, endedAtMs, wasTalking });
    this.owner.metrics.callsEnded.inc({ outcome });

    if (wasConnecting) this.bridging.failed(call, cause);
    this.keeping.letGo(call);
    const talkedTo = wasTalking ? agent : null;
    const endedAt = new Date(endedAtMs);
    const { retryRules, wrapUpMs } = call.facts.line.policy;
    // The row first: a worker that dies here finds the call unsettled and knows whose disposition is missing.
    const settled = talkedTo === null ? settlementOf({ callId: call.callId, retryRules, endedAtMs }, null, decide ?? (trunkFault ? (facts) => targetSpared({ ...facts, rules: retryRules, endedAtMs }) : surveyed(call, endedAtMs))) : null;
    // With the call's end once more: a worker that died behind the key had not put them there.
    const settlement = settled !== null && outcome === 'opted-out' ? { ...settled, doNotCall: { disposition: outcome, byUserId: null } } : settled;
    const written = this.journal.end(call, {
      ...messageSeen(call, outcome), ...missed, ...(trunkFault && { trunkFault }), outcome, endedAt, hangupCause: cause,
      // Whoever was promised it since did not talk on it.
      ...(call.connectedAtMs !== null && { talkEnd: talkEndOf(cause, call.endedHere), ...(call.lastAgentId !== null && { agentId: call.lastAgentId }) }),
      ...(talkedTo === null ? {} : { wrapUpUntil: new Date(endedAtMs + wrapUpMs) }),
    }, settlement);
    if (talkedTo === null) await written;
    else await this.wrapUp.begin(call, talkedTo, { endedAtMs, wrapUpMs, written });
  }
}

/** Of a call on which an interview was held the target hears what came of that. */
function surveyed({ interview, facts: { line: { policy: { retryRules: rules } } } }: LiveCall, endedAtMs: number): Settlement['decide'] | undefined {
  const ending = interview?.keypad.interview.ending ?? null;
  return ending === null ? undefined : (facts, outcome) => targetSurveyed({ ...facts, rules, outcome, endedAtMs }, ending);
}

/** An abandoned call says since when it heard the message, be it since it was seen to. */
function messageSeen(call: LiveCall, outcome: Outcome): CallPatch {
  const { safeHarbourAtMs, safeHarbourSeenAtMs } = call;
  return outcome === 'abandoned' && safeHarbourAtMs === null && safeHarbourSeenAtMs !== null ? { safeHarbourAt: new Date(safeHarbourSeenAtMs) } : {};
}

/** The times that were missed. What was heard itself stays. */
function unheard(call: LiveCall, { ringingAtMs, answeredAtMs, safeHarbourAtMs }: SwitchRecord): CallPatch {
  return {
    ...(call.state === 'originating' && ringingAtMs !== null ? { ringingAt: new Date(ringingAtMs) } : {}),
    ...(call.answeredAtMs === null && answeredAtMs !== null ? { answeredAt: new Date(answeredAtMs) } : {}),
    ...(call.safeHarbourAtMs === null && safeHarbourAtMs !== null ? { safeHarbourAt: new Date(safeHarbourAtMs) } : {}),
  };
}
