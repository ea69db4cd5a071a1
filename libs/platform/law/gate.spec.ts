import type { Delivery } from '@paceline/domain/compliance/call-purpose';
import { DEFAULT_CALLING_HOURS } from '@paceline/domain/compliance/calling-hours';
import type { ConsentWord } from '@paceline/domain/compliance/consent';
import { askGate, type GateSettings } from './gate';
import { LawBook } from './law-book';

const NOON_MS = Date.parse('2026-07-01T16:00Z'); // in New York
const GATEWAY = { countries: ['US', 'DE', 'IR'], prefixes: [], numbers: [], shortNumbers: [] };
const campaign = (delivery: Delivery | null): GateSettings =>
  ({ callingHours: DEFAULT_CALLING_HOURS, purpose: 'sales', delivery, observesHolidays: false, lawProfile: 'us-tsr', countries: ['US'] });
const SIGNED: ConsentWord = { kind: 'given', atMs: NOON_MS - 1, purposes: ['sales'], deliveries: ['recorded'], phones: null, form: 'digital', seller: null, untilMs: null };

describe('a call for which the law asks consent', () => {
  it.each<readonly [string, Delivery | null, string, readonly ConsentWord[] | undefined, string | null]>([
    ['a recording that sells to somebody in the US of whom nothing is on record', 'recorded', '+12125550123', undefined, 'no-consent'],
    ['one to somebody who has signed', 'recorded', '+12125550123', [SIGNED], null],
    ['one to somebody who has only said yes', 'recorded', '+12125550123', [{ ...SIGNED, form: 'oral' }], 'no-consent'],
    ['one to somebody who took it back', 'recorded', '+12125550123', [SIGNED, { ...SIGNED, kind: 'revoked', atMs: NOON_MS - 1 }], 'no-consent'],
    ['a synthetic voice, where a recording was agreed to', 'spoken', '+12125550123', [SIGNED], 'no-consent'],
    ['a person who sells to somebody in Germany of whom nothing is on record', 'agent', '+493012345678', undefined, 'no-consent'],
    ['one to somebody there who has agreed to that', 'agent', '+493012345678', [{ ...SIGNED, deliveries: ['agent'], form: 'oral' }], null],
    ['a person who sells in the US', 'agent', '+12125550123', undefined, null],
    ['whoever sells it, in a campaign of before it was asked who speaks: agents', null, '+12125550123', undefined, null],
  ])('is made or not: %s', (_title, delivery, phone, consents, reason) => {
    const person = { phone, zone: 'America/New_York', onDoNotCallList: false, recent: [], ...consents !== undefined && { consents } };
    const { decision } = askGate(campaign(delivery), person, [GATEWAY], new LawBook([]), NOON_MS);
    expect(decision).toEqual(reason === null ? { allow: true } : { allow: false, reason });
  });
});
