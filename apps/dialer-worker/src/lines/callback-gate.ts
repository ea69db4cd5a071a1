import type { GatewayDestinations } from '@paceline/domain/compliance/destination';
import { DEFAULT_LAW_PROFILE } from '@paceline/domain/compliance/law-profiles';
import type { DialDecision } from '@paceline/domain/compliance/may-dial';
import type { CallbackRules } from '@paceline/domain/queue/queue-settings';
import { dialFactsOf, type CalledPerson } from '@paceline/persistence';
import type { Clock } from '@paceline/platform/clock';
import { evidenceOf, type Evidence } from '@paceline/platform/law/evidence';
import { askGate, type GateSettings } from '@paceline/platform/law/gate';
import { numberFacts } from '@paceline/platform/number-kind';
import { zoneOfPhone } from '@paceline/platform/zones';
import type { DataSource } from 'typeorm';
import type { Laws } from './laws';

/** Whether somebody may be called back now; when they may, by what. */
export interface CallbackJudged { readonly decision: DialDecision; readonly evidence: Evidence }

/**
 * The gate before a call that a caller has asked for: the do-not-call list, destinations, the hours of the law where they are and of
 * their queue, and one live call a person. How lately they were called is nothing to it: they wait for this call, and an agent is kept
 * for them (Ofcom's lock after an abandoned call, too, is lifted where one is).
 */
export class CallbackGate {
  constructor(private readonly dataSource: DataSource, private readonly clock: Pick<Clock, 'callingNowMs'>, private readonly laws: Pick<Laws, 'now'>) {}

  async judge(person: Omit<CalledPerson, 'targetId'>, rules: CallbackRules, gateways: readonly GatewayDestinations[]): Promise<CallbackJudged> {
    const { zone, onDoNotCallList, recent } = await dialFactsOf(this.dataSource, { ...person, targetId: null });
    const { phone } = person;
    const callee = { phone, onDoNotCallList, zone: zone ?? zoneOfPhone(phone, numberFacts(phone).country), recent: recent.filter(({ endedAgoMs }) => endedAgoMs === null) };
    const book = await this.laws.now();
    const nowMs = this.clock.callingNowMs();
    const { decision, zones, lawful } = askGate(settingsOf(rules), callee, gateways, book, nowMs, 'callback');
    return { decision, evidence: evidenceOf(zones, rules.hours, lawful, nowMs) };
  }
}

function settingsOf({ hours }: CallbackRules): GateSettings {
  return { callingHours: hours, purpose: 'service', delivery: 'agent', observesHolidays: false, lawProfile: DEFAULT_LAW_PROFILE, countries: null };
}
