import { Injectable } from '@nestjs/common';
import type { CallingWindow } from '@paceline/contracts/calling-window';
import { callingHours } from '@paceline/contracts/calling-hours';
import type { WindowReasons } from '@paceline/contracts/messages/calling-told';
import { english } from '@paceline/contracts/messages/en';
import { told, type Message } from '@paceline/contracts/messages/message';
import { intersectHours, withinCallingHours, type CallingHours } from '@paceline/domain/compliance/calling-hours';
import { ClientCampaigns, placesOfCampaign, readHolidayChanges, type Campaign, type CampaignPlace } from '@paceline/persistence';
import { Clock } from '@paceline/platform/clock';
import { notFound } from '@paceline/platform/errors';
import { holidaysOf, type HolidayChange } from '@paceline/platform/holidays/holidays';
import { LawBook, type BindingLaw } from '@paceline/platform/law/law-book';
import { zonesOf } from '@paceline/platform/zones';
import { DataSource } from 'typeorm';
import type { CurrentUser } from '../auth/current-user';

const NEXT_HOLIDAYS = 3;

type Place = CallingWindow['places'][number];

/** When the contacts of a campaign can be called, and why: its own hours within the law's. */
@Injectable()
export class CallingWindowService {
  constructor(private readonly dataSource: DataSource, private readonly clock: Clock) {}

  async window(caller: CurrentUser, id: string): Promise<CallingWindow> {
    const campaign = await new ClientCampaigns(this.dataSource, caller).find(id);
    if (campaign === null) throw notFound('campaign', id);
    const changes = await readHolidayChanges(this.dataSource);
    const book = new LawBook(changes);
    const settings = { purpose: campaign.purpose, delivery: campaign.delivery, observesHolidays: Boolean(campaign.observesHolidays) };
    const places = await placesOfCampaign(this.dataSource, id);
    return { campaignId: id, own: shown(campaign.callingHours), places: places.map((place) => this.place(campaign, place, book.at(place.where, settings), changes)) };
  }

  private place(campaign: Campaign, { where, contacts, zones }: CampaignPlace, law: BindingLaw, changes: readonly HolidayChange[]): Place {
    const hours = intersectHours(campaign.callingHours, law.hours);
    const nowMs = this.clock.callingNowMs();
    const narrowed = JSON.stringify(hours) !== JSON.stringify(intersectHours(campaign.callingHours, campaign.callingHours));
    const today = new Date(nowMs).toISOString().slice(0, 10);
    const coming = law.holidaysOf.flatMap((country) => holidaysOf(country, changes)).filter(({ day }) => day >= today).sort((a, b) => (a.day < b.day ? -1 : 1));
    const why = whyOf(hours, narrowed, law);
    return {
      countries: [...where.countries], regions: [...where.regions], contacts, hours: shown(hours), narrowed,
      laws: law.laws.map((one) => ({ id: one.id, basis: one.basis, source: one.source, hours: shown(one.hours) })),
      holidays: { observed: [...law.holidaysOf], withoutData: [...law.withoutHolidayData], next: coming.slice(0, NEXT_HOLIDAYS).map(({ day, name }) => ({ day, name })) },
      zones: zones.map(({ zone, contacts: here }) => {
        const decision = withinCallingHours(zonesOf(zone), hours, nowMs, law.closedDays);
        const untilMs = decision.allow || !('untilMs' in decision) ? null : this.clock.fromCallingMs(decision.untilMs);
        return { zone, contacts: here, openNow: decision.allow, opensAt: untilMs === null ? null : new Date(untilMs).toISOString() };
      }),
      why: { code: why.code, params: { ...why.params } }, text: told(english.callingWindows, why),
    };
  }
}

function whyOf(hours: CallingHours, narrowed: boolean, { laws, where, withoutHolidayData }: BindingLaw): Message<WindowReasons> {
  const code = Object.keys(hours).length === 0 ? 'never-open' : narrowed ? 'narrowed' : 'own-hours';
  return { code, params: { sources: laws.map(({ source }) => source), isCountryKnown: where.countries.length > 0, withoutHolidays: withoutHolidayData } };
}

/** As the contract has it: days without hours are left out. */
function shown(hours: CallingHours): CallingWindow['own'] {
  return callingHours.parse(hours);
}
