import type { CallingHours } from '@paceline/domain/compliance/calling-hours';
import type { DialedBy, GatewayDestinations } from '@paceline/domain/compliance/destination';
import type { RecentCall } from '@paceline/domain/compliance/frequency';
import type { Kind } from '@paceline/domain/compliance/call-purpose';
import type { ConsentWord } from '@paceline/domain/compliance/consent';
import { consentNeeded } from '@paceline/domain/compliance/consent-laws';
import { abandonmentLawOf, type ChosenLaw } from '@paceline/domain/compliance/law-profiles';
import { mayDial, type DialDecision } from '@paceline/domain/compliance/may-dial';
import type { NumberFacts } from '@paceline/domain/compliance/number-facts';
import type { Zone } from '@paceline/domain/compliance/zone';
import { numberFacts } from '../number-kind';
import { zonesOf } from '../zones';
import type { BindingLaw, LawBook, LawSettings } from './law-book';
import { whereaboutsOf } from './whereabouts';

/** What of a campaign, or of a queue that calls back, the gate goes by. */
export interface GateSettings extends LawSettings, ChosenLaw {
  readonly callingHours: CallingHours;
}

/** Somebody whom a campaign would call. */
export interface GatedPerson {
  readonly phone: string;
  /** As contacts have it; null or empty when nothing is known. */
  readonly zone: string | null;
  readonly onDoNotCallList: boolean;
  readonly recent: readonly RecentCall[];
  /** What they have said of such calls: read where `asksConsent`; left out, nothing is known. */
  readonly consents?: readonly ConsentWord[];
}

export interface GateAnswer {
  readonly decision: DialDecision;
  readonly number: NumberFacts;
  readonly zones: readonly Zone[];
  readonly lawful: BindingLaw;
}

/** Whether the law that binds a campaign's call to somebody asks for their consent: nobody's record is read for others. */
export function asksConsent(campaign: Kind, phone: string, zone: string | null): boolean {
  return consentNeeded(whereaboutsOf(phone, zone).countries, campaign) !== null;
}

/**
 * Whether a campaign, or whoever else dials by rule, may call somebody at this instant of the calling clock: one question, whoever asks it. The claim and
 * the door to the switch go by the answer, and people are told it.
 * @param gateways what each of those that the call may go through is allowed
 */
export function askGate(campaign: GateSettings, person: GatedPerson, gateways: readonly GatewayDestinations[], book: LawBook, nowMs: number, by: DialedBy = 'campaign'): GateAnswer {
  const { phone, zone, onDoNotCallList, recent, consents = [] } = person;
  const number = numberFacts(phone);
  const zones = zonesOf(zone);
  const lawful = book.of(phone, zone, campaign);
  const need = consentNeeded(lawful.where.countries, campaign);
  const decision = mayDial({
    number, by, gateways, zones, onDoNotCallList, hours: campaign.callingHours, lawful,
    frequency: { recent, recallLockHours: abandonmentLawOf(campaign).recallLockHours },
    consent: need === null ? null : { ...need, purpose: campaign.purpose, delivery: campaign.delivery, phone, seller: null, words: consents },
  }, nowMs);
  return { decision, number, zones, lawful };
}
