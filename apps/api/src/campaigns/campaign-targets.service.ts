import { Injectable } from '@nestjs/common';
import type { Page } from '@paceline/contracts/common';
import type { TargetQuery, TargetView } from '@paceline/contracts/targets';
import type { DialDecision } from '@paceline/domain/compliance/may-dial';
import { english } from '@paceline/contracts/messages/en';
import { refusalInWords } from '@paceline/contracts/messages/reason-words';
import { isRefusal } from '@paceline/domain/compliance/refusals';
import { isOutboundOutcome } from '@paceline/domain/call/outcome';
import { whyNotNow } from '@paceline/domain/compliance/why-not-now';
import { OFF_LIST } from '@paceline/domain/retry/target-after';
import type { ClientScope } from '@paceline/domain/client/client';
import {
  ClientCampaigns, ClientDispositions, Gateways, candidatesOf, destinationsOf, dialingStop, findTargets, phonesOf, readHolidayChanges, type Campaign, type ClaimCandidate, type FoundTarget,
} from '@paceline/persistence';
import { Clock } from '@paceline/platform/clock';
import { notFound } from '@paceline/platform/errors';
import { askGate, asksConsent } from '@paceline/platform/law/gate';
import { LawBook } from '@paceline/platform/law/law-book';
import { DataSource } from 'typeorm';
import { ID_PART, decodeCursor, toPage } from '../edge/paging';
import { invalid } from '../edge/validation';

/** A page of targets with what a claim would be told of them now. */
@Injectable()
export class CampaignTargetsService {
  constructor(private readonly dataSource: DataSource, private readonly clock: Clock) {}

  async page(caller: ClientScope, campaignId: string, { limit, cursor, ...filter }: TargetQuery): Promise<Page<TargetView>> {
    const campaign = await new ClientCampaigns(this.dataSource, caller).find(campaignId);
    if (campaign === null) throw notFound('campaign', campaignId);
    if (filter.result !== undefined) await this.checkResult(caller, filter.result);
    const after = cursor === undefined ? '0' : decodeCursor(cursor, [ID_PART])[0];
    const found = await findTargets(this.dataSource, campaignId, filter, after, limit + 1);
    const phones = await phonesOf(this.dataSource, campaign, found);
    const candidates = await candidatesOf(this.dataSource, found, phones, () => true, { clientId: caller.clientId, asksConsent: (phone, zone) => asksConsent(campaign, phone, zone) });
    const byTarget = new Map(candidates.map((candidate) => [candidate.targetId, candidate]));
    const why = await this.whyOf(campaign);
    return toPage(found, limit, ({ contactId }) => [contactId], (target) => {
      const candidate = byTarget.get(target.targetId);
      return toView(target, candidate?.phone ?? '', candidate === undefined || target.state !== 'ready' ? [] : why(target, candidate));
    });
  }

  private async checkResult(caller: ClientScope, code: string): Promise<void> {
    if (isOutboundOutcome(code) || isRefusal(code) || code === OFF_LIST || await new ClientDispositions(this.dataSource, caller).find(code) !== null) return;
    throw invalid('result', 'no-result', { result: code });
  }

  /** What is the same for all targets is read once. */
  private async whyOf(campaign: Campaign): Promise<(target: FoundTarget, candidate: ClaimCandidate) => TargetView['why']> {
    const [gateways, changes, stop] = await Promise.all([
      new Gateways(this.dataSource).named(campaign.gateways, campaign.switchId),
      readHolidayChanges(this.dataSource), dialingStop(this.dataSource),
    ]);
    const destinations = gateways.map(destinationsOf);
    const book = new LawBook(changes);
    return (target, candidate) => {
      const gate = this.onSystemClock(askGate(campaign, candidate, destinations, book, this.clock.callingNowMs()).decision);
      const holds = whyNotNow({ campaign: campaign.status, dialingStopped: stop !== null, gate, nextAtMs: target.nextAt.getTime() }, this.clock.nowMs());
      return holds.map(({ reason, untilMs }) => ({ code: reason, text: refusalInWords(english, reason), until: untilMs === null ? null : new Date(untilMs).toISOString() }));
    };
  }

  private onSystemClock(decision: DialDecision): DialDecision {
    return decision.allow || decision.untilMs === undefined ? decision : { ...decision, untilMs: this.clock.fromCallingMs(decision.untilMs) };
  }
}

function toView(target: FoundTarget, phone: string, why: TargetView['why']): TargetView {
  const { targetId, contactId, name, state, attempts, priority, zone, result, lastCallId } = target;
  return { id: targetId, contactId, name, phone: phone === '' ? null : phone, state, attempts, priority, zone: zone === '' ? null : zone, why, result, lastCallId };
}
