import type { Whereabouts } from '@paceline/domain/compliance/lawful-hours';
import { whereaboutsOf } from '@paceline/platform/law/whereabouts';
import type { DataSource, EntityManager } from 'typeorm';
import { rows } from './transaction';

/** Contacts of a campaign whose law is the same. */
export interface CampaignPlace {
  readonly where: Whereabouts;
  readonly contacts: number;
  readonly zones: readonly { readonly zone: string | null; readonly contacts: number }[];
}

/** The plus sign, and what tells states apart in North America: a country's code and an area's. */
const PREFIX_CHARS = 5;

/** Where a campaign's contacts are, by their first phones and their zones; most of them first. */
export async function placesOfCampaign(on: DataSource | EntityManager, campaignId: string): Promise<readonly CampaignPlace[]> {
  const groups = await rows<{ zone: string | null; phone: string | null; contacts: string }>(on,
    `SELECT c.zone, MIN(p.phone) AS phone, COUNT(DISTINCT c.id) AS contacts
       FROM campaign_lists cl JOIN list_contacts lc ON lc.list_id = cl.list_id JOIN contacts c ON c.id = lc.contact_id
       LEFT JOIN contact_phones p ON p.contact_id = c.id AND p.position = 0
      WHERE cl.campaign_id = ? GROUP BY c.zone, LEFT(p.phone, ${PREFIX_CHARS})`, [campaignId]);
  const places = new Map<string, { where: Whereabouts; zones: Map<string | null, number> }>();
  for (const { zone, phone, contacts } of groups) {
    const where = whereaboutsOf(phone, zone);
    const key = [...where.countries, ...where.regions].join(' ');
    const place = places.get(key) ?? { where, zones: new Map<string | null, number>() };
    places.set(key, place);
    place.zones.set(zone, (place.zones.get(zone) ?? 0) + Number(contacts));
  }
  return [...places].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, { where, zones }]) => {
    const counted = [...zones].map(([zone, contacts]) => ({ zone, contacts })).sort((a, b) => b.contacts - a.contacts);
    return { where, contacts: counted.reduce((sum, { contacts }) => sum + contacts, 0), zones: counted };
  }).sort((a, b) => b.contacts - a.contacts);
}

/** Whose laws on abandonment bind the campaign. */
export function countriesOf(places: readonly CampaignPlace[]): string[] {
  return [...new Set(places.flatMap(({ where }) => where.countries))].sort();
}
